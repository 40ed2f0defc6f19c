from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.collect import dates

MORNING = "2024-03-04T10:00:00+00:00"
MIDNIGHT = "2024-03-04T00:00:00+00:00"

READ: list[tuple[Any, str]] = [
    ("2024-03-04", MIDNIGHT),
    (" 2024-03-04T10:00:00Z ", MORNING),
    ("2024-03-04 10:00:00 UTC", MORNING),
    ("2024-03-04 05:00 am est", MORNING),
    ("2024-03-04T05:00:00-05:00", MORNING),
    ("20240304", MIDNIGHT),
    ("20240304100000", MORNING),
    ("Mon, 04 Mar 2024 05:00:00 -0500", MORNING),
    ("Mon, 04 Mar 2024 10:00:00 GMT", MORNING),
    ("Mon Mar  4 10:00:00 2024", MORNING),
    ("Mon Mar 04 2024 11:00:00 GMT+0100 (Central European Standard Time)", MORNING),
    ("Monday 4 March 2024, 10:00", MORNING),
    ("March 4th, 2024 at 10am", MORNING),
    ("Mar. 4, 2024 2:00 AM PST", MORNING),
    ("4 March 2024 12:00 a.m.", MIDNIGHT),
    ("04-Mar-2024", MIDNIGHT),
    ("2024/3/4 10:00", MORNING),
    ("4.3.2024", MIDNIGHT),
    ("3/25/2024", "2024-03-25T00:00:00+00:00"),
    ("25/3/2024", "2024-03-25T00:00:00+00:00"),
    ("5/5/2024", "2024-05-05T00:00:00+00:00"),
    (1709546400, MORNING),
    (1709546400.0, MORNING),
    ("1709546400", MORNING),
    ("1709546400000", MORNING),
    (1709546400000000, MORNING),
    (datetime(2024, 3, 4, 11, tzinfo=timezone(timedelta(hours=1))), MORNING),
]

NOT_GUESSED: list[Any] = [
    "", "yesterday", "2 hours ago", "today 10:00", "0", "2024", "March 2024",
    "03/04/2024",  # 3 April or 4 March
    "2024-03-04 10:00 CEST", "2024-13-04", "31/02/2024", "4 Marz 2024", "4 March 2024 25:00", "4 March 2024 13 pm",
    "4 March 2024 or so", "4 March 20245", "99999999999999", "x" * 10_000,
    True, None, 0, -5, 17, 10**400, float("nan"), float("inf"), 1e300, [], {}, b"2024-03-04", date(2024, 3, 4),
]  # fmt: skip


@pytest.mark.parametrize(("value", "expected"), READ)
def test_is_read(value: Any, expected: str) -> None:
    moment = dates.parse(value)
    assert moment is not None
    assert moment.isoformat() == expected


@pytest.mark.parametrize("value", NOT_GUESSED)
def test_is_not_guessed(value: Any) -> None:
    assert dates.parse(value) is None


@given(st.one_of(st.text(max_size=70), st.integers(), st.floats(), st.from_regex(r"[\d/:. apmjanutc+-]{6,40}")))
def test_anything_is_a_time_in_utc_or_nothing(value: Any) -> None:
    moment = dates.parse(value)
    assert moment is None or moment.tzinfo is UTC


@given(st.datetimes(min_value=datetime(1000, 1, 1), max_value=datetime(9998, 1, 1)))  # noqa: DTZ001
def test_iso_comes_back(moment: datetime) -> None:
    assert dates.parse(moment.isoformat()) == moment.replace(tzinfo=UTC)
