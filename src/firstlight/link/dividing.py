"""One component to groups: where only wording holds it together, and where a person has said that it is not one.

Leiden: Traag, Waltman and van Eck 2019, by modularity, on the likeness of all wordings that hold a component together
without any contact. A person's `not-same` cuts where the ties are weakest (a minimum cut); `same` is never cut.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import igraph
import numpy as np
import numpy.typing as npt

from firstlight.link.choosing import LOOSE, strength
from firstlight.link.components import components
from firstlight.link.deciding import Pair
from firstlight.link.history import Choices
from firstlight.link.nodes import Nodes
from firstlight.link.ragged import Ints, Ragged, Words
from firstlight.link.rules import Flags, Rules
from firstlight.link.similarity import likeness

_SEED = 1
_UNCUT = 1e9


@dataclass(frozen=True, slots=True)
class Component:
    """Postings that ties hold together: `nodes` in order of ordinal, ties among them, and decisions on them."""

    nodes: Nodes
    ties: Choices
    same: Sequence[Pair]
    apart: Sequence[Pair]


def divide(component: Component, rules: Rules) -> Ints:
    """Return the group of each node, by the number of a node in it. Ties are only ever cut; none is added."""
    nodes, ties = component.nodes, component.ties
    order = np.lexsort((nodes.ordinal, nodes.rank))  # what is found must not follow the arrival
    place = np.argsort(order)

    def find(ordinals: Ints) -> Ints:
        found: Ints = place[nodes.at(ordinals)]
        return found

    same = np.array(component.same, np.int64).reshape(-1, 2)
    pairs = np.stack([np.append(find(ties.a), find(same[:, 0])), np.append(find(ties.b), find(same[:, 1]))])
    pairs.sort(axis=0)
    weight = np.append(strength(ties.slot), np.full(len(same), _UNCUT))
    loose = np.append(ties.slot == LOOSE, np.zeros(len(same), dtype=bool))
    rows = np.lexsort((weight, pairs[1], pairs[0]))
    graph = _Graph(pairs[:, rows], weight[rows], loose[rows])
    if loose.sum() >= rules.crowd:
        graph = graph.parted(_communities(graph, nodes.shingles.take(order), nodes.digest[order], rules))
    label = graph.components(len(nodes))
    for a, b in sorted(tuple(sorted(find(np.array(pair)).tolist())) for pair in component.apart):
        if label[a] == label[b]:
            graph = graph.cut(label, a, b)
            label = graph.components(len(nodes))
    smallest = np.full(len(label), len(label))
    np.minimum.at(smallest, label, np.arange(len(label)))
    found: Ints = order[smallest[label][place]]
    return found


@dataclass(frozen=True, slots=True)
class _Graph:
    """Ties between places in time: `pairs` (2, n), how strong each is, and whether wording alone is all there is."""

    pairs: Ints
    weight: npt.NDArray[np.float64]
    loose: Flags

    def components(self, count: int) -> Ints:
        return components(count, self.pairs[0], self.pairs[1])

    def parted(self, label: Ints) -> _Graph:
        """Return it without the ties between places of different labels."""
        kept = label[self.pairs[0]] == label[self.pairs[1]]
        return _Graph(self.pairs[:, kept], self.weight[kept], self.loose[kept])

    def cut(self, label: Ints, a: int, b: int) -> _Graph:
        """Return it with a component cut between two places, where its ties are weakest."""
        group = np.flatnonzero(label == label[a])
        inside = np.flatnonzero(label[self.pairs[0]] == label[a])
        ends = np.searchsorted(group, self.pairs[:, inside])
        graph = igraph.Graph(n=len(group), edges=ends.T.tolist())
        first, second = np.searchsorted(group, [a, b]).tolist()
        side = graph.mincut(first, second, capacity=self.weight[inside].tolist()).partition[1]
        sides = np.zeros(len(label), np.int64)
        sides[group[side]] = 1
        return self.parted(sides)


def _communities(graph: _Graph, shingles: Ragged, digests: Words, rules: Rules) -> Ints:
    """Return the community of each place: parties, which more than wording holds together, stay whole."""
    count = len(digests)
    firm = graph.pairs[:, ~graph.loose]
    party = components(count, firm[0], firm[1])
    silent = np.unique(graph.pairs[:, graph.loose])
    _, one, back = np.unique(digests[silent], return_index=True, return_inverse=True)
    texts = silent[one]
    if len(texts) <= rules.compared:
        left, right = np.triu_indices(len(texts), 1)
        first, second = texts[left], texts[right]
    else:
        first, second = graph.pairs[:, graph.loose]
    like = likeness(shingles, first, second)
    near = (like.jaccard >= rules.alike) & (like.shared >= rules.common)
    ends = np.stack([np.append(first[near], silent), np.append(second[near], texts[back])])
    alike = np.append(like.jaccard[near], np.ones(len(silent)))
    joint, place = np.unique(np.sort(party[ends], axis=0), axis=1, return_inverse=True)
    strongest = np.zeros(joint.shape[1])
    np.maximum.at(strongest, place.ravel(), alike)
    between = joint[0] != joint[1]
    drawn = igraph.Graph(n=int(party.max()) + 1, edges=joint[:, between].T.tolist())
    igraph.set_random_number_generator(random.Random(_SEED))  # noqa: S311 - to be the same each time
    found = drawn.community_leiden("modularity", weights=strongest[between].tolist(), n_iterations=-1)
    communities: Ints = np.array(found.membership, np.int64)[party]
    return communities
