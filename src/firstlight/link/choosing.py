"""Which neighbours a posting ties itself to: one for each identifier, one by wording.

A group is what choices tie together. Each choice depends on a posting's neighbours alone, so a new posting changes
few; and as a posting without a contact chooses once, it is never a bridge between two that have one.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from firstlight.link import identity
from firstlight.link import rules as rule
from firstlight.link.history import Choices
from firstlight.link.nodes import Nodes
from firstlight.link.ragged import Ints, Words, stacked
from firstlight.link.rules import Flags, Rules
from firstlight.link.seeing import Sight, direct
from firstlight.records import EDGE

OWN, BLAST, LOOSE = np.uint64(0), np.uint64(1), np.uint64(2)
"""Slots for wording: a text shared with a posting that gives a contact, a blast that the posting is part of, and a text
shared where neither gives a contact."""

RELIABILITY = {
    "pgp": 0.98, "phone": 0.95, "email": 0.95, "wallet": 0.95, "handle": 0.9, "onion": 0.9, "author": 0.85, "url": 0.7,
}  # fmt: skip
"""Weight of a tie by the kind shared; assumed, by how hard each is to share with a stranger."""

WORDING = 0.8
"""Weight of a tie of equal wording."""

_WORDED = {int(OWN): "wording", int(LOOSE): "wording", int(BLAST): "blast"}

SUPPORT = 0.3
"""What a shared name, place or picture adds to likeness when a posting without a contact chooses."""

_BY_CODE = {identity.code(kind): weight for kind, weight in RELIABILITY.items()}


class Chosen(NamedTuple):
    """Choices in the terms of a Sight: node `owner` ties `pair` in its `slot`."""

    owner: Ints
    slot: Words
    pair: Ints


def by_identifier(sight: Sight, hubs: Words, rules: Rules) -> Chosen:
    """Let each posting choose, for each of its identifiers, the nearest before it that no rule refuses."""
    pairs = sight.pairs
    refused = rule.strangers(pairs, rules) | rule.recycled(pairs, rules)
    held = np.flatnonzero(~refused[sight.pair] & ~np.isin(sight.near.key, hubs))
    owner, slot = pairs.late[sight.pair[held]], sight.near.key[held]
    first = _first(owner, slot, sight.near.back[held])
    return Chosen(owner[first], slot[first], sight.pair[held[first]])


def by_wording(sight: Sight, hubs: Words, rules: Rules) -> Chosen:
    """Let each posting choose by wording: see `_without_contact` and `_with_contact`."""
    reached = direct(sight.nodes, hubs)
    alone, backed = _without_contact(sight, reached, rules), _with_contact(sight, reached, rules)
    return stacked([alone, backed])


def _without_contact(sight: Sight, reached: Flags, rules: Rules) -> Chosen:
    """A posting without a contact joins the one it is most like: one with a contact if any, else one before it."""
    pairs, some = sight.pairs, sight.said[rule.one_wording(sight.pairs, rules)[sight.said]]
    early, late = pairs.early[some], pairs.late[some]
    owner = np.concatenate([late, early])
    other = np.concatenate([early, late])
    pair = np.concatenate([some, some])
    before = np.arange(len(pair)) < len(some)
    kept = ~reached[owner] & (reached[other] | before)
    owner, other, pair = owner[kept], other[kept], pair[kept]
    score = pairs.jaccard[pair] + SUPPORT * (
        pairs.persona[pair].astype(float) + pairs.place[pair].astype(float) + pairs.picture[pair].astype(float)
    )
    first = _first(owner, ~reached[other], -score, -sight.nodes.rank[other])
    return Chosen(owner[first], np.where(reached[other[first]], OWN, LOOSE), pair[first])


def _with_contact(sight: Sight, reached: Flags, rules: Rules) -> Chosen:
    """A posting with another contact joins the one before it that says the same under one name, in one place."""
    pairs = sight.pairs
    fits = rule.supported(pairs, rules) & pairs.apart & reached[pairs.early] & reached[pairs.late]
    pair = sight.said[fits[sight.said]]
    owner = pairs.late[pair]
    first = _first(owner, -pairs.jaccard[pair], -sight.nodes.rank[pairs.early[pair]])
    return Chosen(owner[first], np.full(len(first), OWN), pair[first])


def by_blast(sight: Sight, copied: Ints, inside: Flags) -> Chosen:
    """Let a posting within a blast choose the nearest before it of those pairs, `copied`, that are copies within it."""
    pairs = sight.pairs
    pair = copied[inside[pairs.early[copied]] & inside[pairs.late[copied]]]
    owner = pairs.late[pair]
    first = _first(owner, -sight.nodes.rank[pairs.early[pair]])
    return Chosen(owner[first], np.full(len(first), BLAST), pair[first])


def _first(owner: Ints, *order: npt.NDArray[np.generic]) -> Ints:
    """Return the place of each owner's first row when rows stand in that order.

    When the first column in order are keys, it is the first of each owner and key.
    """
    keyed = bool(order) and order[0].dtype == np.uint64
    rows: Ints = np.lexsort((*order[::-1], owner))
    fresh = np.ones(len(rows), dtype=bool)
    fresh[1:] = owner[rows[1:]] != owner[rows[:-1]]
    if keyed:
        fresh[1:] |= order[0][rows[1:]] != order[0][rows[:-1]]
    return rows[fresh]


def strength(slots: Words) -> npt.NDArray[np.float64]:
    """Return how much a tie in each slot weighs, 0..1, whatever else is known of it."""
    reliable = np.zeros(16)
    reliable[list(_BY_CODE)] = list(_BY_CODE.values())
    return np.where(slots <= LOOSE, WORDING, reliable[identity.codes(slots)])


def ties(sight: Sight, chosen: Chosen) -> tuple[Choices, pa.Table]:
    """Return choices by ordinal, and beside each the EDGE that a person is shown."""
    nodes, pairs = sight.nodes, sight.pairs
    ends = np.stack([nodes.ordinal[pairs.early[chosen.pair]], nodes.ordinal[pairs.late[chosen.pair]]])
    a, b = ends.min(axis=0), ends.max(axis=0)
    worded = chosen.slot <= LOOSE
    jaccard = pairs.jaccard[chosen.pair]
    weight = np.where(worded, jaccard, 1.0) * strength(chosen.slot)
    kinds, values = np.empty(len(worded), object), np.empty(len(worded), object)
    kinds[worded] = [_WORDED[slot] for slot in chosen.slot[worded].tolist()]
    values[worded] = [f"{alike:.2f}" for alike in jaccard[worded].tolist()]
    names = pc.split_pattern(_names(nodes, chosen.slot[~worded]), ":", max_splits=1)
    kinds[~worded], values[~worded] = pc.list_element(names, 0).to_pylist(), pc.list_element(names, 1).to_pylist()
    edges = pa.table([a, b, kinds, values, weight.astype(np.float32)], schema=EDGE)
    return Choices(nodes.ordinal[chosen.owner], chosen.slot, a, b), edges


def _names(nodes: Nodes, keys: Words) -> pa.Array:
    """Return `kind:value` of each key."""
    known, first = np.unique(nodes.keys.values, return_index=True)
    places = first[np.searchsorted(known, keys)]
    return nodes.identifiers.combine_chunks().flatten().take(pa.array(places))
