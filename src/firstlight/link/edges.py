"""The edges that are kept: of all that hold, the strongest that hold each group together, a maximum spanning forest."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy.sparse import coo_array
from scipy.sparse.csgraph import minimum_spanning_tree

from firstlight.link import identity
from firstlight.link.nodes import Nodes
from firstlight.link.ragged import Ints, Words
from firstlight.link.rules import Pairs
from firstlight.schemas import EDGE

RELIABILITY = {
    "pgp": 0.98, "phone": 0.95, "email": 0.95, "wallet": 0.95, "handle": 0.9, "onion": 0.9, "author": 0.85, "url": 0.7,
}  # fmt: skip
"""Weight of an edge by the kind shared, before specificity; assumed, by how hard each is to share with a stranger."""

WORDING = 0.8
"""Weight of an edge of equal wording."""

_BY_CODE = {identity.code(kind): weight for kind, weight in RELIABILITY.items()}


def edges(
    nodes: Nodes, pairs: Pairs, tied: Ints, key: Words, specific: npt.NDArray[np.float64], said: Ints
) -> pa.Table:
    """Return EDGE rows, ordered by a, b: pairs `tied` by a `key` of some specificity (0..1), and pairs `said` alike."""
    reliable = np.zeros(16)
    reliable[list(_BY_CODE)] = list(_BY_CODE.values())
    pair = np.concatenate([tied, said])
    weight = np.concatenate([reliable[identity.codes(key)] * specific, WORDING * pairs.jaccard[said]])
    best = _spanning(nodes, pairs, pair, weight)
    a, b = nodes.ordinal[pairs.early[pair[best]]], nodes.ordinal[pairs.late[pair[best]]]
    names = _names(nodes, key[best[best < len(tied)]])
    kinds, values = [name.split(":", 1)[0] for name in names], [name.split(":", 1)[1] for name in names]
    alike = pairs.jaccard[pair[best[best >= len(tied)]]]
    kinds += ["wording"] * len(alike)
    values += [f"{value:.2f}" for value in alike.tolist()]
    table = pa.table([a, b, kinds, values, weight[best].astype(np.float32)], schema=EDGE)
    return table.sort_by([("a", "ascending"), ("b", "ascending")])


def _spanning(nodes: Nodes, pairs: Pairs, pair: Ints, weight: npt.NDArray[np.float64]) -> Ints:
    """Return, in order, the places in `pair` of the strongest edges that tie what was not one group before."""
    old = np.flatnonzero(nodes.root >= 0)
    _, first, back = np.unique(nodes.root[old], return_index=True, return_inverse=True)
    home = np.arange(len(nodes))
    home[old] = old[first][back]
    left, right = home[pairs.early[pair]], home[pairs.late[pair]]
    order: Ints = np.lexsort((-weight, right, left))
    order = order[left[order] != right[order]]
    joint = left[order] * len(nodes) + right[order]
    _, strongest = np.unique(joint, return_index=True)
    order = order[strongest]
    if not len(order):  # scipy takes no empty list of places
        return order
    # A cost of zero would mean no edge to scipy; costs are made distinct so that the forest is the only one.
    cost = 2.0 - weight[order] + np.arange(len(order)) * 1e-9
    shape = (len(nodes), len(nodes))
    place = coo_array((np.arange(1, len(order) + 1), (left[order], right[order])), shape=shape).tocsr()
    forest = minimum_spanning_tree(coo_array((cost, (left[order], right[order])), shape=shape).tocsr()).tocoo()
    found: Ints = np.asarray(place[forest.row, forest.col]).ravel()
    chosen: Ints = np.sort(order[found - 1])
    return chosen


def _names(nodes: Nodes, keys: Words) -> list[str]:
    """Return `kind:value` of each key."""
    known, first = np.unique(nodes.keys.values, return_index=True)
    places = first[np.searchsorted(known, keys)]
    flat = nodes.identifiers.combine_chunks().flatten()
    names: list[str] = flat.take(pa.array(places)).to_pylist()
    return names
