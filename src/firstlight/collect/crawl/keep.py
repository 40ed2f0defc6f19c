"""Keeping what a visit gave: its records into the archive, then its one line into the journal, then the frontier."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import warcio.archiveiterator

from firstlight.collect import markup
from firstlight.collect.crawl import address, capture, links
from firstlight.collect.crawl.address import Address
from firstlight.collect.crawl.archive import Archive, Place
from firstlight.collect.crawl.frontier import Frontier
from firstlight.collect.crawl.gate import Gate, Pass
from firstlight.collect.crawl.journal import Journal
from firstlight.collect.crawl.pictures import Hashed
from firstlight.collect.crawl.scope import Scope
from firstlight.collect.crawl.traps import grows
from firstlight.collect.crawl.visit import Outcome, Visit

_NAMED = 500
"""Links out that a capture record names; more are counted."""


@dataclass
class Keeper:
    """Writes visits down. Counts what came of them, for the report."""

    scope: Scope
    gate: Gate
    journal: Journal
    archive: Archive
    frontier: Frontier
    outcomes: Counter[str] = field(default_factory=Counter)
    links_out: int = 0
    bytes: int = 0
    cut_out: int = 0
    hits: list[Hashed] = field(default_factory=list)
    failures: list[tuple[str, str]] = field(default_factory=list)
    mirrors: Counter[tuple[str, str]] = field(default_factory=Counter)

    def keep(self, visit: Visit, pictures: list[Hashed]) -> None:
        """Write one visit down."""
        inside, aside = self._judge(visit)
        facts = {
            "outcome": str(visit.outcome),
            "cause": visit.cause,
            "depth": visit.target.depth,
            "not_followed": aside,
        }
        records = b""
        for number, answer in enumerate(visit.answers):
            last = number == len(visit.answers) - 1
            redirect = {"redirect": visit.redirects[number]} if number in visit.redirects else {}
            records += capture.records(
                answer, self.scope, (facts if last else {}) | redirect, same_as=visit.same_as if last else None
            )
        for picture in pictures:
            records += capture.note(picture.url, picture.at, {"picture": picture.as_dict()} | self._who())
        place = self.archive.add(records) if records else None
        line = self._line(visit, place)
        line["found"] = self.frontier.add(inside, visit.target.depth + 1)
        line["onward"] = self.frontier.add(visit.elsewhere, visit.target.depth)
        if pictures:
            line["pictures"] = [picture.url for picture in pictures]
        line = {name: value for name, value in line.items() if value not in ("", [], None)}
        self.frontier.visited(self.journal.append(**line), line)
        if self.archive.full:
            self.archive.seal()
        self._count(visit, pictures, len(aside.get("its host is not in the scope", ())))

    def links_of(self, visit: Visit) -> None:
        """Give an unchanged page the links that it had when it was kept."""
        if place := visit.before.get("place"):
            for url, body in _pages(self.archive.read(Place(*place))):
                root = markup.parse(body)
                if root is not None:
                    visit.links = links.find(root, address.parse(url)).pages

    def _judge(self, visit: Visit) -> tuple[list[Address], dict[str, list[str]]]:
        """Part a page's links into those to follow and those that are only recorded, by reason."""
        inside: list[Address] = []
        aside: dict[str, list[str]] = {}
        for place in visit.links:
            judged = self.gate.judge(place, visit.target.depth + 1)
            why = "" if isinstance(judged, Pass) else str(judged)
            if not why and grows(place):
                why = "it looks like a link that repeats itself"
            if not why:
                inside.append(place)
            elif len(aside.setdefault(why, [])) < _NAMED:
                aside[why].append(str(place))
        return inside, aside

    def _line(self, visit: Visit, place: Place | None) -> dict[str, Any]:
        line: dict[str, Any] = {
            "visit": str(visit.target.address), "depth": visit.target.depth, "outcome": str(visit.outcome),
            "cause": visit.cause, "words": visit.words, "place": list(place) if place else None,
        }  # fmt: skip
        if visit.answers:
            page = visit.page
            line |= {
                "status": page.status, "bytes": sum(answer.received for answer in visit.answers),
                "sha256": page.sha256, "digest": capture.digest(page.body),
                "etag": page.header("etag"), "modified": page.header("last-modified"),
                "date": capture.stamp(page.began),
                "also": [answer.url for answer in visit.answers[1:] if answer.url != str(visit.target.address)],
            }  # fmt: skip
        if visit.outcome in (Outcome.UNCHANGED, Outcome.SAME_WORDS):  # what it said stands where it was kept
            kept = ("sha256", "digest", "etag", "modified", "date", "place", "words")
            line |= {"since": {name: visit.before[name] for name in kept if name in visit.before}, "status": 200}
        return line

    def _who(self) -> dict[str, str]:
        scope = self.scope
        return {
            "case": scope.case, "operator": scope.operator, "legal_basis": scope.legal_basis, "egress": scope.through,
            "scope_sha256": scope.digest, "software": capture.software(),
        }  # fmt: skip

    def _count(self, visit: Visit, pictures: list[Hashed], links_out: int) -> None:
        self.outcomes[str(visit.outcome)] += 1
        self.links_out += links_out
        self.bytes += sum(answer.received for answer in visit.answers)
        self.cut_out += sum(len(answer.cuts) for answer in visit.answers)
        self.hits += [picture for picture in pictures if picture.hits]
        if visit.outcome is Outcome.FAILED and len(self.failures) < 100:
            self.failures.append((str(visit.target.address), visit.cause))
        if visit.outcome is Outcome.MIRROR:
            self.mirrors[visit.target.address.site, address.parse(visit.cause).site] += 1


def _pages(records: bytes) -> list[tuple[str, str]]:
    """Return (address, text) of the responses among records."""
    found: list[tuple[str, str]] = []
    for record in warcio.archiveiterator.ArchiveIterator(io.BytesIO(records)):
        if record.rec_type == "response":
            body = record.content_stream().read()
            text, _ = markup.decode(body, "")
            found.append((record.rec_headers.get_header("WARC-Target-URI"), text))
    return found
