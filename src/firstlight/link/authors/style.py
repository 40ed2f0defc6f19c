"""Whether two accounts write alike: verification against a cohort of others, with an answer "cannot tell".

Two texts in one language always have much in common. So likeness is counted against a cohort, other authors of the same
sites: each habit is taken by how far it lies from what the cohort does (Burrows's Delta, in its cosine form), and the
two are alike only as far as they are more alike than either is to the others (as in the impostors method).

Sources: Burrows, "Delta" (2002); Smith and Aldridge, "Improving authorship attribution" (2011) for the cosine;
Koppel and Winter, "Determining if two documents are written by the same author" (2014) for the comparison with others.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from firstlight.link.authors.writing import Writing

Floats = npt.NDArray[np.float32]
Verdict = Literal["alike", "different", "cannot tell"]

WORDS = 500
RUNS = 4_000
"""How many words and runs of characters are compared, the most frequent in the cohort first."""

FEWEST_WORDS = 300
"""Words (and marks) that both must have written; with fewer the answer is always "cannot tell"."""

FEWEST_OTHERS = 20
"""Others that a cohort must hold; with fewer the answer is always "cannot tell"."""

SURE = 0.9
"""At this probability or more two are "alike", at one minus it or less "different", between them nobody can tell."""

INTERCEPT, SLOPE, BY_LENGTH = -0.84, 0.53, 0.43
"""Calibration: log-odds = INTERCEPT + (SLOPE + BY_LENGTH * log10(words / 1000)) * distinction, at even prior odds.

Fitted to the training problems of PAN 2014 (English essays and novels, Spanish articles), whose texts nobody here
wrote; `benchmarks/authors.py` measures it on others. Beyond LONGEST words nothing is surer."""

LONGEST = 2_000

_CLIP = 2.0
_PER = 2_000.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two write.

    probability: that one wrote both, at even prior odds. distinction: by how many standard deviations, both sides
    added, the two are more alike than they are to the others. words: how many each has written. others: how many the
    two were compared with. habits: words and marks that both use more (or less) than others do, those that stand out
    most first.
    """

    verdict: Verdict
    probability: float
    distinction: float
    words: tuple[int, int]
    others: int
    habits: tuple[str, ...]

    @property
    def text(self) -> str:
        """The finding in words."""
        fewer = min(self.words)
        if fewer < FEWEST_WORDS:
            return f"Too little to compare how they write: {fewer:,} words, and {FEWEST_WORDS:,} are needed."
        if self.others < FEWEST_OTHERS:
            return f"Only {self.others} others to compare with; {FEWEST_OTHERS} are needed."
        if self.verdict == "alike":
            return f"They write more alike than chance allows ({self.probability:.0%}); that alone links nobody."
        if self.verdict == "different":
            return f"They write differently ({self.probability:.0%} that one wrote both): a warning against any link."
        return f"How they write does not tell ({self.probability:.0%} that one wrote both)."


class Cohort:
    """Others who write on the same sites: what is usual there. It must not hold those who are compared."""

    def __init__(self, others: Sequence[Writing]) -> None:
        self._others = [one for one in others if one.words >= FEWEST_WORDS]
        total: Counter[str] = Counter()
        for one in self._others:
            total.update({word: count / one.words for word, count in one.counts.items()})
        self._words = [word for word, _ in sorted(total.items(), key=lambda item: (-item[1], item[0]))[:WORDS]]
        self._index = {word: at for at, word in enumerate(self._words)}
        runs = sum((one.runs / max(one.runs.sum(), 1) for one in self._others), np.zeros(1, np.float32))
        self._runs = np.sort(np.argsort(-runs, kind="stable")[:RUNS]) if len(self._others) else np.zeros(0, np.int64)
        raw = [self._raw(one) for one in self._others]
        self._scales = [_Scale(np.array([one[part] for one in raw])) for part in (0, 1)] if raw else []
        self._vectors = [scale.unit(scale.rows) for scale in self._scales]

    def __len__(self) -> int:
        return len(self._others)

    def compare(self, one: Writing, other: Writing) -> Likeness:
        """Return how alike two authors write."""
        words, others = (one.words, other.words), len(self)
        if min(words) < FEWEST_WORDS or others < FEWEST_OTHERS:
            return Likeness("cannot tell", 0.5, 0.0, words, others, ())
        both = [scale.unit(np.array(pair)) for scale, pair in zip(self._scales, self._pairs(one, other), strict=True)]
        distinction = float(
            np.mean([_distinction(two, cohort) for two, cohort in zip(both, self._vectors, strict=True)])
        )
        odds = INTERCEPT + (SLOPE + BY_LENGTH * math.log10(min(*words, LONGEST) / 1_000)) * distinction
        probability = 1 / (1 + math.exp(-max(min(odds, 30.0), -30.0)))
        verdict: Verdict = "alike" if probability >= SURE else "different" if probability <= 1 - SURE else "cannot tell"
        return Likeness(verdict, probability, distinction, words, others, self._habits(both[0]))

    def _pairs(self, one: Writing, other: Writing) -> list[list[Floats]]:
        first, second = self._raw(one), self._raw(other)
        return [[a, b] for a, b in zip(first, second, strict=True)]

    def _raw(self, one: Writing) -> tuple[Floats, Floats]:
        """Return the logarithm of how often each word and each run comes in so many."""
        words = np.zeros(len(self._words), np.float32)
        for word, count in one.counts.items():
            if (at := self._index.get(word)) is not None:
                words[at] = count
        runs = one.runs[self._runs]
        return np.log1p(words * (_PER / max(one.words, 1))), np.log1p(runs * (_PER / max(float(runs.sum()), 1.0)))

    def _habits(self, both: Floats, most: int = 8) -> tuple[str, ...]:
        """Return the words in which two lie furthest from the others, on the same side."""
        shared = np.where(both[0] * both[1] > 0, np.minimum(np.abs(both[0]), np.abs(both[1])), 0.0)
        best = np.argsort(-shared, kind="stable")[:most]
        return tuple(
            self._words[at] if both[0][at] > 0 else f"hardly any {self._words[at]}" for at in best if shared[at] > 0
        )


class _Scale:
    """How far from the usual: mean and standard deviation of each column over a cohort."""

    def __init__(self, rows: Floats) -> None:
        self.rows = rows
        self._mean = rows.mean(0)
        self._spread = rows.std(0) + np.float32(1e-3)

    def unit(self, rows: Floats) -> Floats:
        """Return rows as directions: standard scores, clipped, of length 1."""
        scores = np.clip((rows - self._mean) / self._spread, -_CLIP, _CLIP)
        lengths = np.linalg.norm(scores, axis=1, keepdims=True)
        units: Floats = (scores / np.maximum(lengths, 1e-6)).astype(np.float32)
        return units


def _distinction(two: Floats, cohort: Floats) -> float:
    """Return by how many standard deviations two are more alike than each is to the others, both added."""
    alike = float(two[0] @ two[1])
    to_others = cohort @ two.T
    spread = np.maximum(to_others.std(0), 1e-3)
    return float(((alike - to_others.mean(0)) / spread).sum())
