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
    """Thresholds. Likeness is Jaccard in 0..1, `common` is in shingles, times in days, shares in 0..1.

    alike: two texts are one wording. same: two texts are copies but for slots. common: what both must say at least.
    unlike: two texts have nothing to do with each other. recycled: a number silent for so long may be another's.
    hub_pairs, hub_share: a key is a hub when at least so many of its pairs, and so large a share, are strangers.
    blast_parties: one text under so many different contacts is a blast. exclusive: share of a posting's neighbours by
    contact that are blasts too. crowd: a group that so many ties of wording alone hold together is divided where it
    is thin; compared: up to so many wordings of it are compared, each with all.
    """

    alike: float = 0.4
    same: float = 0.8
    common: int = 4
    unlike: float = 0.3
    recycled: int = 60
    hub_pairs: int = 2
    hub_share: float = 0.25
    blast_parties: int = 8
    exclusive: float = 0.8
    crowd: int = 1_000
    compared: int = 2_000


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of postings, as nodes `early` and `late`, and what is known of each pair.

    `ties`: contacts that both give. `apart`: both give contacts, and none is the same. `own`: each gives a contact of
    a kind, say a phone, that the other does not give. `gap`: days between them, 0 when unknown.
    """

    early: Ints
    late: Ints
    jaccard: Floats
    common: Ints
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


def hub(strangers: Ints, pairs: Ints, rules: Rules) -> Flags:
    """Tell which keys are hubs: booking lines, verification services, shared accounts.

    Of each key, `pairs` neighbours in its list, `strangers` of them to each other. An operation that posts a thousand
    ads with its one number keeps it.
    """
    return (strangers >= rules.hub_pairs) & (strangers >= rules.hub_share * pairs)


def blast(contacts: Ints, rules: Rules) -> Flags:
    """A text that so many different contacts have posted is spam, a shared template or a stolen one."""
    return contacts >= rules.blast_parties


def exclusive(blasts: Ints, neighbours: Ints, rules: Rules) -> Flags:
    """Only who posts little else is part of a blast: of `neighbours` by contact, so many are `blasts` too."""
    return blasts >= rules.exclusive * neighbours


def one_wording(pairs: Pairs, rules: Rules) -> Flags:
    """Two texts that say the same, and enough of it to be no coincidence."""
    return (pairs.jaccard >= rules.alike) & (pairs.common >= rules.common)


def supported(pairs: Pairs, rules: Rules) -> Flags:
    """One wording under different contacts is one hand only if name and place, or name and picture, agree too.

    Wording is stolen and handed around; numbers are changed. What tells the two apart is the rest of the persona.
    """
    return one_wording(pairs, rules) & pairs.persona & (pairs.place | pairs.picture)


def copies(pairs: Pairs, rules: Rules) -> Flags:
    """Two texts that are the same but for their slots."""
    return (pairs.jaccard >= rules.same) & (pairs.common >= rules.common)
