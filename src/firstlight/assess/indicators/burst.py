"""Ads of several people, posted in the same minutes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from firstlight.assess.facts import AdFacts, GroupFacts, again
from firstlight.assess.indicator import Signal, indicator, saturate
from firstlight.assess.wordings import count, listing

WINDOW = timedelta(minutes=15)
LEAST_NAMES = 3
MOST_ADS = 40
"""More ads than this in one window is a machine's volume: SPAM-BLAST's business, not a sign of management."""


def _windows(timed: Sequence[tuple[datetime, AdFacts]]) -> list[list[AdFacts]]:
    """Cut ads, ordered by time, into runs that begin within WINDOW of their first."""
    windows: list[list[AdFacts]] = []
    start: datetime | None = None
    for at, ad in timed:
        if start is None or at - start > WINDOW:
            windows.append([])
            start = at
        windows[-1].append(ad)
    return windows


@indicator("GRP-BURST", family="management", grade="C", source="no study; our own measure")
def burst(group: GroupFacts) -> Signal | None:
    """Ads under three or more names are posted within the same quarter of an hour: one hand may post for all.

    Rows that carry a date and no time of day say nothing. Posting software does it too.
    """
    timed = sorted(
        ((ad.posted_at, ad) for ad in group.arrived if ad.posted_at and ad.posted_at.time() != time.min),
        key=lambda pair: (pair[0], pair[1].posting),
    )
    bursts = []
    for window in _windows(timed):
        sightings = [s for ad in window for s in group.names.get(ad.posting, ())]
        names = {s.mention.value.casefold(): s.mention.value for s in sightings}
        if len(names) >= LEAST_NAMES and len(window) <= MOST_ADS:
            bursts.append((sorted(names.values()), sightings))
    if not bursts:
        return None
    names_most = max((names for names, _ in bursts), key=lambda names: (len(names), names))
    reason = (
        f"Ads under {count(len(names_most), 'different name')} are posted within 15 minutes ({listing(names_most)})"
    )
    if len(bursts) > 1:
        reason += f", {len(bursts)} times"
    return Signal(saturate(len(bursts), 1.5), reason, again(s for _, sightings in bursts for s in sightings))
