"""A fit with an open missing-child case."""

from __future__ import annotations

from firstlight.assess.facts import GroupFacts
from firstlight.assess.indicator import Signal, indicator
from firstlight.assess.wordings import listing


@indicator("GRP-MISSING", family="missing", grade="B", source="NCMEC")
def missing(group: GroupFacts) -> Signal | None:
    """An identifier or a description fits an open missing-child case.

    A shared identifier, or a description that agrees in name, place and age, brings the group before a person at once.
    A description is a pointer to compare by eye, never an identification.
    """
    if not group.matches:
        return None
    best = max(group.matches, key=lambda match: (match.strength, match.record))
    others = f"; {len(group.matches) - 1} more cases fit less well" if len(group.matches) > 1 else ""
    reason = f"Fits the open case {best.record}: {listing(best.agrees, 6)}{others}"
    return Signal(best.strength, reason, [m for match in group.matches for m in match.evidence])
