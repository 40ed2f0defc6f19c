"""Labels to factors: an explainable boosting machine that starts from the declared weights.

The machine (Nori et al. 2019, "InterpretML"; interpret-core) fits, for each sign, one step function of its strength, by
boosting in turn. It is given the declared log-odds of every group as its start, so what it fits is the correction; a
sign that the labels say nothing about keeps its declared weight. The correction then counts as far as it is better
known than the declared weight (`trust`), and is kept as a factor, bounded.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from firstlight.assess.learning.examples import QUESTIONS, Example, Question, voices
from firstlight.assess.learning.extra import needed
from firstlight.assess.learning.model import CELLS, LEAST_FACTOR, MOST_FACTOR, Factors, learnable
from firstlight.assess.priors import Priors
from firstlight.assess.score import ODDS, weigh

LEAST_EACH = 5
"""Labels of yes and of no, at least, from which a question is learned."""

DOUBTS = 2.0
"""Standard deviations of the declared doubt that labels are allowed to doubt a weight by."""

_ABSENT = 1e-9
_MIDDLES = (0.2, 0.55, 0.85)
"""A strength that stands for each cell."""

Correction = Mapping[str, tuple[float, ...]]
"""By sign, the log-odds that labels add to the declared ones, one for each cell."""

_Floats = npt.NDArray[np.float64]


def train(examples: Sequence[Example], priors: Priors) -> tuple[dict[str, Factors], dict[str, str]]:
    """Learn factors for each question that has the labels; and for the others, why not.

    Raises InputError where the extra `learn` is not installed. The same examples give the same factors.
    """
    factors: dict[str, Factors] = {}
    refused: dict[str, str] = {}
    for question in QUESTIONS:
        chosen = [example for example in examples if example.answer(question) is not None]
        yes = sum(bool(example.answer(question)) for example in chosen)
        if min(yes, len(chosen) - yes) < LEAST_EACH:
            refused[question] = _too_few(yes, len(chosen) - yes)
        else:
            declared = _declared(question, priors)
            known = trust(chosen, [bool(example.answer(question)) for example in chosen], declared, priors)
            factors[question] = to_factors(_boost(chosen, question, priors), declared, known)
    return factors, refused


def _declared(question: Question, priors: Priors) -> dict[str, float]:
    return {name: of.control if question == "control" else of.minor for name, of in priors.weights.items()}


def _too_few(yes: int, no: int) -> str:
    if not yes + no:
        return "no labels yet"
    if not (yes and no):
        return f"all {yes + no} labels say {'yes' if yes else 'no'}: both are needed, {LEAST_EACH} of each"
    return f"{yes} labels say yes and {no} say no: {LEAST_EACH} of each are needed"


def _boost(examples: Sequence[Example], question: Question, priors: Priors) -> Correction:
    glassbox = needed("interpret.glassbox")
    signs = asked(question, priors)
    weight = voices([example.said for example in examples])
    machine = glassbox.ExplainableBoostingClassifier(
        interactions=0,
        feature_names=signs,
        feature_types=[[_ABSENT, *CELLS]] * len(signs),
        outer_bags=8,
        max_rounds=400,
        learning_rate=0.02,
        min_samples_leaf=3,
        reg_lambda=1.0,
        n_jobs=1,
        random_state=1,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # few labels: it says so at length, and the trial is what decides
        machine.fit(
            matrix(examples, signs),
            np.array([int(bool(example.answer(question))) for example in examples]),
            sample_weight=np.array([weight[example.said.who] for example in examples]),
            init_score=np.array([log_odds(example, question, priors) for example in examples]),
        )
    # The first and last of a term's scores are for values missing and unknown.
    rows = {machine.feature_names_in_[term[0]]: scores[1:-1] for term, scores in _terms(machine)}
    return {name: tuple(float(score - row[0]) for score in row[1:]) for name, row in rows.items()}


def _terms(machine: object) -> list[tuple[tuple[int, ...], _Floats]]:
    return list(zip(machine.term_features_, machine.term_scores_, strict=True))  # type: ignore[attr-defined]


def asked(question: Question, priors: Priors) -> list[str]:
    """Return the signs that a question is learned on: those of spam for spam, the others for the others."""
    return [name for name in learnable(priors) if (priors.points(name) < 0) is (question == "spam")]


def matrix(examples: Sequence[Example], signs: Sequence[str]) -> _Floats:
    """Return strengths, one row an example and one column a sign; 0 where it does not show."""
    return np.array([[example.strengths.get(name, 0.0) for name in signs] for example in examples])


def log_odds(example: Example, question: Question, priors: Priors) -> float:
    """Return the declared (natural) log-odds of a group for a question, up to a constant."""
    declared = _declared(question, priors)
    total = sum(
        abs(declared[sign.id]) * example.strengths[sign.id] * sign.share
        for sign in weigh(example.strengths, priors)
        if (sign.points < 0) is (question == "spam")
    )
    return total * ODDS


def trust(
    examples: Sequence[Example], yes: Sequence[bool], declared: Mapping[str, float], priors: Priors
) -> dict[str, float]:
    """Return for each sign how far labels outweigh its declaration, 0..1: near 0 for few labels, near 1 for many.

    The weight of a Gaussian prior against a measurement: the declared doubt about a weight, by its grade, against the
    sampling variance of the log odds ratio in the table of sign and answer (Woolf 1955; half a group added to each
    cell, Haldane 1956; copies of one account's view weigh as `voices` says).
    """
    weight = voices([example.said for example in examples])
    found = {}
    for name, points in declared.items():
        cells = {(shown, answer): 0.5 for shown in (False, True) for answer in (False, True)}
        for example, answer in zip(examples, yes, strict=True):
            cells[name in example.strengths, answer] += weight[example.said.who]
        doubt = (DOUBTS * priors.base.grades[priors.weights[name].grade] * points * ODDS) ** 2
        found[name] = doubt / (doubt + sum(1 / count for count in cells.values()))
    return found


def to_factors(correction: Correction, declared: Mapping[str, float], known: Mapping[str, float]) -> Factors:
    """Turn log-odds added to each cell into bounded factors on declared points; nothing stays nothing.

    `known` is how far each sign's correction counts, see `trust`.
    """
    return {
        name: tuple(
            _bounded(1 + known[name] * step / (abs(declared[name]) * ODDS * middle))
            for step, middle in zip(added, _MIDDLES, strict=True)
        )
        for name, added in correction.items()
        if declared[name]
    }


def _bounded(factor: float) -> float:
    if not math.isfinite(factor):
        return 1.0
    return round(min(max(factor, LEAST_FACTOR), MOST_FACTOR), 3)
