"""Streets, roads and districts: "17 Main St", "I-35", "Downtown"; finds of the kind place.

Source: United States Postal Service, Publication 28, for the words that end a street's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from firstlight.extract.kinds import Found
from firstlight.extract.text import TextView
from firstlight.extract.vocabulary import words_of

_ENDS = {
    "street": "St", "st": "St", "avenue": "Ave", "ave": "Ave", "av": "Ave", "boulevard": "Blvd", "blvd": "Blvd",
    "road": "Rd", "rd": "Rd", "drive": "Dr", "dr": "Dr", "lane": "Ln", "ln": "Ln", "way": "Way", "highway": "Hwy",
    "hwy": "Hwy", "parkway": "Pkwy", "pkwy": "Pkwy", "court": "Ct", "plaza": "Plaza", "expressway": "Expy",
    "pike": "Pike",
    "freeway": "Fwy", "fwy": "Fwy", "calle": "Calle",
}  # fmt: skip
_STREET = re.compile(
    r"(?<![a-z0-9$£€#.:/])(?:(?P<number>\d{1,5})\s)?(?P<name>(?:(?:[nsew]|north|south|east|west)\.?\s)?"
    r"(?:\d{1,3}(?:st|nd|rd|th)|[a-z]{2,14}(?:\s[a-z]{3,14})?))\s$"
)
_ROAD = re.compile(
    r"(?<![a-z0-9-])(?:i-\s?(?P<interstate>\d{1,3})|(?:us|state|hwy|highway|route|"
    r"rt)[ -](?P<route>\d{1,3}))(?![\d:.%]|-\d)"
)
_CORNER = re.compile(
    r"\b(?P<lead>corner of|corner|near|at|off|by) (?P<one>\d{1,3}(?:st|nd|rd|th)|[a-z]{3,14}) (?:and|&|@|"
    r"/) (?P<other>\d{1,3}(?:st|nd|rd|th)|[a-z]{3,14})\b"
    r"(?! (?:st|street|ave|avenue|rd|road|blvd))"
)
_CORNER_SIGNS = ("corner", "st and ", "nd and ", "rd and ", "th and ", "st & ", "nd & ", "rd & ", "th & ")
_DISTRICT = re.compile(
    r"(?<![a-z0-9])(?P<name>(?:north|south|east|west|northeast|northwest|southeast|southwest|lake|hill|harbor|"
    r"old town|park|"
    r"airport|college|market|mill|river|bay|beach|arts|theat(?:er|re)|financial|garden|historic|warehouse|"
    r"medical|university|"
    r"french))[ -]$"
)
_CENTRES = words_of("downtown midtown uptown")
_PARTS = words_of("side area district end quarter")
_CUE = re.compile(r"\b(?:on|off|near|at|by|corner of|along|and|from|to|between|around)\s(?:the\s)?$")
_NO_NAMES = words_of(
    "one any the my your our this that no all some same each every every other right best only easy great half",
    "by long in",
    "on way of to a an and or at is it with for off main-line two three first second star under over far other",
    "either hard",
    "disk test sports movie phone live voice private high sunday scenic short safe nice quiet busy new side old",
    "back out",
    "mile miles minute minutes hour hours min mins block blocks hr hrs day days year years food basketball",
)
_DETERMINERS = words_of(
    "on off near at by the from to between around and corner of along my this that is in a safe quiet"
)


WORDS = frozenset(_ENDS) | _CENTRES | _PARTS | {"i", "us", "state", "route", "rt"}
"""The words at which a street, road or district may stand: only there is looked for one."""

_LONGEST = 40


def streets(view: TextView, hits: Sequence[int]) -> Iterator[Found]:
    """Yield streets with a number, or after a word such as "on", or written with capitals; `hits` index view.words."""
    text = view.text
    for at in hits:
        start, end, word = view.words[at]
        if word in _ENDS:
            match = _STREET.search(text[max(0, start - _LONGEST) : start])
            found = match and text[end : end + 1] != "'" and _street(view, max(0, start - _LONGEST), match, at)
            if found:
                yield found
        match = _ROAD.match(text, start)
        if match:
            value = f"I-{match['interstate']}" if match["interstate"] else f"Hwy {match['route']}"
            yield Found("place", value, *match.span(), 0.8, "place/road")


def _street(view: TextView, low: int, match: re.Match[str], at: int) -> Found | None:
    """Return the street whose last word is given, if its name reads like one."""
    _, end, kind = view.words[at]
    words, start, number = match["name"].split(), low + match.start(), match["number"]
    while len(words) > 1 and words[0] in _DETERMINERS | _NO_NAMES and not number:
        start += len(words[0]) + 1
        words = words[1:]
    if words[-1] in _NO_NAMES or words[0] in _NO_NAMES or words[0] in _DETERMINERS:
        return None
    cased = view.original[slice(*view.span(start, end))]
    titled = all(piece[:1].isupper() or piece[:1].isdigit() for piece in cased.split())
    cued = _CUE.search(view.text[max(0, start - 16) : start]) is not None
    if number and kind in {"way", "drive", "dr", "court", "plaza"} and not titled:
        return None
    if not (number or titled or (cued and kind not in {"way", "drive", "dr", "court", "st"})):
        return None
    value = " ".join(filter(None, (number, *map(str.capitalize, words), _ENDS[kind])))
    return Found("place", value, start, end, 0.9 if number else 0.7, "place/street")


def corners(view: TextView) -> Iterator[Found]:
    """Yield where two streets meet, one of them numbered ("21st and Yale"), or a corner said to be one."""
    text = view.text
    if not any(sign in text for sign in _CORNER_SIGNS):
        return
    for match in _CORNER.finditer(text):
        first = view.span(match.start("other"), match.end("other"))[0]
        titled = view.original[first : first + 1].isupper() or match["other"][0].isdigit()
        numbered = match["one"][0].isdigit() or match["other"][0].isdigit()
        if titled and (numbered or match["lead"].startswith("corner")) and match["other"] not in _NO_NAMES:
            value = f"{match['one'].capitalize()} and {match['other'].capitalize()}"
            yield Found("place", value, match.start("one"), match.end("other"), 0.8, "place/corner")


def districts(view: TextView, hits: Sequence[int], city: str) -> Iterator[Found]:
    """Yield parts of a city; `city` is its caption where the text or location says which, else ""."""
    for at in hits:
        start, end, word = view.words[at]
        name = word if word in _CENTRES else ""
        match = _DISTRICT.search(view.text[max(0, start - 20) : start]) if word in _PARTS else None
        if match:
            name, start = f"{match['name']} {word}", max(0, start - 20) + match.start()
        if name:
            value = ", ".join(filter(None, (" ".join(part.capitalize() for part in name.split()), city)))
            yield Found("place", value, start, end, 0.7, "place/district")
