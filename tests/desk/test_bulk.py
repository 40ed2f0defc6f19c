from __future__ import annotations

import gc
from contextlib import suppress

import pytest

from firstlight.desk.bulk import made, uncollected
from firstlight.records import Edge


def test_records_made_by_column_are_those_made_one_by_one() -> None:
    rows = [("a", "b", "phone", "+19185550142", 0.9), ("b", "c", "wording", "", 0.5)]
    assert made(Edge, 2, zip(*rows, strict=True)) == [Edge(*row) for row in rows]


def test_no_rows_make_no_records() -> None:
    assert made(Edge, 0, [[]] * 5) == []


def test_a_column_too_few_is_an_error() -> None:
    with pytest.raises(ValueError, match="shorter"):
        made(Edge, 1, [["a"]])


def test_the_collector_rests_within_and_runs_again_after_a_failure() -> None:
    states = []
    with suppress(KeyError), uncollected():
        with uncollected():
            states.append(gc.isenabled())
        states.append(gc.isenabled())
        raise KeyError
    assert (states, gc.isenabled()) == ([False, False], True)


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
