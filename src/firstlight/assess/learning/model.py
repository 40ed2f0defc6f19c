"""A trained model: factors on the declared weights, a calibration, and what it was made from, as JSON.

A file of numbers cannot run code, can be read by a person, and is applied without the library that made it. A model
changes how much a sign counts and nothing else: families, tiers, hard rules and the exact sum are as declared. Factors
are bounded, so no labels, poisoned or not, can silence a sign or make it count more than twice.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from firstlight.assess.indicators import REGISTRY
from firstlight.assess.learning.calibration import Calibration, wide
from firstlight.assess.priors import Priors
from firstlight.assess.score import Weighed, discount, intervals, quarters
from firstlight.errors import InputError
from firstlight.records import Interval

FORMAT = 1
"""The version of the file; raised when an older program could no longer read it."""

CELLS = (0.4, 0.7)
"""Strengths at which the next factor begins: weak, middling, strong."""

LEAST_FACTOR, MOST_FACTOR = 0.25, 2.0

Factors = Mapping[str, tuple[float, ...]]
"""By indicator, one factor for each cell of strength."""


@dataclass(frozen=True, slots=True)
class Model:
    """One version. `factors` and `calibration` are by question; `about` is what the model card is written from.

    learner: `declared` (calibration only), `ebm` or `lambdarank`. priors: the version of the declared weights that it
    was trained on. reference: what scores and signs looked like then, for drift.
    """

    version: int
    made: str
    priors: int
    learner: str
    factors: Mapping[str, Factors]
    calibration: Mapping[str, Calibration]
    reference: Mapping[str, Any] = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)

    def weigh(self, strengths: Mapping[str, float], priors: Priors) -> list[Weighed]:
        """Turn strengths into points as `score.weigh` does, each sign by its factors; the largest first."""
        return discount([Weighed(name, quarters(self._points(name, s, priors))) for name, s in strengths.items()])

    def parts(self, name: str, strength: float, priors: Priors) -> tuple[float, float]:
        """Return the points of a sign for (minor, control), after its factors."""
        weight = priors.weights[name]
        if weight.minor < 0 or weight.control < 0:
            scale = self._scaled("spam", name, strength)
            return weight.minor * scale, weight.control * scale
        return (
            weight.minor * self._scaled("minor", name, strength),
            weight.control * self._scaled("control", name, strength),
        )

    def _points(self, name: str, strength: float, priors: Priors) -> float:
        minor, control = self.parts(name, strength, priors)
        return priors.score.minor * minor + priors.score.control * control

    def _scaled(self, question: str, name: str, strength: float) -> float:
        """Return strength times factor; never less than a weaker sign would give."""
        factors = self.factors.get(question, {}).get(name)
        if factors is None:
            return strength
        cell = bisect_right(CELLS, strength)
        below = (factor * edge for factor, edge in zip(factors, CELLS[:cell], strict=False))
        return max(strength * factors[cell], *below) if cell else strength * factors[0]

    def values(
        self, signs: Sequence[Weighed], strengths: Mapping[str, float], ads: int, priors: Priors
    ) -> tuple[Interval, Interval]:
        """Possible minor and possible control: calibrated where the audit knows enough, else as declared."""
        declared = dict(zip(("minor", "control"), intervals(signs, ads, priors), strict=True))
        minor, control = (
            self._audited(question, raw_points(signs, strengths, self, priors, question), declared[question])
            for question in ("minor", "control")
        )
        return minor, control

    def _audited(self, question: str, points: float, declared: Interval) -> Interval:
        calibration = self.calibration.get(question)
        if calibration is None:
            return declared
        found = calibration.interval(points)
        return declared if wide(found) else found


def raw_points(
    signs: Sequence[Weighed], strengths: Mapping[str, float], model: Model | None, priors: Priors, question: str
) -> float:
    """Return the points of weighed signs for `minor` or `control` alone, families discounted: what is calibrated."""
    total = 0.0
    for sign in signs:
        if model is None:
            weight = priors.weights[sign.id]
            minor, control = weight.minor * strengths[sign.id], weight.control * strengths[sign.id]
        else:
            minor, control = model.parts(sign.id, strengths[sign.id], priors)
        total += sign.share * (minor if question == "minor" else control)
    return round(total * 4) / 4


def learnable(priors: Priors) -> list[str]:
    """Return the signs whose weight may change: with declared points and no hard rule, in the registry's order.

    A sign that tested as telling nothing stays at nothing. A sign with a hard rule made many of the labels itself, so
    they cannot say what it is worth.
    """
    return [name for name in REGISTRY if priors.points(name) and priors.weights[name].urgent is None]


def dump(model: Model) -> str:
    """Write a model as JSON that carries its own digest."""
    document = {"format": FORMAT, **asdict(model)}
    return _canonical({**document, "sha256": _digest(document)}) + "\n"


def parse(text: str) -> Model:
    """Read a model; raise InputError if it is newer, damaged, or not one."""
    try:
        document = json.loads(text, parse_constant=_no_number)
        version = document["format"]
        if isinstance(version, int) and version > FORMAT:
            raise InputError(
                f"is of a newer Firstlight (format {version}, this one reads {FORMAT}): upgrade this program"
            )
        if document.pop("sha256") != _digest(document):
            raise InputError(
                "is damaged: its digest does not hold; restore it from a copy, or roll back to another version"
            )
        del document["format"]
        factors = {q: {name: tuple(row) for name, row in of.items()} for q, of in document.pop("factors").items()}
        calibration = {
            question: Calibration(tuple(c["at"]), tuple(c["low"]), tuple(c["high"]), c["labels"])
            for question, c in document.pop("calibration").items()
        }
        model = Model(factors=factors, calibration=calibration, **document)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(f"is no model ({type(error).__name__}: {error}): roll back to another version") from error
    if problem := _problem(model):
        raise InputError(f"is no model ({problem}): roll back to another version")
    return model


def _problem(model: Model) -> str:
    rows = [row for of in model.factors.values() for row in of.values()]
    if any(len(row) != len(CELLS) + 1 for row in rows):
        return f"a sign needs {len(CELLS) + 1} factors"
    if not all(_within(factor, LEAST_FACTOR, MOST_FACTOR) for row in rows for factor in row):
        return f"factors lie between {LEAST_FACTOR} and {MOST_FACTOR}"
    for c in model.calibration.values():
        if not len(c.low) == len(c.high) == 2 * len(c.at) + 1 or list(c.at) != sorted(c.at):
            return "a calibration has the wrong length or order"
        if not all(_within(low, 0, 1) and _within(high, low, 1) for low, high in zip(c.low, c.high, strict=True)):
            return "a calibration is no probability"
    return ""


def _within(value: Any, low: float, high: float) -> bool:
    return isinstance(value, (int, float)) and math.isfinite(value) and low <= value <= high


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _canonical(document: Mapping[str, Any]) -> str:
    return json.dumps(document, sort_keys=True, indent=1, ensure_ascii=False)


def _digest(document: Mapping[str, Any]) -> str:
    return sha256(_canonical(document).encode()).hexdigest()
