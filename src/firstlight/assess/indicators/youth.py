"""Wording that suggests youth, beside any stated age."""

from __future__ import annotations

from firstlight.assess.facts import GroupFacts
from firstlight.assess.indicator import Signal, indicator
from firstlight.assess.terms import terms


@indicator(
    "AD-YOUTH-LANG",
    family="youth",
    grade="A",
    source="Lugo-Graulich et al., 10.1080/23322705.2024.2349447; Latonero 2011",
)
def youth(group: GroupFacts) -> Signal | None:
    """Words suggest youth, whatever age is stated.

    Tested against ads with known outcomes, it was commoner in trafficking ads. Adults also market themselves so:
    alone it means little.
    """
    return terms(group, "AD-YOUTH-LANG", "Words that suggest youth")
