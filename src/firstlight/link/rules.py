"""The rules of linking: when a tie between two postings holds, each with its reason.

Every rule is one small function over arrays of pairs; `Rules` holds the thresholds, and switches a rule off when its
threshold is set out of reach.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rules:
    """Thresholds. Likeness is weighted Jaccard in 0..1, `common` is in nats, times in days, shares in 0..1.

    alike: two texts are one wording. same: two texts are copies but for slots. common: what both must say at least.
    unlike: two texts have nothing to do with each other. recycled: a number silent for so long may be another's.
    hub_pairs, hub_share: a key is a hub when at least so many of its pairs, and so large a share, are strangers.
    blast_parties: one text under so many different contacts is a blast. exclusive: share of a party's ads that say it.
    """

    alike: float = 0.4
    same: float = 0.8
    common: float = 25.0
    unlike: float = 0.3
    recycled: int = 60
    hub_pairs: int = 2
    hub_share: float = 0.25
    blast_parties: int = 8
    exclusive: float = 0.8


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of postings, as nodes `early` and `late`, and what is known of each pair.

    `ties`: contacts that both give. `apart`: both give contacts, and none is the same. `own`: each gives a contact of
    a kind, say a phone, that the other does not give. `gap`: days between them, 0 when unknown.
    """

    early: Ints
    late: Ints
    jaccard: Floats
    common: Floats
    ties: Ints
    apart: Flags
    own: Flags
    persona: Flags
    place: Flags
    picture: Flags
    gap: Ints


def recycled(pairs: Pairs, rules: Rules) -> Flags:
    """A number silent for months and back with other wording and another name has passed to somebody else."""
    return (pairs.gap >= rules.recycled) & (pairs.jaccard < rules.unlike) & ~pairs.persona & (pairs.ties < 2)


def strangers(pairs: Pairs, rules: Rules) -> Flags:
    """Two ads that share a contact, but each also gives one of its own of that kind and says something else."""
    return pairs.own & (pairs.jaccard < rules.unlike) & (pairs.ties < 2)


def hub(stranger: Flags, key: Ints, count: int, rules: Rules) -> Flags:
    """Tell of keys 0..count-1 which are hubs: booking lines, verification services, shared accounts.

    `key[i]` is the key of a pair, `stranger[i]` whether the two are strangers. Counted in pairs of parties and
    not in ads, so an operation that posts a thousand ads with its one number keeps it.
    """
    pairs = np.bincount(key, minlength=count)
    strange = np.bincount(key, weights=stranger, minlength=count)
    return (strange >= rules.hub_pairs) & (strange >= rules.hub_share * pairs)


def one_wording(pairs: Pairs, rules: Rules) -> Flags:
    """Two texts that say the same, rare enough to be no coincidence; shared boilerplate weighs little."""
    return (pairs.jaccard >= rules.alike) & (pairs.common >= rules.common)


def supported(pairs: Pairs, rules: Rules) -> Flags:
    """One wording under different contacts is one hand only if name and place, or name and picture, agree too.

    Wording is stolen and handed around; numbers are changed. What tells the two apart is the rest of the persona.
    """
    return one_wording(pairs, rules) & pairs.persona & (pairs.place | pairs.picture)


def copies(pairs: Pairs, rules: Rules) -> Flags:
    """Two texts that are the same but for their slots."""
    return (pairs.jaccard >= rules.same) & (pairs.common >= rules.common)
