"""Who ranks groups better that nobody trained on: declared weights, the explainable machine, or the challenger.

Held out by group and by time: each fold trains on what was decided before a moment, and ranks the groups decided in the
span after it. Signs with a hard rule are hidden from all three, since a shared identifier or a stated age often made
the label; what is compared is the order of everything else.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean

from firstlight.assess.learning.challenger import challenge
from firstlight.assess.learning.examples import Example
from firstlight.assess.learning.model import Factors, Model
from firstlight.assess.learning.training import train
from firstlight.assess.priors import Priors
from firstlight.assess.score import weigh

CUTS = (0.4, 0.6, 0.8)
"""Where the folds are cut, as shares of the decisions in order of time; the last ends with the newest."""

GAIN = {"minor": 3.0, "trafficking": 1.0}
FIRST = 50

LEAST_HELD_OUT = 3
"""Groups with a gain that the held-out folds must hold together, for the trial to say anything."""

Learner = Callable[[Sequence[Example], Priors], dict[str, Factors]]


def boosted(examples: Sequence[Example], priors: Priors) -> dict[str, Factors]:
    """Train the explainable machine."""
    return train(examples, priors)[0]


LEARNERS: dict[str, Learner] = {"ebm": boosted, "lambdarank": challenge}


@dataclass(frozen=True, slots=True)
class Trial:
    """nDCG at FIRST by learner, one value a fold (`declared` is the untrained one), and who won."""

    folds: dict[str, tuple[float, ...]]
    winner: str
    held_out: int

    def mean(self, learner: str) -> float:
        """Mean nDCG over the folds; 0 for a learner that did not run."""
        values = self.folds.get(learner, ())
        return fmean(values) if values else 0.0


def compare(examples: Sequence[Example], priors: Priors) -> Trial:
    """Try each learner on held-out groups; declared weights win unless one is better in the mean and most folds.

    `examples` are in order of time, one a group.
    """
    folds: dict[str, list[float]] = {name: [] for name in ("declared", *LEARNERS)}
    held_out = 0
    for cut, end in zip(CUTS, (*CUTS[1:], 1.0), strict=True):
        before, after = (
            examples[: round(cut * len(examples))],
            examples[round(cut * len(examples)) : round(end * len(examples))],
        )
        rising = sum(example.said.label in GAIN for example in after)
        if not rising or rising == len(after):
            continue
        held_out += rising
        folds["declared"].append(ndcg(after, {}, priors))
        for name, learn in LEARNERS.items():
            folds[name].append(ndcg(after, learn(before, priors), priors))
    best = max(folds, key=lambda name: (fmean(folds[name]) if folds[name] else 0.0, name == "declared"))
    wins = sum(a > b for a, b in zip(folds[best], folds["declared"], strict=True))
    losses = sum(a < b for a, b in zip(folds[best], folds["declared"], strict=True))
    if held_out < LEAST_HELD_OUT or wins <= losses:
        best = "declared"
    return Trial({name: tuple(round(value, 4) for value in values) for name, values in folds.items()}, best, held_out)


def ndcg(examples: Sequence[Example], factors: dict[str, Factors], priors: Priors) -> float:
    """Rank examples by what factors make of them, hard rules hidden, and return nDCG at FIRST with GAIN."""
    model = Model(0, "", priors.version, "", factors, {})
    scored = []
    for example in examples:
        shown = {name: s for name, s in example.strengths.items() if priors.weights[name].urgent is None}
        signs = model.weigh(shown, priors) if factors else weigh(shown, priors)
        scored.append(
            (-sum(sign.contribution for sign in signs), example.said.group, GAIN.get(example.said.label, 0.0))
        )
    gains = [gain for *_, gain in sorted(scored)]
    return _dcg(gains[:FIRST]) / _dcg(sorted(gains, reverse=True)[:FIRST])


def _dcg(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))
