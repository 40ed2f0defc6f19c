"""How alike two wordings are: exact Jaccard of their shingles.

Every shingle counts the same. Weights by how rare a shingle is among all postings were measured
(benchmarks/linking/learned.py): they made groups worse, or no better, and what follows all postings changes with each
of them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from firstlight.link.ragged import Ints, Ragged, common


class Likeness(NamedTuple):
    """For each pair: Jaccard in 0..1, and how many shingles both say."""

    jaccard: npt.NDArray[np.float64]
    shared: Ints


def likeness(shingles: Ragged, early: Ints, late: Ints) -> Likeness:
    """Compare texts `early[i]` and `late[i]` for each i."""
    both = common(shingles, early, late)
    either = shingles.lengths[early] + shingles.lengths[late] - both
    return Likeness(np.divide(both, either, out=np.zeros(len(both)), where=either > 0), both)
