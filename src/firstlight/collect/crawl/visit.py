"""One visit: an address asked for, its redirects inside the scope followed, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from yarl import URL

from firstlight.collect import markup
from firstlight.collect.crawl import address, challenge, fingerprint, links
from firstlight.collect.crawl.address import Address, NoAddress
from firstlight.collect.crawl.fetch import Answer, ask
from firstlight.collect.crawl.frontier import Frontier, Target
from firstlight.collect.crawl.gate import Gate, Pass
from firstlight.collect.crawl.guard import PAGES
from firstlight.collect.crawl.network import Line
from firstlight.collect.crawl.pace import Pace

HOPS = 10
"""Redirects followed in one visit."""

_REDIRECTS = (301, 302, 303, 307, 308)


class Outcome(StrEnum):
    """What came of an address."""

    KEPT = "kept"
    UNCHANGED = "unchanged"  # since the last round: the site says so, or the bytes do
    SAME_WORDS = "same words"  # since the last round: numbers and the like apart
    MIRROR = "mirror"  # of a page on another site
    REDIRECTED = "redirected"  # to what is outside, was seen before, or never ends
    NOT_TEXT = "not text"
    REFUSED = "refused"  # by the gate
    ROBOTS = "robots"
    TRAP = "trap"
    FAILED = "failed"
    CAPTCHA = "captcha"
    LOGIN = "login"


@dataclass(slots=True)
class Visit:
    """What came of a target: the answers in order (the last is the page), what it led to, and why where it went wrong.

    `redirects` has an entry for each answer that sends elsewhere; `links` are all those on the page, judged by nobody
    yet.
    """

    target: Target
    outcome: Outcome
    answers: list[Answer] = field(default_factory=list)
    redirects: dict[int, dict[str, str]] = field(default_factory=dict)
    elsewhere: list[Address] = field(default_factory=list)
    links: tuple[Address, ...] = ()
    pictures: tuple[Address, ...] = ()
    words: str = ""
    cause: str = ""
    before: dict[str, Any] = field(default_factory=dict)
    same_as: dict[str, str] | None = None

    @property
    def page(self) -> Answer:
        """The last answer."""
        return self.answers[-1]


class Visitor:
    """Visits addresses of one site."""

    def __init__(self, line: Line, gate: Gate, pace: Pace, frontier: Frontier, signed_in: Any) -> None:
        self.line = line
        self.gate = gate
        self.pace = pace
        self.frontier = frontier
        self.signed_in = signed_in

    async def visit(self, target: Target, allowed: Pass, *, last: bool) -> Visit:
        """Fetch a target. Raises Trouble; with `last`, a page that broke off is taken as far as it came."""
        found = Visit(target, Outcome.KEPT, before=self.frontier.before(target.address))
        await self._fetch(found, allowed, last=last)
        if found.outcome is Outcome.KEPT:
            self._read(found)
        return found

    async def _fetch(self, found: Visit, allowed: Pass, *, last: bool) -> None:
        been: set[tuple[str, str]] = set()
        for _ in range(HOPS + 1):
            state = (str(allowed.address), self._cookies(allowed.address))
            if state in been:
                found.outcome, found.cause = Outcome.REDIRECTED, "it is redirected in a circle"
                return
            been.add(state)
            await self.pace.turn()
            answer = await ask(self.line, allowed, headers=self._conditions(found), last=last)
            found.answers.append(answer)
            if answer.status not in _REDIRECTS:
                return
            onward = self._onward(found, allowed.address, answer.header("location"))
            if onward is None:
                found.outcome = Outcome.REDIRECTED
                return
            allowed = onward
        found.outcome, found.cause = Outcome.REDIRECTED, f"it is redirected more than {HOPS} times"

    def _cookies(self, place: Address) -> str:
        return str(
            sorted(
                (name, one.value) for name, one in self.line.jar.filter_cookies(URL(str(place), encoded=True)).items()
            )
        )

    def _conditions(self, found: Visit) -> dict[str, str]:
        """Ask for the page only if it changed, where it was kept before."""
        before = found.before
        if found.answers or not before or before.get("also"):
            return {}
        names = {"If-None-Match": before.get("etag"), "If-Modified-Since": before.get("modified")}
        return {name: value for name, value in names.items() if value}

    def _onward(self, found: Visit, here: Address, location: str) -> Pass | None:
        """Judge where a redirect leads; None where it is not followed, and why is noted."""
        note = found.redirects.setdefault(len(found.answers) - 1, {"to": location[: address.LONGEST]})
        try:
            to = address.parse(location, here)
        except NoAddress as error:
            note["not_followed"] = found.cause = str(error)
            return None
        judged = self.gate.judge(to, found.target.depth)
        if not isinstance(judged, Pass):
            note["not_followed"] = found.cause = str(judged)
            return None
        own = [address.parse(answer.url) for answer in found.answers]
        if to not in own and (to.site != self.line.site or not self.frontier.fresh(to)):
            found.elsewhere.append(to)
            note["not_followed"] = found.cause = "it is fetched by itself"
            return None
        return judged

    def _read(self, found: Visit) -> None:
        page = found.page
        if page.status == 304:
            found.outcome, found.words = Outcome.UNCHANGED, found.before.get("words", "")
            return
        if page.refused:
            found.outcome, found.cause = Outcome.NOT_TEXT, page.refused
            return
        root = markup.parse(page.text) if page.media in (*PAGES, "") else None
        if root is None:
            return
        here = address.parse(page.url)
        wall = challenge.wall(page.status, page.text, root, self.signed_in)
        named = links.find(root, here)
        found.links, found.pictures = named.pages, named.pictures
        found.words = fingerprint.words(root)
        if wall:
            found.outcome = Outcome(wall)
            found.cause = "a captcha stands in the way" if wall == "captcha" else "the site wants one to sign in"
            return
        if page.status == 200:
            self._compare(found)

    def _compare(self, found: Visit) -> None:
        """Tell whether a page says what it said in the last round, or what another site's page says."""
        page, before = found.page, found.before
        if before and before.get("sha256") == page.sha256:
            found.outcome = Outcome.UNCHANGED
            found.same_as = {"url": page.url, "date": before["date"], "digest": before["digest"]}
        elif before and found.words and before.get("words") == found.words:
            found.outcome = Outcome.SAME_WORDS
            found.same_as = {}
        elif found.words and (other := self.frontier.by_words.get(found.words)):
            there = address.parse(other)
            if there.site != found.target.address.site:
                found.outcome, found.cause = Outcome.MIRROR, other
                line = self.frontier.before(there)
                if line.get("sha256") == page.sha256:
                    found.same_as = {"url": other, "date": line["date"], "digest": line["digest"]}
