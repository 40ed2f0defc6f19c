"""When an alert may be told: at once, after quiet hours, or with the day's digest. Local time."""

from __future__ import annotations

from datetime import datetime, timedelta

DIGEST_HOUR = 7
"""When the digest of a day is told."""


def due(now: datetime, *, digest: bool, quiet: str) -> datetime:
    """Return the first moment from `now` (with its zone, in which hours count) on at which an alert may be told."""
    wanted = _next(now, DIGEST_HOUR) if digest else now
    if not quiet:
        return wanted
    start, _, end = quiet.partition("-")
    return _next(wanted, int(end)) if _within(wanted.hour, int(start), int(end)) else wanted


def _within(hour: int, start: int, end: int) -> bool:
    return start <= hour < end if start < end else hour >= start or hour < end


def _next(now: datetime, hour: int) -> datetime:
    at = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    return at if at > now else at + timedelta(days=1)
