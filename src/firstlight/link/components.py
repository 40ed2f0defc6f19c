"""Connected components over arrays of edges."""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from firstlight.link.ragged import Ints


def components(count: int, left: Ints, right: Ints) -> Ints:
    """Return for nodes 0..count-1 the number of the component that each is in, after joining left[i] to right[i]."""
    ties = coo_array((np.ones(len(left), dtype=bool), (left, right)), shape=(count, count))
    _, labels = connected_components(ties, directed=False)
    found: Ints = labels.astype(np.int64)
    return found
