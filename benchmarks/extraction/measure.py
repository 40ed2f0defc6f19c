"""Counting right and wrong, and saying how sure the count is."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal, Self, TypeVar

Half = Literal["public", "held-out"]
HALVES: tuple[Half, ...] = ("public", "held-out")
T = TypeVar("T")

_SPLIT_SEED = 20_261_122


def half_of(table: Sequence[T], half: Half) -> list[T]:
    """Return one half of a table of variants; the split is drawn once, by a seed, and never by hand."""
    order = list(range(len(table)))
    random.Random(_SPLIT_SEED + len(table)).shuffle(order)
    middle = (len(table) + 1) // 2
    return [table[at] for at in sorted(order[:middle] if half == "public" else order[middle:])]


def wilson(hits: int, trials: int) -> tuple[float, float]:
    """Return the 95% interval of a proportion (Wilson, 1927); 0 to 1 when nothing was tried."""
    if not trials:
        return 0.0, 1.0
    z = 1.959964
    share, square = hits / trials, z * z / trials
    centre = (share + square / 2) / (1 + square)
    reach = z * sqrt(share * (1 - share) / trials + square / (4 * trials)) / (1 + square)
    return max(0.0, centre - reach), min(1.0, centre + reach)


@dataclass(slots=True)
class Tally:
    """Values that were there and found, there and missed, found and not there."""

    right: int = 0
    missed: int = 0
    false: int = 0

    def add(self, truth: set[str], found: set[str]) -> None:
        """Count one text."""
        self.right += len(truth & found)
        self.missed += len(truth - found)
        self.false += len(found - truth)

    def __iadd__(self, other: Tally) -> Self:
        self.right += other.right
        self.missed += other.missed
        self.false += other.false
        return self

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def precision(self) -> float:
        """The share of what was found that is there."""
        return self.right / max(1, self.right + self.false)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table as text, the first column to the left, the others to the right."""
    lines = [list(head), *(list(row) for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if not at else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )
