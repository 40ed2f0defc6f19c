"""What is still to be fetched, breadth first, rebuilt from the journal whenever a crawl goes on.

A round is one look at the whole scope. What memory holds follows the scope's limit of pages: addresses found beyond it
stand in the journal alone, and count when the limit is raised.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable
from typing import Any, NamedTuple

from firstlight.collect.crawl import address
from firstlight.collect.crawl.address import Address
from firstlight.collect.crawl.archive import Archive, Place
from firstlight.collect.crawl.journal import Journal
from firstlight.collect.crawl.scope import Scope
from firstlight.collect.crawl.traps import Shapes

AGAIN = frozenset({"failed", "captcha", "login"})
"""Outcomes after which an address is tried again by the next run."""

NOT_ASKED = frozenset({"refused", "robots", "trap"})
"""Outcomes without a request; they count towards no limit."""


class Target(NamedTuple):
    """An address to fetch, how many links it lies from a start, and how often it was tried in this run."""

    address: Address
    depth: int
    tries: int = 0


class Frontier:
    """The state of a crawl in memory. `finished` says that the round is done to its end."""

    def __init__(self, scope: Scope, journal: Journal) -> None:
        self.scope = scope
        self.journal = journal
        self.round = 0
        self.finished = False
        self._start_over()
        self.earlier: dict[int, int] = {}
        self.by_words: dict[str, str] = {}
        self._replay()

    def _start_over(self) -> None:
        self.queues: dict[str, deque[Target]] = {}
        self.seen: set[int] = set()
        self.pictured: set[int] = set()
        self.pages = self.bytes = self.beyond = 0
        self.shapes = Shapes()

    @property
    def waiting(self) -> int:
        """How many addresses wait."""
        return sum(map(len, self.queues.values()))

    def begin(self) -> None:
        """Begin a round: the start pages wait, nothing is seen."""
        self.round += 1
        self.finished = False
        self._start_over()
        self.journal.append(round=self.round, scope=self.scope.digest)
        self.add(self.scope.start, 0)

    def end(self) -> None:
        """Note that the round is done to its end."""
        self.finished = True
        self.journal.append(ended=self.round)

    def add(self, found: Iterable[Address], depth: int) -> list[str]:
        """Let addresses wait that are new; return them. Beyond the limit they are returned, but not held."""
        new: list[str] = []
        for one in found:
            key = hashed(str(one))
            if key in self.seen:
                continue
            new.append(str(one))
            if self.pages + self.waiting < self.scope.limits.pages:
                self.seen.add(key)
                self.queues.setdefault(one.site, deque()).append(Target(one, depth))
            else:
                self.beyond += 1
        return new

    def take(self, site: str) -> Target | None:
        """Take the next address of a site; None where none waits."""
        queue = self.queues.get(site)
        return queue.popleft() if queue else None

    def put_back(self, target: Target) -> None:
        """Let an address wait again, behind the others."""
        self.queues.setdefault(target.address.site, deque()).append(target._replace(tries=target.tries + 1))

    def fresh(self, place: Address) -> bool:
        """Whether an address was neither fetched nor waits."""
        return hashed(str(place)) not in self.seen

    def picture_fresh(self, place: Address) -> bool:
        """Whether a picture was not hashed in this round."""
        return hashed(str(place)) not in self.pictured

    def visited(self, line: int, entry: dict[str, Any]) -> None:
        """Count a visit that was written to the journal at `line`."""
        outcome = entry["outcome"]
        self.seen.add(hashed(entry["visit"]))
        self.seen.update(hashed(url) for url in entry.get("also", ()))
        if outcome not in NOT_ASKED and outcome not in AGAIN:
            self.pages += 1
            self.bytes += entry.get("bytes", 0)
            self.shapes.saw(address.parse(entry["visit"]), entry.get("words", ""))
        self.pictured.update(map(hashed, entry.get("pictures", ())))
        if entry.get("place") and entry.get("status") == 200 and outcome not in AGAIN:
            self.earlier[hashed(entry["visit"])] = line
            if entry.get("words"):
                self.by_words.setdefault(entry["words"], entry["visit"])

    def before(self, place: Address) -> dict[str, Any]:
        """Return the journal's line of the last time that an address gave a page; empty where it never did."""
        line = self.earlier.get(hashed(str(place)))
        if line is None:
            return {}
        entry = self.journal.at(line)
        since: dict[str, Any] = entry.get("since", {})
        return entry | since

    def _forget(self, lost: Iterable[str]) -> None:
        """Take back visits whose records the archive does not hold: they are new again."""
        self.finished = False
        gone = set(lost)
        self.pages -= len(gone)
        for url in gone:
            self.earlier.pop(hashed(url), None)
        self.by_words = {words: url for words, url in self.by_words.items() if url not in gone}

    def _replay(self) -> None:
        done: set[int] = set()
        begun = 0
        for line, entry in self.journal.entries():
            if "round" in entry:
                self.round, self.finished, begun, done = entry["round"], False, line, set()
                self._start_over()
            elif "ended" in entry:
                self.finished = True
            elif "lost" in entry:
                done.difference_update(map(hashed, entry["lost"]))
                self._forget(entry["lost"])
            elif "visit" in entry:
                self.visited(line, entry)
                if entry["outcome"] not in AGAIN:
                    done.update(hashed(url) for url in (entry["visit"], *entry.get("also", ())))
        if self.round:
            self.seen = done
            self.add(self.scope.start, 0)
            for line, entry in self.journal.entries():
                if line > begun and "visit" in entry:
                    self.add(map(address.parse, entry.get("found", ())), entry["depth"] + 1)
                    self.add(map(address.parse, entry.get("onward", ())), entry["depth"])
            self.finished = self.finished and not self.waiting


def recover(journal: Journal, archive: Archive) -> int:
    """Bring journal and archive together after a kill or a power cut; return how many pages are fetched again.

    What stands in the archive's open file and not in the journal was never finished, and is dropped; what the journal
    names and the file does not hold whole is noted in the journal as lost.
    """
    places: dict[str, Place] = {}
    for _, entry in journal.entries():
        if entry.get("place") and entry["place"][0] == archive.number:
            places[entry["visit"]] = Place(*entry["place"])
        for url in entry.get("lost", ()):
            places.pop(url, None)
    end = 0
    lost: list[str] = []
    for url, place in sorted(places.items(), key=lambda item: item[1].offset):
        if not lost and archive.holds(place):
            end = place.offset + place.length
        else:
            lost.append(url)
    archive.cut_to(end)
    if lost:
        journal.append(lost=lost)
    return len(lost)


def hashed(text: str) -> int:
    """A text as 64 bits."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")
