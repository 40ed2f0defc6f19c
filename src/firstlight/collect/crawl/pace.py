"""Politeness: so many requests a second to a site, fewer when it asks for that, and waits where it says so."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST = 300.0
"""Seconds that a site may make us wait with Retry-After; it says how long, but not for ever."""


class Pace:
    """One site's clock: `turn` returns when the next request may be sent."""

    def __init__(self, per_second: float) -> None:
        self.interval = 1 / per_second
        self._next = 0.0

    async def turn(self) -> None:
        """Wait for one's turn."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        at = max(now, self._next)
        self._next = at + self.interval
        if at > now:
            await asyncio.sleep(at - now)

    def slow_to(self, seconds: float) -> None:
        """Let at least so many seconds lie between two requests from now on (robots.txt's Crawl-delay)."""
        self.interval = max(self.interval, min(seconds, LONGEST))

    def rest(self, seconds: float) -> None:
        """Send nothing for so many seconds."""
        self._next = max(self._next, asyncio.get_running_loop().time() + min(seconds, LONGEST))


def retry_after(value: str) -> float:
    """Seconds that a Retry-After header asks for, in either of its forms; 0 where it cannot be read."""
    value = value.strip()
    if value.isascii() and value.isdigit() and len(value) < 9:
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except (TypeError, ValueError, IndexError):
        return 0.0
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
