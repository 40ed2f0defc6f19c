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

from firstlight.link.history import Entries, History
from firstlight.link.ragged import Ints, Ragged, Words, stacked
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
    rank: Ints
    ordinal: Ints
    focus: Flags
    fresh: Flags

    @staticmethod
    def around(focus: Entries, new: Entries, history: History) -> Lists:
        """Return the neighbourhoods of the entries in focus, which are new or in history, among `new` and history."""
        order = np.lexsort((focus.rank, focus.key))
        old = history.around(focus.key[order], focus.rank[order], WIDTH)
        asked = np.unique(focus.key)
        some = np.isin(new.key, asked)
        key = np.concatenate([old.key, new.key[some]])
        rank = np.concatenate([old.rank, new.rank[some]])
        ordinal = np.concatenate([old.ordinal, new.ordinal[some]])
        fresh = np.arange(len(key)) >= len(old.key)
        seen = np.isin(ordinal, focus.ordinal)
        order = np.lexsort((ordinal, rank, key))
        return Lists(key[order], rank[order], ordinal[order], seen[order], fresh[order])

    def near(self) -> Near:
        """Return the pairs of neighbours of which one is in focus."""
        return self._pairs(lambda early, late: self.focus[early] | self.focus[late])

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
        before = Lists(self.key[old], self.rank[old], self.ordinal[old], self.focus[old], self.fresh[old])
        found = []
        for back in range(1, WIDTH + 1):
            late = before._reaching(back)
            early = late - back
            gone = old[late] - old[early] > WIDTH
            found.append(before._near(early[gone], late[gone]))
        return stacked(found)

    def _pairs(self, wanted: Wanted) -> Near:
        found = []
        for back in range(1, WIDTH + 1):
            late = self._reaching(back)
            some = late[wanted(late - back, late)]
            found.append(self._near(some - back, some))
        return stacked(found)

    def _reaching(self, back: int) -> Ints:
        """Return the entries that have another so many places before them in their list."""
        places = np.arange(back, len(self.key))
        return places[self.key[back:] == self.key[:-back]] if len(places) else places

    def _near(self, early: Ints, late: Ints) -> Near:
        return Near(self.ordinal[early], self.ordinal[late], self.key[late], late - early)


def entries(ordinals: Ints, ranks: Ints, lists: Ragged) -> Entries:
    """Return an entry for every value in lists."""
    return Entries(lists.values, ranks[lists.rows], ordinals[lists.rows])


def carried(sketches: pa.Table) -> Entries:
    """Return an entry for everything that sketches carry, identifiers and bands alike."""
    ordinals, ranks = sketches.column("ordinal").to_numpy(), sketches.column("rank").to_numpy()
    return stacked([entries(ordinals, ranks, Ragged.of(sketches.column(name))) for name in ("keys", "bands")])


def agreeing(near: Near, copies: Words) -> tuple[Ints, Ints]:
    """Return (early, late), each pair once, of those that meet in bands enough; a key in `copies` is a whole text."""
    votes = np.where(np.isin(near.key, copies), AGREEING, 1)
    order = np.lexsort((near.late, near.early))
    early, late = near.early[order], near.late[order]
    first = np.ones(len(order), dtype=bool)
    first[1:] = (early[1:] != early[:-1]) | (late[1:] != late[:-1])
    start = np.flatnonzero(first)
    enough = start[np.add.reduceat(votes[order], start) >= AGREEING] if len(start) else start
    return early[enough], late[enough]
