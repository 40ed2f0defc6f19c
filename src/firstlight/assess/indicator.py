"""The form of an indicator, and the registry that they all stand in.

An indicator is a function from a group's facts to a Signal, or None when it has nothing to say. Its docstring is what
the investigator reads about it, so the registry refuses one without.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
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
    """A registered indicator. `explanation` is its docstring.

    plugin: who added it, empty for what ships with Firstlight. points: for a plugin's indicator, what it says at full
    strength for (minor, control); those of the others are declared in priors.yaml.
    """

    id: str
    family: str
    grade: Grade
    source: str
    explanation: str
    function: Function
    plugin: str = ""
    points: tuple[float, float] | None = None

    def __call__(self, group: GroupFacts) -> Signal | None:
        """Ask the indicator about one group."""
        return self.function(group)


REGISTRY: dict[str, Indicator] = {}
"""Every indicator by id, in the order of declaration; filled by importing firstlight.assess.indicators."""


MOST_POINTS = 10.0
"""What a plugin's indicator may say at most: ten times the odds. Only a hard rule says more."""

_plugin: ContextVar[str] = ContextVar("plugin", default="")


@contextmanager
def registering(plugin: str) -> Iterator[None]:
    """Note that what is registered in this block is a plugin's."""
    token = _plugin.set(plugin)
    try:
        yield
    finally:
        _plugin.reset(token)


def indicator(
    identifier: str, *, family: str, grade: Grade, source: str, points: tuple[float, float] | None = None
) -> Callable[[Function], Function]:
    """Register the function below under an id.

    A plugin says with `points` what its sign is worth at full strength, in decibans, for (minor, control): each 0 to
    MOST_POINTS, for a sign that lowers a score belongs to Firstlight itself.
    Raises ValueError, when the module is imported, for an id used twice, an unknown grade, points out of range, or a
    missing docstring, family or source.
    """

    def register(function: Function) -> Function:
        explanation = " ".join((function.__doc__ or "").split())
        if not explanation:
            raise ValueError(f"{identifier} has no docstring: it is what the investigator reads")
        if not (family and source) or grade not in GRADES:
            raise ValueError(f"{identifier} needs a family, a source and a grade of A, B or C")
        if identifier in REGISTRY:
            raise ValueError(f"{identifier} is declared twice")
        plugin = _plugin.get() or (function.__module__ if points else "")
        if plugin and not points:
            raise ValueError(f"{identifier} is a plugin's: it says its points, since priors.yaml cannot")
        if points and not all(0 <= part <= MOST_POINTS for part in points):
            raise ValueError(f"{identifier} needs two numbers of points from 0 to {MOST_POINTS:g}")
        if plugin and family == "spam":
            raise ValueError(f"{identifier}: the family spam makes a group spam, which a plugin may not")
        entry = Indicator(identifier, family, grade, source, explanation, function, plugin, points)
        REGISTRY[identifier] = entry
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
