"""A column of texts, seen at once: one long view, with where each text and each word stands in it.

What `text.view` does for one text a few array operations do here for thousands; both give the same view, the same
words and the same spans. Between the texts stands what no pattern crosses, so a pattern may run over all of them in
one go. Each word (and what stands between two words) is spelled once, however often it occurs: whoever wants to know
something of every word asks it of the few that differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from firstlight.extract.text import TextView, is_mark, seen_as

Ints = npt.NDArray[np.int64]
_Codes = npt.NDArray[np.uint32]

BORDER = "\n\0\n"
"""What stands between two texts: to every pattern an end of the text, and no part of anything."""

_POINTS = 0x110000
_UNKNOWN, _OTHER = 0xFFFFFFFF, 0xFFFFFFFE


class _Characters:
    """What is known of each code point met so far: its view, how long that is, and whether it is part of a word."""

    def __init__(self) -> None:
        self.seen = np.full(_POINTS, _UNKNOWN, np.uint32)
        self.length = np.ones(_POINTS, np.uint8)
        self.in_word = np.zeros(_POINTS, bool)
        self.is_mark = np.zeros(_POINTS, bool)
        self.learn(range(128))

    def learn(self, points: Iterable[int]) -> None:
        for point in points:
            plain = seen_as(chr(point))
            self.seen[point] = ord(plain) if len(plain) == 1 else _OTHER
            self.length[point] = len(plain)
            self.is_mark[point] = is_mark(chr(point))
            for character in plain:
                self.in_word[ord(character)] = character.isalnum()

    def know(self, codes: _Codes) -> None:
        """Learn the code points that were never met before."""
        strange = codes[self.seen[codes] == _UNKNOWN]
        if len(strange):
            self.learn(np.unique(strange).tolist())


_characters = _Characters()


class Column:
    """Texts with their views. `text` is the joined view; text `row` is text[starts[row]:ends[row]] there."""

    def __init__(self, originals: Sequence[str]) -> None:
        self.originals = originals
        joined = BORDER + BORDER.join(originals) + BORDER
        sizes = np.fromiter(map(len, originals), np.int64, len(originals))
        self._first = np.cumsum(sizes + len(BORDER)) - sizes
        self._origin: Ints | None = None
        self._views: dict[int, TextView] = {}
        if joined.isascii():
            self.text = joined.lower()
            self._codes: npt.NDArray[np.uint8] | _Codes = np.frombuffer(self.text.encode("ascii"), np.uint8)
            self.starts, self.ends = self._first, self._first + sizes
        else:
            self._see(_codes_of(joined), sizes)

    def _see(self, written: _Codes, sizes: Ints) -> None:
        known = _characters
        known.know(written)
        lengths = known.length[written]
        seen = known.seen[written]
        self.starts, self.ends = self._first, self._first + sizes
        if lengths.min() != 1 or lengths.max() != 1:
            self._origin = np.repeat(np.arange(len(written)), lengths)
            stands = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
            long = np.flatnonzero(lengths > 1)
            seen = np.repeat(seen, lengths)
            for at in long.tolist():
                plain = seen_as(chr(written[at]))
                seen[stands[at] : stands[at] + len(plain)] = [ord(character) for character in plain]
            self.starts, self.ends = stands[self.starts], stands[self.ends]
            odd = np.flatnonzero(lengths != 1)
            self._even = (np.searchsorted(odd, self._first) == np.searchsorted(odd, self._first + sizes)).tolist()
            self._marks = known.is_mark[written]
        self._codes = seen
        self.text = seen.tobytes().decode("utf-32-le")

    def __len__(self) -> int:
        return len(self.originals)

    @cached_property
    def view_starts(self) -> list[int]:
        """Where each text begins in the joined view."""
        starts: list[int] = self.starts.tolist()
        return starts

    @cached_property
    def view_ends(self) -> list[int]:
        """Where each text ends in the joined view."""
        ends: list[int] = self.ends.tolist()
        return ends

    @cached_property
    def arrow(self) -> pa.Array:
        """The views as an Arrow column of strings."""
        bounds = np.append(np.stack([self.starts, self.ends], 1).ravel(), self.ends[-1:])
        pieces = pa.LargeStringArray.from_buffers(len(bounds) - 1, pa.py_buffer(self._bytes_at(bounds)), self._utf8)
        return pieces.take(pa.array(np.arange(0, 2 * len(self), 2)))

    @cached_property
    def _utf8(self) -> pa.Buffer:
        return pa.py_buffer(self.text.encode())

    def _bytes_at(self, places: Ints) -> Ints:
        """Return where places of the joined view stand in its UTF-8."""
        if self._utf8.size == len(self.text):
            return places
        widths = np.ones(len(self._codes) + 1, np.int64)
        widths[0] = 0
        for limit in (0x7F, 0x7FF, 0xFFFF):
            widths[1:] += self._codes > limit
        return np.cumsum(widths)[places]

    @cached_property
    def words(self) -> Words:
        """Every run of letters and digits of all texts."""
        inside = _characters.in_word[self._codes]
        edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
        starts, ends = edges[::2], edges[1::2]
        if not len(starts):
            nothing = np.zeros(0, np.int64)
            return Words(self, nothing, nothing, nothing, nothing, [])
        pieces = pa.LargeStringArray.from_buffers(len(edges) - 1, pa.py_buffer(self._bytes_at(edges)), self._utf8)
        encoded = pieces.dictionary_encode()
        ids = encoded.indices.to_numpy()
        return Words(self, starts, ends, ids[::2], ids[1::2], encoded.dictionary.to_pylist())

    def rows_of(self, places: Sequence[int]) -> list[int]:
        """Return for each place in the joined view the text that it lies in."""
        return np.searchsorted(self.ends, places, "right").tolist() if places else []

    def view(self, row: int) -> TextView:
        """Return the view of one text, always the same one."""
        seen = self._views.get(row)
        if seen is None:
            seen = self._views[row] = _Row(self, row)
        return seen

    def forget_views(self) -> None:
        """Let go of the views of single texts, which lead back to the column and would keep it in memory."""
        self._views.clear()

    def is_even(self, row: int) -> bool:
        """Tell whether view and original of a text run side by side from end to end."""
        return self._origin is None or self._even[row]

    def origin(self, row: int, at: int) -> int:
        """Return where the character stands in the original that is seen at a place of a text's view."""
        if self._origin is None:
            return at
        return int(self._origin[self.starts[row] + at] - self._first[row])

    def matching(self, pattern: str, rows: Sequence[int] | None = None, times: int = 1) -> list[int]:
        """Return the texts (of some rows, or all) in whose view a pattern (RE2 syntax) matches so many times."""
        texts = self.arrow if rows is None else self.arrow.take(pa.array(rows, pa.int64()))
        if times == 1:
            matches = pc.match_substring_regex(texts, pattern)
        else:
            matches = pc.greater_equal(pc.count_substring_regex(texts, pattern), times)
        found: list[int] = pc.indices_nonzero(matches).to_pylist()
        return found if rows is None else [rows[at] for at in found]

    def spans(self, rows: list[int], starts: list[int], ends: list[int]) -> tuple[list[int], list[int]]:
        """Return the spans of the originals that spans of the views cover, as `TextView.span` does; none is empty."""
        if self._origin is None or not rows:
            return starts, ends
        of = np.array(rows)
        base, first = self.starts[of], self._first[of]
        low = self._origin[base + np.array(starts)]
        high = self._origin[base + np.array(ends) - 1] + 1
        limit = first + np.fromiter(map(len, self.originals), np.int64, len(self.originals))[of]
        while (more := (high < limit) & self._marks[high]).any():
            high += more
        return (low - first).tolist(), (high - first).tolist()


