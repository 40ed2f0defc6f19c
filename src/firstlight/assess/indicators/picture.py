"""One picture under different names or numbers.

Pictures are compared by reference (file name or address) until pictures are hashed, so a copy under another address is
not seen yet.
"""

from __future__ import annotations

from collections import defaultdict

from firstlight.assess.facts import AdFacts, GroupFacts
from firstlight.assess.indicator import Signal, indicator, saturate
from firstlight.assess.wordings import count
from firstlight.records import POSSIBLE, Mention


def _phones(ad: AdFacts) -> dict[str, Mention]:
    return {m.value: m for m in ad.mentions if m.kind == "phone" and m.score >= POSSIBLE}


@indicator("GRP-IMAGE-REUSE", family="management", grade="C", source="Freeman et al. 2025, arXiv 2507.13477")
def reused(group: GroupFacts) -> Signal | None:
    """The same picture stands in ads with different names or phone numbers.

    Agencies reuse pictures, and scams steal them. Pictures are compared by their address or file name only.
    """
    shown: dict[str, list[AdFacts]] = defaultdict(list)
    for ad in group.arrived:
        for reference in dict.fromkeys(ad.pictures):
            shown[reference].append(ad)
    best: tuple[int, int, int] = (0, 0, 0)
    evidence: list[Mention] = []
    for ads in shown.values():
        names = {s.mention.value.casefold(): s.mention for ad in ads for s in group.names.get(ad.posting, ())}
        phones = {value: mention for ad in ads for value, mention in _phones(ad).items()}
        different = max(len(names), len(phones))
        if len(ads) > 1 and different > 1:
            best = max(best, (different, len(names), len(phones)))
            evidence += [*names.values(), *phones.values()]
    if not evidence:
        return None
    different, names_count, phones_count = best
    kinds = [(names_count, "different name"), (phones_count, "different phone number")]
    under = " and ".join(count(number, noun) for number, noun in kinds if number > 1)
    return Signal(saturate(different - 1, 2.0), f"The same picture stands in ads with {under}", evidence)
