"""The postings at hand: the new ones, and those earlier ones that they are compared with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from firstlight.link import identity
from firstlight.link.history import History
from firstlight.link.ragged import Ints, Ragged, Words, common
from firstlight.link.rules import Flags, Pairs
from firstlight.link.similarity import Likeness
from firstlight.ordered import distinct

_COLUMNS = ("ordinal", "rank", "digest", "keys", "identifiers", "shingles", "personas", "places", "day")
_UNKNOWN = np.iinfo(np.int32).min
CONTACTS = np.array([identity.code(kind) for kind in identity.CONTACTS])


@dataclass(frozen=True, slots=True)
class Nodes:
    """Sketches as arrays, in order of ordinal; node i is row i."""

    ordinal: Ints
    rank: Ints
    digest: Words
    keys: Ragged
    identifiers: pa.ChunkedArray
    shingles: Ragged
    personas: Ragged
    places: Ragged
    day: Ints

    def __len__(self) -> int:
        return len(self.ordinal)

    def at(self, ordinals: Ints) -> Ints:
        """Return the nodes of those ordinals, all of which must be there."""
        return np.searchsorted(self.ordinal, ordinals)

    def take(self, rows: Ints) -> Nodes:
        """Return those at some rows, which are in order."""
        return Nodes(
            self.ordinal[rows],
            self.rank[rows],
            self.digest[rows],
            self.keys.take(rows),
            self.identifiers.take(pa.array(rows)),
            self.shingles.take(rows),
            self.personas.take(rows),
            self.places.take(rows),
            self.day[rows],
        )

    def contacts(self, hubs: Words) -> Ragged:
        """Return the keys of each node that reach one party, those of hubs left out."""
        direct = np.isin(identity.codes(self.keys.values), CONTACTS)
        return kept(self.keys, direct & ~np.isin(self.keys.values, hubs))


def gather(new: pa.Table, ordinals: Ints, history: History) -> Nodes:
    """Return the sketches of postings as nodes, each once: those that are not among the `new` are asked of history."""
    wanted = distinct(ordinals)
    fresh = np.isin(wanted, new.column("ordinal").to_numpy())
    tables = [new.select(_COLUMNS).take(pa.array(np.searchsorted(new.column("ordinal").to_numpy(), wanted[fresh])))]
    if not fresh.all():
        tables.insert(0, history.sketches(wanted[~fresh], _COLUMNS).select(_COLUMNS).cast(tables[0].schema))
    return nodes(pa.concat_tables(tables))


def nodes(sketches: pa.Table) -> Nodes:
    """Return sketches, which are in order of ordinal, as nodes: row i is node i."""
    table = sketches.combine_chunks()
    return Nodes(
        ordinal=table.column("ordinal").to_numpy(),
        rank=table.column("rank").to_numpy(),
        digest=table.column("digest").to_numpy(),
        keys=Ragged.of(table.column("keys")),
        identifiers=table.column("identifiers"),
        shingles=Ragged.of(table.column("shingles")),
        personas=Ragged.of(table.column("personas")),
        places=Ragged.of(table.column("places")),
        day=table.column("day").fill_null(_UNKNOWN).to_numpy().astype(np.int64),
    )


def kept(lists: Ragged, flags: Flags) -> Ragged:
    """Return the lists with only the values that are flagged."""
    counts = np.bincount(lists.rows[flags], minlength=len(lists))
    return Ragged(lists.values[flags], np.concatenate([[0], np.cumsum(counts)]))


def compare(nodes: Nodes, early: Ints, late: Ints, alike: Likeness) -> Pairs:
    """Return what is known of each pair of nodes, no key yet known to be a hub."""
    pictures = kept(nodes.keys, identity.codes(nodes.keys.values) == identity.code("picture"))
    days = nodes.day[early], nodes.day[late]
    known = (days[0] != _UNKNOWN) & (days[1] != _UNKNOWN)
    ties, apart, own = contact(nodes, early, late, np.empty(0, np.uint64))
    return Pairs(
        early=early,
        late=late,
        jaccard=alike.jaccard,
        common=alike.shared,
        ties=ties,
        apart=apart,
        own=own,
        persona=common(nodes.personas, early, late) > 0,
        place=common(nodes.places, early, late) > 0,
        picture=common(pictures, early, late) > 0,
        gap=np.where(known, np.abs(days[1] - days[0]), 0),
    )


def contact(nodes: Nodes, early: Ints, late: Ints, hubs: Words) -> tuple[Ints, Flags, Flags]:
    """Return `ties`, `apart` and `own` of each pair of nodes (see `Pairs`), keys that are hubs left out of account."""
    contacts = nodes.contacts(hubs)
    codes = identity.codes(contacts.values)
    ties = np.zeros(len(early), np.int64)
    own = np.zeros(len(early), dtype=bool)
    for code in np.unique(codes):
        lists = kept(contacts, codes == code)
        both = common(lists, early, late)
        ties += both
        own |= (lists.lengths[early] > both) & (lists.lengths[late] > both)
    apart = (ties == 0) & (contacts.lengths[early] > 0) & (contacts.lengths[late] > 0)
    return ties, apart, own
