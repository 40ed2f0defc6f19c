"""Choices to groups: what is touched is grouped again, and what is not stays as it is.

A component is what choices (and people's word that two are the same) hold together. Most are groups as they are. One
that only wording holds together in places, or on which a person has decided, may be divided into several: these are
known as its pieces, and whenever it is touched all of it is divided anew.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from firstlight.link.choosing import LOOSE
from firstlight.link.components import components
from firstlight.link.deciding import NOTHING, Decided, Pair
from firstlight.link.dividing import Component, divide
from firstlight.link.history import Choices, History
from firstlight.link.nodes import Nodes, gather
from firstlight.link.ragged import Ints, rows_of, stacked
from firstlight.link.rules import Flags, Rules
from firstlight.ordered import distinct, distinct_rows

_Tie = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Regrouped:
    """What becomes of groups.

    ordinals and roots: the group of each new posting, in their order, then of every posting of the groups that are
    `unmade`, as the ordinal of the group's first. before: of these latter, the group until now. merges: (root of a
    group that is no more, root of the one it is in). by: of each root that is no more, a choice (its row) that took
    its group there. torn: of each root that is unmade, the (owner, slot) of a tie that is no more. pieces: (root,
    component) of groups in components that may be divided; components in `whole` have no others.
    """

    ordinals: Ints
    roots: Ints
    unmade: Ints
    before: Ints
    merges: list[Pair]
    by: dict[int, int]
    torn: dict[int, Pair]
    pieces: list[Pair]
    whole: Ints


def regroup(
    new: pa.Table, chosen: Choices, gone: Choices, history: History, rules: Rules, decided: Decided = NOTHING
) -> Regrouped:
    """Group new postings (SKETCH), and those earlier ones that gained ties (`chosen`) or lost some (`gone`)."""
    mine = new.column("ordinal").to_numpy()
    touched = np.array(decided.touched, np.int64)
    moving = distinct(np.concatenate([mine, chosen.a, chosen.b, gone.a, gone.b, touched]))
    held = _Held(np.union1d(moving, decided.postings), mine, history)
    same = np.array(decided.same, np.int64).reshape(-1, 2)
    a, b = np.append(chosen.a, same[:, 0]), np.append(chosen.b, same[:, 1])
    label = components(len(held.ends), held.at(a), held.at(b))
    torn = label[held.at(gone.a)] != label[held.at(gone.b)]
    held.open(distinct(held.vertex[held.at(gone.a[torn])]))
    left = _left(history.choices(held.single), gone)
    a, b = np.append(held.vertex[held.at(a)], left.a), np.append(held.vertex[held.at(b)], left.b)
    vertices = distinct(np.concatenate([held.vertex, held.single]))
    label = components(len(vertices), np.searchsorted(vertices, a), np.searchsorted(vertices, b))
    of_end = label[np.searchsorted(vertices, held.vertex)]
    loose = chosen.slot == LOOSE
    asks = np.concatenate([chosen.a[loose], chosen.b[loose], decided.postings, held.ends[held.divisible]])
    inside = np.intersect1d(of_end[held.at(asks)], of_end[held.at(moving)])
    now = [np.stack([vertices, _smallest(vertices, label)])]
    pieces: list[Pair] = []
    some = np.isin(label, inside)
    nodes, of_node = held.nodes(vertices[some], label[some])
    ties = _left(history.choices(nodes), gone)
    ties = stacked([ties, rows_of(chosen, np.isin(of_end[held.at(chosen.a)], inside))])
    known = gather(new, nodes, history)
    of_tie = of_node[known.at(ties.a)]
    for own, held_by in zip(_runs(of_node, inside), _runs(of_tie, inside), strict=True):
        roots = _divided(known.take(own), rows_of(ties, held_by), decided, rules)
        now.append(np.stack([nodes[own], roots]))
        pieces += [(root, int(nodes[own[0]])) for root in distinct(roots).tolist()]
    return _outcome(held, np.concatenate(now, axis=1), chosen, _rows(rows_of(gone, torn)), pieces)


def _runs(of: Ints, labels: Ints) -> list[Ints]:
    """Return for each label the rows that bear it, in order; all in one pass, however many labels there are."""
    order = np.argsort(of, kind="stable")
    left, right = np.searchsorted(of[order], labels, "left"), np.searchsorted(of[order], labels, "right")
    return [order[start:end] for start, end in zip(left.tolist(), right.tolist(), strict=True)]


class _Held:
    """What is known of the postings at hand, `ends`: the vertex that stands for each.

    A component that only grows is one vertex, named by its first posting; new postings, and those of components that
    were opened (`single`), are one each.
    """

    def __init__(self, ends: Ints, mine: Ints, history: History) -> None:
        self.ends, self.mine, self.history = ends, mine, history
        self.old = ~np.isin(ends, mine)
        self.root = ends.copy()
        self.root[self.old] = history.roots(ends[self.old])
        self.vertex = self.root.copy()
        self.vertex[self.old] = history.wholes(self.root[self.old])
        self.before = np.stack(distinct_rows(self.root[self.old], self.vertex[self.old]))
        known = history.pieces(distinct(self.vertex[self.old]))
        self.divisible: Flags = np.isin(self.vertex, known[1]) & self.old
        self.single, self.was = np.empty(0, np.int64), np.empty(0, np.int64)
        self.opened: list[int] = []

    def at(self, ordinals: Ints) -> Ints:
        """Return the places of postings among the ends."""
        return np.searchsorted(self.ends, ordinals)

    def open(self, wholes: Ints) -> tuple[Ints, Ints]:
        """Take the postings of components one by one; return them, and the component that each was in."""
        roots, known = self.history.pieces(wholes)
        ordinals, was = self.history.members(np.union1d(roots, wholes[~np.isin(wholes, known)]))
        parts = np.append(roots, wholes[~np.isin(wholes, known)])
        order = np.argsort(parts)
        whole = np.append(known, wholes[~np.isin(wholes, known)])[order][np.searchsorted(parts[order], was)]
        self.single, self.was = np.append(self.single, ordinals), np.append(self.was, was)
        self.opened += wholes.tolist()
        mine = np.isin(self.ends, ordinals)
        self.vertex[mine] = self.ends[mine]
        return ordinals, whole

    def nodes(self, vertices: Ints, label: Ints) -> tuple[Ints, Ints]:
        """Return, in order, the postings that vertices stand for, and the label of each; components are opened."""
        one = np.isin(vertices, self.single) | np.isin(vertices, self.mine)
        whole, of_whole = vertices[~one], label[~one]
        opened, was = self.open(whole)
        order = np.argsort(whole)
        of_opened = of_whole[order][np.searchsorted(whole[order], was)]
        found, first = np.unique(np.append(vertices[one], opened), return_index=True)
        return found, np.append(label[one], of_opened)[first]


def _smallest(vertices: Ints, label: Ints) -> Ints:
    """Return for each vertex the smallest of its label."""
    smallest = np.full(int(label.max(initial=-1)) + 1, np.iinfo(np.int64).max)
    np.minimum.at(smallest, label, vertices)
    return smallest[label]


def _divided(nodes: Nodes, ties: Choices, decided: Decided, rules: Rules) -> Ints:
    """Return the group of each node of a component, by the smallest ordinal in it."""
    here = set(nodes.ordinal.tolist())
    same, apart = ([pair for pair in pairs if here.issuperset(pair)] for pairs in (decided.same, decided.apart))
    return _smallest(nodes.ordinal, divide(Component(nodes, ties, same, apart), rules))


def _outcome(
    held: _Held, now: Ints, chosen: Choices, torn: list[tuple[int, int, int, int]], pieces: list[Pair]
) -> Regrouped:
    """Return what becomes of groups, `now` being pairs (vertex, root), of which the last of a vertex stands."""
    into = dict(now.T.tolist())
    after = np.array([into[at] for at in held.single.tolist()], np.int64)
    unmade = _split(held.was, after)
    moved = np.isin(held.was, unmade)
    opened = set(held.opened)
    whole = [root for root, vertex in held.before.T.tolist() if root == vertex and vertex not in opened]
    fate = {root: into[root] for root in whole}
    fate |= dict(zip(held.was[~moved].tolist(), after[~moved].tolist(), strict=True))
    merges = sorted((root, end) for root, end in fate.items() if root != end)
    ordinals = np.append(held.mine, held.single[moved])
    ends = np.array([a for _, _, a, _ in torn], np.int64)
    was = dict(zip(ends.tolist(), held.root[held.at(ends)].tolist(), strict=True))
    parted = set(unmade.tolist())
    return Regrouped(
        ordinals,
        np.array([into[at] for at in ordinals.tolist()], np.int64),
        unmade,
        held.was[moved],
        merges,
        _by(chosen, held, merges),
        {was[a]: (owner, slot) for owner, slot, a, _ in torn if was[a] in parted},
        pieces,
        np.array(sorted(held.opened), np.int64),
    )


def _by(chosen: Choices, held: _Held, merges: list[Pair]) -> dict[int, int]:
    """Return for each group that has merged a choice that ties it to what is not of it."""
    gone = np.array([root for root, _ in merges], np.int64)
    was = np.stack([held.root[held.at(chosen.a)], held.root[held.at(chosen.b)]])
    rows = np.flatnonzero((was[0] != was[1]) & np.isin(was, gone).any(axis=0))
    found: dict[int, int] = {}
    for row, pair in zip(rows.tolist(), was[:, rows].T.tolist(), strict=True):
        for root in pair:
            found.setdefault(root, row)
    return {root: found[root] for root in gone.tolist() if root in found}


def _rows(choices: Choices) -> list[_Tie]:
    return list(zip(*(column.tolist() for column in choices), strict=True))


def _left(kept: Choices, gone: Choices) -> Choices:
    """Return the ties that stay: those of the same owner and slot as one that is gone are void."""
    if not len(gone.owner):
        return kept
    void = set(zip(gone.owner.tolist(), gone.slot.tolist(), strict=True))
    pairs = zip(kept.owner.tolist(), kept.slot.tolist(), strict=True)
    return rows_of(kept, np.array([pair not in void for pair in pairs], dtype=bool))


def _split(before: Ints, now: Ints) -> Ints:
    """Return the earlier groups whose postings are in more than one group now."""
    root, pieces = np.unique(distinct_rows(before, now)[0], return_counts=True)
    found: Ints = root[pieces > 1]
    return found
