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


class Candidates(NamedTuple):
    """Pairs of ordinals, `early` < `late`, and the key that each shares; a pair may stand there for several keys."""

    early: Ints
    late: Ints
    key: Words


def candidates(ordinals: Ints, keys: Ragged, history: History) -> Candidates:
    """Return the pairs to compare for new postings, whose `keys` are given list by list."""
    known, numbers = np.unique(keys.values, return_inverse=True)
    index, earlier = _ends(*history.lookup(known))
    number = np.concatenate([index, numbers])
    carrier = np.concatenate([earlier, ordinals[keys.rows]])
    fresh = np.arange(len(number)) >= len(index)
    order = np.lexsort((carrier, number))
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


def _ends(index: npt.NDArray[np.intp], ordinals: Ints) -> tuple[Ints, Ints]:
    """Keep of the carriers of each key the newest and the first."""
    order = np.lexsort((ordinals, index))
    index, ordinals = index[order], ordinals[order]
    start = np.searchsorted(index, index)
    end = np.searchsorted(index, index, "right")
    at = np.arange(len(index))
    kept = (at == start) | (at >= end - NEWEST)
    return index[kept].astype(np.int64), ordinals[kept]
