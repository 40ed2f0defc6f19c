"""The common part of the wording indicators: how many ads use a term of the lexicon, and which terms."""

from __future__ import annotations

from firstlight.assess.facts import GroupFacts, ads_of
from firstlight.assess.indicator import Signal, prevalence
from firstlight.assess.wordings import count, quotes


def terms(group: GroupFacts, indicator: str, what: str) -> Signal | None:
    """Signal how much of the group uses an indicator's lexicon terms; None where no ad does."""
    found = group.wording(indicator)
    if not found:
        return None
    ads, total = ads_of(found), len(group.distinct)
    reason = f"{what} in {ads} of {count(total, 'ad')}{quotes(group, found)}"
    return Signal(prevalence(ads, total), reason, group.everywhere(found))
