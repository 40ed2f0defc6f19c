"""The sites of a crawl side by side.

Who takes what next, and when all is fetched, a limit is met, or nothing more can be done.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import aiohttp

from firstlight.collect.crawl import cookies, hashlists
from firstlight.collect.crawl.frontier import AGAIN, Frontier, Target
from firstlight.collect.crawl.gate import Gate
from firstlight.collect.crawl.keep import Keeper
from firstlight.collect.crawl.network import Line, endpoint
from firstlight.collect.crawl.options import Options
from firstlight.collect.crawl.scope import Scope
from firstlight.collect.crawl.site import Site
from firstlight.errors import NotAllowed


class Sites:
    """What the sites share. `limit` says which limit ended the work, if one did."""

    def __init__(self, scope: Scope, gate: Gate, frontier: Frontier, keeper: Keeper, options: Options) -> None:
        self.scope, self.gate, self.frontier, self.keeper, self.options = scope, gate, frontier, keeper, options
        self.opened: dict[str, Site] = {}
        self.limit = ""
        self.lists = hashlists.load(scope.pictures.hash_lists) if scope.pictures else ()
        exported = [path for path in (scope.login and scope.login.cookies, options.cookies) if path]
        self._given = [cookie for path in exported for cookie in cookies.read(path)]
        self._kept: dict[str, list[cookies.Cookie]] = {}
        self._socks = endpoint(options.tor, "--tor") if scope.through == "tor" else ("", 0)
        self._changed = asyncio.Condition()
        self._tasks: asyncio.TaskGroup | None = None

    @property
    def jars(self) -> dict[str, aiohttp.CookieJar]:
        """The cookies of each site."""
        return {name: site.line.jar for name, site in self.opened.items()}

    def bring(self, kept: dict[str, list[cookies.Cookie]]) -> None:
        """Take the cookies that the last run kept; those that a person exports win over them."""
        self._kept = kept

    @property
    def done(self) -> bool:
        """Whether the round came to its end: nothing waits, and nothing is to be tried again."""
        stopped = self.limit or any(site.stopped for site in self.opened.values())
        return not (stopped or self.frontier.waiting or any(self.keeper.outcomes[outcome] for outcome in AGAIN))

    async def run(self) -> None:
        """Work until all is fetched, a limit is met, or every site is stopped."""
        async with asyncio.TaskGroup() as self._tasks:
            self._open()

    async def next(self, site: Site) -> Target | None:
        """Wait for a site's next address; None when there is nothing more for it to do."""
        async with self._changed:
            while True:
                room = self._room()
                if self.limit or site.stopped:
                    self._changed.notify_all()
                    return None
                target = self.frontier.take(site.name) if room else None
                if target is not None:
                    site.in_flight += 1
                    return target
                if self._over():
                    self._changed.notify_all()
                    return None
                await self._changed.wait()

    async def settled(self, site: Site) -> None:
        """Take note that one address of a site is done with."""
        async with self._changed:
            site.in_flight -= 1
            self._open()
            self._changed.notify_all()
        self.options.progress("crawl", self.frontier.pages, self.frontier.pages + self.frontier.waiting)

    @property
    def _in_flight(self) -> int:
        return sum(site.in_flight for site in self.opened.values())

    def _open(self) -> None:
        """Set to work on sites that were not known before."""
        for name in list(self.frontier.queues):
            if name not in self.opened and self._tasks is not None:
                jar = cookies.new_jar(name)
                cookies.fill(jar, name, self._kept.get(name, []))
                cookies.fill(jar, name, self._given)
                site = Site(name, self, Line(self.scope, name, self._socks, jar))
                self.opened[name] = site
                self._tasks.create_task(site.run())

    def _room(self) -> bool:
        """Whether another page may be asked for now; what is in flight is counted as if it were as large as allowed."""
        limits, frontier, flying = self.scope.limits, self.frontier, self._in_flight
        full = ""
        if frontier.pages + flying >= limits.pages:
            full = "pages"
        elif frontier.bytes + (flying + 1) * limits.page_bytes > limits.total_bytes:
            full = "total_bytes"
        try:
            self.gate.check_day(datetime.now(UTC))
        except NotAllowed:
            self.limit = self.limit or "valid.until"
        if full and not flying and (frontier.waiting or frontier.beyond):
            self.limit = self.limit or full
        return not full

    def _over(self) -> bool:
        waits = any(
            queue and not (name in self.opened and self.opened[name].stopped)
            for name, queue in self.frontier.queues.items()
        )
        return not self._in_flight and not waits
