from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from firstlight.assess.worklist import TURNS, compose, diverse, needed
from firstlight.records import Interval, Lead, Reason
from tests.desk.world import lead

RISK = [lead(n, score=50.0 - n)[1] for n in range(40)]
RANDOM = [lead(n)[1] for n in range(100, 110)]
URGENT = [lead(n, "urgent")[1] for n in range(200, 203)]


def doubtful(number: int, width: float, *signs: str) -> Lead:
    reasons = tuple(Reason(sign, 1.0, "", "C") for sign in signs)
    return replace(
        lead(number)[1], possible_minor=Interval(0, 0, width), possible_control=Interval(0, 0, 0), reasons=reasons
    )


def test_of_ten_places_seven_are_risk_two_uncertain_one_random() -> None:
    assert Counter(TURNS) == {"risk": 7, "uncertain": 2, "random": 1}
    listed = compose([], RISK, RISK, RANDOM, 20)
    assert Counter(share for share, _ in listed) == {"risk": 14, "uncertain": 4, "random": 2}


def test_urgent_stand_first_and_outside_the_shares() -> None:
    listed = compose(URGENT, RISK, RISK, RANDOM, 13)
    assert [share for share, _ in listed[:3]] == ["urgent"] * 3
    assert Counter(share for share, _ in listed[3:]) == {"risk": 7, "uncertain": 2, "random": 1}


def test_a_group_drawn_at_random_counts_as_random_even_at_the_top() -> None:
    listed = compose([], RISK, RISK, [RISK[0]], 10)
    assert [share for share, one in listed if one.group == RISK[0].group] == ["random"]


def test_the_most_doubtful_come_first_and_likeness_counts_against() -> None:
    pool = [doubtful(1, 0.9, "A", "B"), doubtful(2, 0.85, "A", "B"), doubtful(3, 0.6, "C"), doubtful(4, 0.1, "D")]
    assert [one.group for one in diverse(pool)] == [pool[n].group for n in (0, 2, 1, 3)]


@given(st.integers(0, 60), st.integers(0, 40), st.integers(0, 10), st.integers(0, 3))
def test_every_place_is_filled_while_there_is_work_and_nobody_stands_twice(
    top: int, risk: int, random: int, urgent: int
) -> None:
    listed = compose(URGENT[:urgent], RISK[:risk], RISK[:risk], RANDOM[:random], top)
    names = [one.group for _, one in listed]
    assert len(names) == len(set(names)) == min(top, risk + random + urgent)


def test_needed_adds_up() -> None:
    assert all(sum(needed(top).values()) == top for top in range(50))
