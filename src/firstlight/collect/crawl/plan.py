"""A dry run: what a crawl would do, from its scope and its journal alone. Opens no connection and writes nothing."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from firstlight.collect.crawl.frontier import Frontier
from firstlight.collect.crawl.gate import Gate
from firstlight.collect.crawl.journal import Journal
from firstlight.collect.crawl.robots import Robots
from firstlight.collect.crawl.scope import Scope
from firstlight.errors import NotAllowed

SHOWN = 50
"""Addresses that a plan names; more are counted."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be fetched first, within which bounds. `valid` is empty where the scope holds today, else why not."""

    case: str
    operator: str
    legal_basis: str
    valid: str
    through: str
    hosts: tuple[str, ...]
    bounds: dict[str, Any]
    first: tuple[str, ...]
    waiting: int
    done: int

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)

    def lines(self) -> list[str]:
        """For people."""
        return [
            f"case      {self.case}, {self.operator}",
            f"basis     {self.legal_basis}",
            f"valid     {self.valid or 'today'}",
            f"through   {self.through}",
            f"hosts     {', '.join(self.hosts)}; nothing else",
            *(f"{name:<9} {value}" for name, value in self.bounds.items()),
            f"first     {self.waiting:,} addresses wait, {self.done:,} pages are done",
            *(f"          {url}" for url in self.first),
            "dry run   nothing was fetched",
        ]


def plan(scope: Scope, workspace: Path, *, tor: str) -> Plan:
    """Say what a crawl would do now."""
    gate = Gate(scope)
    try:
        gate.check_day(datetime.now(UTC))
        valid = ""
    except NotAllowed as error:
        valid = str(error)
    path = workspace / "crawl" / scope.case / "journal.jsonl"
    waiting, done = list(map(str, scope.start)), 0
    if path.is_file():
        journal = Journal(path, write=False)
        frontier = Frontier(scope, journal)
        journal.close()
        if frontier.round and not frontier.finished:
            waiting = [str(target.address) for queue in frontier.queues.values() for target in queue]
            done = frontier.pages
        elif frontier.round:
            waiting, done = [], frontier.pages
    robots = sorted({str(Robots.place(start)) for start in scope.start}) if scope.obey_robots and waiting else []
    limits, pictures = scope.limits, scope.pictures
    bounds = {
        "links": f"{limits.depth} deep; {limits.pages:,} pages; "
        f"{limits.page_bytes:,} bytes a page, {limits.total_bytes:,} in all",
        "pace": f"{scope.per_second:g} requests a second and {scope.connections} connections a site; "
        f"robots.txt {'obeyed' if scope.obey_robots else 'ignored'}",
        "kept": "text; "
        + (f"pictures hashed in memory, {pictures.most:,} at most" if pictures else "pictures are not asked for"),
    }
    fit = [*robots, *waiting]
    return Plan(
        case=scope.case, operator=scope.operator, legal_basis=scope.legal_basis, valid=valid,
        through=f"tor at {tor}" if scope.through == "tor" else "the clear web, from this machine's own address",
        hosts=scope.hosts, bounds=bounds, first=tuple(fit[:SHOWN]), waiting=len(waiting), done=done,
    )  # fmt: skip
