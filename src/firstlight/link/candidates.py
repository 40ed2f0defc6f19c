"""Which postings to compare: each new one with a few earlier carriers of every key that it carries.

A key with a million carriers costs no more than one with ten: a carrier is compared with the `NEWEST` before it and
with the first of all, never with all. Which they are depends on the order of arrival alone, not on how postings were
cut into batches.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from firstlight.link.history import History
from firstlight.link.ragged import Ints, Ragged, Words

NEWEST = 3


AGREEING = 2
"""Bands in which two texts must agree to be compared, copies apart. One alone is mostly chance: on a simulated market
it brought 84 of 100 pairs, and 1 or 2 of 100 of those were one wording."""


class Candidates(NamedTuple):
    """Pairs of ordinals, `early` < `late`, and the key that each shares; a pair may stand there for several keys."""

    early: Ints
    late: Ints
    key: Words


def candidates(ordinals: Ints, keys: Ragged, history: History) -> Candidates:
    """Return the pairs to compare for new postings, whose `keys` are given list by list."""
    known, numbers = np.unique(keys.values, return_inverse=True)
    index, earlier = _ends(*history.lookup(known, NEWEST))
    number = np.concatenate([index, numbers])
    carrier = np.concatenate([earlier, ordinals[keys.rows]])
    fresh = np.arange(len(number)) >= len(index)
    order = np.argsort(number, kind="stable")  # carriers come in order: earlier ones first, each kind ascending
    number, carrier, fresh = number[order], carrier[order], fresh[order]
    start = np.searchsorted(number, number)
    late = np.flatnonzero(fresh)
    pairs = []
    for back in range(1, NEWEST + 1):
        some = late[late - back >= start[late]]
        pairs.append((some - back, some))
    far = late[late - start[late] > NEWEST]
    pairs.append((start[far], far))
    early, late = (np.concatenate(side) for side in zip(*pairs, strict=True))
    kept = carrier[early] != carrier[late]
    early, late = early[kept], late[kept]
    return Candidates(carrier[early], carrier[late], known[number[late]])


def alike(ordinals: Ints, bands: Ragged, history: History) -> Candidates:
    """Return the pairs whose wording to compare, each once; `bands` are those of new sketches, the digest first."""
    found = candidates(ordinals, bands, history)
    copies = np.isin(found.key, bands.values[bands.offsets[:-1][bands.lengths > 0]])
    span = int(ordinals.max(initial=0)) + 1
    joint = found.early * span + found.late
    order = np.argsort(joint)
    joint = joint[order]
    first = np.ones(len(order), dtype=bool)
    first[1:] = joint[1:] != joint[:-1]
    start = np.flatnonzero(first)
    votes = np.add.reduceat(np.where(copies, AGREEING, 1)[order], start) if len(start) else start
    kept = order[start[votes >= AGREEING]]
    return Candidates(found.early[kept], found.late[kept], found.key[kept])


def _ends(index: npt.NDArray[np.intp], ordinals: Ints) -> tuple[Ints, Ints]:
    """Keep of the carriers of each key the newest and the first."""
    order = np.lexsort((ordinals, index))
    index, ordinals = index[order], ordinals[order]
    start = np.searchsorted(index, index)
    end = np.searchsorted(index, index, "right")
    at = np.arange(len(index))
    kept = (at == start) | (at >= end - NEWEST)
    return index[kept].astype(np.int64), ordinals[kept]
