"""Ages: how old the ad says that the person is; "17", or "19-22" where a range is given. Under 18 is a hard rule.

Catches digits, words (English and Spanish), lookalikes ("2o yrs", "l9"), digits set apart ("1 9"), ranges, decades
("early 20s"), several people in one ad ("Ruby 21, Jade 24"), and that someone is not 18 yet (value "0-17").
Refuses ages of callers ("18+ only", "must be 21 to call", "men over 35"), of family, pets and things ("my 12 year old
dog", "mom of a 5 year old"), years of anything else ("10 years of experience"), and every number that nothing
says is an age: prices, times, streets, sizes, rooms, models, dates.

Every number is a candidate; what stands just before and after it, within its sentence, decides (see `agewords`).
"""

from __future__ import annotations

from collections.abc import Iterator

from firstlight.extract import agewords as say
from firstlight.extract.covered import Covered
from firstlight.extract.kinds import Context, Found
from firstlight.extract.lexicons.names import is_name
from firstlight.extract.numerals import Number, number_at
from firstlight.extract.text import TextView

KIND = "age"
GATE = (
    r"[0-9]|teen|twent|thirt|fou?rt|fift|sixt|eleven|twelve|"
    r"\b(?:once|doce|trece|catorce|quince|dieci\w+|veint\w+|treinta|cuarenta)\b"
)
FIELDS = ("title", "text")

EXAMPLES = (
    ("I'm 22 and new here", ("22",)),
    ("I am nineteen, tall", ("19",)),
    ("Sweet, 2o yrs old", ("20",)),
    ("Ruby 2o yrs", ("20",)),
    ("l9 y.o., calm", ("19",)),
    ("age: 17", ("17",)),
    ("Dinner company, i am 17 years old", ("17",)),
    ("Pleasant company, 17 years old", ("17",)),
    ("Ruby, 17, available now", ("17",)),
    ("i am 1 7 years old", ("17",)),
    ("I'm seventeen", ("17",)),
    ("Just turned eighteen!", ("18",)),
    ("Ladies aged 19-22 available", ("19-22",)),
    ("ages 19 to 22", ("19-22",)),
    ("Ruby 21, Jade 24 and Opal 22 are in today", ("21", "24", "22")),
    ("Two friends, 21 and 24, dinner for two", ("21", "24")),
    ("We are 22 & 25", ("22", "25")),
    ("I'm not 18 yet", ("0-17",)),
    ("almost 18, be kind", ("0-17",)),
    ("Our hostess Ruby is 24 and she loves dinner dates", ("24",)),
    ("Five foot two, twenty-two years young", ("22",)),
    ("Tengo 19 años", ("19",)),
    ("Chica de veintidós años", ("22",)),
    ("In my early 20s", ("20-23",)),
    ("𝟤𝟤 y/o student", ("22",)),
    ("Gentlemen, it's Jade, 23.", ("23",)),
    ("22yo, easy going", ("22",)),
    ("I am a 22 year old student", ("22",)),
    ("Company for dinner. 24 years old. Call me, I am 10 minutes away", ("24",)),
)
DECOYS = (
    "18+ only", "Must be 21 to call", "You must be 21 years old", "Gentlemen over 35 only", "no one under 25",
    "men 40 and up", "If you are not 18 yet, leave this page", "25 years of experience", "12 years in business",
    "Open since 17", "17 Main St", "17:00", "size 16", "iPhone 15", "room 14", "$17", "17 minutes from downtown",
    "Our company is 17 years old", "My daughter, she is 16 years old",
    "my 12 year old dog", "17 year old whisky", "a 15 year old car", "mom of a 5 year old", "My son is 12",
    "I'm 10 minutes away", "I am 24/7", "May 22, 2026", "I'm 5'2", "over 20 years", "22 miles from the airport",
    "All visitors must be over twenty one", "clients aged 30 to 60", "this 16 year old building",
    "I have 2 cats, 12 plants",
    "tengo un hijo de 12 años", "mayores de 21 años", "15 años de experiencia", "since I was 17", "not under 18",
    "I have a 14 year old daughter", "I'm 15 mins out", "I am 20% off today", "the minimum age is 21", "I am over 21",
    "legal drinking age 21", "You are 17? Do not call", "Do not call if you are under 18", "nobody under 18",
    "turning 21 next week", "My brother Max is 12 and my dog is 15 years old", "aged 12 years, single malt",
)  # fmt: skip

_YOUNGEST, _OLDEST = 12, 75
_SURE_YOUNGEST = 5
_REACH = 60
_CLOSE = 16
"""Characters before a number that can spoil it: the longest such word, its joint, and what stands before it."""


