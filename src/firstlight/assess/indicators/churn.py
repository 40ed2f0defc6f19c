"""One person advertised under number after number."""

from __future__ import annotations

from firstlight.assess.facts import GroupFacts, Sighting, again
from firstlight.assess.indicator import Signal, indicator, saturate
from firstlight.assess.wordings import count, listing
from firstlight.records import POSSIBLE

MOST_NUMBERS = 8
"""More numbers than this under one name are a machine's: SPAM-SCAM's business."""


@indicator("GRP-PHONE-CHURN", family="churn", grade="C", source="no study; our own measure")
def churn(group: GroupFacts) -> Signal | None:
    """The same name is advertised under two or more phone numbers, each in ads of its own.

    Numbers that are given up and replaced make ads harder to put together. Many people change their number once for
    reasons of their own, and a booking line beside a number of one's own does not count.
    """
    used: dict[str, dict[str, list[Sighting]]] = {}
    for ad in group.arrived:
        names = group.names.get(ad.posting, [])
        phones = {m.value: m for m in ad.mentions if m.kind == "phone" and m.score >= POSSIBLE}
        if len(names) == 1 and len(phones) == 1:
            ((number, mention),) = phones.items()
            numbers = used.setdefault(names[0].mention.value.casefold(), {})
            numbers.setdefault(number, [names[0]]).append(Sighting(ad, mention))
    changing = {name: numbers for name, numbers in used.items() if 1 < len(numbers) <= MOST_NUMBERS}
    if not changing:
        return None
    top = max(changing, key=lambda name: (len(changing[name]), name))
    shown = next(iter(changing[top].values()))[0].mention.value
    numbers = changing[top]
    reason = f"“{shown}” is advertised under {count(len(numbers), 'phone number')} ({listing(numbers)})"
    evidence = again(s for numbers in changing.values() for sightings in numbers.values() for s in sightings)
    return Signal(saturate(len(numbers) - 1, 1.5), reason, evidence)
