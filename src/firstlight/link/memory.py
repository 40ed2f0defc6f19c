"""A History held in memory: for tests, measurement, and linking a single file."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstlight.link.connecting import Connection
from firstlight.link.ragged import Ints, Ragged, Words
from firstlight.link.sketching import SKETCH


class MemoryHistory:
    """Everything linked so far; postings must be added in order of ordinal, from 0 on."""

    def __init__(self) -> None:
        self._sketches: pa.Table = SKETCH.empty_table()
        self._keys: Words = np.empty(0, np.uint64)
        self._carriers: Ints = np.empty(0, np.int64)
        self._roots: Ints = np.empty(0, np.int64)

    def lookup(self, keys: npt.NDArray[np.uint64], newest: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.int64]]:  # noqa: ARG002 - all are at hand
        """Return (index into `keys`, ordinal) for each posting that carries one of them."""
        left = np.searchsorted(self._keys, keys, "left")
        counts = np.searchsorted(self._keys, keys, "right") - left
        index = np.repeat(np.arange(len(keys)), counts)
        offsets = np.arange(len(index)) - np.repeat(np.cumsum(counts) - counts, counts)
        return index, self._carriers[left[index] + offsets]

    def sketches(self, ordinals: npt.NDArray[np.int64], columns: Sequence[str]) -> pa.Table:
        """Return columns of the sketches of postings, in the order asked."""
        return self._sketches.select(list(columns)).take(pa.array(ordinals))

    def roots(self, ordinals: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return the group of each posting."""
        return self._roots[ordinals]

    @property
    def groups(self) -> npt.NDArray[np.int64]:
        """The group of every posting, by ordinal."""
        return self._roots.copy()

    def add(self, new: pa.Table, connection: Connection) -> None:
        """Make postings, once they are linked, part of history."""
        self._sketches = pa.concat_tables([self._sketches, new]).combine_chunks()
        for name in ("keys", "bands"):
            lists = Ragged.of(new.column(name))
            self._keys = np.concatenate([self._keys, lists.values])
            self._carriers = np.concatenate([self._carriers, new.column("ordinal").to_numpy()[lists.rows]])
        order = np.argsort(self._keys, kind="stable")  # carriers are added in order
        self._keys, self._carriers = self._keys[order], self._carriers[order]
        self._roots = np.concatenate([self._roots, connection.roots])
        for gone, root in connection.merges:
            self._roots[self._roots == gone] = root
