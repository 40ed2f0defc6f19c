"""Indicators that an agency adds: packages that name a module under the entry point group `firstlight.indicators`.

    [project.entry-points."firstlight.indicators"]
    ourunit = "ourunit.indicators"

Importing the module registers its indicators, each with its own points (see `indicator`). What an agency adds must not
stop a sift: a module that cannot be imported is left out, and an indicator that raises is taken to have said nothing
about that group. Both are told by name. `firstlight.assess.testing` is the suite that a plugin's tests inherit.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Any

from firstlight.assess.indicator import REGISTRY, Indicator, Signal, registering

if TYPE_CHECKING:
    from firstlight.assess.facts import GroupFacts

GROUP = "firstlight.indicators"

LEFT_OUT: list[str] = []
"""Which plugins could not be read and why, in words; filled when firstlight.assess.indicators is imported."""


def load(found: Iterable[EntryPoint] | None = None) -> list[str]:
    """Import every plugin, the installed ones unless said otherwise; return in words what was left out."""
    trouble = []
    for point in entry_points(group=GROUP) if found is None else found:
        before = dict(REGISTRY)
        try:
            with registering(point.name):
                point.load()
        except Exception as error:  # noqa: BLE001 - whatever another's module raises, the run goes on without it
            REGISTRY.clear()  # half a plugin is none
            REGISTRY.update(before)
            trouble.append(f"the indicators of {point.name} are left out: {type(error).__name__}: {error}")
    return trouble


def ask(entry: Indicator, group: GroupFacts) -> Signal | str | None:
    """Ask a plugin's indicator; return its signal, None, or in words what it raised or how its answer is none."""
    try:
        signal = entry(group)
        return None if signal is None else checked(signal, group)
    except Exception as error:  # noqa: BLE001 - as above
        return f"{type(error).__name__}: {error}"


def checked(signal: Any, group: GroupFacts) -> Signal:
    """Return a signal that holds what a signal must; raise TypeError or ValueError naming what does not."""
    if not isinstance(signal, Signal):
        raise TypeError(f"the answer is of type {type(signal).__name__}, not a Signal or None")
    strength, reason = float(signal.strength), str(signal.reason)
    if not 0 < strength <= 1:
        raise ValueError(f"strength {signal.strength!r} does not lie above 0 and up to 1")
    if not reason.strip() or "\n" in reason:
        raise ValueError("a reason is one line of words")
    if strangers := {mention.posting for mention in signal.evidence} - {ad.posting for ad in group.ads}:
        raise ValueError(f"evidence stands in {min(strangers)}, which is not in the group")
    return signal
