"""An index from 64-bit keys to those who carry them, in the order of a rank: lists that are asked near a place.

Sorted runs on disk as in `keyruns`, of three rows: key, rank, value. What is asked of a list costs the same whether ten
carry its key or a million.
"""

from __future__ import annotations

import numpy as np

from firstlight.ordered import Keys, Places, Side, around, bisected, in_order, spans, spread
from firstlight.workspace.keyruns import KeyRuns, Values


class CarrierRuns(KeyRuns):
    """Entries (key, rank, value) in the order of key and rank; ranks and values are not negative."""

    def add_ranked(self, first: int, last: int, keys: Keys, ranks: Values, values: Values) -> None:
        """Add the entries of the next parts (`first == covered`) as one run, and merge runs that have grown alike."""
        self._tidy()
        order = in_order(keys, ranks)
        self._write(first, last, np.stack([keys, ranks.astype(np.uint64), values.astype(np.uint64)])[:, order])
        self._merge()

    def around(self, keys: Keys, ranks: Values, width: int) -> tuple[Keys, Values, Values]:
        """Return the entries (key, rank, value) that stand within `width` of each rank in its key's list, each once.

        `keys` and `ranks` are in the order of key and rank. It may return more: those nearest in every run.
        """
        found = [np.asarray(run[:, around((run[0], run[1]), keys, ranks, width)]) for run in self._load()]
        if not found:
            return np.empty(0, np.uint64), np.empty(0, np.int64), np.empty(0, np.int64)
        joined = np.concatenate(found, axis=1)
        return joined[0], joined[1].astype(np.int64), joined[2].astype(np.int64)

    def counts(self, keys: Keys) -> Values:
        """Return how many entries each key has."""
        total = np.zeros(len(keys), np.int64)
        for run in self._load():
            left, right = spans(run[0], keys)
            total += right - left
        return total

    def first_ranks(self, keys: Keys, most: int) -> tuple[Places, Keys]:
        """Return (index into `keys`, rank) of the lowest different ranks of each key: of every run, at most `most`."""
        index, ranks = [], []
        for run in self._load():
            place, right = spans(run[0], keys)
            asked = np.arange(len(keys))
            for _ in range(most):
                some = place < right
                asked, place, right = asked[some], place[some], right[some]
                rank = np.asarray(run[1][place])
                index.append(asked)
                ranks.append(rank)
                place = bisected(run[1], place, right, rank, "right")
        if not index:
            return np.empty(0, np.intp), np.empty(0, np.uint64)
        return np.concatenate(index), np.concatenate(ranks)

    def values(self, keys: Keys) -> Values:
        """Return the values of every entry of any of the keys."""
        found = []
        for run in self._load():
            left, right = spans(run[0], keys)
            found.append(run[2][spread(left, right - left)].astype(np.int64))
        return np.concatenate(found) if found else np.empty(0, np.int64)

    def _places(self, run: Keys, piece: Keys, side: Side) -> Places:
        left, right = spans(run[0], piece[0])
        return bisected(run[1], left, right, piece[1], side)
