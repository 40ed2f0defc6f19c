"""How often scores of this size were right: inductive Venn-Abers predictors, and the calibration error.

Source: Vovk, Petej and Fedorova 2015, "Large-scale probabilistic predictors with and without guarantees of validity"
(inductive Venn-Abers). For a new score isotonic regression is fitted twice, once as if its label were no and once as if
it were yes: the truth lies between the two, and the distance says how much the labels can tell. It holds only for
labels drawn at random: groups that a score chose are not a sample of groups.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import isotonic_regression

from firstlight.records import Interval

LEAST = 100
"""Audited groups, at least, from which a calibration is made at all."""

WIDE = 0.25
"""Width of an interval above which the audit is said not to know."""

_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Calibration:
    """A fitted predictor: `at` are the k distinct scores seen, ascending; `low` and `high` have 2k + 1 values each.

    Value 2i is for scores just below at[i], value 2i + 1 for at[i] itself, and the last for all above.
    """

    at: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    labels: int

    def interval(self, score: float) -> Interval:
        """Return the probability for a score with its bounds; see `wide`."""
        place = bisect_left(self.at, score)
        exact = place < len(self.at) and self.at[place] == score
        low, high = self.low[2 * place + exact], self.high[2 * place + exact]
        return Interval(round(high / (1 - low + high), 4), low, high)


def wide(interval: Interval) -> bool:
    """Whether an interval is too wide to stand on: the audit has not seen enough groups like this one."""
    return interval.high - interval.low > WIDE


def fit(scores: Sequence[float], labels: Sequence[bool]) -> Calibration | None:
    """Fit a predictor to audited groups; None with fewer than LEAST of them, or when all have one label."""
    if len(scores) < LEAST or len(set(labels)) < 2:
        return None
    at, where = np.unique(np.asarray(scores, float), return_inverse=True)
    hits = np.bincount(where, weights=np.asarray(labels, float)).astype(np.float64)
    counts = np.bincount(where).astype(np.float64)
    low, high = [], []
    for place in range(2 * len(at) + 1):
        low.append(_with_one_more(hits, counts, place, 0.0))
        high.append(_with_one_more(hits, counts, place, 1.0))
    return Calibration(tuple(at.tolist()), tuple(low), tuple(high), len(scores))


def _with_one_more(hits: _Floats, counts: _Floats, place: int, label: float) -> float:
    """Fit with one more group of `label` at `place` (see Calibration), and return what the fit says there."""
    index, exact = divmod(place, 2)
    hits, counts = hits.copy(), counts.copy()
    if exact:
        hits[index] += label
        counts[index] += 1
    else:
        hits, counts = np.insert(hits, index, label), np.insert(counts, index, 1.0)
    return round(float(isotonic_regression(hits / counts, weights=counts).x[index]), 6)


def error(values: Sequence[float], labels: Sequence[bool], bins: int = 10) -> float:
    """Return the expected calibration error: |value - frequency| averaged over `bins` bins of equally many groups.

    Source: Naeini, Cooper and Hauskrecht 2015; bins of equal number, because most values are small. 0 without groups.
    """
    if not values:
        return 0.0
    order = np.argsort(np.asarray(values), kind="stable")
    pairs = np.column_stack([np.asarray(values, float), np.asarray(labels, float)])[order]
    parts = np.array_split(pairs, min(bins, len(pairs)))
    return float(sum(len(part) * abs(part[:, 0].mean() - part[:, 1].mean()) for part in parts) / len(pairs))
