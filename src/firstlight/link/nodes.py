"""The postings at hand: the new ones, and those earlier ones that they are compared with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from firstlight.link import identity
from firstlight.link.history import History
from firstlight.link.ragged import Ints, Ragged, Words, shared
from firstlight.link.rules import Flags, Pairs
from firstlight.link.similarity import likeness

_COLUMNS = ("ordinal", "digest", "keys", "identifiers", "shingles", "personas", "places", "day")
_UNKNOWN = np.iinfo(np.int32).min
_CONTACTS = np.array([identity.code(kind) for kind in identity.CONTACTS])


@dataclass(frozen=True, slots=True)
class Nodes:
    """Sketches as arrays, in order of ordinal; node i is row i. `root` is -1 for a new posting."""

    ordinal: Ints
    root: Ints
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

    def contacts(self, hubs: Words) -> Ragged:
        """Return the keys of each node that reach one party, those of hubs left out."""
        direct = np.isin(identity.codes(self.keys.values), _CONTACTS)
        return kept(self.keys, direct & ~np.isin(self.keys.values, hubs))


def gather(new: pa.Table, earlier: Ints, history: History) -> Nodes:
    """Return the new sketches and those of the `earlier` ordinals as nodes."""
    old = np.unique(earlier)
    tables = [new.select(_COLUMNS)]
    if len(old):
        tables.insert(0, history.sketches(old, _COLUMNS).select(_COLUMNS).cast(tables[0].schema))
    table = pa.concat_tables(tables).combine_chunks()
    return Nodes(
        ordinal=table.column("ordinal").to_numpy(),
        root=np.concatenate([history.roots(old) if len(old) else old, np.full(new.num_rows, -1)]),
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


def compare(nodes: Nodes, early: Ints, late: Ints) -> Pairs:
    """Return what is known of each pair of nodes, no key yet known to be a hub."""
    alike = likeness(nodes.shingles, nodes.digest, early, late)
    pictures = kept(nodes.keys, identity.codes(nodes.keys.values) == identity.code("picture"))
    days = nodes.day[early], nodes.day[late]
    known = (days[0] != _UNKNOWN) & (days[1] != _UNKNOWN)
    ties, apart, own = contact(nodes, early, late, np.empty(0, np.uint64))
    return Pairs(
        early=early,
        late=late,
        jaccard=alike.jaccard,
        common=alike.common,
        ties=ties,
        apart=apart,
        own=own,
        persona=_any(nodes.personas, early, late),
        place=_any(nodes.places, early, late),
        picture=_any(pictures, early, late),
        gap=np.where(known, np.abs(days[1] - days[0]), 0),
    )


def contact(nodes: Nodes, early: Ints, late: Ints, hubs: Words) -> tuple[Ints, Flags, Flags]:
    """Return `ties`, `apart` and `own` of each pair of nodes (see `Pairs`), keys that are hubs left out of account."""
    contacts = nodes.contacts(hubs)
    left, right = contacts.take(early), contacts.take(late)
    rows, values = shared(left, right)
    ties = np.bincount(rows, minlength=len(early))
    apart = (ties == 0) & (left.lengths > 0) & (right.lengths > 0)
    return ties, apart, _own(left, right, rows, values)


def _own(left: Ragged, right: Ragged, rows: Ints, values: Words) -> Flags:
    """Tell of which pairs each side has a contact, of a kind that both share or both have, that the other has not."""
    found = np.zeros(len(left), dtype=bool)
    codes = identity.codes(values)
    for code in _CONTACTS:
        common = np.bincount(rows[codes == code], minlength=len(left))
        sides = [
            np.bincount(side.rows[identity.codes(side.values) == code], minlength=len(left)) for side in (left, right)
        ]
        found |= (sides[0] > common) & (sides[1] > common)
    return found


def _any(lists: Ragged, early: Ints, late: Ints) -> Flags:
    """Tell of which pairs the lists share a value."""
    found = np.zeros(len(early), dtype=bool)
    found[shared(lists.take(early), lists.take(late))[0]] = True
    return found
