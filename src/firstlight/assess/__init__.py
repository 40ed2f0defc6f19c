"""Groups to leads: declared indicators, weighed, explained, and put in order.

lead = assess(facts, records)        # facts: GroupFacts, with no raw text in it
queue = sorted(leads, key=rank_key)
"""

from firstlight.assess.case import Match, MissingRecord
from firstlight.assess.facts import AdFacts, GroupFacts
from firstlight.assess.fit import Records
from firstlight.assess.indicator import Indicator, Signal, indicator
from firstlight.assess.indicators import REGISTRY
from firstlight.assess.lead import assess, rank_key, strengths, what_lowers
from firstlight.assess.missing import read_records
from firstlight.assess.priors import Priors, declared

__all__ = [
    "REGISTRY",
    "AdFacts",
    "GroupFacts",
    "Indicator",
    "Match",
    "MissingRecord",
    "Priors",
    "Records",
    "Signal",
    "assess",
    "declared",
    "indicator",
    "rank_key",
    "read_records",
    "strengths",
    "what_lowers",
]
