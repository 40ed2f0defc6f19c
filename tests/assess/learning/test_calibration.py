from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.assess.learning.calibration import LEAST, Calibration, error, fit, wide
from firstlight.records import Interval

PAIRS = st.lists(st.tuples(st.integers(-4, 12), st.booleans()), min_size=LEAST, max_size=LEAST + 40)


def pooled(pairs: list[tuple[float, bool]], at: float) -> float:
    """Isotonic regression at one score by its definition: the largest, over starts below, of the smallest mean."""
    scores = sorted({score for score, _ in pairs})

    def mean(low: float, high: float) -> float:
        held = [label for score, label in pairs if low <= score <= high]
        return sum(held) / len(held)

    return max(min(mean(low, high) for high in scores if high >= at) for low in scores if low <= at)


def by_definition(pairs: list[tuple[float, bool]], score: float) -> tuple[float, float]:
    return pooled([*pairs, (score, False)], score), pooled([*pairs, (score, True)], score)


@settings(deadline=None)
@given(PAIRS, st.integers(-6, 14), st.booleans())
def test_the_bounds_are_those_of_the_definition(pairs: list[tuple[float, bool]], score: int, between: bool) -> None:
    fitted = fit([score for score, _ in pairs], [label for _, label in pairs])
    if fitted is None:
        assert len({label for _, label in pairs}) == 1
        return
    asked = score + (0.5 if between else 0.0)
    found = fitted.interval(asked)
    assert (found.low, found.high) == pytest.approx(by_definition(pairs, asked), abs=2e-6)
    assert found.low - 1e-4 <= found.value <= found.high + 1e-4


def test_too_few_or_one_class_only_calibrate_nothing() -> None:
    few = [float(at) for at in range(LEAST - 1)]
    assert fit(few, [at % 2 == 0 for at in range(LEAST - 1)]) is None
    assert fit([1.0] * LEAST, [True] * LEAST) is None
    assert fit([], []) is None


def test_scores_that_nobody_audited_are_wide() -> None:
    dice = random.Random(1)  # noqa: S311 (a lottery)
    scores = [float(dice.randrange(4)) for _ in range(300)]
    fitted = fit(scores, [dice.random() < 0.05 for _ in scores])
    assert isinstance(fitted, Calibration)
    assert not wide(fitted.interval(2.0))
    assert wide(fitted.interval(40.0))


@pytest.mark.parametrize(("low", "high", "is_wide"), [(0.0, 0.25, False), (0.1, 0.36, True)])
def test_wide(low: float, high: float, is_wide: bool) -> None:
    assert wide(Interval(low, low, high)) is is_wide


@pytest.mark.parametrize(
    ("values", "labels", "expected"),
    [([], [], 0.0), ([1.0, 0.0], [True, False], 0.0), ([0.5, 0.5], [True, False], 0.5), ([1.0], [False], 1.0)],
)
def test_error(values: list[float], labels: list[bool], expected: float) -> None:
    assert error(values, labels) == expected