class Words:
    """The words of a column in order: where each stands in the joined view, and its number among those that differ.

    spelled: the words, and what stands between them, each once. ids: of each word, its place there. gaps: of what
    stands between a word and the next, the same (one fewer). bounds: text `row` has words bounds[row] to bounds[row+1].
    """

    def __init__(self, column: Column, starts: Ints, ends: Ints, ids: Ints, gaps: Ints, spelled: list[str]) -> None:
        self.column, self.starts, self.ends, self.ids, self.gaps, self.spelled = (
            column, starts, ends, ids, gaps, spelled,
        )  # fmt: skip
        self.bounds = np.append(np.searchsorted(starts, column.starts), len(starts))
        self._hits: dict[int, tuple[AbstractSet[str], list[int], list[int]]] = {}

    @cached_property
    def rows(self) -> Ints:
        """Of each word, the text that it stands in."""
        return np.repeat(np.arange(len(self.column)), np.diff(self.bounds))

    @cached_property
    def edges(self) -> list[int]:
        """`bounds` as plain numbers."""
        return self.bounds.tolist()

    @cached_property
    def triples(self) -> list[tuple[int, int, str]]:
        """Every word as (start, end, word), with offsets into the view of its own text."""
        base = np.repeat(self.column.starts, np.diff(self.bounds))
        spelled = map(self.spelled.__getitem__, self.ids.tolist())
        return list(zip((self.starts - base).tolist(), (self.ends - base).tolist(), spelled, strict=True))

    def triples_of(self, first: int, last: int) -> list[tuple[int, int, str]]:
        """Return words first to last, which are of one text, as `triples` does."""
        base = int(self.column.starts[self.rows[first]])
        starts, ends = self.starts[first : last + 1].tolist(), self.ends[first : last + 1].tolist()
        spelled = map(self.spelled.__getitem__, self.ids[first : last + 1].tolist())
        return [(start - base, end - base, word) for start, end, word in zip(starts, ends, spelled, strict=True)]

    def tell(self, what: Callable[[str], int]) -> Ints:
        """Return what a function says of each spelling, asked once each."""
        return np.fromiter(map(what, self.spelled), np.int64, len(self.spelled))

    def among(self, row: int, words: AbstractSet[str]) -> list[int]:
        """Return which words of a text are among some, by their place in the text; the set must live on unchanged."""
        known = self._hits.get(id(words))
        if known is None:
            known = self._hits[id(words)] = (words, *self._among(words))
        _, hits, bounds = known
        return hits[bounds[row] : bounds[row + 1]]

    def _among(self, words: AbstractSet[str]) -> tuple[list[int], list[int]]:
        wanted = np.fromiter(map(words.__contains__, self.spelled), bool, len(self.spelled))
        hits = np.flatnonzero(wanted[self.ids]) if len(self.ids) else self.ids
        return (hits - self.bounds[self.rows[hits]]).tolist(), np.searchsorted(hits, self.bounds).tolist()


class _Row(TextView):
    """The view of one text of a column, which knows its words already."""

    __slots__ = ("_column", "_row")

    def __init__(self, column: Column, row: int) -> None:
        self._column, self._row = column, row
        text = column.text[column.view_starts[row] : column.view_ends[row]]
        super().__init__(column.originals[row], text, None if column.is_even(row) else ([0], [0]))

    @cached_property
    def words(self) -> list[tuple[int, int, str]]:
        words = self._column.words
        return words.triples[words.edges[self._row] : words.edges[self._row + 1]]

    def hits(self, among: AbstractSet[str]) -> list[int]:
        return self._column.words.among(self._row, among)

    def _origin(self, at: int) -> int:
        return self._column.origin(self._row, at)


def _codes_of(text: str) -> _Codes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.dtype("<u4")).astype(np.uint32, copy=False)
