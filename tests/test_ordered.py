"""Sorted arrays answer as plain lists of tuples do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight import ordered

Entry = tuple[int, int]
KEYS = st.integers(0, 3) | st.just(2**64 - 1)
ENTRIES = st.lists(st.tuples(KEYS, st.integers(-3, 9) | st.just(2**62)), max_size=30)


def columns(entries: list[Entry]) -> tuple[ordered.Keys, ordered.Numbers]:
    return np.array([key for key, _ in entries], np.uint64), np.array([rank for _, rank in entries], np.int64)


def rows(keys: ordered.Numbers, ranks: ordered.Numbers) -> list[Entry]:
    return list(zip(keys.tolist(), ranks.tolist(), strict=True))


@given(ENTRIES)
@settings(deadline=None)
def test_what_is_distinct_is_in_order_and_there_once(entries: list[Entry]) -> None:
    keys, ranks = columns(entries)
    assert ordered.distinct(keys).tolist() == sorted(set(keys.tolist()))
    assert rows(*ordered.distinct_rows(keys, ranks)) == sorted(set(entries))


@given(ENTRIES)
@settings(deadline=None)
def test_entries_are_put_in_order_and_equal_ones_stay_as_they_came(entries: list[Entry]) -> None:
    found = ordered.in_order(*columns(entries)).tolist()
    assert found == sorted(range(len(entries)), key=lambda at: entries[at])


@given(ENTRIES, ENTRIES)
@settings(deadline=None)
def test_two_runs_join_as_a_stable_sort_joins_them(older: list[Entry], newer: list[Entry]) -> None:
    older, newer = sorted(older), sorted(newer)
    both = older + newer
    found = ordered.joined(columns(older), columns(newer)).tolist()
    assert found == sorted(range(len(both)), key=lambda at: both[at])


@given(ENTRIES, st.lists(KEYS, max_size=9))
@settings(deadline=None)
def test_spans_hold_all_of_a_key_and_nothing_else(entries: list[Entry], asked: list[int]) -> None:
    run = sorted(key for key, _ in entries)
    left, right = ordered.spans(np.array(run, np.uint64), np.array(asked, np.uint64))
    told = [run[a:b] for a, b in zip(left.tolist(), right.tolist(), strict=True)]
    assert told == [[key] * run.count(key) for key in asked]
    places = ordered.spread(left, right - left).tolist()
    assert places == [at for a, b in zip(left.tolist(), right.tolist(), strict=True) for at in range(a, b)]


@given(ENTRIES, ENTRIES, st.integers(1, 3))
@settings(deadline=None)
def test_around_finds_all_within_reach_of_a_place_each_once(run: list[Entry], asked: list[Entry], width: int) -> None:
    run, asked = sorted(run), sorted(asked)
    found = ordered.around(columns(run), *columns(asked), width).tolist()
    wanted = set()
    for key, rank in asked:
        mine = [at for at, entry in enumerate(run) if entry[0] == key]
        place = sum(run[at][1] < rank for at in mine)
        wanted |= set(mine[max(place - width, 0) : place + width + 1])
    assert found == sorted(wanted)


@pytest.mark.parametrize(("side", "place"), [("left", [1, 0, 3, 4]), ("right", [3, 0, 3, 5])])
def test_bisecting_stays_within_its_span(side: ordered.Side, place: list[int]) -> None:
    values = np.array([1, 5, 5, 2, 9], np.int64)
    left, right = np.array([0, 0, 3, 3]), np.array([3, 3, 3, 5])
    assert ordered.bisected(values, left, right, np.array([5, 0, 7, 9]), side).tolist() == place
