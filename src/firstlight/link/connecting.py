"""New postings to choices, and choices to groups, at a cost that follows the new postings.

Contacts first: postings that share one are tied unless a rule says that it is a hub, has been recycled, or joins
strangers. Then wording: a posting without any contact joins the one neighbour it is most like; postings with different
contacts need one wording, one persona and one place; and a blast, one text under many contacts that say nothing else,
is a group of its own.

The groups are those of a full rebuild, whatever the order of arrival and however it was cut into batches. For every
fact that a rule looks at depends on the postings alone: neighbours in lists that are ordered by time, strangers and
contacts that are counted over them, and weights that are fixed. When one changes (a key turns out to be a hub, a text
a blast, a neighbour comes between two), those postings choose again that it touches, and no others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstlight.link import rules as rule
from firstlight.link.choosing import by_blast, by_identifier, by_wording, ties
from firstlight.link.deciding import NOTHING, Decided
from firstlight.link.grouping import Regrouped, regroup
from firstlight.link.history import Choices, History
from firstlight.link.ragged import Ints, Words, rows_of, stacked
from firstlight.link.rules import Flags, Rules
from firstlight.link.seeing import Sight, World
from firstlight.link.standing import Standing
from firstlight.link.unsettled import Unsettled
from firstlight.ordered import distinct, distinct_rows

_Ties = tuple[Choices, pa.Table]


@dataclass(frozen=True, slots=True)
class Connection:
    """What linking found.

    choices and edges: side by side, the ties that postings have chosen, and each as EDGE. freed: earlier postings all
    of whose earlier ties are void. voided: (posting, slot) of single ties that are. strangers: keys, and by how much
    the count of pairs of strangers in their lists changes. groups: what becomes of groups.
    """

    choices: Choices
    edges: pa.Table
    freed: Ints
    voided: tuple[Ints, Words]
    strangers: tuple[Words, Ints]
    groups: Regrouped

    @property
    def roots(self) -> npt.NDArray[np.int64]:
        """The group of each posting in `groups.ordinals`: the new ones first, in their order."""
        return self.groups.roots

    @property
    def merges(self) -> list[tuple[int, int]]:
        """(root of a group that is no more, root of the one it has become part of)."""
        return self.groups.merges


def connect(new: pa.Table, history: History, rules: Rules | None = None, decided: Decided = NOTHING) -> Connection:
    """Tie new postings (SKETCH, in order, ordinals above all earlier ones) to one another and to history.

    `decided` is what people have said of pairs of postings, all of them in `new` or in history.
    """
    world = World.of(new, history, rules or Rules())
    mine = new.column("ordinal").to_numpy()
    lists, bands = world.lists(new, "keys"), world.lists(new, "bands")
    near, parted, behind = lists.near(), lists.parted(), lists.behind()
    behind = rows_of(behind, ~np.isin(behind.early, mine))
    sign = np.repeat([1, 0, -1], [len(near.key), len(behind.key), len(parted.key)])
    sight = world.see(stacked([near, behind, parted]), bands, new)
    standing = Standing.counted(world, sight, sign)
    first = _Look(*sight.only(sign >= 0).contacts(standing.hubs))
    unsettled = Unsettled(standing, mine)
    again = unsettled.by_new(first.sight, first.hubs, bands.parted())
    second = _Look(*world.look(world.table(again)).contacts(standing.hubs))
    around = unsettled.by_neighbours(second.sight, again)
    third = _Look(*world.look(world.table(around)).contacts(standing.hubs))
    freed = np.sort(np.concatenate([again, around]))
    chosen = [
        first.by_identifier(standing, freed, but=True),
        *(look.by_identifier(standing, of) for look, of in ((second, again), (third, around))),
        *(look.by_wording(standing, of) for look, of in ((first, mine), (second, again), (third, around))),
    ]
    choices = stacked([choices for choices, _ in chosen])
    voided = _moved(first.sight, np.concatenate([mine, freed]))
    return Connection(
        choices,
        pa.concat_tables([edges for _, edges in chosen]),
        freed,
        voided,
        standing.changes,
        regroup(new, choices, _void(history, freed, voided), history, world.rules, decided),
    )


class _Look(NamedTuple):
    """Some postings with their neighbours, and which of their keys are hubs."""

    sight: Sight
    hubs: Words

    def by_identifier(self, standing: Standing, of: Ints, *, but: bool = False) -> _Ties:
        """Return the ties by identifier of those postings, or of all `but` those."""
        chosen = by_identifier(self.sight, self.hubs, standing.world.rules)
        owner = self.sight.nodes.ordinal[chosen.owner]
        return ties(self.sight, rows_of(chosen, np.isin(owner, of, invert=but)))

    def by_wording(self, standing: Standing, of: Ints) -> _Ties:
        """Return the ties by wording of those postings."""
        sight, rules = self.sight, standing.world.rules
        own = by_wording(sight, self.hubs, rules)
        blast = by_blast(sight, *self._blast(standing, of))
        chosen = stacked([own, blast])
        return ties(sight, rows_of(chosen, np.isin(sight.nodes.ordinal[chosen.owner], of)))

    def _blast(self, standing: Standing, of: Ints) -> tuple[Ints, Flags]:
        """Return the pairs that are copies of a blast under different contacts, and which nodes say little else."""
        sight, rules = self.sight, standing.world.rules
        nodes, pairs = sight.nodes, sight.pairs
        fits = rule.copies(pairs, rules) & pairs.apart
        copied = sight.said[fits[sight.said]]
        copied = copied[np.isin(nodes.ordinal[pairs.late[copied]], of)]
        ends = distinct(np.concatenate([pairs.early[copied], pairs.late[copied]]))
        wide = np.zeros(len(nodes), dtype=bool)
        wide[ends] = standing.blasts(nodes.digest[ends])
        copied = copied[wide[pairs.early[copied]] & wide[pairs.late[copied]]]
        inside = np.zeros(len(nodes), dtype=bool)
        asked = distinct(np.concatenate([pairs.early[copied], pairs.late[copied]]))
        inside[asked] = _exclusive(standing, nodes.ordinal[asked])
        return copied, inside


def _exclusive(standing: Standing, postings: Ints) -> Flags:
    """Tell which postings' neighbours by contact are, all but few, part of a blast too."""
    if not len(postings):
        return np.zeros(0, dtype=bool)
    world = standing.world
    sight = world.look(world.table(postings), wording=False)
    count = len(sight.nodes)
    wide = standing.blasts(sight.nodes.digest)
    sides = (sight.pairs.early, sight.pairs.late), (sight.pairs.late, sight.pairs.early)
    every = np.sum([np.bincount(mine, minlength=count) for mine, _ in sides], axis=0)
    spam = np.sum([np.bincount(mine, wide[other], minlength=count) for mine, other in sides], axis=0)
    found = np.ones(len(postings), dtype=bool)  # whoever has no neighbour says nothing else
    near = np.isin(postings, sight.nodes.ordinal)
    found[near] = rule.exclusive(spam, every, world.rules)[sight.nodes.at(postings[near])]
    return found


def _moved(sight: Sight, but: Ints) -> tuple[Ints, Words]:
    """Return (posting, slot) of single earlier choices that are made again, those of some postings left out."""
    owner = sight.nodes.ordinal[sight.pairs.late[sight.pair]]
    some = ~np.isin(owner, but)
    return distinct_rows(owner[some], sight.near.key[some])


def _void(history: History, freed: Ints, voided: tuple[Ints, Words]) -> Choices:
    """Return the ties kept so far that are void now."""
    kept = history.choices(np.union1d(freed, voided[0]))
    single = set(zip(*(column.tolist() for column in voided), strict=True))
    pairs = zip(kept.owner.tolist(), kept.slot.tolist(), strict=True)
    free = np.isin(kept.owner, freed)
    void = free | np.array([pair in single for pair in pairs], dtype=bool)
    return rows_of(kept, void)
