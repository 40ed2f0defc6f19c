from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.link.authors.summertime import RULES, in_summer
from firstlight.link.authors.zone import LEVEL, OFFSETS, Zone, histogram, zone
from tests.link.authors.people import times


def test_a_common_day_tells_its_zone_to_the_hour_three_times_of_four() -> None:
    misses = [(found.offset - offset + 12) % 24 - 12 for offset in range(-11, 13) if (found := of_zone(offset))]
    assert len(misses) == 24
    assert sum(abs(miss) <= 1 for miss in misses) / len(misses) > 0.75


def of_zone(offset: int) -> Zone | None:
    return zone(times(offset + 20, 150, offset))


def test_intervals_hold_as_often_as_they_say_also_for_those_who_rise_late_or_early() -> None:
    lates = [0] * 10 + [-3, -2, -1, -1, 1, 1, 2, 2, 3, 4]
    held = [found.holds(2) for at, late in enumerate(lates) if (found := zone(times(at, 100, 2, late)))]
    assert len(held) == len(lates)
    assert sum(held) / len(held) >= LEVEL


def test_places_that_are_named_sharpen_it_and_hours_that_speak_against_them_are_heard() -> None:
    moments = times(7, 100, -5)
    alone, near, far = zone(moments), zone(moments, {-5: 3.0}), zone(moments, {9: 3.0})
    assert alone is not None
    assert near is not None
    assert far is not None
    assert near.offset == -5
    assert near.width <= alone.width
    assert not far.holds(9)


def test_few_posts_say_little_and_none_nothing() -> None:
    one, many = zone(times(1, 1, 3)), zone(times(1, 200, 3))
    assert one is not None
    assert many is not None
    assert not one.says_something
    assert one.width > many.width
    assert zone(np.empty(0, np.int64)) is None


def test_posts_of_one_hour_count_once() -> None:
    few = times(4, 30, -6)
    assert zone(few) == zone(np.repeat(few, 5))


def test_a_clock_that_lies_costs_nothing_and_breaks_nothing() -> None:
    far = np.array([-(1 << 62), 0, (1 << 62)], np.int64)
    found = zone(far)
    assert found is not None
    assert found.hours == 3


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 2**51), min_size=1, max_size=50), st.integers(1, 23))
def test_probabilities_add_up_and_the_best_lies_in_the_interval(moments: list[int], hours: int) -> None:
    found = zone(np.array(moments, np.int64))
    assert found is not None
    assert sum(found.probabilities) == pytest.approx(1)
    assert sum(found.summer.values()) == pytest.approx(1)
    assert sum(p for offset, p in zip(OFFSETS, found.probabilities, strict=True) if found.holds(offset)) >= LEVEL - 1e-9
    assert sum(histogram(np.array(moments, np.int64), hours).ravel()) == len(moments)


# Each case: a moment in UTC, the rule, the standard offset, whether clocks stand forward.
CASES = [
    ("2026-03-29T00", "europe", 1, False),
    ("2026-03-29T01", "europe", 1, True),
    ("2026-10-25T00", "europe", 1, True),
    ("2026-10-25T01", "europe", 1, False),
    ("2026-03-08T06", "north america", -5, False),
    ("2026-03-08T07", "north america", -5, True),
    ("2026-11-01T05", "north america", -5, True),
    ("2026-11-01T06", "north america", -5, False),
    ("2026-01-15T00", "south", 10, True),
    ("2026-07-15T00", "south", 10, False),
    ("2026-07-15T00", "none", 1, False),
]


@pytest.mark.parametrize(("moment", "rule", "offset", "forward"), CASES)
def test_summer_time(moment: str, rule: str, offset: int, forward: bool) -> None:
    hours = np.array([np.datetime64(moment, "h").astype(np.int64)])
    assert in_summer(hours, rule, offset).tolist() == [forward]


def test_summer_time_of_no_hours() -> None:
    assert all(not len(in_summer(np.empty(0, np.int64), rule, 0)) for rule in RULES)