class Site:
    """A number in its sentence: `left` and `right` are what stands before and after it there."""

    __slots__ = ("end", "field", "left", "number", "right", "start", "view")

    def __init__(self, view: TextView, number: Number, field: str, end: int | None = None) -> None:
        words, text = view.words, view.text
        self.view, self.number, self.field = view, number, field
        self.start = words[number.first][0]
        self.end = words[number.last][1] if end is None else end
        before = text[max(0, self.start - _REACH) : self.start]
        self.left = say.SENTENCE_END.split(before)[-1]
        self.right = text[self.end : self.end + _REACH]

    @property
    def clause(self) -> str:
        """Return the part of `left` after its last comma, bracket or bar."""
        return self.left[max(self.left.rfind(mark) for mark in ",(|") + 1 :]


def find(view: TextView, context: Context) -> Iterator[Found]:
    """Yield every stated age of the person or people the ad is about."""
    taken = Covered(len(view.text), context.found, {"phone", "email", "url", "handle"})
    yield from _decades(view.text)
    done = -1
    for at in view.hits(say.CANDIDATES):
        if view.words[at][0] < done:
            continue
        if taken.meets(*view.words[at][:2]):
            continue
        site = _site(view, at, context.field)
        if site is None or _hopeless(site) or _spoilt(site) or taken.meets(site.start, site.end):
            continue
        for found in _read(site):
            done = found.end
            yield found


def _decades(text: str) -> Iterator[Found]:
    """Yield "early twenties" and the like as the years that they span."""
    for match in say.DECADE.finditer(text) if "early" in text or "mid" in text or "late" in text else ():
        before = say.SENTENCE_END.split(text[max(0, match.start() - _REACH) : match.start()])[-1]
        if not say.READER.search(before) and not say.FAMILY.search(before):
            low, high = say.DECADES[match[1]]
            tens = say.TENS_WORDS.get(match[2]) or int(match[2])
            yield Found(KIND, f"{tens + low}-{tens + high}", match.start(), match.end(), 0.7, "age/decade")


def _site(view: TextView, at: int, field: str) -> Site | None:
    """Return the number at a word, or glued to its unit in it ("22yo"), or as two digits set apart ("1 9")."""
    words = view.words
    start, end, word = words[at]
    glued = say.GLUED.fullmatch(word)
    if glued:
        value = say.decode(glued[1])
        return Site(view, Number(value, at, at, "glued"), field, start + glued.end(1))
    number = number_at(view, at)
    if number is not None and number.way == "digits" and end - start == 1 and at + 1 < len(words):
        after = words[at + 1]
        if after[0] == end + 1 and view.text[end] == " " and len(after[2]) == 1 and after[2].isdigit():
            return Site(view, Number(int(word + after[2]), at, at + 1, "spaced"), field)
    return number and Site(view, number, field)


def _hopeless(site: Site) -> bool:
    """Tell cheaply of a number too small for anybody in an ad that nothing after it calls it an age."""
    return site.number.value < _YOUNGEST and say.OLD.match(site.right) is None


def _spoilt(site: Site) -> bool:
    """Tell whether the number is part of something that is written with it: a price, time, date, share, address."""
    return bool(say.SPOILT_RIGHT.match(site.right) or say.SPOILT_LEFT.search(site.left[-_CLOSE:]))


def _read(site: Site) -> Iterator[Found]:
    """Yield the age at a site, or the ages of the range or list that begins there."""
    minor = say.NOT_YET.search(f"{site.left}18{site.right[:30]}") if site.number.value == 18 else None
    if minor is not None:
        if not say.READER.search(site.left[: minor.start()]):
            yield _found(site, "0-17", 0.95, "not-yet-18")
        return
    following = _following(site)
    if following is not None:
        yield from _several(site, *following)
        return
    judged = _judge(site)
    if judged is not None:
        yield _found(site, str(site.number.value), *judged)


def _following(site: Site) -> tuple[Site, str] | None:
    """Return the number that a range or list goes on with, and what joins them."""
    joint = say.JOINT.match(site.right)
    if joint is None:
        return None
    words = site.view.words
    at = site.number.last + 1 + (1 if joint[1].strip().isalpha() else 0)
    if at >= len(words) or words[at][0] != site.end + joint.end():
        return None
    other = _site(site.view, at, site.field)
    return None if other is None else (other, joint[1].strip())


def _several(site: Site, other: Site, joint: str) -> Iterator[Found]:
    """Yield a range as one find, a list as one for each."""
    if _spoilt(other) or say.READER.search(site.clause) or not _YOUNGEST <= site.number.value <= _OLDEST:
        judged = None if _spoilt(other) else _judge(site)
        if judged is not None:
            yield _found(site, str(site.number.value), *judged)
        return
    low, high = sorted((site.number.value, other.number.value))
    cued, old = say.SEVERAL.search(site.left), say.OLD.match(other.right)
    family = _of_another(site)
    ranged = joint in {"-", "to", "a", "until"} or bool(say.BETWEEN.search(site.left))
    if (cued or old) and ranged and not family and low < high <= _OLDEST:
        whole = Site(site.view, site.number, site.field, other.end)
        yield _found(whole, f"{low}-{high}", 0.9 if cued else 0.8, "range")
    elif (cued or old) and not ranged and not family and _YOUNGEST <= other.number.value <= _OLDEST:
        yield _found(site, str(site.number.value), 0.85, "list")
        yield _found(other, str(other.number.value), 0.85, "list")
        yield from _rest(other)
    elif not ranged:
        judged = _judge(site)
        if judged is not None:
            yield _found(site, str(site.number.value), *judged)


