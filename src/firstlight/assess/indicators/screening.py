"""Wording that screens callers."""

from __future__ import annotations

from firstlight.assess.facts import GroupFacts
from firstlight.assess.indicator import Signal, indicator
from firstlight.assess.terms import terms


@indicator("AD-SCREENING", family="screening", grade="A", source="Lugo-Graulich et al., 10.1080/23322705.2024.2349447")
def screening(group: GroupFacts) -> Signal | None:
    """Callers are screened. Tested against known outcomes it tells nothing, so it adds nothing."""
    return terms(group, "AD-SCREENING", "Words that screen callers (tested: adds nothing)")
