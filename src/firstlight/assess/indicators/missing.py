"""A fit with an open missing-child case."""

from __future__ import annotations

from firstlight.assess.facts import GroupFacts
from firstlight.assess.indicator import Signal, indicator
from firstlight.assess.wordings import count, listing


@indicator("GRP-MISSING", family="missing", grade="B", source="NCMEC")
def missing(group: GroupFacts) -> Signal | None:
    """An identifier or a description fits an open missing-child case.

    A shared identifier, or a description that agrees in name, place and age, brings the group before a person at once.
    A description is a pointer to compare by eye, never an identification.
    """
    if not group.matches:
        return None
    best = max(group.matches, key=lambda match: (match.strength, match.record))
    rest = len(group.matches) - 1
    others = f"; {count(rest, 'more case')} {'fits' if rest == 1 else 'fit'} no better" if rest else ""
    reason = f"Fits the open case {best.record}: {listing(best.agrees, 6)}{others}"
    return Signal(best.strength, reason, [m for match in group.matches for m in match.evidence])
