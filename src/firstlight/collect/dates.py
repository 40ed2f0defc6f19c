"""Dates in whatever form a row gives them, to UTC.

A date without a zone is taken as UTC. A date that could be read two ways (03/04/2024) or that names a zone
not known here is not guessed at: it has no reading, and the caller keeps the words as they stood.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
            "sep sept september", "oct october", "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

_ZONES = {
    "utc": 0, "gmt": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip
"""Hours from UTC. Source: RFC 5322, section 4.3."""

_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_YEAR = r"(?P<year>\d{4})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATES = tuple(
    re.compile(rf"(?:[a-z]{{3,9}}\.?,?\s+)?{form}")
    for form in (
        rf"{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}",  # Mon, 4 March 2024; 04-Mar-2024
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",  # Monday, March 4th, 2024
        rf"{_YEAR}[/.](?P<number>\d{{1,2}})[/.]{_DAY}",  # 2024/3/4
        rf"(?P<first>\d{{1,2}})(?P<mark>[/.-])(?P<second>\d{{1,2}})(?P=mark){_YEAR}",  # 4.3.2024, 3/25/2024
    )
)
_CTIME = re.compile(rf"[a-z]{{3}}\s+{_MONTH}\s+{_DAY}\s+(?P<clock>\d\d:\d\d:\d\d)\s+{_YEAR}")
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?)?\s*(?P<half>[ap]\.?m\.?)?"
    r"\s*(?:\(?(?P<zone>[a-z]{1,3})\)?)?\s*(?P<offset>[+-]\d\d:?\d\d)?(?:\s*\([a-z ]+\))?"
)
_EPOCHS = {9: 1, 10: 1, 12: 1e3, 13: 1e3, 15: 1e6, 16: 1e6}
"""Digits in a count since 1970, to its units a second."""


def parse(value: Any) -> datetime | None:
    """Read a date or a count since 1970 (seconds, milli- or microseconds); None when it has no one reading."""
    try:
        if isinstance(value, datetime):
            return _utc(value)
        if isinstance(value, bool):
            return None
        if isinstance(value, int | float):
            return _epoch(value)
        if isinstance(value, str):
            return _text(value.strip())
    except (ValueError, OverflowError):
        return None
    return None


def _text(text: str) -> datetime | None:
    if not 6 <= len(text) <= 80:
        return None
    if text.isascii() and text.isdigit():
        if len(text) == 14:  # the stamp of web archives: 20240304120000
            return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        if len(text) in _EPOCHS:
            return _epoch(int(text))
    try:
        return _utc(datetime.fromisoformat(text))
    except ValueError:
        return _words(text.lower())


def _words(text: str) -> datetime | None:
    if found := _CTIME.fullmatch(text):
        text = f"{found['month']} {found['day']} {found['year']} {found['clock']}"
    for form in _DATES:
        if found := form.match(text):
            day = _day(found.groupdict())
            rest = text[found.end() :]
            return _clock(day, rest) if day else None
    # An ISO date with a zone by name, or with a time that ISO does not know.
    if (found := re.match(r"\d{4}-\d\d-\d\d", text)) and text[10:11] in (" ", "t"):
        return _clock(datetime.fromisoformat(found[0]), text[10:])
    return None


def _day(parts: dict[str, str]) -> datetime | None:
    year = int(parts["year"])
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        if parts["mark"] == "." or first > 12 or first == second:  # dots are written by those who put the day first
            return datetime(year, second, first)  # noqa: DTZ001  (the zone follows from the time)
        return datetime(year, first, second) if second > 12 else None  # noqa: DTZ001
    month = int(parts["number"]) if "number" in parts else _MONTHS.get(parts["month"])
    return datetime(year, month, int(parts["day"])) if month else None  # noqa: DTZ001


def _clock(day: datetime, rest: str) -> datetime | None:
    rest = re.sub(r"^(?:,|\s|\bat\b|t(?=\d))+", "", rest)
    if not rest:
        return _utc(day)
    found = _TIME.fullmatch(rest)
    if not found or not (found["minute"] or found["half"]):
        return None
    hour = int(found["hour"])
    if half := found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    zone = found["zone"]
    if zone and zone not in _ZONES:
        return None
    shift = timedelta(hours=_ZONES.get(zone or "utc", 0))
    if offset := found["offset"]:
        digits = offset[1:].replace(":", "")
        shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:])) * (-1 if offset[0] == "-" else 1)
    moment = day.replace(hour=hour, minute=int(found["minute"] or 0), second=int(found["second"] or 0))
    return _utc(moment.replace(tzinfo=timezone(shift)))


def _epoch(count: float) -> datetime | None:
    units = _EPOCHS.get(len(str(int(count))))
    return datetime.fromtimestamp(count / units, UTC) if units and count > 0 else None


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
