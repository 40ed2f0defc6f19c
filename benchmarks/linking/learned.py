"""Shingles weighed by how rare they are, to see what linking would gain: it counts each the same.

A shingle weighs the logarithm of one over the share of posters whose texts hold it (inverse document frequency;
Spärck Jones 1972), learned from the very postings that are linked. A poster is whoever gives the same identifiers; of
postings without any, each wording is one. In the product such weights would follow all postings, so that each new one
changed them for every pair, and groups would depend on when they were learned.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy.sparse import csr_array

from firstlight.link import dividing, seeing
from firstlight.link.ragged import Ints, Ragged, Words
from firstlight.link.similarity import Likeness

Floats = npt.NDArray[np.float64]

POSTERS = 1_000
"""Posters assumed beside those counted, so that in a handful of postings no shingle is called common."""

LEAST = 3
"""Posters that a shingle must be shared by; below, it is as good as never seen."""

UNSEEN = np.log(POSTERS)
"""What a shingle weighs that none of `POSTERS` carries: one of these is worth one shingle of linking's own measure."""


@contextmanager
def weighed(sketches: pa.Table) -> Iterator[None]:
    """Let linking weigh shingles by how rare they are in these sketches (SKETCH) while the block runs."""
    values, weights, rare = weigh(sketches)

    def likeness(shingles: Ragged, early: Ints, late: Ints) -> Likeness:
        place = np.minimum(np.searchsorted(values, shingles.values), max(len(values) - 1, 0))
        known = values[place] == shingles.values if len(values) else np.zeros(len(place), dtype=bool)
        return _likeness(shingles, early, late, np.where(known, weights[place] if len(values) else rare, rare))

    with patch.object(seeing, "likeness", likeness), patch.object(dividing, "likeness", likeness):
        yield


def weigh(sketches: pa.Table) -> tuple[npt.NDArray[np.uint32], Floats, float]:
    """Return shingles that several posters carry, sorted, the weight of each in nats, and that of all others."""
    shingles = Ragged.of(sketches.column("shingles"))
    poster = _posters(Ragged.of(sketches.column("keys")), sketches.column("digest").to_numpy())
    known, whose = np.unique(poster, return_inverse=True)
    said = np.unique(np.stack([whose[shingles.rows], shingles.values.astype(np.int64)]), axis=1)
    values, carriers = np.unique(said[1], return_counts=True)
    shared = carriers >= LEAST
    every = len(known) + POSTERS
    return values[shared].astype(np.uint32), np.log(every / (carriers[shared] + 1)), float(np.log(every))


def _likeness(shingles: Ragged, early: Ints, late: Ints, weights: Floats) -> Likeness:
    totals = np.bincount(shingles.rows, weights, len(shingles))
    _, column = np.unique(shingles.values, return_inverse=True)
    shape = (len(shingles), int(column.max(initial=-1)) + 1)
    there = csr_array((np.ones(len(column)), column, shingles.offsets), shape=shape)
    rare = csr_array((weights, column, shingles.offsets), shape=shape)
    both: Floats = np.asarray(rare[early].multiply(there[late]).sum(axis=1)) if shape[1] else np.zeros(len(early))
    either = totals[early] + totals[late] - both
    alike = np.divide(both, either, out=np.zeros_like(both), where=either > 0)
    return Likeness(alike, np.floor(both / UNSEEN).astype(np.int64))


def _posters(keys: Ragged, digests: Words) -> Words:
    """Return a number for the poster of each posting: its smallest identifier, or its wording when it gives none."""
    smallest = digests.copy()
    some = keys.lengths > 0
    if some.any():
        smallest[some] = np.minimum.reduceat(keys.values, keys.offsets[:-1][some])
    return smallest
