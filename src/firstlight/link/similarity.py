"""How alike two wordings are: exact Jaccard of their shingles, each weighted by how rare the background says it is."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from firstlight.link.background import UNIFORM, Background
from firstlight.link.ragged import Ints, Ragged, common

Floats = npt.NDArray[np.float64]


class Likeness(NamedTuple):
    """For each pair: weighted Jaccard in 0..1, and the weight in nats of what both say."""

    jaccard: Floats
    weight: Floats


def likeness(shingles: Ragged, early: Ints, late: Ints, background: Background = UNIFORM) -> Likeness:
    """Compare texts `early[i]` and `late[i]` for each i, each shingle weighed by the background."""
    weights = background.weights(shingles.values)
    totals = np.add.reduceat(np.append(weights, 0.0), np.minimum(shingles.offsets[:-1], len(weights)))
    totals[shingles.lengths == 0] = 0.0
    both = common(shingles, early, late, weights)
    either = totals[early] + totals[late] - both
    return Likeness(np.divide(both, either, out=np.zeros_like(both), where=either > 0), both)
