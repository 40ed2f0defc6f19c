"""What people decided of pairs of postings, and what follows from it. It outranks whatever the machine finds.

Decisions are taken in the order in which they were made. One that contradicts those before it is not guessed at: it is
set aside with the chain that it contradicts, until a person takes one of them back, and the earlier ones stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import numpy as np

from firstlight.link.ragged import Ints

Pair = tuple[int, int]


class Verdict(NamedTuple):
    """A person's word on two postings (ordinals); `entry` is its place in the log."""

    entry: int
    act: Literal["same", "not-same"]
    a: int
    b: int


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A decision that cannot stand beside earlier ones.

    chain: for a `not-same`, the postings that `same` leads along from one to the other; for a `same`, those from one
    to the end of an earlier `not-same`, then from its other end on.
    """

    verdict: Verdict
    chain: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """Decisions that stand: pairs that are `same`, pairs that are `apart`, and what contradicts them."""

    same: tuple[Pair, ...] = ()
    apart: tuple[Pair, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    touched: tuple[int, ...] = field(default=())
    """Postings that have been decided on since groups were last made: they are grouped again."""

    @property
    def postings(self) -> Ints:
        """Every posting that a standing decision names, once."""
        return np.unique(np.array([at for pair in (*self.same, *self.apart) for at in pair], dtype=np.int64))


NOTHING = Decided()
"""Nobody has decided anything."""


def decide(verdicts: Sequence[Verdict], touched: Sequence[int] = ()) -> Decided:
    """Return what stands of decisions in force, given in the order in which they were made."""
    same: list[Pair] = []
    apart: list[Pair] = []
    against: list[Contradiction] = []
    for verdict in verdicts:
        pair = verdict.a, verdict.b
        if verdict.act == "not-same":
            chain = _chain(same, *pair)
        else:
            chain = next((found for ends in apart if (found := _chain([*same, pair], *ends))), ())
        if chain:
            against.append(Contradiction(verdict, chain))
        elif verdict.act == "same":
            same.append(pair)
        else:
            apart.append(pair)
    return Decided(tuple(same), tuple(apart), tuple(against), tuple(touched))


def _chain(same: Sequence[Pair], start: int, end: int) -> tuple[int, ...]:
    """Return the shortest way along pairs that are the same from one posting to another; empty if there is none."""
    beside: defaultdict[int, list[int]] = defaultdict(list)
    for a, b in same:
        beside[a].append(b)
        beside[b].append(a)
    came: dict[int, int] = {start: start}
    ring = [start]
    while ring and end not in came:
        following = []
        for here in ring:
            for there in beside[here]:
                if there not in came:
                    came[there] = here
                    following.append(there)
        ring = following
    if end not in came:
        return ()
    chain = [end]
    while chain[-1] != start:
        chain.append(came[chain[-1]])
    return tuple(chain[::-1])
