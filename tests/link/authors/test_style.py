from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.link.authors.style import FEWEST_OTHERS, FEWEST_WORDS, Cohort
from firstlight.link.authors.writing import MOST, writing
from tests.link.authors.people import prose

OTHERS = [writing([prose(100 + at, at)]) for at in range(30)]
COHORT = Cohort(OTHERS)


def test_one_writer_is_more_alike_than_two() -> None:
    same = [COHORT.compare(writing([prose(at, 1)]), writing([prose(at, 2)])) for at in range(8)]
    apart = [
        COHORT.compare(writing([prose(a, 1)]), writing([prose(b, 2)])) for a, b in itertools.permutations(range(4), 2)
    ]
    assert min(one.probability for one in same) > max(one.probability for one in apart)
    assert all(one.verdict == "alike" for one in same)
    assert not any(one.verdict == "alike" for one in apart)


def test_it_does_not_matter_who_is_named_first() -> None:
    a, b = writing([prose(1, 1)]), writing([prose(2, 2)])
    assert COHORT.compare(a, b).distinction == pytest.approx(COHORT.compare(b, a).distinction, abs=1e-4)


def test_too_little_is_never_judged() -> None:
    short, long = writing([prose(1, 1, 3)]), writing([prose(1, 2)])
    found = COHORT.compare(short, long)
    assert short.words < FEWEST_WORDS
    assert (found.verdict, found.probability) == ("cannot tell", 0.5)
    assert "Too little" in found.text


def test_too_few_others_are_never_compared_with() -> None:
    few = Cohort(OTHERS[: FEWEST_OTHERS - 1])
    found = few.compare(writing([prose(1, 1)]), writing([prose(1, 2)]))
    assert found.verdict == "cannot tell"
    assert "others to compare with" in found.text
    assert Cohort([]).compare(writing([prose(1, 1)]), writing([prose(1, 2)])).verdict == "cannot tell"


def test_habits_are_named() -> None:
    found = COHORT.compare(writing([prose(1, 1)]), writing([prose(1, 2)]))
    assert found.habits
    assert all(habit.removeprefix("hardly any ") for habit in found.habits)


# What names or reaches somebody is no habit: both texts count alike.
ALIKE = [
    ("Call 918 555 0142 now", "Call 000 000 0000 now"),
    ("see https://example.org/a?b=1 there", "see there"),
    ("write to ivy@example.org please", "write to please"),
    ("Key mQINBFabcdefghijklmnopqrstuvwxyz0123456789ABCD end", "Key end"),
    ("two\n\n lines\tof it", "two lines of it"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_addresses_and_numbers_are_left_out(one: str, other: str) -> None:
    assert writing([one]).counts == writing([other]).counts


def test_case_and_marks_are_habits() -> None:
    assert writing(["Well, yes!!"]).counts != writing(["well yes!"]).counts


def test_only_so_much_is_read() -> None:
    assert writing(["a b " * MOST]).words <= MOST


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=300), max_size=4))
def test_any_text_can_be_counted_and_compared(texts: list[str]) -> None:
    counted = writing(texts)
    assert counted.runs.sum() >= 0
    found = COHORT.compare(counted, writing([*texts, prose(3, 3)]))
    assert 0 <= found.probability <= 1
