"""How alike two wordings are: exact Jaccard of their shingles, each weighted by how rare it is."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from firstlight.link.ragged import Ints, Ragged, common

Floats = npt.NDArray[np.float64]

_PRIOR = 1_000
"""Texts assumed around the ones at hand, so that in a handful of postings no shingle is called common."""


class Likeness(NamedTuple):
    """For each pair: weighted Jaccard in 0..1, and the weight in nats of what both say."""

    jaccard: Floats
    weight: Floats


def likeness(shingles: Ragged, digests: npt.NDArray[np.uint64], early: Ints, late: Ints) -> Likeness:
    """Compare texts `early[i]` and `late[i]` for each i. Copies (equal digests) count once in what is common."""
    vocabulary, column = np.unique(shingles.values, return_inverse=True)
    weights = _weights(shingles, column, len(vocabulary), digests)[column]
    totals = np.add.reduceat(np.append(weights, 0.0), np.minimum(shingles.offsets[:-1], len(column)))
    totals[shingles.lengths == 0] = 0.0
    both = common(shingles, early, late, weights)
    either = totals[early] + totals[late] - both
    return Likeness(np.divide(both, either, out=np.zeros_like(both), where=either > 0), both)


def _weights(shingles: Ragged, column: Ints, vocabulary: int, digests: npt.NDArray[np.uint64]) -> Floats:
    """Return each shingle's weight: the logarithm of one over the share of distinct texts that carry it."""
    _, first = np.unique(digests, return_index=True)
    distinct = np.zeros(len(digests), dtype=bool)
    distinct[first] = True
    carriers = np.bincount(column[distinct[shingles.rows]], minlength=vocabulary)
    weights: Floats = np.log((len(first) + _PRIOR) / (carriers + 1))
    return weights
