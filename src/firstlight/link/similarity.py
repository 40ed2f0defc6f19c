"""How alike two wordings are: exact Jaccard of their shingles, each weighted by how rare it is."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from firstlight.link.ragged import Ints, Ragged

Floats = npt.NDArray[np.float64]

_PRIOR = 1_000
"""Texts assumed around the ones at hand, so that in a handful of postings no shingle is called common."""

_CHUNK = 500_000


class Likeness(NamedTuple):
    """For each pair: weighted Jaccard in 0..1, and the weight in nats of what both say."""

    jaccard: Floats
    common: Floats


def likeness(shingles: Ragged, digests: npt.NDArray[np.uint64], early: Ints, late: Ints) -> Likeness:
    """Compare texts `early[i]` and `late[i]` for each i. Copies (equal digests) count once in what is common."""
    vocabulary, column = np.unique(shingles.values, return_inverse=True)
    weights = _weights(shingles, column, len(vocabulary), digests)
    root = np.sqrt(weights)[column].astype(np.float32)
    shape = (len(shingles), len(vocabulary))
    texts = csr_array((root, column.astype(np.int32), shingles.offsets.astype(np.int64)), shape=shape)
    totals = np.add.reduceat(np.append(weights[column], 0.0), np.minimum(shingles.offsets[:-1], len(column)))
    totals[shingles.lengths == 0] = 0.0
    common = np.zeros(len(early))
    for start in range(0, len(early), _CHUNK):
        some = slice(start, start + _CHUNK)
        common[some] = texts[early[some]].multiply(texts[late[some]]).sum(axis=1)
    both = totals[early] + totals[late] - common
    return Likeness(np.divide(common, both, out=np.zeros_like(common), where=both > 0), common)


def _weights(shingles: Ragged, column: Ints, vocabulary: int, digests: npt.NDArray[np.uint64]) -> Floats:
    """Return each shingle's weight: the logarithm of one over the share of distinct texts that carry it."""
    _, first = np.unique(digests, return_index=True)
    distinct = np.zeros(len(digests), dtype=bool)
    distinct[first] = True
    carriers = np.bincount(column[distinct[shingles.rows]], minlength=vocabulary)
    weights: Floats = np.log((len(first) + _PRIOR) / (carriers + 1))
    return weights
