"""Which postings to compare: neighbours in time among those that carry the same key.

Of every key (an identifier, a band of wording) its carriers stand in a list in order of time; each is compared with
the `WIDTH` on either side of it. So a key with a million carriers costs no more than one with ten, and which pairs are
compared depends on the postings alone: not on their order of arrival, nor on how they were cut into batches. A
posting that arrives late, of an earlier day, pushes some that were neighbours out of each other's reach.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from firstlight import ordered
from firstlight.link.history import Entries, History
from firstlight.link.ragged import Ints, Ragged, Words, rows_of, stacked
from firstlight.link.rules import Flags

Wanted = Callable[[Ints, Ints], Flags]

WIDTH = 3
"""Neighbours on either side that a posting is compared with, for each key."""

AGREEING = 2
"""Bands in which two texts must agree to be compared, copies apart. One alone is mostly chance: on a simulated market
it brought 84 of 100 pairs, and 1 or 2 of 100 of those were one wording."""


class Near(NamedTuple):
    """Pairs of ordinals, `early` before `late` in time, the key that both carry, and how many places lie between."""

    early: Ints
    late: Ints
    key: Words
    back: Ints


@dataclass(frozen=True, slots=True)
class Lists:
    """Parts of keys' lists, in order of key and time, whole around every entry in `focus`.

    `fresh`: entries that are new; the others were in the list before.
    """

    key: Words
    ordinal: Ints
    focus: Flags
    fresh: Flags

    @staticmethod
    def around(focus: Entries, new: Entries, history: History) -> Lists:
        """Return the neighbourhoods of the entries in focus, which are new or in history, among `new` and history.

        `focus` and `new` are in order.
        """
        old = history.around(focus.key, focus.rank, WIDTH)
        old = rows_of(old, ordered.in_order(old.key, old.rank))
        near = new if focus is new else rows_of(new, ordered.around(new[:2], focus.key, focus.rank, WIDTH))
        order = ordered.joined(old[:2], near[:2])
        key, _, ordinal = rows_of(stacked([old, near]), order)
        fresh = order >= len(old.key)
        seen = fresh if focus is new else _among(ordinal, ordered.distinct(focus.ordinal))
        return Lists(key, ordinal, seen, fresh)

    def near(self) -> Near:
        """Return the pairs of neighbours of which one is in focus."""
        return self._pairs(self._focused)

    def behind(self) -> Near:
        """Return the pairs that lie behind a new entry: of each earlier one within reach after it, all before."""
        moved = np.zeros(len(self.key), dtype=bool)
        for back in range(1, WIDTH + 1):
            late = self._reaching(back)
            moved[late] |= self.fresh[late - back]
        moved &= ~self.fresh
        return self._pairs(lambda _, late: moved[late])

    def parted(self) -> Near:
        """Return the earlier pairs that were neighbours until new entries came between them."""
        old = np.flatnonzero(~self.fresh)
        before = Lists(self.key[old], self.ordinal[old], self.focus[old], self.fresh[old])
        found = []
        for back in range(1, WIDTH + 1):
            late = before._reaching(back)
            early = late - back
            gone = old[late] - old[early] > WIDTH
            found.append(before._near(early[gone], late[gone]))
        return stacked(found)

    def agreeing(self, copies: Words) -> tuple[Ints, Ints]:
        """Return (early, late) of neighbours, one of them in focus, that meet in lists enough, each pair once.

        A key in `copies`, sorted, is a whole text: to meet there is enough. Ordinals are below 2**32.
        """
        step = np.zeros(len(self.key) + 1, np.int8)
        step[np.searchsorted(self.key, copies, "left")] += 1
        step[np.searchsorted(self.key, copies, "right")] -= 1
        whole = np.cumsum(step[:-1], dtype=np.int8) > 0
        met, same = [], []
        for back in range(1, WIDTH + 1):
            late = self._reaching(back)
            late = late[self._focused(late - back, late)]
            both = self.ordinal[late - back] << 32 | self.ordinal[late]
            met.append(both)
            same.append(both[whole[late]])
        pairs = np.sort(np.concatenate(met))
        often = pairs[AGREEING - 1 :][pairs[AGREEING - 1 :] == pairs[: len(pairs) - AGREEING + 1]]
        found = ordered.distinct(np.concatenate([often, *same]))
        return found >> 32, found & 0xFFFF_FFFF

    def _pairs(self, wanted: Wanted) -> Near:
        found = []
        for back in range(1, WIDTH + 1):
            late = self._reaching(back)
            some = late[wanted(late - back, late)]
            found.append(self._near(some - back, some))
        return stacked(found)

    def _focused(self, early: Ints, late: Ints) -> Flags:
        return self.focus[early] | self.focus[late]

    def _reaching(self, back: int) -> Ints:
        """Return the entries that have another so many places before them in their list."""
        return np.flatnonzero(self.key[back:] == self.key[:-back]) + back

    def _near(self, early: Ints, late: Ints) -> Near:
        return Near(self.ordinal[early], self.ordinal[late], self.key[late], late - early)


def entries(ordinals: Ints, ranks: Ints, lists: Ragged) -> Entries:
    """Return an entry for every value in lists, in order of value and rank."""
    first = np.argsort(ranks, kind="stable")
    lists = lists.take(first)
    order = np.argsort(lists.values, kind="stable")
    rows = first[lists.rows[order]]
    return Entries(lists.values[order], ranks[rows], ordinals[rows])


def carried(sketches: pa.Table) -> Entries:
    """Return an entry for everything that sketches carry, identifiers and bands alike."""
    ordinals, ranks = sketches.column("ordinal").to_numpy(), sketches.column("rank").to_numpy()
    both = [entries(ordinals, ranks, Ragged.of(sketches.column(name))) for name in ("keys", "bands")]
    joint = stacked(both)
    return rows_of(joint, ordered.joined(both[0][:2], both[1][:2]))


def _among(values: Ints, some: Ints) -> Flags:
    """Tell which values are among some, which are sorted and none twice."""
    if not len(some):
        return np.zeros(len(values), dtype=bool)
    found: Flags = some[np.minimum(np.searchsorted(some, values), len(some) - 1)] == values
    return found
