"""What keys and texts are known for: which keys are hubs and which texts are blasts, before and after new postings.

Both follow from counts over postings alone: of an identifier, the neighbours in its list that are strangers; of a text,
the contacts that it was posted with.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstlight.link import identity
from firstlight.link import rules as rule
from firstlight.link.candidates import WIDTH
from firstlight.link.nodes import CONTACTS, kept
from firstlight.link.ragged import Ints, Ragged, Words
from firstlight.link.rules import Flags
from firstlight.link.seeing import Sight, World
from firstlight.ordered import distinct


@dataclass(frozen=True, slots=True)
class Standing:
    """Counts of what new postings carry.

    `keys`, sorted: their identifiers; of each, how many `before` and `after` carry it, and how many pairs of
    neighbours were (`strange`) and are now (`stranger`) strangers. `digests`, sorted, and `contacts`: who posts a text.
    """

    world: World
    keys: Words
    before: Ints
    after: Ints
    strange: Ints
    stranger: Ints
    digests: Words
    contacts: Words

    @staticmethod
    def counted(world: World, sight: Sight, sign: Ints) -> Standing:
        """Count anew for pairs that come (`sign` 1), stay (0) or part (-1); `sign` is aligned with `sight.near`."""
        lists = Ragged.of(world.new.column("keys"))
        keys, carriers = np.unique(lists.values, return_counts=True)
        before, strange = world.history.counts(keys), world.history.strangers(keys)
        found = np.flatnonzero(rule.strangers(sight.pairs, world.rules)[sight.pair] & (sign != 0))
        change = np.bincount(np.searchsorted(keys, sight.near.key[found]), sign[found], len(keys)).astype(np.int64)
        digests, contacts = voices(world.new)
        return Standing(world, keys, before, before + carriers, strange, strange + change, digests, contacts)

    @property
    def changes(self) -> tuple[Words, Ints]:
        """The keys whose count of strangers changes, and by how much."""
        moved = self.stranger != self.strange
        return self.keys[moved], (self.stranger - self.strange)[moved]

    @property
    def turned(self) -> Words:
        """The keys that are hubs now and were not, or were and are not."""
        was = rule.hub(self.strange, _pairs(self.before), self.world.rules)
        now = rule.hub(self.stranger, _pairs(self.after), self.world.rules)
        found: Words = self.keys[was != now]
        return found

    def hubs(self, keys: Words) -> Words:
        """Return those of the keys that are hubs now."""
        strangers = self.world.history.strangers(keys)
        counts = np.zeros(len(keys), np.int64)
        doubtful = np.flatnonzero(strangers >= self.world.rules.hub_pairs)
        counts[doubtful] = self.world.history.counts(keys[doubtful])
        known, place, mine = np.intersect1d(keys, self.keys, assume_unique=True, return_indices=True)
        if len(known):
            strangers[place], counts[place] = self.stranger[mine], self.after[mine]
        return keys[rule.hub(strangers, _pairs(counts), self.world.rules)]

    @property
    def spread(self) -> Words:
        """The texts that have become blasts."""
        texts = distinct(self.digests)
        return texts[self.blasts(texts) & ~self._blasts(texts, np.empty(0, np.uint64), np.empty(0, np.uint64))]

    def blasts(self, digests: Words) -> Flags:
        """Tell which texts are blasts now."""
        return self._blasts(digests, self.digests, self.contacts)

    def _blasts(self, digests: Words, added: Words, contacts: Words) -> Flags:
        texts, back = np.unique(digests, return_inverse=True)
        index, known = self.world.history.voices(texts, self.world.rules.blast_parties)
        mine = np.isin(added, texts)
        text = np.concatenate([index.astype(np.int64), np.searchsorted(texts, added[mine])])
        voice = np.concatenate([known, contacts[mine]])
        order = np.lexsort((voice, text))
        text, voice = text[order], voice[order]
        fresh = np.ones(len(order), dtype=bool)
        fresh[1:] = (text[1:] != text[:-1]) | (voice[1:] != voice[:-1])
        found: Flags = rule.blast(np.bincount(text[fresh], minlength=len(texts)), self.world.rules)[back]
        found &= digests != 0
        return found


def voices(sketches: pa.Table) -> tuple[Words, Words]:
    """Return (digest, contact) of every contact that a wording is posted with."""
    lists = Ragged.of(sketches.column("keys"))
    contacts = kept(lists, np.isin(identity.codes(lists.values), CONTACTS))
    digests: npt.NDArray[np.uint64] = sketches.column("digest").to_numpy()[contacts.rows]
    return digests[digests != 0], contacts.values[digests != 0]


def _pairs(carriers: Ints) -> Ints:
    """Return how many pairs of neighbours a list of that length has."""
    total: Ints = np.sum([np.maximum(carriers - back, 0) for back in range(1, WIDTH + 1)], axis=0)
    return total
