"""One site of a crawl: its line, pace, rules and session, and the workers that take its addresses one after another."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from firstlight.collect.crawl.fetch import ask, ask_picture
from firstlight.collect.crawl.frontier import Target
from firstlight.collect.crawl.gate import Pass
from firstlight.collect.crawl.login import NotSignedIn, sign_in
from firstlight.collect.crawl.network import Line
from firstlight.collect.crawl.pace import Pace, retry_after
from firstlight.collect.crawl.pictures import Hashed, hash_picture
from firstlight.collect.crawl.recipe import css
from firstlight.collect.crawl.robots import Robots
from firstlight.collect.crawl.trouble import Cause, Trouble
from firstlight.collect.crawl.visit import Outcome, Visit, Visitor

if TYPE_CHECKING:
    from firstlight.collect.crawl.sites import Sites

TRIES = 3
"""Attempts at one address in a run."""

DOWN_AFTER = 6
"""Failures in a row after which a site counts as down: the rest of its addresses wait for the next run."""

WALLS = 3
"""Captchas in a row after which the site is left to a person."""

_BUSY = (429, 503)
_WAIT = 5.0
"""Seconds of rest for a site that says it is busy, and does not say for how long."""


class Site:
    """A site. `stopped` says why it is left alone for this run: `down: ...`, `captcha` or `login: ...`."""

    def __init__(self, name: str, job: Sites, line: Line) -> None:
        self.name = name
        self.job = job
        self.line = line
        self.pace = Pace(job.scope.per_second)
        self.robots = Robots()
        self.stopped = ""
        self.stopped_by: Outcome | None = None
        self.in_flight = 0
        self._failures = self._walls = self._sessions = 0
        self._answered = False
        self._signing = asyncio.Lock()
        login = job.scope.login
        self._visitor = Visitor(line, job.gate, self.pace, job.frontier, css(login.signed_in) if login else None)

    async def run(self) -> None:
        """Work until the job is over or the site is stopped."""
        try:
            await self._learn_robots()
            async with asyncio.TaskGroup() as workers:
                for _ in range(self.job.scope.connections):
                    workers.create_task(self._work())
        finally:
            await self.line.close()

    async def _learn_robots(self) -> None:
        """Read robots.txt, where the scope obeys it. A site that cannot be reached is told by its pages."""
        scope = self.job.scope
        first = next(iter(self.job.frontier.queues.get(self.name, ())), None)
        if not scope.obey_robots or first is None:
            return
        allowed = self.job.gate.judge(Robots.place(first.address))
        for _ in range(TRIES):
            try:
                await self.pace.turn()
                if isinstance(allowed, Pass):
                    self.robots.learn(await ask(self.line, allowed))
                break
            except Trouble as trouble:
                if not trouble.again:
                    break
        self.pace.slow_to(self.robots.delay)

    async def _work(self) -> None:
        while (target := await self.job.next(self)) is not None:
            try:
                await self._handle(target)
            finally:
                await self.job.settled(self)

    async def _handle(self, target: Target) -> None:
        job = self.job
        allowed = job.gate.judge(target.address, target.depth)
        if not isinstance(allowed, Pass):
            job.keeper.keep(Visit(target, Outcome.REFUSED, cause=str(allowed)), [])
        elif not self.robots.allows(target.address):
            job.keeper.keep(Visit(target, Outcome.ROBOTS, cause="robots.txt does not allow it"), [])
        elif job.frontier.shapes.closed(target.address):
            job.keeper.keep(Visit(target, Outcome.TRAP, cause="pages like it say nothing new"), [])
        else:
            await self._visit(target, allowed)

    async def _visit(self, target: Target, allowed: Pass) -> None:
        job, sessions = self.job, self._sessions
        try:
            visit = await self._visitor.visit(target, allowed, last=target.tries >= TRIES - 1)
        except Trouble as trouble:
            self._failed(target, trouble)
            return
        self._failures, self._answered = 0, True
        if visit.page.status in _BUSY and visit.outcome is not Outcome.CAPTCHA and target.tries < TRIES - 1:
            self.pace.rest(retry_after(visit.page.header("retry-after")) or _WAIT)
            job.frontier.put_back(target)
        elif visit.outcome is Outcome.LOGIN and await self._signed_in_again(sessions):
            job.frontier.put_back(target)
        else:
            self._count_walls(visit)
            if visit.outcome is Outcome.UNCHANGED and visit.page.status == 304:
                job.keeper.links_of(visit)
            job.keeper.keep(visit, await self._hash_pictures(visit))

    def _failed(self, target: Target, trouble: Trouble) -> None:
        self._failures += 1
        tired = not trouble.again or target.tries >= TRIES - 1
        if trouble.cause is Cause.TOR_AWAY or self._failures >= DOWN_AFTER or (tired and not self._answered):
            self.job.frontier.put_back(target)  # the site's trouble, not the page's: it waits for the next run
            self._stop(Outcome.FAILED, str(trouble))
        elif not tired:
            self.pace.rest(self.job.options.pause * 2**target.tries)
            self.job.frontier.put_back(target)
        else:
            self.job.keeper.keep(Visit(target, Outcome.FAILED, cause=str(trouble)), [])

    async def _signed_in_again(self, sessions: int) -> bool:
        """Sign in, once for all workers; whether the page is worth another attempt."""
        login = self.job.scope.login
        if login is None:
            return False
        async with self._signing:
            if self._sessions != sessions:
                return True  # another worker has signed in meanwhile
            if self.stopped:
                return False
            try:
                await sign_in(self.line, self.job.gate, login)
            except (NotSignedIn, Trouble) as error:
                self._stop(Outcome.LOGIN, str(error))
                return False
            self._sessions += 1
            self.job.options.tell(f"{self.name}: signed in")
            return self._sessions <= self.job.options.sessions

    def _count_walls(self, visit: Visit) -> None:
        self._walls = self._walls + 1 if visit.outcome in (Outcome.CAPTCHA, Outcome.LOGIN) else 0
        if self._walls >= WALLS and not self.stopped:
            self._stop(visit.outcome, visit.cause)

    def _stop(self, by: Outcome, why: str) -> None:
        if not self.stopped:
            self.stopped, self.stopped_by = why, by

    async def _hash_pictures(self, visit: Visit) -> list[Hashed]:
        """Hash the pictures of a page, in memory, where the scope says so; those written into its text too."""
        scope, frontier = self.job.scope, self.job.frontier
        if scope.pictures is None:
            return []
        found = [
            hash_picture(f"{answer.url}#{cut.sha256[:16]}", cut.data, self.job.lists)
            for answer in visit.answers
            for cut in answer.cuts
            if cut.data
        ]
        for place in visit.pictures:
            allowed = self.job.gate.judge_picture(place)
            left = scope.pictures.most - len(frontier.pictured)
            if (
                not isinstance(allowed, Pass)
                or left <= 0
                or place.site != self.name
                or not frontier.picture_fresh(place)
            ):
                continue
            await self.pace.turn()
            try:
                data = await ask_picture(self.line, allowed, scope.pictures.bytes)
            except Trouble:
                continue
            if data:
                found.append(await asyncio.to_thread(hash_picture, str(place), data, self.job.lists))
        return found
