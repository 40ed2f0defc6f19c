"""When clocks are put forward: three rules by which most of the world that has summer time goes, in UTC.

Sources: Directive 2000/84/EC (Europe), Energy Policy Act of 2005 (North America), Standard Time Act 1987 of New South
Wales (the south; Chile, Paraguay and New Zealand differ by days or weeks). Laws of earlier years are not followed.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

Hours = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

RULES = ("none", "north america", "europe", "south")

USUAL = {
    "north america": range(-10, -2),
    "europe": range(-1, 4),
    "south": (-4, -3, 10, 12),
}
"""Standard offsets, in hours from UTC, at which a rule is kept by anybody."""

_HOURS = 24
_FEW = 400
"""Years that may be asked for: the time stamps of a clock that lies must not cost more."""


def in_summer(hours: Hours, rule: str, offset: int) -> Flags:
    """Tell of hours since 1970 UTC whether clocks of a rule and standard offset stand an hour forward."""
    forward = np.zeros(len(hours), dtype=bool)
    if rule == "none" or not len(hours):
        return forward
    years = 1970 + hours // 8766
    for year in range(int(years.min()) - 1, min(int(years.max()) + 2, int(years.min()) + _FEW)):
        if not 1 < year < 9999:
            continue
        start, end = _turns(year, rule, offset)
        forward |= (hours >= start) & (hours < end)
    return forward


def _turns(year: int, rule: str, offset: int) -> tuple[int, int]:
    """Return the hours since 1970 UTC between which clocks stand forward, in the summer that begins in a year."""
    if rule == "europe":
        return _hour(_sunday(year, 4, 1) - timedelta(7), 1), _hour(_sunday(year, 11, 1) - timedelta(7), 1)
    if rule == "north america":
        return _hour(_sunday(year, 3, 8), 2 - offset), _hour(_sunday(year, 11, 1), 1 - offset)
    return _hour(_sunday(year, 10, 1), 2 - offset), _hour(_sunday(year + 1, 4, 1), 2 - offset)


def _sunday(year: int, month: int, earliest: int) -> date:
    """Return the first Sunday of a month from a day on."""
    day = date(year, month, earliest)
    return day + timedelta((6 - day.weekday()) % 7)


def _hour(day: date, hour: int) -> int:
    return (day.toordinal() - date(1970, 1, 1).toordinal()) * _HOURS + hour
