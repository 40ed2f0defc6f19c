"""Places near a place: the captions of all cities within a distance, as mentions have them.

Source: cities and coordinates from GeoNames (CC BY 4.0) through the gazetteer of extraction.
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import cache
from typing import NamedTuple

from firstlight.assess.distance import coordinates
from firstlight.extract.gazetteer import gazetteer

NEAR_KM = 50
"""Kilometres when none are given: about the reach of a large city's suburbs."""

FARTHEST_KM = 500

_ASKED = re.compile(r"(.*?)(?:[\s,~]+(\d{1,4})\s*(km|mi|miles)?)?", re.IGNORECASE)
_KM_A_MILE = 1.609344
_KM_A_DEGREE = 111.2


class _City(NamedTuple):
    words: str
    caption: str
    people: int
    latitude: float
    longitude: float


@cache
def _cities() -> list[_City]:
    """Return the cities whose place is known, the largest first (about a second, once)."""
    named = {place for places in gazetteer().squeezed.values() for place in places if place.what == "city"}
    found = []
    for place in named:
        at = coordinates(place.caption)
        if at is not None:
            found.append(_City(_words(place.caption), place.caption, place.people, *at))
    return sorted(found, key=lambda city: (-city.people, city.caption))


def _words(text: str) -> str:
    """Return the words of a place's name, without case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(letter for letter in plain if not unicodedata.combining(letter))))


def near(asked: str) -> tuple[str, ...]:
    """Return the captions of all cities near one: "tulsa", "tulsa ok", "new york~100", "leeds 20 mi".

    Of cities with the same name the largest is meant. Raises ValueError for a place that is not known, or too far.
    """
    match = _ASKED.fullmatch(asked.strip())
    name, number, unit = match.groups() if match else (asked, None, None)
    far = float(number or NEAR_KM) * (_KM_A_MILE if unit and unit.lower().startswith("mi") else 1)
    if far > FARTHEST_KM:
        raise ValueError(f"near: reaches at most {FARTHEST_KM} km")
    wanted = _words(name)
    middle = next((city for city in _cities() if f"{city.words} ".startswith(f"{wanted} ")), None) if wanted else None
    if middle is None:
        raise ValueError(
            f'near: knows no city {name!r}; it is written near:tulsa, near:tulsa~100 or near:"new york 20 mi"'
        )
    return tuple(city.caption for city in _cities() if _within(middle, city, far))


def _within(middle: _City, city: _City, far: float) -> bool:
    """Whether two cities are at most so many kilometres apart; at these distances the earth is flat enough."""
    north = (city.latitude - middle.latitude) * _KM_A_DEGREE
    if abs(north) > far:
        return False
    level = math.cos(math.radians((city.latitude + middle.latitude) / 2))
    east = ((city.longitude - middle.longitude + 180) % 360 - 180) * _KM_A_DEGREE * level
    return math.hypot(north, east) <= far
