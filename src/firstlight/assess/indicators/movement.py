"""Wording about arriving and leaving."""

from __future__ import annotations

from firstlight.assess.facts import GroupFacts
from firstlight.assess.indicator import Signal, indicator
from firstlight.assess.terms import terms


@indicator("AD-MOVE-LANG", family="movement", grade="A", source="Lugo-Graulich et al., 10.1080/23322705.2024.2349447")
def movement(group: GroupFacts) -> Signal | None:
    """Words about arriving or leaving soon.

    Tested against known outcomes, such words were rarer in trafficking ads, so they add nothing. Movement that the
    dates and places of the ads show is another indicator (GRP-CIRCUIT).
    """
    return terms(group, "AD-MOVE-LANG", "Words about arriving or leaving soon (tested: adds nothing)")
