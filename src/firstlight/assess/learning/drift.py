"""Whether what comes in still looks like what a model was made on: the population stability index.

Source: Siddiqi 2006, "Credit Risk Scorecards"; by custom below .1 little has changed, above .25 much has.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from firstlight.records import Lead

EDGES = (0.0, 2.0, 4.5, 9.0, 15.0)
"""Scores that part the bins of the distribution: below zero, none, and the tiers' own neighbourhoods."""

SOME, MUCH = 0.1, 0.25
_LEAST = 0.0005
"""The share that an empty bin is taken to have, lest one group make the index infinite."""


def portrait(leads: Iterable[Lead]) -> dict[str, Any]:
    """Describe leads: how many, the share of them in each bin of score, and the share that shows each sign."""
    scores: Counter[int] = Counter()
    signs: Counter[str] = Counter()
    for lead in leads:
        scores[sum(lead.score > edge for edge in EDGES)] += 1
        signs.update({reason.id for reason in lead.reasons})
    total = scores.total()
    if not total:
        return {}
    return {
        "leads": total,
        "scores": [round(scores[place] / total, 6) for place in range(len(EDGES) + 1)],
        "signs": {name: round(count / total, 6) for name, count in sorted(signs.items())},
    }


def drift(then: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, float]:
    """Return the index of the scores (under `score`) and of each sign between two portraits; empty if one is."""
    if not (then and now):
        return {}
    found = {"score": psi(then["scores"], now["scores"])}
    for name in sorted({*then["signs"], *now["signs"]}):
        a, b = then["signs"].get(name, 0.0), now["signs"].get(name, 0.0)
        found[name] = psi((a, 1 - a), (b, 1 - b))
    return found


def psi(then: Sequence[float], now: Sequence[float]) -> float:
    """Return the index between two distributions over the same bins: 0 for equal ones."""
    pairs = [(max(a, _LEAST), max(b, _LEAST)) for a, b in zip(then, now, strict=True)]
    return round(sum((b - a) * math.log(b / a) for a, b in pairs), 4)
