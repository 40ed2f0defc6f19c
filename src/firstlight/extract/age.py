"""Ages: how old the ad says that the person is; "17", or "19-22" where a range is given. Under 18 is a hard rule.

Catches digits, words (English, Spanish, French, Portuguese), lookalikes ("2o yrs", "l9", "n1neteen"), digits set
apart ("1 9"), a sex beside it ("23/f/Dallas", "F24"), "22, petite" at the head of a line, ranges, decades
("early 20s"), several people in one ad ("Ruby 21, Jade 24"), and that someone is not 18 yet (value "0-17").
Refuses ages of callers ("18+ only", "must be 21 to call", "men over 35"), of family, pets and things ("my 12 year old
dog", "mom of a 5 year old"), years of anything else ("10 years of experience"), and every number that nothing
says is an age: prices, times, streets, sizes, rooms, models, dates.

Every number is a candidate; what stands just before and after it, within its sentence, decides (see `agewords`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from firstlight.extract import agewords as say
from firstlight.extract.agejudge import OLDEST, REACH, YOUNGEST, Site, judge, of_another
from firstlight.extract.covered import Covered
from firstlight.extract.kinds import Context, Found
from firstlight.extract.numerals import Number, number_at
from firstlight.extract.text import TextView

KIND = "age"
GATE = (
    r"[0-9]|teen|twent|thirt|fou?rt|fift|sixt|sevent|eleven|twelve|"
    r"\b(?:once|doce|trece|catorce|quince|dieci\w+|veint\w+|treinta|cuarenta|cincuenta|sesenta|setenta|"
    r"onze|douze|treize|seize|dix|vingt|trente|quarante|doze|treze|dez\w*|vinte|trinta|quarenta|"
    r"cinquante|soixante|cinquenta|sessenta)\b"
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
    ("Je suis calme, j'ai 23 ans", ("23",)),
    ("dame de vingt-six ans", ("26",)),
    ("Tenho dezenove anos", ("19",)),
    ("moça de vinte e quatro anos", ("24",)),
    ("21/f/Omaha", ("21",)),
    ("F26 new in town", ("26",)),
    ("27 F, kind", ("27",)),
    ("Opal/25/Mesa", ("25",)),
    ("tw3nty-one years young", ("21",)),
    ("I am 2four", ("24",)),
    ("still 16 till May", ("16",)),
    ("24, slim, speaks French", ("24",)),
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
    "turning 21 next week", "our studio is 15 years old", "room F24 is free", "plus de 25 ans seulement",
    "maiores de 18 anos",
    "still 17 rooms to clean", "24, rue de la gare", "mon fils a 12 ans", "15 ans d'expérience",
    "set of 24, slim cut glasses",
    "My brother Max is 12 and my dog is 15 years old", "aged 12 years, single malt",
)  # fmt: skip

_TITLE_END = re.compile(r"[^\W\d]\)? - ([1-5]\d)\s*$")
_CLOSE = 16
"""Characters before a number that can spoil it: the longest such word, its joint, and what stands before it."""


def find(view: TextView, context: Context) -> Iterator[Found]:
    """Yield every stated age of the person or people the ad is about."""
    taken = Covered(len(view.text), context.found, {"phone", "email", "url", "handle"})
    yield from _decades(view.text)
    done = -1
    for at in _apart(view.hits(say.CANDIDATES)):
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
    if context.field == "title":
        yield from _asked_for(view, done, taken)


_ROW = 20
"""Numbers in a row of which those amid are nobody's age: a table, a counter."""


def _apart(candidates: Sequence[int]) -> Iterator[int]:
    """Yield the words that are not amid a long row of candidates."""
    for place, at in enumerate(candidates):
        low, high = place - _ROW, place + _ROW
        amid = low >= 0 and high < len(candidates) and candidates[high] - candidates[low] == 2 * _ROW
        if not amid:
            yield at


def _asked_for(view: TextView, done: int, taken: Covered) -> Iterator[Found]:
    """Yield the age at a title's end ("Ruby in Tulsa - 22"): forms that ask for one set it there."""
    match = _TITLE_END.search(view.text)
    if match and match.start(1) >= done and not taken.meets(*match.span(1)) and int(match[1]) >= 18:
        yield Found(KIND, match[1], *match.span(1), 0.7, "age/title-end")


def _decades(text: str) -> Iterator[Found]:
    """Yield "early twenties" and the like as the years that they span."""
    for match in say.DECADE.finditer(text) if "early" in text or "mid" in text or "late" in text else ():
        before = say.SENTENCE_END.split(text[max(0, match.start() - REACH) : match.start()])[-1]
        if not say.READER.search(before) and not say.FAMILY.search(before):
            low, high = say.DECADES[match[1]]
            tens = say.TENS_WORDS.get(match[2]) or int(match[2])
            yield Found(KIND, f"{tens + low}-{tens + high}", match.start(), match.end(), 0.7, "age/decade")


def _site(view: TextView, at: int, field: str) -> Site | None:
    """Return the number at a word, or glued to its unit in it ("22yo"), or as two digits set apart ("1 9")."""
    words = view.words
    start, end, word = words[at]
    sexed = say.SEXED.fullmatch(word)
    if sexed:
        return Site(view, Number(int(sexed[1]), at, at, "sexed"), field)
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
    return site.number.value < YOUNGEST and say.OLD.match(site.right) is None


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
    judged = judge(site)
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
    if _spoilt(other) or say.READER.search(site.clause) or not YOUNGEST <= site.number.value <= OLDEST:
        judged = None if _spoilt(other) else judge(site)
        if judged is not None:
            yield _found(site, str(site.number.value), *judged)
        return
    low, high = sorted((site.number.value, other.number.value))
    cued, old = say.SEVERAL.search(site.left), say.OLD.match(other.right)
    family = of_another(site)
    ranged = joint in {"-", "to", "a", "until"} or bool(say.BETWEEN.search(site.left))
    if (cued or old) and ranged and not family and low < high <= OLDEST:
        whole = Site(site.view, site.number, site.field, other.end)
        yield _found(whole, f"{low}-{high}", 0.9 if cued else 0.8, "range")
    elif (cued or old) and not ranged and not family and YOUNGEST <= other.number.value <= OLDEST:
        yield _found(site, str(site.number.value), 0.85, "list")
        yield _found(other, str(other.number.value), 0.85, "list")
        yield from _rest(other)
    elif not ranged:
        judged = judge(site)
        if judged is not None:
            yield _found(site, str(site.number.value), *judged)


def _rest(site: Site) -> Iterator[Found]:
    """Yield what a list goes on with after its second number."""
    following = _following(site)
    while following is not None and not _spoilt(following[0]) and YOUNGEST <= following[0].number.value <= OLDEST:
        yield _found(following[0], str(following[0].number.value), 0.85, "list")
        following = _following(following[0])


def _found(site: Site, value: str, score: float, rule: str) -> Found:
    end = site.end
    old = say.OLD.match(site.right) or say.YEARS.match(site.right)
    if old is not None:
        end += len(old[0].rstrip())
    return Found(KIND, value, site.start, end, score, f"age/{rule}")
