"""In which zone a board shows its times: as it says, or as its clock shows against the moment of the capture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_NAMED = re.compile(r"\b([A-Z][A-Za-z]+/[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+)?)\b")
_OFFSET = re.compile(
    r"\b(?:UTC|GMT|WEZ|MEZ)\b\s*(?:(?P<sign>[+-]|\u2212)\s*(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?)?"
    r"(?:\s*hours?)?(?P<summer>\s*\[\s*DST\s*\])?"
)
_QUARTER = 900
_OFF = 240
"""How many seconds a board's clock may differ from a quarter hour of ours and still tell its zone."""


@dataclass(frozen=True, slots=True)
class Zone:
    """Minutes from UTC, or (where the board names it) a zone with its own summer time."""

    minutes: int = 0
    named: ZoneInfo | None = None

    def local(self, moment: datetime) -> datetime:
        """What a clock in this zone shows, without the zone."""
        if self.named:
            return moment.astimezone(self.named).replace(tzinfo=None)
        return (moment + timedelta(minutes=self.minutes)).replace(tzinfo=None)

    def moment(self, wall: datetime) -> datetime:
        """The moment in UTC at which a clock in this zone shows a time."""
        if self.named:
            return wall.replace(tzinfo=self.named).astimezone(UTC)
        return (wall - timedelta(minutes=self.minutes)).replace(tzinfo=UTC)


def stated(texts: list[str]) -> Zone | None:
    """The zone that a footer states: "All times are UTC+02:00", "GMT -5", "Europe/Berlin"; None when it states none."""
    for text in texts:
        if name := _NAMED.search(text):
            try:
                return Zone(named=ZoneInfo(name[1]))
            except (ZoneInfoNotFoundError, ValueError, OSError):
                pass
        if found := _OFFSET.search(text):
            minutes = 60 * int(found["hours"] or 0) + int(found["minutes"] or 0)
            minutes = -minutes if found["sign"] and found["sign"] != "+" else minutes
            minutes += 60 * bool(found["summer"])
            if abs(minutes) <= 14 * 60:
                return Zone(minutes)
    return None


def by_clock(shown: datetime, captured: datetime, *, dated: bool) -> Zone | None:
    """The zone in which a clock that shows `shown` (no zone) stands right at `captured`; None when it fits none.

    dated: whether `shown` has its day; without one, it is the time of day alone that is compared.
    """
    ahead = (shown.replace(tzinfo=UTC) - captured).total_seconds()
    if not dated:
        ahead = (ahead + 43_200) % 86_400 - 43_200
    quarters = round(ahead / _QUARTER)
    if abs(ahead - quarters * _QUARTER) > _OFF or abs(quarters) > 14 * 4:
        return None
    return Zone(quarters * 15)
