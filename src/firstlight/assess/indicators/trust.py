"""Wording that stresses being genuine."""

from __future__ import annotations

from firstlight.assess.facts import GroupFacts
from firstlight.assess.indicator import Signal, indicator
from firstlight.assess.terms import terms


@indicator("AD-TRUST", family="trust", grade="A", source="Lugo-Graulich et al., 10.1080/23322705.2024.2349447")
def trust(group: GroupFacts) -> Signal | None:
    """The ad stresses being genuine, safe or reliable.

    Tested against ads with known outcomes, it was commoner in trafficking ads.
    """
    return terms(group, "AD-TRUST", "Words that stress being genuine or safe")
