"""Chance that falls the same way on every machine.

Only `random.Random.random()` is leant on: Python promises that its sequence for an integer seed stays, and
makes no such promise for `choice`, `shuffle` or `sample`.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

from firstlight.simulate.rates import Size

T = TypeVar("T")


class Dice:
    """A seeded source of chance."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed).random

    def chance(self, share: float) -> bool:
        """Return True in `share` of the cases."""
        return self._random() < share

    def below(self, bound: int) -> int:
        """Return a whole number in 0..bound-1, all equally likely."""
        return int(self._random() * bound)

    def between(self, low: int, high: int) -> int:
        """Return a whole number in low..high, both included, all equally likely."""
        return low + int(self._random() * (high - low + 1))

    def size(self, size: Size) -> int:
        """Return a size in its range; small ones are likelier (the square of an even chance)."""
        even = self._random()
        return size.low + int(even * even * (size.high - size.low + 1))

    def pick(self, things: Sequence[T]) -> T:
        """Return one of the things, all equally likely."""
        return things[int(self._random() * len(things))]

    def some(self, things: Sequence[T], count: int) -> list[T]:
        """Return `count` different things (fewer when there are fewer), in random order."""
        rest = list(things)
        taken: list[T] = []
        for _ in range(min(count, len(rest))):
            at = int(self._random() * len(rest))
            rest[at], rest[-1] = rest[-1], rest[at]
            taken.append(rest.pop())
        return taken
