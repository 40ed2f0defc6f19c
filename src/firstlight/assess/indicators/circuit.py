"""A rotation through areas, measured from the dates and places of the ads and not from their words.

The suburbs of one city are one area (see distance.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from firstlight.assess.distance import regions
from firstlight.assess.facts import GroupFacts, Sighting, again
from firstlight.assess.indicator import Signal, indicator, saturate
from firstlight.assess.wordings import count, kind_name, listing
from firstlight.records import Mention

LEAST_AREAS = 3
MOST_AREAS = 40
"""More areas than this are no journey but a blast; beyond, the areas of an identifier are not compared."""
MOST_AREAS_A_DAY = 2
"""Somebody who travels is in one area, or in two on the day of a move; more at once is a blast, not a journey."""


class Journey(NamedTuple):
    """The areas in order of first visit, the moves between them, and the days from first to last."""

    areas: list[str]
    moves: int
    days: int


def journey(visits: Sequence[tuple[date, str]]) -> Journey | None:
    """Read visits (day, area) as a journey; None where most days see the identifier in too many areas at once."""
    by_day: dict[date, list[str]] = defaultdict(list)
    for day, area in sorted(visits):
        if area not in by_day[day]:
            by_day[day].append(area)
    crowded = sum(len(areas) > MOST_AREAS_A_DAY for areas in by_day.values())
    if crowded * 2 > len(by_day):
        return None
    path: list[str] = []
    for day in sorted(by_day):
        # On the day of a move the area one comes from stands first, so that a day is not read as there and back.
        today = sorted(by_day[day], key=lambda area: area != (path[-1] if path else ""))
        path += [area for area in today if not path or area != path[-1]]
    return Journey(list(dict.fromkeys(path)), max(0, len(path) - 1), (max(by_day) - min(by_day)).days if by_day else 0)


def _visits(placed: Mapping[str, str], carried: Sequence[Sighting]) -> list[tuple[date, str]]:
    """The days and areas of an identifier's ads; empty where they are too few or too many for a journey.

    `placed` are areas by posting, read as places: one city in three spellings would be a journey.
    """
    visits = [(s.ad.posted_at.date(), area) for s in carried if s.ad.posted_at and (area := placed.get(s.ad.posting))]
    areas = {area for _, area in visits}
    if not LEAST_AREAS <= len(areas) <= MOST_AREAS:
        return []
    counted = regions(areas)
    return [(day, counted[area]) for day, area in visits]


@indicator("GRP-CIRCUIT", family="circuit", grade="B", source="Ibanez and Suthers, HICSS 2014")
def circuit(group: GroupFacts) -> Signal | None:
    """One contact moves through three or more areas, as the dates and places of its ads show.

    Suburbs of one city are one area. Many independents tour as well. It weighs more when the journey returns to
    places, or carries several names.
    """
    best: tuple[float, str] = (0.0, "")
    evidence: list[Mention] = []
    placed = group.placed
    for identifier, carried in group.identifiers.items():
        found = journey(_visits(placed, carried))
        if found is None or len(found.areas) < LEAST_AREAS:
            continue
        returns = found.moves - (len(found.areas) - 1)
        names = {n.mention.value.casefold() for s in carried for n in group.names.get(s.ad.posting, ())}
        strength = saturate(len(found.areas) - 1 + 0.5 * returns, 4.0) * (1.0 if len(names) > 1 else 0.6)
        cities = [area.split(",")[0] for area in found.areas]
        reason = (
            f"One {kind_name(identifier.kind)} ({identifier.value}) moves through {count(len(found.areas), 'area')} "
            f"in {count(max(found.days, 1), 'day')}, {count(found.moves, 'move')} ({listing(cities, 4)})"
        )
        best = max(best, (strength, reason))
        evidence += again(carried)
        evidence += [m for s in carried for m in s.ad.mentions if m.kind == "place"]
    return Signal(best[0], best[1], evidence) if evidence else None
