"""robots.txt, where the scope obeys it. Source: RFC 9309: a missing file allows all, a failing server nothing."""

from __future__ import annotations

from protego import Protego

from firstlight.collect.crawl import address
from firstlight.collect.crawl.address import Address
from firstlight.collect.crawl.fetch import Answer

AGENT = "firstlight"


class Robots:
    """One site's rules. Before they are read, and where robots.txt does not matter, all is allowed."""

    def __init__(self) -> None:
        self._rules: Protego | None = None
        self._closed = False

    @staticmethod
    def place(start: Address) -> Address:
        """Where a site's robots.txt is."""
        return address.parse("/robots.txt", start)

    def learn(self, answer: Answer) -> None:
        """Take the rules from the site's answer."""
        if answer.status == 200 and not answer.refused:
            self._rules = Protego.parse(answer.text)
        self._closed = answer.status >= 500

    def allows(self, place: Address) -> bool:
        """Whether a page may be asked for."""
        return not self._closed and (self._rules is None or self._rules.can_fetch(str(place), AGENT))

    @property
    def delay(self) -> float:
        """Seconds between requests that the site asks for; 0 where it asks for none."""
        return float((self._rules.crawl_delay(AGENT) if self._rules else None) or 0.0)
