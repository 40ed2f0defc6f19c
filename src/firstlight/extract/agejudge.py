"""Whose age a number is: it is judged by what stands just before and after it in its sentence (see `agewords`)."""

from __future__ import annotations

from firstlight.extract import agewords as say
from firstlight.extract.lexicons.names import is_name
from firstlight.extract.numerals import Number
from firstlight.extract.text import TextView

YOUNGEST, OLDEST = 12, 75
"""The ages that are believed without further words."""

REACH = 60
"""Characters before and after a number that are looked at."""

_SURE_YOUNGEST = 5


class Site:
    """A number in its sentence: `left` and `right` are what stands before and after it there."""

    __slots__ = ("end", "field", "left", "number", "right", "start", "view")

    def __init__(self, view: TextView, number: Number, field: str, end: int | None = None) -> None:
        words, text = view.words, view.text
        self.view, self.number, self.field = view, number, field
        self.start = words[number.first][0]
        self.end = words[number.last][1] if end is None else end
        before = text[max(0, self.start - REACH) : self.start]
        self.left = say.SENTENCE_END.split(before)[-1]
        self.right = text[self.end : self.end + REACH]

    @property
    def clause(self) -> str:
        """Return the part of `left` after its last comma, bracket or bar."""
        return self.left[max(self.left.rfind(mark) for mark in ",(|") + 1 :]


def of_another(site: Site) -> bool:
    """Tell whether somebody or something else is spoken of; "I am" turns back to the speaker, "she is" does not."""
    own = say.OWN.search(site.left)
    speaker = own is not None and own[0].startswith("i")
    return bool(say.FAMILY.search(site.left, own.start() if own is not None and speaker else 0))


def judge(site: Site) -> tuple[float, str] | None:
    """Return (score, rule) if the number is the person's age, else None."""
    value = site.number.value
    own = say.OWN.search(site.left)
    old = say.OLD.match(site.right)
    if old is not None and (own is not None or value >= YOUNGEST):
        return _old(site, own is not None, site.right[old.end() :])
    if not YOUNGEST <= value <= OLDEST:
        return None
    if own is not None:
        other = say.OF_WHAT.match(site.right) and not say.IN_MONTH.match(site.right)
        return None if say.NOT_OWN.search(site.left) or other else (0.95, "own")
    if say.AGE.search(site.left):
        refused = say.NOT_AGE.search(site.left) or say.READER.search(site.clause) or of_another(site)
        ripened = value < 18 and say.YEARS.match(site.right)
        return None if refused or ripened else (0.95, "age")
    return (
        _sexed(site) or _still(site) or (_years(site) if say.YEARS.match(site.right) else _named(site) or _first(site))
    )


def _years(site: Site) -> tuple[float, str] | None:
    """Judge "N years" with nothing that says old."""
    years = say.YEARS.match(site.right)
    if years is None or site.number.value < 16:
        return None
    refused = say.FOR_YEARS.search(site.left) or say.READER.search(site.clause) or of_another(site)
    return None if refused or say.OF_WHAT.match(site.right[years.end() :]) else (0.75, "years")


def _still(site: Site) -> tuple[float, str] | None:
    """Judge "still 17 until June": under age for now."""
    said = site.number.value < 18 and say.STILL.search(site.left) and say.STILL_AFTER.match(site.right)
    return (0.85, "still") if said else None


def _sexed(site: Site) -> tuple[float, str] | None:
    """Judge a number beside a sex, where no word before speaks of a condition or of somebody else."""
    beside = (
        (site.number.way == "sexed" and not say.IS_ROOM.match(site.right))
        or say.SEX_AFTER.match(site.right)
        or say.SEX_BEFORE.search(site.left)
    )
    refused = not beside or say.READER.search(site.clause) or of_another(site) or site.number.value < 14
    return None if refused else (0.75, "sex")


def _first(site: Site) -> tuple[float, str] | None:
    """Judge "22, petite and friendly" where a line opens with it."""
    opens = not site.left.strip(" *~-|.>(") and 16 <= site.number.value <= 60
    return (0.6, "first") if opens and say.FIRST.match(site.right) else None


def _old(site: Site, own: bool, after: str) -> tuple[float, str] | None:
    """Judge "N years old": whose age it is follows from what stands before and which noun follows."""
    value = site.number.value
    if of_another(site) or value > OLDEST or value < _SURE_YOUNGEST:
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
        return (0.85, "name-is") if (known or titled) and ends and not of_another(site) else None
    if not opening or word in say.NO_NAMES or not (known or titled) or of_another(site):
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
