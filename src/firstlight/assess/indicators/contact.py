"""Contact details written to defeat collection."""

from __future__ import annotations

from firstlight.assess.facts import GroupFacts, ads_of
from firstlight.assess.indicator import Signal, indicator, prevalence
from firstlight.assess.wordings import count, listing

OPEN = frozenset({"phone.plain", "phone.link"})
"""The phone rules that read a number as anyone would write it; every other one had to undo something."""


@indicator("AD-CONTACT-OBF", family="contact", grade="A", source="Lugo-Graulich et al., 10.1080/23322705.2024.2349447")
def obfuscated(group: GroupFacts) -> Signal | None:
    """The phone number is written to escape collection: in words, symbols, emoji or odd spacing.

    Tested against ads with known outcomes, it was commoner in trafficking ads.
    """
    hidden = [s for s in group.of("phone") if s.mention.rule not in OPEN]
    if not hidden:
        return None
    numbers = listing(sorted({s.mention.value for s in hidden}), 2)
    many, total = ads_of(hidden), len(group.distinct)
    reason = f"The phone number ({numbers}) is written to escape collection in {many} of {count(total, 'ad')}"
    return Signal(prevalence(many, total), reason, group.everywhere(hidden))
