"""An index from 64-bit keys to those who carry them, in the order of a rank: lists that are asked near a place.

Sorted runs on disk as in `keyruns`, of three rows: key, rank, value. What is asked of a list costs the same whether ten
carry its key or a million.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from firstlight.workspace.keyruns import KeyRuns, Keys, Side, Values

Places = npt.NDArray[np.intp]


class CarrierRuns(KeyRuns):
    """Entries (key, rank, value) in the order of key and rank; ranks and values are not negative."""

    def add_ranked(self, part: int, keys: Keys, ranks: Values, values: Values) -> None:
        """Add the entries of the next part (`part == covered`), and merge runs that have grown alike."""
        self._tidy()
        order = np.lexsort((ranks, keys))
        self._write(part, part, np.stack([keys, ranks.astype(np.uint64), values.astype(np.uint64)])[:, order])
        self._merge()

    def around(self, keys: Keys, ranks: Values, width: int) -> tuple[Keys, Values, Values]:
        """Return the entries (key, rank, value) that stand within `width` of each rank in its key's list, each once.

        `keys` and `ranks` are in the order of key and rank. It may return more: those nearest in every run.
        """
        found = []
        for run in self._load():
            left, right = _ends(run, keys)
            some = np.flatnonzero(right > left)
            left, right = left[some], right[some]
            place = _bisected(run[1], left, right, ranks[some].astype(np.uint64), "left")
            fresh = np.ones(len(some), dtype=bool)  # many a rank falls on the same place
            fresh[1:] = (place[1:] != place[:-1]) | (left[1:] != left[:-1])
            near = place[fresh, None] + np.arange(-width, width + 1)
            near = near[(near >= left[fresh, None]) & (near < right[fresh, None])]
            found.append(np.asarray(run[:, np.unique(near)]))
        if not found:
            return np.empty(0, np.uint64), np.empty(0, np.int64), np.empty(0, np.int64)
        joined = np.concatenate(found, axis=1)
        return joined[0], joined[1].astype(np.int64), joined[2].astype(np.int64)

    def counts(self, keys: Keys) -> Values:
        """Return how many entries each key has."""
        total = np.zeros(len(keys), np.int64)
        for run in self._load():
            left, right = _ends(run, keys)
            total += right - left
        return total

    def first_ranks(self, keys: Keys, most: int) -> tuple[Places, Keys]:
        """Return (index into `keys`, rank) of the lowest different ranks of each key: of every run, at most `most`."""
        index, ranks = [], []
        for run in self._load():
            place, right = _ends(run, keys)
            asked = np.arange(len(keys))
            for _ in range(most):
                some = place < right
                asked, place, right = asked[some], place[some], right[some]
                rank = np.asarray(run[1][place])
                index.append(asked)
                ranks.append(rank)
                place = _bisected(run[1], place, right, rank, "right")
        if not index:
            return np.empty(0, np.intp), np.empty(0, np.uint64)
        return np.concatenate(index), np.concatenate(ranks)

    def values(self, keys: Keys) -> Values:
        """Return the values of every entry of any of the keys."""
        found = []
        for run in self._load():
            left, right = _ends(run, keys)
            counts = right - left
            inside = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
            found.append(run[2][np.repeat(left, counts) + inside].astype(np.int64))
        return np.concatenate(found) if found else np.empty(0, np.int64)

    def _places(self, run: Keys, piece: Keys, side: Side) -> Places:
        left, right = _ends(run, piece[0])
        return _bisected(run[1], left, right, piece[1], side)


def _ends(run: Keys, keys: Keys) -> tuple[Places, Places]:
    return np.searchsorted(run[0], keys, "left"), np.searchsorted(run[0], keys, "right")


def _bisected(values: Keys, left: Places, right: Places, wanted: Keys, side: Side) -> Places:
    """Return for each i where `wanted[i]` belongs in the sorted `values[left[i]:right[i]]`, before or after equals."""
    low, high = left.copy(), right.copy()
    open_ = np.flatnonzero(low < high)
    last = values[high[open_] - 1]  # what comes in order belongs at the end
    behind = last < wanted[open_] if side == "left" else last <= wanted[open_]
    low[open_[behind]] = high[open_[behind]]
    while len(open_ := np.flatnonzero(low < high)):
        middle = (low[open_] + high[open_]) // 2
        there = values[middle]
        above = there < wanted[open_] if side == "left" else there <= wanted[open_]
        low[open_[above]] = middle[above] + 1
        high[open_[~above]] = middle[~above]
    return low
