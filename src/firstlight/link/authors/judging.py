"""Whether two accounts are one person's: hard evidence links, everything else supports or warns.

Hard is what only its owner can use or would give: a key, a wallet, a way to be reached, a user name that hardly anybody
else would choose. How hard depends on how many accounts carry it: what many carry belongs to a shop, a bot or a
bystander. How two write, and when, never links: it makes a weak link firm, or warns against one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from firstlight.link.authors.style import Likeness
from firstlight.link.authors.zone import OFFSETS, Zone

THRESHOLD = 0.5
"""Two accounts are linked when the evidence comes to so much."""

WEIGHTS = {
    "pgp": 0.98,
    "wallet": 0.9,
    "phone": 0.9,
    "email": 0.9,
    "handle": 0.85,
    "onion": 0.6,
    "name": 0.6,
    "url": 0.2,
}
"""What each kind of hard evidence is worth when just two accounts carry it, in 0..1; declared, not learned."""

MOST_ACCOUNTS = {"pgp": 12, "wallet": 8}
"""Accounts that may carry a thing before it says nothing any more; of all other kinds OTHERS_MOST."""

OTHERS_MOST = 6

ALIKE, DIFFERENT, APART = 0.4, 0.5, 0.7
"""Writing alike adds so much to what there is; writing differently, or zones that do not meet, leave so much of it."""

_DIGITS = re.compile(r"\d{2,}")


@dataclass(frozen=True, slots=True)
class Shared:
    """What two accounts have in common: `accounts` carry it altogether, on whatever site."""

    kind: str
    value: str
    accounts: int


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground for or against a link.

    weight: what it is worth in 0..1, negative for a warning. links: whether it can link by itself.
    """

    kind: str
    value: str
    weight: float
    links: bool
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """What is known of two accounts: `score` in 0..1, `linked` if it reaches THRESHOLD, its grounds."""

    score: float
    linked: bool
    grounds: tuple[Ground, ...]


def rarity(name: str, accounts: int) -> float:
    """Return how rare a user name is, 0..1: short and common ones are chosen twice by chance.

    A name of up to five letters says nothing; each letter more makes it rarer, up to twelve, and digits at its end
    stand for two letters each. Every further account that bears it takes a little of what it says.
    """
    letters = len(re.sub(r"[\W\d_]", "", name)) + 2 * sum(len(digits) for digits in _DIGITS.findall(name))
    return float(min(max(letters - 5, 0) / 7, 1.0)) * 0.85 ** max(accounts - 2, 0)


def judge(
    shared: Sequence[Shared], likeness: Likeness | None = None, zones: tuple[Zone | None, Zone | None] = (None, None)
) -> Link:
    """Return whether two accounts are linked, and why."""
    hard = sorted((_hard(one) for one in shared), key=lambda ground: (-ground.weight, ground.kind, ground.value))
    doubt = 1.0
    for ground in hard:
        doubt *= 1 - ground.weight
    soft = [ground for ground in (_style(likeness), _zones(*zones)) if ground is not None]
    score = 1 - doubt
    for ground in soft:
        if score and ground.weight > 0:
            score = 1 - (1 - score) * (1 - ground.weight)
        elif ground.weight < 0:
            score *= _kept(ground, hard)
    return Link(round(score, 4), score >= THRESHOLD, (*hard, *soft))


def _hard(one: Shared) -> Ground:
    most = MOST_ACCOUNTS.get(one.kind, OTHERS_MOST)
    base = WEIGHTS.get(one.kind, 0.0)
    if one.kind == "name":
        weight = base * rarity(one.value, one.accounts)
        how = "rare" if weight >= THRESHOLD else "not rare enough to link by itself"
        text = f"Both are called {one.value}; {_count(one.accounts)} bear that name: {how}."
    else:
        weight = base * (1 - (max(one.accounts, 2) - 2) / most) if one.accounts <= most else 0.0
        text = f"Both give this {_NAMES.get(one.kind, one.kind)}; {_count(one.accounts)} give it"
        text += "." if weight else ": too many for it to be one person's."
    return Ground(one.kind, one.value, round(weight, 4), weight >= THRESHOLD, text)


_NAMES = {"pgp": "PGP key", "email": "e-mail address", "onion": "onion address", "url": "link"}


def _count(accounts: int) -> str:
    return f"{accounts:,} account{'' if accounts == 1 else 's'} on this desk"


def _kept(ground: Ground, hard: Sequence[Ground]) -> float:
    """Return how much a warning leaves: a key or a wallet stays what it is, however somebody writes."""
    firm = max((one.weight for one in hard if one.kind in {"pgp", "wallet"}), default=0.0)
    return max(1 + ground.weight, firm)


def _style(likeness: Likeness | None) -> Ground | None:
    if likeness is None:
        return None
    weight = {"alike": ALIKE, "different": DIFFERENT - 1, "cannot tell": 0.0}[likeness.verdict]
    return Ground("style", f"{likeness.probability:.2f}", weight, False, likeness.text)


def _zones(one: Zone | None, other: Zone | None) -> Ground | None:
    if one is None or other is None or not (one.says_something and other.says_something):
        return None
    meet = [offset for offset in OFFSETS if one.holds(offset) and other.holds(offset)]
    value = f"{clock(one.offset)} and {clock(other.offset)}"
    if meet:
        text = f"Their hours allow for one time zone ({clock(meet[0])} to {clock(meet[-1])}, say); so do many people's."
        return Ground("zone", value, 0.0, False, text)
    return Ground("zone", value, round(APART - 1, 4), False, f"Their hours speak of different time zones ({value}).")


def clock(offset: int) -> str:
    """Return an offset as people write it: UTC-5, UTC, UTC+1."""
    return f"UTC{offset:+d}" if offset else "UTC"
