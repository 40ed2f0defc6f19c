"""Spam and scams: volume no person could answer, and wording that asks for money first.

These lower the score. A group that they dominate is shown as spam, its own class.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from firstlight.assess.facts import AdFacts, GroupFacts, ads_of
from firstlight.assess.indicator import Signal, indicator, prevalence, saturate
from firstlight.assess.wordings import count, quotes
from firstlight.records import POSSIBLE, Mention

LEAST_AREAS = 5
LEAST_NUMBERS = 6


def _busiest_day(group: GroupFacts, ads: list[AdFacts]) -> tuple[int, list[AdFacts]]:
    """The most areas that one text reaches in one day, and that day's ads."""
    days: dict[object, dict[str, AdFacts]] = defaultdict(dict)
    for ad in ads:
        if ad.posted_at and (area := group.areas.get(ad.posting)):
            days[ad.posted_at.date()].setdefault(area, ad)
    if not days:
        return 0, []
    busiest = max(days.values(), key=len)
    return len(busiest), list(busiest.values())


def _telling(ads: list[AdFacts]) -> list[Mention]:
    """The places and numbers in ads: what shows a reader that they differ."""
    return [m for ad in ads for m in ad.mentions if m.kind in ("place", "phone") and m.score >= POSSIBLE]


@indicator("SPAM-BLAST", family="spam", grade="B", source="TrafficVis labels")
def blast(group: GroupFacts) -> Signal | None:
    """The same text stands in many areas on one day: nobody can be in all of them."""
    most, ads = max((_busiest_day(group, ads) for ads in group.templates), key=lambda found: found[0], default=(0, []))
    if most < LEAST_AREAS:
        return None
    reason = f"Looks like spam: one text stands in {count(most, 'city')} on the same day"
    return Signal(saturate(most - LEAST_AREAS + 1, 2.0), reason, _telling(ads))


def _numbers(ads: list[AdFacts]) -> Counter[str]:
    return Counter(m.value for ad in ads for m in ad.mentions if m.kind == "phone" and m.score >= POSSIBLE)


@indicator("SPAM-SCAM", family="spam", grade="B", source="TrafficVis labels")
def scam(group: GroupFacts) -> Signal | None:
    """Money is asked for in advance, or one text is used with many phone numbers."""
    worded = group.wording("SPAM-SCAM")
    ads, most = max(((ads, len(_numbers(ads))) for ads in group.templates), key=lambda f: f[1], default=([], 0))
    strengths = [0.0]
    parts = []
    evidence = []
    if worded:
        strengths.append(prevalence(ads_of(worded), len(group.distinct)))
        parts.append(f"words of an advance payment in {count(ads_of(worded), 'ad')}{quotes(group, worded)}")
        evidence += group.everywhere(worded)
    if most >= LEAST_NUMBERS:
        strengths.append(saturate(most - LEAST_NUMBERS + 1, 2.0))
        parts.append(f"one text with {count(most, 'phone number')}")
        evidence += _telling(ads)
    if not parts:
        return None
    return Signal(max(strengths), f"Looks like a scam: {'; '.join(parts)}", evidence)
