"""Lists of different lengths held as flat arrays: `values` and where each list starts and ends in them (`offsets`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy.sparse import csr_array

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
        values = lists.flatten().to_numpy(zero_copy_only=False)  # nothing of what is null
        if not lists.null_count:
            offsets = lists.offsets.to_numpy().astype(np.int64)
            return Ragged(values, offsets - offsets[:1] if len(offsets) else np.zeros(1, np.int64))
        lengths = lists.value_lengths().fill_null(0).to_numpy(zero_copy_only=False)
        return Ragged(values, np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]))

    @staticmethod
    def unique(rows: Ints, values: npt.NDArray[Any], count: int) -> Ragged:
        """Return for rows 0..count-1 the values that stand beside each, sorted and once only."""
        order = np.lexsort((values, rows))
        rows, values = rows[order], values[order]
        fresh = np.ones(len(rows), dtype=bool)
        fresh[1:] = (rows[1:] != rows[:-1]) | (values[1:] != values[:-1])
        rows, values = rows[fresh], values[fresh]
        return Ragged(values, np.searchsorted(rows, np.arange(count + 1)))


_Table = TypeVar("_Table", bound=tuple[Any, ...])


def rows_of(table: _Table, kept: npt.NDArray[Any]) -> _Table:
    """Return of a table, a named tuple of columns, the rows at those places or flagged."""
    make: Any = type(table)
    found: _Table = make(*(column[kept] for column in table))
    return found


def stacked(tables: Sequence[_Table]) -> _Table:
    """Return the rows of tables, named tuples of columns, one after another."""
    make: Any = type(tables[0])
    found: _Table = make(*(np.concatenate(columns) for columns in zip(*tables, strict=True)))
    return found


_CHUNK = 16_000  # pairs at once: what they need fits into a processor's cache, which is three times as fast


def common(lists: Ragged, early: Ints, late: Ints) -> Ints:
    """Return for each i how many values are in both lists `early[i]` and `late[i]`; no list may hold a value twice."""
    found = np.zeros(len(early), np.int64)
    if not len(lists.values):
        return found
    vocabulary, column = np.unique(lists.values, return_inverse=True)
    column, offsets = column.astype(np.int32), lists.offsets.astype(np.int32)
    shape = (len(lists), len(vocabulary))
    there = csr_array((np.ones(len(column), np.int32), column, offsets), shape=shape)
    for start in range(0, len(early), _CHUNK):
        some = slice(start, start + _CHUNK)
        found[some] = there[early[some]].multiply(there[late[some]]).sum(axis=1)
    return found
