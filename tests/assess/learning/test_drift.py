from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.assess.learning.drift import MUCH, drift, portrait, psi
from tests.desk.world import lead

SHARES = st.lists(st.floats(0.01, 1.0), min_size=3, max_size=3).map(lambda of: [share / sum(of) for share in of])


@pytest.mark.parametrize(
    ("then", "now", "index"),
    [([0.5, 0.5], [0.5, 0.5], 0.0), ([0.8, 0.2], [0.4, 0.6], 0.7167), ([1.0, 0.0], [1.0, 0.0], 0.0)],
)
def test_psi(then: list[float], now: list[float], index: float) -> None:
    assert psi(then, now) == index


@given(SHARES, SHARES)
def test_psi_is_never_negative_and_has_no_direction(then: list[float], now: list[float]) -> None:
    assert psi(then, now) == pytest.approx(psi(now, then), abs=1e-4)
    assert psi(then, now) >= 0


def test_a_market_that_changed_is_seen() -> None:
    calm = portrait(lead(n, score=1.0)[1] for n in range(50))
    wild = portrait(lead(n, score=12.0)[1] for n in range(50))
    assert drift(calm, calm)["score"] == 0
    assert drift(calm, wild)["score"] > MUCH
    assert drift(calm, wild)["AD-X"] == 0


def test_nothing_to_compare_says_nothing() -> None:
    assert portrait([]) == {}
    assert drift({}, portrait([lead(1)[1]])) == {}
