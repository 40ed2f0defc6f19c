"""Anchors: where in a column of texts a pattern can match at all, told by its words, so that none runs over all.

A pattern of many branches costs a microsecond for every few characters that it is tried at, and nearly all of an ad is
words at which it cannot begin. A kind tells of each word, asked once a spelling, what it can be part of; array
operations over the column find the few words where that adds up; and the pattern is tried there alone. What is found
is what `finditer` finds, which stays the way to read one text by itself.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from firstlight.extract.column import Column, Ints

Bools = npt.NDArray[np.bool_]
Pattern = re.Pattern[str]
Scan = Callable[[Pattern], Iterable[re.Match[str]]]
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
        said = column.words
        of_piece = said.tell(told)
        self.words: Ints = of_piece[said.ids]
        self.gaps: Ints = self.words
        self._first = 0
        if len(self.words):
            head, tail = column.text[: said.starts[0]], column.text[said.ends[-1] :]
            self._first, last = (told(piece) if piece else 0 for piece in (head, tail))
            self.gaps = np.append(of_piece[said.gaps], last)

    def word(self, bit: int) -> Bools:
        """Tell of each word whether it has one of some bits."""
        mask: Bools = (self.words & bit) != 0
        return mask

    def gap(self, bit: int) -> Bools:
        """Tell of each word whether the gap behind it has one of some bits."""
        mask: Bools = (self.gaps & bit) != 0
        return mask

    def before(self, bit: int) -> Bools:
        """Tell of each word whether the gap before it has one of some bits."""
        return np.append(self._first & bit != 0, self.gap(bit)[:-1]) if len(self.gaps) else self.gap(bit)


def soon(mask: Bools, low: int, high: int) -> Bools:
    """Tell of each word whether the mask holds for one of the words `low` to `high` (exclusive) further on."""
    size = len(mask)
    near = np.zeros(size, bool)
    if high - low == 1:
        near[: max(0, size - low)] = mask[low:]
        return near
    sums = np.append(0, np.cumsum(mask))
    places = np.arange(size)
    near[:] = sums[np.minimum(places + high, size)] > sums[np.minimum(places + low, size)]
    return near


def within(column: Column, mask: Bools, reach: int) -> Bools:
    """Tell of each word whether a word of the mask stands at most some characters from it, on either side, or is it."""
    words = column.words
    low = np.searchsorted(words.ends[mask], words.starts - reach)
    near: Bools = np.searchsorted(words.starts[mask], words.ends + reach, "right") > low
    return near


class Matches(dict[Pattern, list[re.Match[str]]]):
    """The matches of patterns in one text, found already; called with a pattern it gives them (a `Scan`)."""

    def __call__(self, pattern: Pattern) -> Iterable[re.Match[str]]:
        """Return what `pattern.finditer` yields."""
        return self.get(pattern, ())


def matches(
    column: Column,
    masks: Mapping[Pattern, Bools],
    whole: Mapping[Pattern, Iterable[int]],
    inner: Bools | None = None,
) -> Iterator[tuple[int, Matches]]:
    """Yield each text in which one of some patterns matches, by rows, with the matches, as `finditer` yields them.

    masks: for each pattern the words at whose first character it can begin. whole: for each pattern the texts that it
    is run over from end to end instead. inner: words at whose figures behind letters all patterns can begin.
    """
    by_row: dict[int, Matches] = defaultdict(Matches)
    for pattern, mask in masks.items():
        spared = set(whole.get(pattern, ()))
        for row, text, here in places(column, mask, inner):
            found = [] if row in spared else matches_at(pattern, text, here)
            if found:
                by_row[row][pattern] = found
    for pattern, rows in whole.items():
        for row in rows:
            found = list(pattern.finditer(column.view(row).text))
            if found:
                by_row[row][pattern] = found
    for row in sorted(by_row):
        yield row, by_row[row]


def places(
    column: Column, mask: Bools, inner: Bools | None = None, signs: tuple[Bools, AbstractSet[str]] | None = None
) -> Iterator[tuple[int, str, list[int]]]:
    """Yield (row, text, places) for each text that has words of a mask: where they begin in it, in order.

    inner: words of which the first figures behind other characters count too. signs: words behind which signs stand
    in the gap, and those signs; they count as well.
    """
    words = column.words
    at = words.starts[mask]
    more = [] if inner is None else _inner(column, inner)
    if signs is not None:
        more += _signs(column, *signs)
    if more:
        at = np.sort(np.concatenate([at, np.array(more, np.int64)]))
    if not len(at):
        return
    rows = np.searchsorted(column.ends, at, "right")
    here = (at - column.starts[rows]).tolist()
    firsts = np.flatnonzero(np.append(True, rows[1:] != rows[:-1]))
    starts, ends = column.view_starts, column.view_ends
    bounds = [*firsts.tolist(), len(here)]
    for row, (low, high) in zip(rows[firsts].tolist(), pairwise(bounds), strict=True):
        yield row, column.text[starts[row] : ends[row]], here[low:high]


_LATER_FIGURES = re.compile(r"(?<=[^0-9])[0-9]")


def _inner(column: Column, mask: Bools) -> list[int]:
    """Return where in some words figures begin behind other characters, in the joined view."""
    words = column.words
    at = np.flatnonzero(mask)
    pieces = map(words.spelled.__getitem__, words.ids[at].tolist())
    starts = zip(words.starts[at].tolist(), pieces, strict=True)
    return [start + match.start() for start, piece in starts for match in _LATER_FIGURES.finditer(piece)]


def _signs(column: Column, mask: Bools, signs: AbstractSet[str]) -> list[int]:
    """Return where signs stand behind some words, and before the first word of a text, in the joined view."""
    words, text = column.words, column.text
    at = np.flatnonzero(mask[:-1])
    gaps = zip(words.ends[at].tolist(), words.starts[at + 1].tolist(), strict=True)
    first = [(0, int(words.starts[0]))] if len(words.starts) else []
    return [place for low, high in (*first, *gaps) for place in range(low, high) if text[place] in signs]


def matches_at(
    pattern: Pattern, text: str, places: list[int], low: int = 0, high: int = sys.maxsize
) -> list[re.Match[str]]:
    """Return what `pattern.finditer(text, low)` yields before `high`, for a pattern that begins at some places only."""
    done = low
    found = []
    for at in places[bisect_left(places, low) :] if low else places:
        if at >= high:
            break
        if at >= done:
            match = pattern.match(text, at)
            if match is not None:
                done = match.end()
                found.append(match)
    return found


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
