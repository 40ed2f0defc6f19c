"""The declared weights of evidence, read from priors.yaml and checked against the registry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from firstlight.assess.indicators import REGISTRY
from firstlight.errors import InputError


@dataclass(frozen=True, slots=True)
class Weight:
    """What one sign says at full strength: points for each question, and the strength from which it is urgent."""

    minor: float
    control: float
    grade: str
    source: str
    urgent: float | None = None


@dataclass(frozen=True, slots=True)
class Shares:
    """How much a point of each question counts in the score, which orders the queue."""

    minor: float
    control: float


@dataclass(frozen=True, slots=True)
class Base:
    """The odds before any sign, and how unsure everything is; see the comments in priors.yaml."""

    minor: float
    control: float
    doubt: float
    ads: float
    grades: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Tiers:
    """The scores that open a tier, in points."""

    high: float
    review: float
    spam: float


@dataclass(frozen=True, slots=True)
class Priors:
    """One version of the declared weights; there is a weight for every indicator of the registry."""

    version: int
    base: Base
    score: Shares
    tiers: Tiers
    weights: Mapping[str, Weight]

    def points(self, name: str) -> float:
        """Points that an indicator adds to the score at full strength."""
        weight = self.weights[name]
        return self.score.minor * weight.minor + self.score.control * weight.control


@cache
def declared() -> Priors:
    """Return the weights that ship with Firstlight."""
    return parse((files("firstlight.assess") / "priors.yaml").read_text(encoding="utf-8"))


def parse(text: str) -> Priors:
    """Read weights from YAML.

    Raises InputError naming what is wrong: a part missing or unknown, a number out of range, an indicator
    without a weight or a weight without an indicator, or a grade that is not the indicator's own.
    """
    try:
        document = yaml.safe_load(text)
        priors = Priors(
            version=int(document["version"]),
            base=Base(**document["base"]),
            score=Shares(**document["score"]),
            tiers=Tiers(**document["tiers"]),
            weights={name: Weight(**entry) for name, entry in document["indicators"].items()} | _added(),
        )
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"priors: cannot be read: {error}") from error
    for problem in _problems(priors):
        raise InputError(f"priors: {problem}")
    return priors


def _added() -> dict[str, Weight]:
    """The weights that plugins' indicators bring along."""
    return {name: Weight(*of.points, of.grade, of.source) for name, of in REGISTRY.items() if of.points is not None}


def _problems(priors: Priors) -> list[str]:
    base, tiers = priors.base, priors.tiers
    problems = []
    if not all(_is_number(p) and 0 < p < 1 for p in (base.minor, base.control)):
        problems.append("base.minor and base.control must lie between 0 and 1")
    if not all(_is_number(n) and n > 0 for n in (base.doubt, base.ads, *base.grades.values())):
        problems.append("base.doubt, base.ads and base.grades must be above 0")
    if not all(_is_number(share) and share > 0 for share in (priors.score.minor, priors.score.control)):
        problems.append("score.minor and score.control must be above 0")
    if (
        not all(map(_is_number, (tiers.high, tiers.review, tiers.spam)))
        or not tiers.high > tiers.review > 0 < tiers.spam
    ):
        problems.append("tiers must have high > review > 0 and spam > 0")
    problems += [f"{name} has no weight" for name in REGISTRY if name not in priors.weights]
    for name, weight in priors.weights.items():
        if name not in REGISTRY:
            problems.append(f"{name} is not an indicator")
        elif weight.grade != REGISTRY[name].grade or weight.grade not in base.grades:
            problems.append(f"{name} has grade {weight.grade}, the indicator has {REGISTRY[name].grade}")
        elif not (_is_number(weight.minor) and _is_number(weight.control)) or weight.minor * weight.control < 0:
            problems.append(f"{name} needs two numbers that do not pull in different directions")
    return problems


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
