"""What each rule of linking does: the same market linked with one rule switched off after the other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from firstlight.link import Rules

_NEVER = 2**30
_OFF = 2.0

SWITCHES: dict[str, tuple[str, dict[str, Any]]] = {
    "hub": ("no contact is ever a hub", {"hub_pairs": _NEVER}),
    "recycled": ("a number never passes to somebody else", {"recycled": _NEVER}),
    "strangers and recycled": ("no two ads that share a contact are strangers", {"unlike": 0.0}),
    "one_wording": ("wording ties nothing at all", {"alike": _OFF, "same": _OFF}),
    "short texts": ("short texts count as much", {"common": 0}),
    "blast": ("no text is ever a blast", {"blast_parties": _NEVER}),
    "exclusive": ("whoever posts a blast's text once belongs to it", {"exclusive": 0.0}),
}
"""Each switch: the rule, what it means to do without it, and the thresholds of `Rules` set out of reach."""


def rules() -> dict[str, Rules]:
    """Return the rules with each switch thrown."""
    return {name: replace(Rules(), **changes) for name, (_, changes) in SWITCHES.items()}
