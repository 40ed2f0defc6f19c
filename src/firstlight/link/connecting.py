"""New postings to edges and groups, at a cost that follows the new postings.

Contacts first: postings that share one are tied unless a rule says that it is a hub, has been recycled, or joins
strangers. Then wording, between what contacts have brought together: a party without any contact joins the one
neighbour it is most like, so that it is never a bridge; parties with different contacts need one wording, one persona
and one place; and a blast, one text under many contacts that say nothing else, is a group of its own.

Which pairs are compared depends on the order of arrival alone. Three things also see what else is at hand, and may so
differ between one large batch and many small ones: how rare a shingle is, whether a key has yet been seen to be a
hub, and how many contacts carry a text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstlight.link import identity
from firstlight.link import rules as rule
from firstlight.link.candidates import Candidates, alike, candidates
from firstlight.link.components import components
from firstlight.link.edges import edges
from firstlight.link.history import History
from firstlight.link.nodes import Nodes, compare, contact, gather, kept
from firstlight.link.parties import wording_ties
from firstlight.link.ragged import Ints, Ragged
from firstlight.link.rules import Pairs, Rules
from firstlight.link.similarity import Likeness, likeness

_PICTURE = identity.code("picture")


@dataclass(frozen=True, slots=True)
class Connection:
    """What linking found.

    edges: EDGE, of every group the strongest that hold it together. roots: the group of each new posting, in their
    order. merges: (root of a group that is no more, root of the one it has become part of).
    """

    edges: pa.Table
    roots: npt.NDArray[np.int64]
    merges: list[tuple[int, int]]


def connect(new: pa.Table, history: History, rules: Rules | None = None) -> Connection:
    """Tie new postings (SKETCH, in order, ordinals above all earlier ones) to one another and to history."""
    rules = rules or Rules()
    ordinals = new.column("ordinal").to_numpy()
    keys = Ragged.of(new.column("keys"))
    by_key = candidates(ordinals, kept(keys, identity.codes(keys.values) != _PICTURE), history)
    by_text = alike(ordinals, Ragged.of(new.column("bands")), history)
    nodes = _gather(new, by_key, by_text, history)
    pairs, pair = _pairs(nodes, by_key, by_text, rules)
    known, number = np.unique(by_key.key, return_inverse=True)
    stranger = rule.strangers(pairs, rules)[pair]
    is_hub = rule.hub(stranger, number, len(known), rules)
    hubs = known[is_hub]
    if len(hubs):
        ties, apart, own = contact(nodes, pairs.early, pairs.late, hubs)
        pairs = replace(pairs, ties=ties, apart=apart, own=own)
    refused = rule.strangers(pairs, rules) | rule.recycled(pairs, rules)
    held = np.flatnonzero(~is_hub[number] & ~refused[pair])
    party = _joined(nodes, pairs, pair[held])
    said = wording_ties(nodes, pairs, party, hubs, rules)
    group = _joined(nodes, pairs, np.concatenate([pair[held], said]))
    roots, merges = _roots(nodes, group)
    specific = 1 - np.bincount(number, stranger, len(known)) / np.bincount(number, minlength=len(known))
    found = edges(nodes, pairs, pair[held], by_key.key[held], specific[number[held]], said)
    return Connection(found, roots[nodes.root < 0], merges)


def _gather(new: pa.Table, by_key: Candidates, by_text: Candidates, history: History) -> Nodes:
    seen = np.concatenate([by_key.early, by_text.early])
    first = new.column("ordinal")[0].as_py() if new.num_rows else 0
    return gather(new, seen[seen < first], history)


def _pairs(nodes: Nodes, by_key: Candidates, by_text: Candidates, rules: Rules) -> tuple[Pairs, Ints]:
    """Return what is known of the pairs that share a key or a wording, and for every candidate by key its pair."""
    early = nodes.at(np.concatenate([by_key.early, by_text.early]))
    late = nodes.at(np.concatenate([by_key.late, by_text.late]))
    joint, pair = np.unique(early * len(nodes) + late, return_inverse=True)
    early, late = joint // len(nodes), joint % len(nodes)
    like = likeness(nodes.shingles, nodes.digest, early, late)
    wanted = (like.jaccard >= rules.alike) & (like.weight >= rules.common)
    wanted[pair[: len(by_key.key)]] = True
    pairs = compare(nodes, early[wanted], late[wanted], Likeness(like.jaccard[wanted], like.weight[wanted]))
    return pairs, (np.cumsum(wanted) - 1)[pair[: len(by_key.key)]]


def _joined(nodes: Nodes, pairs: Pairs, some: Ints) -> Ints:
    """Return the component of each node when some pairs are joined, and earlier postings of one group are."""
    old = np.flatnonzero(nodes.root >= 0)
    _, first, back = np.unique(nodes.root[old], return_index=True, return_inverse=True)
    left = np.concatenate([pairs.early[some], old])
    right = np.concatenate([pairs.late[some], old[first][back]])
    return components(len(nodes), left, right)


def _roots(nodes: Nodes, group: Ints) -> tuple[Ints, list[tuple[int, int]]]:
    """Return the root of each node, the smallest ordinal or root in its group, and the roots that have given way."""
    mine = np.where(nodes.root >= 0, nodes.root, nodes.ordinal)
    smallest = np.full(int(group.max(initial=-1)) + 1, np.iinfo(np.int64).max)
    np.minimum.at(smallest, group, mine)
    root = smallest[group]
    gone = np.unique(np.stack([mine, root])[:, (nodes.root >= 0) & (mine != root)], axis=1)
    return root, [(int(old), int(new)) for old, new in gone.T]
