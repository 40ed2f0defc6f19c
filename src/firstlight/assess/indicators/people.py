"""Who speaks, and how many are offered: third person, plural, several people, one own place."""

from __future__ import annotations

from firstlight.assess.facts import GroupFacts, Sighting, ads_of
from firstlight.assess.indicator import Signal, indicator, prevalence
from firstlight.assess.terms import terms
from firstlight.assess.wordings import count, quotes


@indicator("AD-THIRD-PERSON", family="people", grade="C", source="Alvari 2016; Ibanez and Suthers 2014")
def third_person(group: GroupFacts) -> Signal | None:
    """The ad is written about the person, not by the person: somebody else may be writing."""
    return terms(group, "AD-THIRD-PERSON", "Written about the person, not by the person,")


@indicator("AD-PLURAL", family="people", grade="C", source="Alvari 2016; Ibanez and Suthers 2014")
def plural(group: GroupFacts) -> Signal | None:
    """The ad speaks as "we" or "our". Agencies that hide nothing do so too."""
    return terms(group, "AD-PLURAL", "The ad speaks as “we”")


@indicator("AD-MULTI", family="people", grade="C", source="Alvari 2016; Kejriwal 2017")
def several(group: GroupFacts) -> Signal | None:
    """Several people are offered in one ad: two or more names, or words that say so."""
    worded = group.wording("AD-MULTI")
    distinct = {ad.posting for ad in group.distinct}
    named = [s for posting, names in group.names.items() if len(names) > 1 and posting in distinct for s in names]
    both: list[Sighting] = [*worded, *named]
    if not both:
        return None
    reason = (
        f"Several people are offered in one ad, in {ads_of(both)} of {count(len(distinct), 'ad')}{quotes(group, both)}"
    )
    return Signal(prevalence(ads_of(both), len(distinct)), reason, group.everywhere(both))


@indicator("AD-RESTRICT", family="people", grade="C", source="Hultgren 2015; Kejriwal 2017")
def restricted(group: GroupFacts) -> Signal | None:
    """Meets only at one place of their own. Many independents prefer it too: it says very little."""
    return terms(group, "AD-RESTRICT", "Meets only at their own place")
