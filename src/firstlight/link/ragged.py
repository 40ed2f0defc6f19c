"""Lists of different lengths held as flat arrays: `values` and where each list starts and ends in them (`offsets`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Ints = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Ragged:
    """A column of lists of numbers; list i is `values[offsets[i]:offsets[i + 1]]`."""

    values: npt.NDArray[Any]
    offsets: Ints

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @property
    def lengths(self) -> Ints:
        """The length of each list."""
        return np.diff(self.offsets)

    @property
    def rows(self) -> Ints:
        """For each value, the list that it stands in."""
        return np.repeat(np.arange(len(self)), self.lengths)

    def take(self, rows: Ints) -> Ragged:
        """Return the lists at those places."""
        lengths = self.lengths[rows]
        offsets = np.concatenate([[0], np.cumsum(lengths)])
        inside = np.arange(offsets[-1]) - np.repeat(offsets[:-1], lengths)
        return Ragged(self.values[np.repeat(self.offsets[:-1][rows], lengths) + inside], offsets)

    def joined(self, other: Ragged) -> Ragged:
        """Return these lists followed by the other's."""
        return Ragged(
            np.concatenate([self.values, other.values]),
            np.concatenate([self.offsets, other.offsets[1:] + self.offsets[-1]]),
        )

    def arrow(self, kind: pa.DataType) -> pa.ListArray:
        """Return them as an Arrow list column."""
        return pa.ListArray.from_arrays(pa.array(self.offsets.astype(np.int32)), pa.array(self.values, kind))

    @staticmethod
    def of(column: pa.ChunkedArray) -> Ragged:
        """Return an Arrow list column; null lists are empty."""
        lists = column.combine_chunks()
        if isinstance(lists, pa.ChunkedArray):
            lists = pa.concat_arrays(lists.chunks) if lists.num_chunks else pa.array([], column.type)
        lengths = lists.value_lengths().fill_null(0).to_numpy(zero_copy_only=False)
        return Ragged(
            lists.flatten().to_numpy(zero_copy_only=False), np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
        )

    @staticmethod
    def unique(rows: Ints, values: npt.NDArray[Any], count: int) -> Ragged:
        """Return for rows 0..count-1 the values that stand beside each, sorted and once only."""
        order = np.lexsort((values, rows))
        rows, values = rows[order], values[order]
        fresh = np.ones(len(rows), dtype=bool)
        fresh[1:] = (rows[1:] != rows[:-1]) | (values[1:] != values[:-1])
        rows, values = rows[fresh], values[fresh]
        return Ragged(values, np.searchsorted(rows, np.arange(count + 1)))


def shared(left: Ragged, right: Ragged) -> tuple[Ints, npt.NDArray[Any]]:
    """Return (row, value) for every value that list i of both holds; no list may hold a value twice."""
    rows = np.concatenate([left.rows, right.rows])
    values = np.concatenate([left.values, right.values])
    order = np.lexsort((values, rows))
    rows, values = rows[order], values[order]
    twice = np.flatnonzero((rows[1:] == rows[:-1]) & (values[1:] == values[:-1]))
    return rows[twice], values[twice]
