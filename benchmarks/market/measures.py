"""What is counted. A queue is a list of reviews, each the postings that a person is shown together.

A review counts for the operator who wrote most of its postings, so that a system that ties the whole market together
finds one operator and not all; and an operator counts once, so that the second half of a split one gains nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from benchmarks.market.protocol import Truth
from firstlight.assess.learning import calibration

FIRST = 50
DAY = 20
"""Reviews that one person gets through in a day."""

GAIN = {"minor": 3.0, "controlled": 1.0}
"""What finding an operator is worth, by class; the others are worth nothing."""


class Review(NamedTuple):
    """One place in a queue: postings shown together; how likely a minor is (None where a system does not say)."""

    postings: Sequence[str]
    possible_minor: float | None = None
    alert: bool = False
    evidence: int | None = None


Queue = Sequence[Review]


def owner(review: Review, truth: Truth) -> Mapping[str, Any]:
    """Return a row of truth of the operator who wrote most of a review's postings; of two the first by name."""
    counts = Counter(truth[posting]["operator"] for posting in review.postings)
    most = min(counts, key=lambda name: (-counts[name], name))
    return next(truth[posting] for posting in review.postings if truth[posting]["operator"] == most)


def measures(queue: Queue, truth: Truth) -> dict[str, float]:
    """Measure a queue against the truth; see docs/benchmark.md for each name."""
    kinds = {row["operator"]: str(row["class"]) for row in truth.values()}
    owners = [owner(review, truth) for review in queue]
    minors = [name for name, kind in kinds.items() if kind == "minor"]
    seen: set[str] = set()
    gains, found = [], []
    for row in owners:
        name = row["operator"]
        new = name not in seen
        seen.add(name)
        gains.append(GAIN.get(kinds[name], 0.0) * new)
        found.append(kinds[name] == "minor" and new)
    ideal = sorted((GAIN.get(kind, 0.0) for kind in kinds.values()), reverse=True)
    classes = [str(row["class"]) for row in owners[:FIRST]]
    alerts = [row for review, row in zip(queue, owners, strict=True) if review.alert]
    known = {
        "minor recall at K": sum(found[: len(minors)]) / len(minors),
        f"nDCG at {FIRST}": dcg(gains[:FIRST]) / dcg(ideal[:FIRST]),
        f"minor operators in {DAY} reviews": float(sum(found[:DAY])),
        "reviews to the first": float(found.index(True) + 1) if True in found else math.inf,
        f"spam in first {FIRST}": float(sum(name in ("spam", "scam") for name in classes)),
        f"agencies in first {FIRST}": float(classes.count("agency")),
    }
    values = [review.possible_minor for review in queue if review.possible_minor is not None]
    if len(values) == len(queue):
        known["calibration error"] = calibration.error(values, [row["class"] == "minor" for row in owners])
    if alerts:
        known["alerts per 1,000 ads"] = 1000 * len(alerts) / len(truth)
        known["precision of alerts"] = sum(row["class"] in GAIN for row in alerts) / len(alerts)
        known["alerts without evidence"] = float(sum(r.alert and r.evidence == 0 for r in queue))
    return known


def dcg(gains: Sequence[float]) -> float:
    """Return the discounted sum of gains in their order."""
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


def interval(values: Sequence[float], draws: int = 4_000, share: float = 0.95) -> tuple[float, float]:
    """Return the bootstrap interval of the mean over seeds (percentiles of means of seeds drawn with replacement).

    Source: Efron and Tibshirani 1993, "An Introduction to the Bootstrap", chapter 13. The same values give the same.
    """
    dice = np.random.default_rng(1)
    means = dice.choice(np.asarray(values, dtype=float), (draws, len(values))).mean(axis=1)
    low, high = np.quantile(means, [(1 - share) / 2, (1 + share) / 2])
    return float(low), float(high)
