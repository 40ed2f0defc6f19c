"""One picture under different names or numbers.

Pictures are compared by reference (file name or address) until pictures are hashed, so a copy under another address is
not seen yet.
"""

from __future__ import annotations

from collections import defaultdict

from firstlight.assess.facts import AdFacts, GroupFacts, again
from firstlight.assess.indicator import Signal, indicator, saturate
from firstlight.assess.wordings import count
from firstlight.records import POSSIBLE, Mention

MOST_NUMBERS = 5
"""A picture with more numbers than this is a machine's, or stolen many times: SPAM-SCAM's business."""


def _phones(ad: AdFacts) -> list[Mention]:
    return [m for m in ad.mentions if m.kind == "phone" and m.score >= POSSIBLE]


@indicator("GRP-IMAGE-REUSE", family="management", grade="C", source="Freeman et al. 2025, arXiv 2507.13477")
def reused(group: GroupFacts) -> Signal | None:
    """The same picture stands in ads with different names or phone numbers.

    Agencies reuse pictures, and scams steal them: one with more than five numbers says nothing here. Pictures are
    compared by their address or file name only.
    """
    shown: dict[str, list[AdFacts]] = defaultdict(list)
    for ad in group.arrived:
        for reference in dict.fromkeys(ad.pictures):
            shown[reference].append(ad)
    best: tuple[int, int, int] = (0, 0, 0)
    evidence: list[Mention] = []
    for ads in shown.values():
        named = [s for ad in ads for s in group.names.get(ad.posting, ())]
        phones = [m for ad in ads for m in _phones(ad)]
        counts = len({s.mention.value.casefold() for s in named}), len({m.value for m in phones})
        if len(ads) > 1 and max(counts) > 1 and counts[1] <= MOST_NUMBERS:
            best = max(best, (max(counts), *counts))
            evidence += [*again(named), *phones]
    if not evidence:
        return None
    different, names_count, phones_count = best
    kinds = [(names_count, "different name"), (phones_count, "different phone number")]
    under = " and ".join(count(number, noun) for number, noun in kinds if number > 1)
    return Signal(saturate(different - 1, 2.0), f"The same picture stands in ads with {under}", evidence)
