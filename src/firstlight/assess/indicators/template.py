"""One text with slots, used for different people."""

from __future__ import annotations

from firstlight.assess.facts import GroupFacts, Sighting, again
from firstlight.assess.indicator import Signal, indicator, saturate
from firstlight.assess.wordings import count, listing


@indicator("GRP-NEARDUP", family="management", grade="B", source="Lee et al., InfoShield, ICDE 2021")
def template(group: GroupFacts) -> Signal | None:
    """The same text, but for small changes, advertises different names.

    Groups of near-duplicate ads with slots were trafficking in most labelled cases of one study. Agencies and people
    who copy each other's ads do it too. Ads that name several people are left out.
    """
    best: tuple[int, int, list[str]] = (0, 0, [])
    evidence: list[Sighting] = []
    for ads in group.templates:
        sightings = [named[0] for ad in ads if len(named := group.names.get(ad.posting, [])) == 1]
        personas = {s.mention.value.casefold(): s.mention.value for s in sightings}
        if len(personas) > 1:
            best = max(best, (len(personas), len(sightings), sorted(personas.values())))
            evidence += sightings
    if not evidence:
        return None
    people, copies, names = best
    used = f"{count(people, 'different name')} in {count(copies, 'ad')} ({listing(names)})"
    return Signal(saturate(people - 1, 1.0), f"One text with small changes is used for {used}", again(evidence))
