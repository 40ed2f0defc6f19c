"""Extraction's floors: on the held-out half of the tables and on the challenge, pinned to the corpus they are for."""

from __future__ import annotations

import pytest

from benchmarks.extraction import floors
from benchmarks.extraction.measure import HALVES, half_of, wilson


def test_the_corpus_is_the_one_that_the_floors_are_for() -> None:
    assert floors.digest() == floors.DIGEST, "a table has changed: measure again, then pin the new digest in floors.py"


def test_no_family_of_hidden_numbers_falls_through_its_floor() -> None:
    broken = [measured for measured in floors.families() if not measured.stands]
    assert broken == []


def test_no_other_kind_falls_through_its_floor_and_no_span_is_wrong() -> None:
    assert [measured for measured, _ in floors.by_kind() if not measured.stands] == []
    assert {measured.name: wrong for measured, wrong in floors.by_kind() if wrong} == {}


def test_the_challenge_does_not_fall_through_its_floor() -> None:
    assert [measured for measured in floors.challenged() if not measured.stands] == []


@pytest.mark.parametrize("size", [0, 1, 2, 7, 30])
def test_the_halves_of_a_table_share_nothing_and_lose_nothing(size: int) -> None:
    rows = list(range(size))
    public, held_out = (half_of(rows, half) for half in HALVES)
    assert sorted(public + held_out) == rows
    assert not set(public) & set(held_out)
    assert len(public) - len(held_out) in {0, 1}


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"),
    [(0, 0, 0.0, 1.0), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (50, 100, 0.404, 0.596)],
)
def test_intervals_are_those_of_wilson(hits: int, trials: int, low: float, high: float) -> None:
    assert wilson(hits, trials) == pytest.approx((low, high), abs=0.001)
