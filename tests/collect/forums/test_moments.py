from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.collect.forums.moments import Reading, month_of, order_of
from firstlight.collect.forums.zones import Zone, by_clock, stated

CAPTURED = datetime(2026, 6, 5, 15, tzinfo=UTC)
BERLIN = Reading(CAPTURED, Zone(named=ZoneInfo("Europe/Berlin")), None)
MINUS_FIVE = Reading(CAPTURED, Zone(-300), None)
NOWHERE = Reading(CAPTURED, None, None)

TOLD = [
    (NOWHERE, "1709544731", "2024-03-04T09:32:11", "absolute"),
    (NOWHERE, "2024-03-04T10:32:11+0100", "2024-03-04T09:32:11", "absolute"),
    (NOWHERE, "2024-03-04T10:32:11+01:00", "2024-03-04T09:32:11", "absolute"),
    (NOWHERE, "2024-03-04T10:32:11.123Z", "2024-03-04T10:32:11", "absolute"),
    (NOWHERE, "2024-03-04 10:32", "2024-03-04T10:32:00", "no zone"),
    (NOWHERE, "2024-03-04 10:32 PM", "2024-03-04T22:32:00", "no zone"),
    (MINUS_FIVE, "Mon Mar 04, 2024 7:14 pm", "2024-03-05T00:14:00", "absolute"),
    (MINUS_FIVE, "« on: September 19, 2007, 01:08:14 PM »", "2007-09-19T18:08:14", "absolute"),
    (MINUS_FIVE, "4th March 2024, 10:32", "2024-03-04T15:32:00", "absolute"),
    (MINUS_FIVE, "Mar 4, 2024 at 12:05 AM", "2024-03-04T05:05:00", "absolute"),
    (MINUS_FIVE, "14 April, 2025 - 12:25 AM", "2025-04-14T05:25:00", "absolute"),
    (MINUS_FIVE, "10:25 PM - 13 April, 2025", "2025-04-14T03:25:00", "absolute"),
    (BERLIN, "04.03.2024, 10:32", "2024-03-04T09:32:00", "absolute"),
    (BERLIN, "04.07.2024, 10:32", "2024-07-04T08:32:00", "absolute"),
    (BERLIN, "Mo 4. März 2024, 10:32", "2024-03-04T09:32:00", "absolute"),
    (BERLIN, "lun. 4 août 2025 10:32", "2025-08-04T08:32:00", "absolute"),
    (BERLIN, "4 de marzo de 2024, 10:32", "2024-03-04T09:32:00", "absolute"),
    (BERLIN, "04 марта 2024, 10:32", "2024-03-04T09:32:00", "absolute"),
    (BERLIN, "25-12-2024, 10:32", "2024-12-25T09:32:00", "absolute"),
    (BERLIN, "12/25/24, 10:32", "2024-12-25T09:32:00", "absolute"),
    (BERLIN, "Today, 10:32 AM", "2026-06-05T08:32:00", "relative"),
    (BERLIN, "Yesterday at 10:32:11 pm", "2026-06-04T20:32:11", "relative"),
    (BERLIN, "Gestern, 10:32 Uhr", "2026-06-04T08:32:00", "relative"),
    (NOWHERE, "Today at 10:32 AM", "2026-06-05T10:32:00", "no zone"),
    (NOWHERE, "5 minutes ago", "2026-06-05T14:55:00", "relative"),
    (NOWHERE, "an hour ago", "2026-06-05T14:00:00", "relative"),
    (NOWHERE, "vor 3 Stunden", "2026-06-05T12:00:00", "relative"),
    (NOWHERE, "just now", "2026-06-05T15:00:00", "relative"),
]


@pytest.mark.parametrize(("reading", "text", "moment", "clock"), TOLD)
def test_times_as_boards_write_them(reading: Reading, text: str, moment: str, clock: str) -> None:
    told = reading.read(text)
    assert told.moment is not None
    assert (told.moment.isoformat().removesuffix("+00:00"), told.clock) == (moment, clock)


@pytest.mark.parametrize(
    "text", ["", "Posts: 12", "32.13.2024, 10:32", "at 10:32", "Fenruary 4, 2024", "9/2024", "x" * 900]
)
def test_what_is_no_time_is_not_guessed_at(text: str) -> None:
    assert BERLIN.read(text).moment is None


@pytest.mark.parametrize(
    ("month_first", "moment", "assumed"),
    [(True, "2024-03-04", False), (False, "2024-04-03", False), (None, "2024-03-04", True)],
)
def test_the_order_of_day_and_month_is_told_or_assumed(month_first: bool | None, moment: str, assumed: bool) -> None:
    told = Reading(CAPTURED, Zone(0), month_first).read("03-04-2024, 10:32 AM")
    assert told.moment is not None
    assert (told.moment.date().isoformat(), told.assumed_order) == (moment, assumed)


@pytest.mark.parametrize(
    ("texts", "today", "order"),
    [
        (["03-04-2024", "03-25-2024"], None, True),
        (["03-04-2024", "25-03-2024"], None, False),
        (["03-04-2024"], None, None),
        (["06-05-2026, 12:00 PM"], datetime(2026, 6, 5), True),  # noqa: DTZ001
        (["05-06-2026, 12:00 PM"], datetime(2026, 6, 5), False),  # noqa: DTZ001
        (["04.03.2024"], None, None),
    ],
)
def test_order_of(texts: list[str], today: datetime | None, order: bool | None) -> None:
    assert order_of(texts, today) is order


@pytest.mark.parametrize(("name", "number"), [("march", 3), ("märz", 3), ("мая", 5), ("dezember", 12), ("sept", 9)])
def test_months_in_many_languages(name: str, number: int) -> None:
    assert month_of(name) == number


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("All times are UTC", 0),
        ("All times are UTC+02:00", 120),
        ("All times are GMT -5. The time now is 10:32 AM.", -300),
        ("All times are UTC + 1 hour [ DST ]", 120),
        ("Alle Zeiten sind UTC+05:30", 330),
    ],
)
def test_zones_that_boards_state(text: str, minutes: int) -> None:
    assert stated([text]) == Zone(minutes)


def test_a_zone_by_name_has_its_own_summer_time() -> None:
    zone = stated(["All times are Europe/Berlin"])
    assert zone is not None
    assert zone.moment(datetime(2024, 7, 4, 12)).hour == 10  # noqa: DTZ001
    assert zone.moment(datetime(2024, 1, 4, 12)).hour == 11  # noqa: DTZ001


@pytest.mark.parametrize("text", ["", "All times are local", "UTC+99", "No/Where"])
def test_a_zone_that_is_not_stated(text: str) -> None:
    assert stated([text]) in (None, Zone(0))
    assert stated(["All times are local"]) is None


@pytest.mark.parametrize(
    ("hour", "minute", "dated", "minutes"),
    [(17, 0, True, 120), (17, 3, True, 120), (20, 30, True, 330), (17, 7, True, None), (6, 0, False, -540)],
)
def test_a_boards_clock_tells_its_zone(hour: int, minute: int, dated: bool, minutes: int | None) -> None:
    zone = by_clock(datetime(2026, 6, 5, hour, minute), CAPTURED, dated=dated)  # noqa: DTZ001
    assert (zone.minutes if zone else None) == minutes


@given(st.text(max_size=80))
def test_any_text_is_read_or_not(text: str) -> None:
    told = BERLIN.read(text)
    assert (told.moment is None) == (told.clock == "none")
