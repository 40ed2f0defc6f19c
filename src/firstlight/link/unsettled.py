"""Which earlier postings must choose again, because a new one touches what their choices depend on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from firstlight.link import rules as rule
from firstlight.link.candidates import Near
from firstlight.link.choosing import LOOSE
from firstlight.link.history import Choices
from firstlight.link.ragged import Ints, Words
from firstlight.link.rules import Flags
from firstlight.link.seeing import Sight, direct
from firstlight.link.standing import Standing
from firstlight.ordered import distinct


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Found from what new postings, `mine`, have changed."""

    standing: Standing
    mine: Ints

    def by_new(self, sight: Sight, hubs: Words, parted: Near) -> Ints:
        """Return the earlier postings whose choice may change, of those around the new (`sight`).

        `parted`: pairs that no longer meet in a band.
        """
        found = [
            self._turned(),
            self._spread(),
            _that_tied(self.standing.world.history.choices(distinct(np.concatenate(parted[:2]))), parted),
            self._worded(sight, hubs),
            self._in_blast(sight),
        ]
        return _without(distinct(np.concatenate(found)), self.mine)

    def by_neighbours(self, sight: Sight, again: Ints) -> Ints:
        """Return those that must choose again because a neighbour does: `sight` is that of `again`.

        A posting's contacts, where they turned into hubs or back, matter to all its neighbours; whether it is part of
        a blast, to those that say the same.
        """
        nodes, pairs = sight.nodes, sight.pairs
        turned = np.isin(nodes.ordinal, self._turned())
        wide = np.isin(nodes.ordinal, again) & self.standing.blasts(nodes.digest)
        copied = sight.said[rule.copies(pairs, self.rules)[sight.said]]
        found = [_other(sight, np.concatenate([sight.pair, sight.said]), turned), _other(sight, copied, wide)]
        return _without(distinct(np.concatenate(found)), np.concatenate([self.mine, again]))

    @property
    def rules(self) -> rule.Rules:
        """The rules by which postings are judged."""
        return self.standing.world.rules

    def _turned(self) -> Ints:
        return self.standing.world.history.carriers(self.standing.turned)

    def _spread(self) -> Ints:
        """Those whose text has become a blast, and those blasts that share a contact with one."""
        world = self.standing.world
        spread = world.history.carriers(self.standing.spread)
        if not len(spread):
            return spread
        sight = world.look(world.table(spread), wording=False)
        near = _other(sight, sight.pair, np.isin(sight.nodes.ordinal, spread))
        return np.concatenate([spread, near[self.standing.blasts(sight.nodes.digest[sight.nodes.at(near)])]])

    def _worded(self, sight: Sight, hubs: Words) -> Ints:
        """Those without a contact that a new posting is like, and those that a new one of an earlier day precedes."""
        nodes, pairs = sight.nodes, sight.pairs
        fresh, reached = np.isin(nodes.ordinal, self.mine), direct(nodes, hubs)
        backed = rule.supported(pairs, self.rules) | rule.copies(pairs, self.rules)
        silent = _other(sight, sight.said, fresh, ~reached)
        late = sight.said[backed[sight.said] & fresh[pairs.early[sight.said]]]
        return np.concatenate([silent, nodes.ordinal[pairs.late[late]]])

    def _in_blast(self, sight: Sight) -> Ints:
        """Those whose text is a blast, and that a new posting joins in the list of a contact."""
        fresh = np.isin(sight.nodes.ordinal, self.mine)
        near = _other(sight, sight.pair, fresh)
        nodes = sight.nodes.at(near)
        return near[self.standing.blasts(sight.nodes.digest[nodes])] if len(near) else near


def _other(sight: Sight, pairs: Ints, of: Flags, fitting: Flags | None = None) -> Ints:
    """Return the postings that stand in some pairs opposite to a node in `of`, those alone that are `fitting`."""
    early, late = sight.pairs.early[pairs], sight.pairs.late[pairs]
    found = distinct(np.concatenate([early[of[late]], late[of[early]]]))
    ordinals: Ints = sight.nodes.ordinal[found if fitting is None else found[fitting[found]]]
    return ordinals


def _that_tied(choices: Choices, parted: Near) -> Ints:
    """Return the owners of ties by wording between two that have parted."""
    pairs = np.minimum(*parted[:2]) << 32 | np.maximum(*parted[:2])
    gone = (choices.slot <= LOOSE) & np.isin(choices.a << 32 | choices.b, pairs)
    return choices.owner[gone]


def _without(some: Ints, others: Ints) -> Ints:
    return some[~np.isin(some, others)]
