"""The form of an indicator, and the registry that they all stand in.

An indicator is a function from a group's facts to a Signal, or None when it has nothing to say. Its docstring is what
the investigator reads about it, so the registry refuses one without.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from firstlight.assess.facts import GroupFacts
from firstlight.records import Mention

Grade = Literal["A", "B", "C"]
"""A: tested against ads with known outcomes, controls included. B: seen in known cases. C: expert lists only."""

GRADES: tuple[Grade, ...] = ("A", "B", "C")


@dataclass(frozen=True, slots=True)
class Signal:
    """What an indicator found: strength 0..1, the reason in plain words, and every mention it rests on."""

    strength: float
    reason: str
    evidence: Sequence[Mention]


Function = Callable[[GroupFacts], Signal | None]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A registered indicator. `explanation` is its docstring."""

    id: str
    family: str
    grade: Grade
    source: str
    explanation: str
    function: Function

    def __call__(self, group: GroupFacts) -> Signal | None:
        """Ask the indicator about one group."""
        return self.function(group)


REGISTRY: dict[str, Indicator] = {}
"""Every indicator by id, in the order of declaration; filled by importing firstlight.assess.indicators."""


def indicator(identifier: str, *, family: str, grade: Grade, source: str) -> Callable[[Function], Function]:
    """Register the function below under an id.

    Raises ValueError, when the module is imported, for an id used twice, an unknown grade, or a missing docstring,
    family or source.
    """

    def register(function: Function) -> Function:
        explanation = " ".join((function.__doc__ or "").split())
        if not explanation:
            raise ValueError(f"{identifier} has no docstring: it is what the investigator reads")
        if not (family and source) or grade not in GRADES:
            raise ValueError(f"{identifier} needs a family, a source and a grade of A, B or C")
        if identifier in REGISTRY:
            raise ValueError(f"{identifier} is declared twice")
        REGISTRY[identifier] = Indicator(identifier, family, grade, source, explanation, function)
        return function

    return register


def saturate(count: float, half: float) -> float:
    """Map a count to 0..1 so that more is more, ever less so: `half` gives one half, twice `half` three quarters."""
    return 1.0 - math.pow(0.5, max(count, 0.0) / half)


def prevalence(hits: int, ads: int) -> float:
    """How much of a group shows a sign, 0..1: the square root of (hits / (ads + 1)).

    The added one keeps a single ad from speaking as loudly as ten that agree. The root keeps a sign alive that an
    operator dilutes with clean ads, while a chance hit among a hundred ads stays small.
    """
    return math.sqrt(hits / (ads + 1))
