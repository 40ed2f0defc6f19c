"""What holds a group together: the strongest tie of each posting, and the way from each to the group's anchor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firstlight.records import Edge


@dataclass(frozen=True, slots=True)
class Way:
    """How one posting belongs to its group.

    strongest: the tie of the greatest weight that it has; None for a lone posting. toward: the tie that is its next
    step on the way to the anchor; None for the anchor itself, and for a posting that no chain of ties leads to. steps:
    how many ties lie between it and the anchor; -1 where none leads there.
    """

    posting: str
    strongest: Edge | None
    toward: Edge | None
    steps: int


def ways(postings: Iterable[str], edges: Iterable[Edge], anchor: str) -> list[Way]:
    """Return the way of each posting to the anchor: over the fewest ties, of equals over the strongest.

    Breadth first from the anchor, in O(edges log edges); follow `toward` from posting to posting for the whole way.
    """
    around = _around(edges)
    came = _outward(around, anchor)
    return [
        Way(
            posting=posting,
            strongest=around[posting][0][1] if posting in around else None,
            toward=came[posting][1] if posting in came else None,
            steps=came[posting][0] if posting in came else -1,
        )
        for posting in postings
    ]


def chain(edges: Iterable[Edge], a: str, b: str) -> list[Edge]:
    """Return the shortest chain of ties between two postings, the strongest of equals; empty if there is none."""
    came = _outward(_around(edges), b)
    found: list[Edge] = []
    at = a
    while at in came and (tie := came[at][1]) is not None:
        found.append(tie)
        at = other(tie, at)
    return found


def other(tie: Edge, posting: str) -> str:
    """Return the posting at the other end of a tie."""
    return tie.b if tie.a == posting else tie.a


_Ties = dict[str, list[tuple[str, Edge]]]


def _around(edges: Iterable[Edge]) -> _Ties:
    """Return for each posting (neighbour, tie), the strongest first."""
    around: _Ties = defaultdict(list)
    for tie in sorted(edges, key=lambda tie: (-tie.weight, tie.kind, tie.value)):
        around[tie.a].append((tie.b, tie))
        around[tie.b].append((tie.a, tie))
    return dict(around)


def _outward(around: _Ties, anchor: str) -> dict[str, tuple[int, Edge | None]]:
    """Return for each posting that can be reached (ties from the anchor, the last of them)."""
    came: dict[str, tuple[int, Edge | None]] = {anchor: (0, None)}
    ring: Sequence[str] = [anchor]
    steps = 0
    while ring:
        steps += 1
        following: dict[str, Edge] = {}
        for here in ring:
            for there, tie in around.get(here, ()):
                if there not in came and (there not in following or following[there].weight < tie.weight):
                    following[there] = tie
        came.update((there, (steps, tie)) for there, tie in following.items())
        ring = list(following)
    return came
