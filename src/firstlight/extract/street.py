"""Streets, roads and districts: "17 Main St", "I-35", "Downtown"; finds of the kind place.

Source: United States Postal Service, Publication 28, for the words that end a street's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from firstlight.extract.kinds import Found
from firstlight.extract.text import TextView
from firstlight.extract.vocabulary import words_of

_ENDS = {
    "street": "St", "st": "St", "avenue": "Ave", "ave": "Ave", "av": "Ave", "boulevard": "Blvd", "blvd": "Blvd",
    "road": "Rd", "rd": "Rd", "drive": "Dr", "dr": "Dr", "lane": "Ln", "ln": "Ln", "way": "Way", "highway": "Hwy",
    "hwy": "Hwy", "parkway": "Pkwy", "pkwy": "Pkwy", "court": "Ct", "plaza": "Plaza", "expressway": "Expy", "pike": "Pike",
    "freeway": "Fwy", "fwy": "Fwy", "calle": "Calle",
}  # fmt: skip
_END = "|".join(sorted(_ENDS, key=len, reverse=True))
_STREET = re.compile(
    rf"(?<![a-z0-9$£€#.:/])(?:(?P<number>\d{{1,5}})\s)?(?P<name>(?:(?:[nsew]|north|south|east|west)\.?\s)?"
    rf"(?:\d{{1,3}}(?:st|nd|rd|th)|[a-z]{{2,14}}(?:\s[a-z]{{3,14}})?))\s(?P<end>{_END})(?![a-z0-9'])\.?"
)
_ROAD = re.compile(
    r"(?<![a-z0-9-])(?:i-\s?(?P<interstate>\d{1,3})|(?:us|state|hwy|highway|route|rt)[ -](?P<route>\d{1,3}))(?![\d:.%]|-\d)"
)
_DISTRICT = re.compile(
    r"(?<![a-z0-9])(?:(?P<plain>downtown|midtown|uptown|mid-city)(?![a-z])|(?P<name>(?:north|south|east|west|northeast|northwest|"
    r"southeast|southwest|lake|hill|harbor|old town|park|airport|college|market|mill|river|bay|beach|arts|theat(?:er|re)|"
    r"financial|garden|historic|warehouse|medical|university|french))[ -](?P<what>side|area|district|end|quarter)(?![a-z]))"
)
_CUE = re.compile(r"\b(?:on|off|near|at|by|corner of|along|and|from|to|between|around)\s(?:the\s)?$")
_NO_NAMES = words_of(
    "one any the my your our this that no all some same each every every other right best only easy great half by long in",
    "on way of to a an and or at is it with for off main-line two three first second star under over far other either hard",
    "disk test sports movie phone live voice private high sunday scenic short safe nice quiet busy new side old back out",
    "mile miles minute minutes hour hours min mins block blocks hr hrs day days year years food basketball",
)
_DETERMINERS = words_of(
    "on off near at by the from to between around and corner of along my this that is in a safe quiet"
)


def streets(view: TextView) -> Iterator[Found]:
    """Yield streets with a number, or after a word such as "on", or written with capitals."""
    text = view.text
    for match in _STREET.finditer(text):
        name, start = match["name"], match.start()
        words = name.split()
        while len(words) > 1 and words[0] in _DETERMINERS | _NO_NAMES and not match["number"]:
            start += len(words[0]) + 1
            words = words[1:]
        if words[-1] in _NO_NAMES or words[0] in _NO_NAMES or words[0] in _DETERMINERS:
            continue
        cased = view.original[slice(*view.span(start, match.end()))]
        titled = all(piece[:1].isupper() or piece[:1].isdigit() for piece in cased.split())
        cued = _CUE.search(text[max(0, start - 16) : start]) is not None
        if not (match["number"] or titled or (cued and match["end"] not in {"way", "drive", "dr", "court", "st"})):
            continue
        if match["number"] and match["end"] in {"way", "drive", "dr", "court", "plaza"} and not titled:
            continue
        value = " ".join(filter(None, (match["number"], *map(str.capitalize, words), _ENDS[match["end"]])))
        yield Found("place", value, start, match.end(), 0.9 if match["number"] else 0.7, "place/street")
    for match in _ROAD.finditer(text):
        value = f"I-{match['interstate']}" if match["interstate"] else f"Hwy {match['route']}"
        yield Found("place", value, *match.span(), 0.8, "place/road")


def districts(text: str, city: str) -> Iterator[Found]:
    """Yield parts of a city; `city` is its caption where the text or location says which, else ""."""
    for match in _DISTRICT.finditer(text):
        name = match["plain"] or f"{match['name']} {match['what']}"
        value = ", ".join(filter(None, (" ".join(word.capitalize() for word in name.split()), city)))
        yield Found("place", value, *match.span(), 0.7, "place/district")
