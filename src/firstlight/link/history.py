"""What linking asks of everything linked before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa


class History(Protocol):
    """Earlier postings, found by key. A key is one of a sketch's `keys` or `bands`."""

    def lookup(self, keys: npt.NDArray[np.uint64], newest: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.int64]]:
        """Return (index into `keys`, ordinal) of earlier carriers: of each key the first, and at least the `newest`."""
        ...

    def sketches(self, ordinals: npt.NDArray[np.int64], columns: Sequence[str]) -> pa.Table:
        """Return columns of the SKETCH of earlier postings, in the order asked."""
        ...

    def roots(self, ordinals: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return the group of each earlier posting, as the ordinal of the group's first."""
        ...
