"""Times as boards write them, to moments: whole dates in many languages, "Today", "Yesterday, 10:32", "5 minutes ago".

A board's page tells when it was captured, so words relative to that day can be resolved; and it tells its zone, or the
time that its clock shows, from which the zone follows (`zones`). What cannot be read is None, never a guess; where the
order of day and month cannot be told from anything on the page, the engine's usual order is taken and said so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from firstlight.collect.forums.zones import Zone

Clock = Literal["absolute", "relative", "no zone", "none"]
"""How a page tells a moment: with a zone (its own or the board's), in words, without a zone, or not at all."""

_EPOCH = re.compile(r"1\d{9}")
_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?(?![\d:])(?!\s*[apAP]\.?[mM])"
)
_CLOCK = re.compile(r"(?<![\d:])(\d{1,2})[:h](\d\d)(?::(\d\d))?(?:\s*([ap])\.?m\b\.?)?(?![\d:])")
_WORDED = (
    re.compile(
        r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|\.|º|er)?(?: of| de)?[ -]+"
        r"(?P<month>[^\W\d_]{3,12})\.?,?(?: of| de)?[ -]+(?P<year>\d{4})"
    ),
    re.compile(r"(?P<month>[^\W\d_]{3,12})\.? +(?P<day>\d{1,2})(?:st|nd|rd|th)?,? +(?P<year>\d{4})"),
)  # fmt: skip
_NUMBERS = re.compile(r"(?<!\d)(\d{1,4})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/])")


@dataclass(frozen=True, slots=True)
class Told:
    """What a time on a page says: a moment in UTC (or the board's own, called UTC, where no zone is known), and how."""

    moment: datetime | None
    clock: Clock
    assumed_order: bool = False


NOTHING = Told(None, "none")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page's times are read with. `month_first` is None until something on the page tells the order."""

    captured: datetime | None
    zone: Zone | None
    month_first: bool | None
    usual_month_first: bool = True

    def read(self, text: str) -> Told:
        """Read one time."""
        text = " ".join(text.split())[:200]
        try:
            return self._exact(text) or self._worded(text.lower())
        except (ValueError, OverflowError):
            return NOTHING

    def _exact(self, text: str) -> Told | None:
        if _EPOCH.fullmatch(text):
            return Told(datetime.fromtimestamp(int(text), UTC), "absolute")
        found = _ISO.search(text)
        if not found:
            return None
        wall = datetime.fromisoformat(f"{found[1]}T{found[2]}")
        if found[3]:
            offset = found[3] if found[3] == "Z" or ":" in found[3] else f"{found[3][:3]}:{found[3][3:]}"
            return Told(datetime.fromisoformat(f"{found[1]}T{found[2]}{offset}").astimezone(UTC), "absolute")
        return self._placed(wall)

    def _worded(self, text: str) -> Told:
        if (ago := _ago(text)) is not None and self.captured:
            return Told((self.captured - ago).replace(microsecond=0), "relative")
        clock = _clock(text)
        for word, back in _relative_days().items():
            if clock is not None and self.captured and re.search(rf"(?<!\w){word}(?!\w)", text):
                here = self.zone.local(self.captured) if self.zone else self.captured.replace(tzinfo=None)
                today = datetime(here.year, here.month, here.day)  # noqa: DTZ001
                told = self._placed(today - timedelta(days=back) + clock)
                return Told(told.moment, "relative" if self.zone else "no zone")
        day, assumed = self._day(text)
        if day is None:
            return NOTHING
        told = self._placed(day + (clock or timedelta()))
        return Told(told.moment, told.clock, assumed)

    def _day(self, text: str) -> tuple[datetime | None, bool]:
        for form in _WORDED:
            if (found := form.search(text)) and (month := month_of(found["month"])):
                return datetime(int(found["year"]), month, int(found["day"])), False  # noqa: DTZ001
        if not (found := _NUMBERS.search(text)):
            return None, False
        first, mark, second, third = found[1], found[2], int(found[3]), found[4]
        if len(first) == 4:
            return datetime(int(first), second, int(third)), False  # noqa: DTZ001
        if len(first) == 3:
            return None, False
        order = False if mark == "." else self.month_first
        one, assumed = int(first), False
        if one > 12 or second > 12:
            order = second > 12
        elif order is None:
            order, assumed = self.usual_month_first, one != second
        year = int(third) + (2000 if len(third) == 2 else 0)
        return datetime(year, *((one, second) if order else (second, one))), assumed  # noqa: DTZ001

    def _placed(self, wall: datetime) -> Told:
        if self.zone is None:
            return Told(wall.replace(tzinfo=UTC), "no zone")
        return Told(self.zone.moment(wall), "absolute")


def order_of(texts: list[str], today: datetime | None) -> bool | None:
    """Whether boards put the month before the day, as far as dates in figures on one page tell; None when they do not.

    today: the day on which the page was made; a date said to be now is compared with it, by callers that have one.
    """
    for text in texts:
        for found in _NUMBERS.finditer(text):
            first, second = int(found[1]), int(found[3])
            if found[2] == "." or first > 31:
                continue
            if first > 12 >= second or second > 12 >= first:
                return second > 12
            if today is not None and first != second and {first, second} == {today.month, today.day}:
                return first == today.month
    return None


def month_of(name: str) -> int | None:
    """The number of a month by its name, or its first letters, in any language known here."""
    return _months().get(name) or _months().get(name[:4]) or _months().get(name[:3])


def _clock(text: str) -> timedelta | None:
    found = _CLOCK.search(text)
    if not found:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (found[4] == "p")
    if hour > 23 or minute > 59 or second > 59:
        return None
    return timedelta(hours=hour, minutes=minute, seconds=second)


def _ago(text: str) -> timedelta | None:
    for form, seconds in _agos():
        if found := form.search(text):
            count = found[1] if found.lastindex else "0"
            return timedelta(seconds=seconds * (int(count) if count.isdigit() else 1))
    return None


@cache
def _words() -> Any:
    return yaml.safe_load(files("firstlight.collect.forums").joinpath("words.yaml").read_text("utf-8"))


@cache
def _months() -> dict[str, int]:
    return {
        name: number
        for line in _words()["months"].values()
        for number, names in enumerate(line.split(), 1)
        for name in names.split("/")
    }


@cache
def _relative_days() -> dict[str, int]:
    return {word: back for back, words in enumerate(_words()["days"]) for word in words}


@cache
def _agos() -> tuple[tuple[re.Pattern[str], int], ...]:
    return tuple((re.compile(form), seconds) for form, seconds in _words()["ago"].items())
