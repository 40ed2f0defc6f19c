"""How much a shingle says: fixed weights, so that linking depends on postings and never on what arrived before them.

Boilerplate, and wording that is stolen and handed around, is told by how many otherwise unrelated posters carry it; it
weighs less, and is never dropped. What is counted once is frozen: weights that moved with every batch would let groups
depend on where batches end.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstlight.link.ragged import Ragged, Words

Floats = npt.NDArray[np.float64]

POSTERS = 1_000
"""Posters assumed beside those counted, so that in a handful of postings no shingle is called common."""

LEAST = 3
"""Posters that a shingle must be shared by to be kept in the table; below, it is as good as never seen."""


@dataclass(frozen=True, eq=False)
class Background:
    """Weights in nats of the shingles that many carry, sorted by shingle; `rare` is the weight of all others.

    `posters`: how many were counted; it serves as the table's version.
    """

    shingles: npt.NDArray[np.uint32]
    common: Floats
    rare: float
    posters: int

    def weights(self, shingles: npt.NDArray[np.uint32]) -> Floats:
        """Return the weight of each shingle."""
        weights = np.full(len(shingles), self.rare)
        if len(self.shingles):
            place = np.minimum(np.searchsorted(self.shingles, shingles), len(self.shingles) - 1)
            known = self.shingles[place] == shingles
            weights[known] = self.common[place[known]]
        return weights

    def write(self, path: Path) -> None:
        """Write the table to a file, for `read`."""
        with path.open("wb") as file:
            np.savez(file, shingles=self.shingles, common=self.common, rare=self.rare, posters=self.posters)

    @staticmethod
    def read(path: Path) -> Background:
        """Return the table in a file."""
        with np.load(path) as held:
            return Background(held["shingles"], held["common"], float(held["rare"]), int(held["posters"]))


UNIFORM = Background(np.empty(0, np.uint32), np.empty(0), 6.90625, 0)
"""No shingle is known to be common; each weighs what one does that none of `POSTERS` carries."""


def weigh(sketches: pa.Table) -> Background:
    """Count in how many posters' texts each shingle stands, and weigh it by the logarithm of one over that share.

    A poster is whoever gives the same identifiers; of postings without any, each wording is one.
    """
    shingles = Ragged.of(sketches.column("shingles"))
    poster = _posters(Ragged.of(sketches.column("keys")), sketches.column("digest").to_numpy())
    known, whose = np.unique(poster, return_inverse=True)
    said = np.unique(np.stack([whose[shingles.rows], shingles.values.astype(np.int64)]), axis=1)
    values, carriers = np.unique(said[1], return_counts=True)
    shared = carriers >= LEAST
    every = len(known) + POSTERS
    weights = _exact(np.log(every / (carriers[shared] + 1)))
    return Background(values[shared].astype(np.uint32), weights, float(_exact(np.log(every))), len(known))


def _exact(weights: Floats | float) -> Floats:
    """Return weights in whole 256ths, so that sums are exact and do not follow the order of adding."""
    return np.round(np.asarray(weights) * 256) / 256


def _posters(keys: Ragged, digests: Words) -> Words:
    """Return a number for the poster of each posting: its smallest identifier, or its wording when it gives none."""
    smallest = digests.copy()
    some = keys.lengths > 0
    if some.any():
        smallest[some] = np.minimum.reduceat(keys.values, keys.offsets[:-1][some])
    return smallest
