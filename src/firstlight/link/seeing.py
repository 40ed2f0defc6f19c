"""What is known of neighbours: the pairs to judge, and every fact that the rules look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from firstlight.link import identity
from firstlight.link.candidates import Lists, Near, entries
from firstlight.link.history import Entries, History
from firstlight.link.nodes import Nodes, compare, contact, gather, kept
from firstlight.link.ragged import Ints, Ragged, Words, rows_of
from firstlight.link.rules import Flags, Pairs, Rules
from firstlight.link.similarity import Likeness, likeness
from firstlight.ordered import distinct

_FOCUS = ("ordinal", "rank", "digest", "keys", "bands")
_PICTURE = identity.code("picture")


@dataclass(frozen=True, slots=True)
class Sight:
    """Some postings with their neighbours.

    `pairs`: what is known of each pair, `early` before `late` in time. `near`: meetings of pairs in identifiers'
    lists, and `pair` the pair of each. `said`: pairs that wording brought together, and that say enough alike.
    """

    nodes: Nodes
    pairs: Pairs
    near: Near
    pair: Ints
    said: Ints

    def only(self, kept: Flags) -> Sight:
        """Return the same with only those meetings in identifiers' lists that are flagged."""
        return replace(self, near=rows_of(self.near, kept), pair=self.pair[kept])

    def contacts(self, hubs: Callable[[Words], Words]) -> tuple[Sight, Words]:
        """Return the same with hubs left out of account, and the keys of its postings that are hubs."""
        found = hubs(distinct(self.nodes.keys.values))
        if not len(found):
            return self, found
        ties, apart, own = contact(self.nodes, self.pairs.early, self.pairs.late, found)
        return replace(self, pairs=replace(self.pairs, ties=ties, apart=apart, own=own)), found


@dataclass(frozen=True, slots=True)
class World:
    """New postings (SKETCH), history, and the rules by which they are judged."""

    new: pa.Table
    history: History
    rules: Rules
    carried: Mapping[str, Entries]

    @staticmethod
    def of(new: pa.Table, history: History, rules: Rules) -> World:
        """Return the world of new postings, what they carry put in order once for all that is asked of it."""
        return World(new, history, rules, {column: _entries(new, column) for column in ("keys", "bands")})

    def table(self, ordinals: Ints) -> pa.Table:
        """Return what `look` must know of postings, new or earlier."""
        fresh = np.isin(ordinals, self.new.column("ordinal").to_numpy())
        if fresh.all():
            places = np.searchsorted(self.new.column("ordinal").to_numpy(), ordinals)
            return self.new.select(_FOCUS).take(pa.array(places))
        old = self.history.sketches(ordinals[~fresh], _FOCUS).select(_FOCUS)
        return pa.concat_tables([old, self.table(ordinals[fresh])]) if fresh.any() else old

    def lists(self, focus: pa.Table, column: str) -> Lists:
        """Return the neighbourhoods of some postings in the lists of their `keys` or `bands`."""
        mine = self.carried[column]
        return Lists.around(mine if focus is self.new else _entries(focus, column), mine, self.history)

    def look(self, focus: pa.Table, *, wording: bool = True) -> Sight:
        """Return some postings, new or earlier, with all their neighbours."""
        bands = self.lists(focus, "bands") if wording else None
        return self.see(self.lists(focus, "keys").near(), bands, focus)

    def see(self, near: Near, bands: Lists | None, focus: pa.Table) -> Sight:
        """Return the facts of pairs that meet in lists of identifiers, and of those that `bands` bring together."""
        early, late = near.early, near.late
        if bands is not None:
            copies = distinct(focus.column("digest").to_numpy())
            said = bands.agreeing(copies[copies != 0])
            early, late = np.concatenate([early, said[0]]), np.concatenate([late, said[1]])
        nodes = gather(self.new, np.concatenate([early, late]), self.history)
        joint, pair = np.unique(nodes.at(early) * len(nodes) + nodes.at(late), return_inverse=True)
        first, second = joint // max(len(nodes), 1), joint % max(len(nodes), 1)
        like = likeness(nodes.shingles, first, second)
        worded = np.zeros(len(joint), dtype=bool)
        worded[pair[len(near.key) :]] = True
        worded &= (like.jaccard >= self.rules.alike) & (like.shared >= self.rules.common)
        wanted = worded.copy()
        wanted[pair[: len(near.key)]] = True
        place = np.cumsum(wanted) - 1
        some = Likeness(like.jaccard[wanted], like.shared[wanted])
        pairs = compare(nodes, first[wanted], second[wanted], some)
        return Sight(nodes, pairs, near, place[pair[: len(near.key)]], place[np.flatnonzero(worded)])


def _entries(postings: pa.Table, column: str) -> Entries:
    lists = Ragged.of(postings.column(column))
    if column == "keys":  # pictures are copied: they support, and bring nobody together
        lists = kept(lists, identity.codes(lists.values) != _PICTURE)
    return entries(postings.column("ordinal").to_numpy(), postings.column("rank").to_numpy(), lists)


def direct(nodes: Nodes, hubs: Words) -> Flags:
    """Tell which postings give a contact of their own: one that reaches a party, and is no hub."""
    return nodes.contacts(hubs).lengths > 0
