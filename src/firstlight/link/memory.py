"""A History held in memory: for tests, measurement, and linking a single file."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstlight import ordered
from firstlight.link.candidates import carried
from firstlight.link.connecting import Connection
from firstlight.link.history import Choices, Entries
from firstlight.link.ragged import Ints, Words, rows_of, stacked
from firstlight.link.sketching import SKETCH
from firstlight.link.standing import voices


class MemoryHistory:
    """Everything linked so far; postings must be added in order of ordinal, from 0 on."""

    def __init__(self) -> None:
        self._sketches: pa.Table = SKETCH.empty_table()
        self._entries = Entries(np.empty(0, np.uint64), np.empty(0, np.int64), np.empty(0, np.int64))
        self._voices: Words = np.empty((2, 0), np.uint64)
        self._strangers: dict[int, int] = {}
        self._choices: dict[int, dict[int, tuple[int, int]]] = {}
        self._wholes: dict[int, int] = {}
        self._roots: Ints = np.empty(0, np.int64)

    def around(self, keys: Words, ranks: Ints, width: int) -> Entries:
        """Return the `width` earlier carriers of each key on either side of each rank, and it may be more."""
        return rows_of(self._entries, ordered.around(self._entries[:2], keys, ranks, width))

    def carriers(self, keys: Words) -> Ints:
        """Return the ordinals of all earlier carriers of any of the keys, each once."""
        return ordered.distinct(self._entries.ordinal[np.isin(self._entries.key, keys)])

    def counts(self, keys: Words) -> Ints:
        """Return how many earlier postings carry each key."""
        left, right = ordered.spans(self._entries.key, keys)
        return right - left

    def voices(self, digests: Words, most: int) -> tuple[npt.NDArray[np.intp], Words]:  # noqa: ARG002 - all are at hand
        """Return (index into `digests`, contact) of contacts that each text was posted with."""
        left, right = ordered.spans(self._voices[0], digests)
        index = np.repeat(np.arange(len(digests)), right - left)
        return index, self._voices[1][ordered.spread(left, right - left)]

    def strangers(self, keys: Words) -> Ints:
        """Return how many pairs of strangers have been counted among neighbours in each key's list."""
        return np.array([self._strangers.get(key, 0) for key in keys.tolist()], dtype=np.int64)

    def sketches(self, ordinals: Ints, columns: Sequence[str]) -> pa.Table:
        """Return columns of the sketches of postings, in the order asked."""
        return self._sketches.select(list(columns)).take(pa.array(ordinals))

    def roots(self, ordinals: Ints) -> Ints:
        """Return the group of each posting."""
        return self._roots[ordinals]

    def choices(self, owners: Ints) -> Choices:
        """Return the ties that postings have chosen."""
        rows = [
            (owner, slot, a, b)
            for owner in owners.tolist()
            for slot, (a, b) in sorted(self._choices.get(owner, {}).items())
        ]
        owner, slot, a, b = np.array(rows, dtype=object).reshape(-1, 4).T
        return Choices(owner.astype(np.int64), slot.astype(np.uint64), a.astype(np.int64), b.astype(np.int64))

    def wholes(self, roots: Ints) -> Ints:
        """Return the component that each group is a piece of."""
        return np.array([self._wholes.get(root, root) for root in roots.tolist()], dtype=np.int64)

    def pieces(self, wholes: Ints) -> tuple[Ints, Ints]:
        """Return (root, component) of the groups that components are known to be divided into."""
        asked = set(wholes.tolist())
        found = [pair for pair in self._wholes.items() if pair[1] in asked]
        root, whole = np.array(found, dtype=np.int64).reshape(-1, 2).T
        return root, whole

    def members(self, roots: Ints) -> tuple[Ints, Ints]:
        """Return (ordinal, root) of every posting in any of the groups."""
        found = np.flatnonzero(np.isin(self._roots, roots))
        return found, self._roots[found]

    @property
    def groups(self) -> npt.NDArray[np.int64]:
        """The group of every posting, by ordinal."""
        return self._roots.copy()

    def add(self, new: pa.Table, connection: Connection) -> None:
        """Make postings, once they are linked, part of history."""
        self._sketches = pa.concat_tables([self._sketches, new]).combine_chunks()
        self._entries = stacked([self._entries, carried(new)])
        self._entries = rows_of(self._entries, ordered.in_order(self._entries.key, self._entries.rank))
        self._voices = np.concatenate([self._voices, np.stack(voices(new))], axis=1)
        self._voices = self._voices[:, np.argsort(self._voices[0], kind="stable")]
        for key, change in zip(*(column.tolist() for column in connection.strangers), strict=True):
            self._strangers[key] = self._strangers.get(key, 0) + change
        self._choose(connection)
        groups = connection.groups
        self._roots = np.concatenate([self._roots, np.zeros(new.num_rows, np.int64)])
        for gone, root in groups.merges:
            self._roots[self._roots == gone] = root
        self._roots[groups.ordinals] = groups.roots
        void = set(groups.whole.tolist())
        self._wholes = {root: whole for root, whole in self._wholes.items() if whole not in void} | dict(groups.pieces)

    def _choose(self, connection: Connection) -> None:
        for owner in connection.freed.tolist():
            self._choices.pop(owner, None)
        for owner, slot in zip(*(column.tolist() for column in connection.voided), strict=True):
            self._choices.get(owner, {}).pop(slot, None)
        for owner, slot, a, b in zip(*(column.tolist() for column in connection.choices), strict=True):
            self._choices.setdefault(owner, {})[slot] = (a, b)
