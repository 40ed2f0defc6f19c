"""Anchors: where in a column of texts a pattern can match at all, told by its words, so that none runs over all.

A pattern of many branches costs a microsecond for every few characters that it is tried at, and nearly all of an ad is
words at which it cannot begin. A kind tells of each word, asked once a spelling, what it can be part of; array
operations over the column find the few words where that adds up; and the pattern is tried there alone. What is found
is what `finditer` finds, which stays the way to read one text by itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from firstlight.extract.column import Column, Ints

Bools = npt.NDArray[np.bool_]
Pattern = re.Pattern[str]
Scan = Callable[[Pattern], Iterator[re.Match[str]]]
"""What a finder asks for the matches of a pattern, left to right and none overlapping."""

_MOST = 200_000
_LONGEST = 80
"""Characters of a piece that is remembered."""


class Told:
    """What pieces (words, and what stands between words) are, as bits, each worked out when first met.

    It forgets all when it has grown large.
    """

    def __init__(self, weigh: Callable[[str], int]) -> None:
        self._weigh = weigh
        self._known: dict[str, int] = {}

    def __call__(self, piece: str) -> int:
        """Return the bits of a piece."""
        bits = self._known.get(piece)
        if bits is None:
            bits = self._weigh(piece)
            if len(piece) <= _LONGEST:
                if len(self._known) >= _MOST:
                    self._known.clear()
                self._known[piece] = bits
        return bits


class Bits:
    """The bits of every word of a column (`words`) and of the gap behind each (`gaps`), as masks."""

    def __init__(self, column: Column, told: Told) -> None:
        of_piece = column.words.tell(told)
        self.words: Ints = of_piece[column.words.ids]
        self.gaps: Ints = np.append(of_piece[column.words.gaps], 0) if len(self.words) else self.words

    def word(self, bit: int) -> Bools:
        """Tell of each word whether it has one of some bits."""
        mask: Bools = (self.words & bit) != 0
        return mask

    def gap(self, bit: int) -> Bools:
        """Tell of each word whether the gap behind it has one of some bits."""
        mask: Bools = (self.gaps & bit) != 0
        return mask


def soon(mask: Bools, low: int, high: int) -> Bools:
    """Tell of each word whether the mask holds for one of the words `low` to `high` (exclusive) further on."""
    sums = np.append(0, np.cumsum(mask))
    places = np.arange(len(mask))
    size = len(mask)
    near: Bools = sums[np.minimum(places + high, size)] > sums[np.clip(places + low, 0, size)]
    return near


class Anchored:
    """The matches of patterns in one text, tried only at the places where each can begin (a `Scan`)."""

    __slots__ = ("_places", "_text")

    def __init__(self, text: str, places: Mapping[Pattern, Sequence[int] | None]) -> None:
        self._text, self._places = text, places

    def __call__(self, pattern: Pattern) -> Iterator[re.Match[str]]:
        """Yield what `pattern.finditer` yields."""
        places = self._places.get(pattern, ())
        if places is None:
            yield from pattern.finditer(self._text)
            return
        done = 0
        for at in places:
            if at >= done:
                match = pattern.match(self._text, at)
                if match is not None:
                    done = match.end()
                    yield match


Places = dict[Pattern, Sequence[int] | None]


def anchored(
    column: Column, masks: Mapping[Pattern, Bools], whole: Mapping[Pattern, Iterable[int]]
) -> Iterator[tuple[int, Places]]:
    """Yield, for each text in which one of some patterns can match, where each can begin, by rows.

    masks: for each pattern the words at whose first character it can begin. whole: for each pattern the texts that it
    has to run over from end to end.
    """
    words = column.words
    by_row: dict[int, Places] = defaultdict(dict)
    for pattern, mask in masks.items():
        at = np.flatnonzero(mask)
        if len(at):
            rows = words.rows[at]
            places = (words.starts[at] - column.starts[rows]).tolist()
            firsts = np.flatnonzero(np.append(True, rows[1:] != rows[:-1]))
            bounds = [*firsts.tolist(), len(places)]
            for row, (low, high) in zip(rows[firsts].tolist(), pairwise(bounds), strict=True):
                by_row[row][pattern] = places[low:high]
    for pattern, texts in whole.items():
        for row in texts:
            by_row[row][pattern] = None
    for row in sorted(by_row):
        yield row, by_row[row]


def rows_of(column: Column, mask: Bools) -> list[int]:
    """Return the texts that have a word of which a mask holds."""
    rows: list[int] = np.unique(column.words.rows[mask]).tolist()
    return rows


def rows_with(column: Column, marks: Iterable[str], then: Pattern | None = None) -> set[int]:
    """Return the texts in which one of some marks stands, at which a pattern matches if one is given."""
    text = column.text
    places: list[int] = []
    for mark in marks:
        at = text.find(mark)
        while at >= 0:
            if then is None or then.match(text, at):
                places.append(at)
            at = text.find(mark, at + 1)
    return set(column.rows_of(places))
