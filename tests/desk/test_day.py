from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from firstlight.desk import Desk
from firstlight.link import group_name
from tests.desk.world import ad, connect, day, lead, load


def test_an_empty_desk_has_no_newest_day(desk: Desk) -> None:
    found = desk.newest_day(datetime(2026, 2, 1, tzinfo=UTC))
    assert (found.day, found.ads, found.groups, found.new, found.decided) == (None, 0, 0, 0, 0)


def test_what_the_newest_day_brought_and_what_is_done(desk: Desk) -> None:
    days = ["2026-01-05", "2026-01-06", "2026-01-06", None, "2999-01-01"]
    load(desk, *(ad(n, "at", posted=posted) for n, posted in enumerate(days)))
    connect(desk, {0: 0, 1: 0, 2: 2, 3: 3, 4: 4})
    late = day("2026-01-06")
    unknown: dict[str, Any] = {"first_seen": None, "last_seen": None}
    desk.put_leads([
        lead(0, "urgent", first_seen=day("2026-01-05"), last_seen=late),
        lead(2, "high", first_seen=late, last_seen=late),
        lead(3, "low", **unknown), lead(4, "low", **unknown),
    ])  # fmt: skip
    entry = desk.label(group_name("ad-0"), "minor", who="Det. Rivera").entry
    now = datetime.now(UTC)
    found = desk.newest_day(now)
    assert (found.day, found.ads, found.groups, found.new) == (date(2026, 1, 6), 2, 2, 1)
    assert found.done == {"urgent": 1, "high": 0, "review": 0, "low": 0, "spam": 0}
    assert desk.newest_day(datetime(2026, 1, 5, 12, tzinfo=UTC)).ads == 1
    desk.undo(entry, who="Det. Rivera")
    assert desk.newest_day(now).done["urgent"] == 0
