"""Who is flagged though nothing is wrong: shares of innocent operators in the two upper tiers, by what they are like.

An innocent operator neither offers a minor nor controls anybody (nor posts spam or a scam). Region is that of the
state in which they post most, as the United States Census Bureau divides states. Language, a stated origin, and youth
wording are those of the operator's own texts; for the origin agencies are left out, since one of their many texts
states one more often than not, and they are flagged for other reasons. What is read of people and what is not is told
in docs/assessment.md; here it is only counted.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from benchmarks.market.measures import Queue, owner
from benchmarks.market.protocol import Truth

INNOCENT = ("independent", "touring", "agency")
_REGIONS = {
    "Northeast": "CT ME MA NH RI VT NJ NY PA",
    "Midwest": "IL IN MI OH WI IA KS MN MO NE ND SD",
    "South": "DE DC FL GA MD NC SC VA WV AL KY MS TN AR LA OK TX",
    "West": "AZ CO ID MT NV NM UT WY AK CA HI OR WA",
}
"""Source: Census Bureau, Census Regions and Divisions of the United States."""
_REGION = {state: region for region, states in _REGIONS.items() for state in states.split()}

Counts = Counter[tuple[str, str, bool]]
"""By (what it is about, which, flagged): operators."""


def count(queue: Queue, truth: Truth) -> Counts:
    """Count innocent operators in each category, flagged and not; an operator is flagged once, by any alert."""
    flagged = {owner(review, truth)["operator"] for review in queue if review.alert}
    ads: dict[str, list[Mapping[str, Any]]] = {}
    for row in truth.values():
        if row["class"] in INNOCENT:
            ads.setdefault(row["operator"], []).append(row)
    found: Counts = Counter()
    for operator, rows in ads.items():
        for about, which in _categories(rows):
            found[about, which, operator in flagged] += 1
    return found


def _categories(rows: list[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    state = Counter(row["place"].rsplit(", ", 1)[1] for row in rows).most_common(1)[0][0]
    yield "all", "innocent operators"
    yield "region", _REGION.get(state, "elsewhere")
    yield "language", "Spanish" if any(row["language"] == "es" for row in rows) else "English"
    if rows[0]["class"] != "agency":
        yield "origin", "stated" if any(row["origin"] for row in rows) else "not stated"
    yield (
        "style",
        {"independent": "independents", "touring": "touring independents", "agency": "agencies"}[rows[0]["class"]],
    )
    if any(row["youth"] for row in rows):
        yield "style", "adults who market themselves as young"
    if any(row["spelling"] for row in rows):
        yield "style", "adults who hide their number"


def wilson(hits: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """Return the 95% interval of a share. Source: Wilson 1927, "Probable inference"."""
    if not total:
        return 0.0, 1.0
    share, room = hits / total, z * z / total
    middle = share + room / 2
    reach = z * math.sqrt(share * (1 - share) / total + room / (4 * total))
    return max(0.0, (middle - reach) / (1 + room)), min(1.0, (middle + reach) / (1 + room))


def rows(counts: Counts) -> Iterator[tuple[str, str, int, int, float, float]]:
    """Yield (about, which, flagged, total, low, high): the share flagged lies in low..high."""
    order = ("all", "region", "language", "origin", "style")
    keys: Iterable[tuple[str, str]] = sorted({key[:2] for key in counts}, key=lambda key: (order.index(key[0]), key[1]))
    for about, which in keys:
        hits = counts[about, which, True]
        total = hits + counts[about, which, False]
        yield about, which, hits, total, *wilson(hits, total)