def _rest(site: Site) -> Iterator[Found]:
    """Yield what a list goes on with after its second number."""
    following = _following(site)
    while following is not None and not _spoilt(following[0]) and _YOUNGEST <= following[0].number.value <= _OLDEST:
        yield _found(following[0], str(following[0].number.value), 0.85, "list")
        following = _following(following[0])


def _of_another(site: Site) -> bool:
    """Tell whether somebody or something else is spoken of; "I am" turns back to the speaker, "she is" does not."""
    own = say.OWN.search(site.left)
    speaker = own is not None and own[0].startswith("i")
    return bool(say.FAMILY.search(site.left, own.start() if own is not None and speaker else 0))


def _judge(site: Site) -> tuple[float, str] | None:
    """Return (score, rule) if the number is the person's age, else None."""
    value = site.number.value
    own = say.OWN.search(site.left)
    old = say.OLD.match(site.right)
    if old is not None and (own is not None or value >= _YOUNGEST):
        return _old(site, own is not None, site.right[old.end() :])
    if not _YOUNGEST <= value <= _OLDEST:
        return None
    if own is not None:
        return None if say.NOT_OWN.search(site.left) or say.OF_WHAT.match(site.right) else (0.95, "own")
    if say.AGE.search(site.left):
        refused = say.NOT_AGE.search(site.left) or say.READER.search(site.clause) or _of_another(site)
        ripened = value < 18 and say.YEARS.match(site.right)
        return None if refused or ripened else (0.95, "age")
    years = say.YEARS.match(site.right)
    if years is not None:
        refused = say.FOR_YEARS.search(site.left) or say.READER.search(site.clause) or _of_another(site)
        return None if refused or say.OF_WHAT.match(site.right[years.end() :]) or value < 16 else (0.75, "years")
    return _named(site)


def _old(site: Site, own: bool, after: str) -> tuple[float, str] | None:
    """Judge "N years old": whose age it is follows from what stands before and which noun follows."""
    value = site.number.value
    if _of_another(site) or value > _OLDEST or value < _SURE_YOUNGEST:
        return None
    noun = say.NOUN.match(after)
    if noun is not None and noun[1] not in say.PERSONS and site.right[: -len(after)].endswith("."):
        noun = None
    person = noun is not None and noun[1] in say.PERSONS
    thing = noun is not None and noun[1] in say.THINGS
    if (own or say.LADY_OF.search(site.left)) and not thing:
        return 0.98, "old"
    if say.READER.search(site.clause) or say.ADULTS_ONLY.match(after):
        return None
    if say.DETERMINED.search(site.left):
        return (0.9, "old") if person and not say.HAVING.search(site.left) else None
    return None if thing or (value < 18 and noun is not None and not person) else (0.9, "old")


def _named(site: Site) -> tuple[float, str] | None:
    """Judge "Ruby, 22", "Ruby 22" and "Ruby is 22"."""
    match = say.NAMED.search(site.left)
    if match is None or say.MONTHS.match(match[1]):
        return None
    word, joint = match[1], match[2].strip()
    at = site.start - (len(site.left) - match.start(1))
    first = site.view.span(at, at + len(word))[0]
    titled = site.view.original[first].isupper()
    known = is_name(word)
    opening = not site.left[: match.start(1)].strip() or say.LEADING.search(site.left[: match.start(1)]) is not None
    if joint == "is":
        ends = say.ENDED.match(site.right) or say.AND.match(site.right)
        return (0.85, "name-is") if (known or titled) and ends and not _of_another(site) else None
    if not opening or word in say.NO_NAMES or not (known or titled) or _of_another(site):
        return None
    return _beside(site, word, bool(joint), known)


def _beside(site: Site, word: str, joined: bool, known: bool) -> tuple[float, str] | None:
    """Judge a number right after a name, with a comma or bracket between or none."""
    ended = say.ENDED.match(site.right) is not None
    here = say.HERE.match(site.right) is not None
    if joined and ended and (known or site.number.value >= 18):
        return 0.9 if known else 0.7, "name-comma"
    season = word in {"summer", "autumn", "winter"} and not here
    if (joined and ended) or season or site.number.value < 16 or not (ended or here):
        return None
    return (0.75 if known else 0.6, "name-space") if known or site.field == "title" else None


def _found(site: Site, value: str, score: float, rule: str) -> Found:
    end = site.end
    old = say.OLD.match(site.right) or say.YEARS.match(site.right)
    if old is not None:
        end += len(old[0].rstrip())
    return Found(KIND, value, site.start, end, score, f"age/{rule}")
