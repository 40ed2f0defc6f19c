"""That an origin is stated; never which."""

from __future__ import annotations

from firstlight.assess.facts import GroupFacts, ads_of
from firstlight.assess.indicator import Signal, indicator
from firstlight.assess.wordings import count


@indicator(
    "AD-ETHNICITY-STATED", family="origin", grade="A", source="Lugo-Graulich et al., 10.1080/23322705.2024.2349447"
)
def origin(group: GroupFacts) -> Signal | None:
    """Somebody's origin is stated in the ad. Shown so that a person knows; it adds nothing to any score.

    Which origin is neither read, nor quoted, nor kept.
    """
    stated = group.wording("AD-ETHNICITY-STATED")
    if not stated:
        return None
    return Signal(
        1.0, f"An origin is stated in {count(ads_of(stated), 'ad')} (which one is not read; adds nothing)", []
    )
