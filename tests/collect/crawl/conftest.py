from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from firstlight.collect.crawl import scope as scopes
from firstlight.collect.crawl.job import crawl
from firstlight.collect.crawl.journal import Journal
from firstlight.collect.crawl.options import Options
from firstlight.collect.crawl.report import CrawlReport
from firstlight.collect.crawl.scope import Scope
from firstlight.workspace import Workspace
from tests.collect.crawl.forum import Forum, serving

SCOPE = """\
case: 2026-014
operator: Analyst 12, Example Unit
legal_basis: Order 2026-55 of the Example County Court
valid: {from: 2026-01-01, until: 2099-12-31}
through: clear
hosts: [127.0.0.1]
start: ['http://127.0.0.1:PORT/']
rate: {per_second: 1000, connections: 4}
limits: {depth: 8, pages: 500, page_bytes: 200000, total_bytes: 50000000, page_seconds: 5}
robots: obey
keep: text
pictures: off
"""


def onion(seed: str) -> str:
    """An onion address that is well-formed, of a key that nobody has."""
    secret = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(seed.encode()).digest())
    key = secret.public_key().public_bytes_raw()
    checksum = hashlib.sha3_256(b".onion checksum" + key + b"\3").digest()[:2]
    return base64.b32encode(key + checksum + b"\3").decode().lower() + ".onion"


def written(port: int, **changes: str) -> str:
    """The scope's text with lines replaced (or added), for a forum on a port."""
    lines = {line.partition(":")[0]: line for line in SCOPE.replace("PORT", str(port)).splitlines()}
    lines |= {name: f"{name}: {value}" for name, value in changes.items()}
    return "\n".join(lines.values()) + "\n"


@dataclass
class Bench:
    """A forum, a workspace, and crawls of one in the other."""

    forum: Forum
    port: int
    folder: Path
    told: list[str] = field(default_factory=list)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def workspace(self) -> Workspace:
        return Workspace.open(self.folder / "ws")

    def scope(self, **changes: str) -> Scope:
        return scopes.parse(written(self.port, **changes), str(self.folder / "scope.yaml"))

    def crawl(self, options: Options | None = None, **changes: str) -> CrawlReport:
        options = (options or Options())._replace(tell=self.told.append, pause=0.01)
        return crawl(self.scope(**changes), self.workspace, options)

    def journal(self, case: str = "2026-014") -> list[dict[str, Any]]:
        journal = Journal(self.workspace.folder / "crawl" / case / "journal.jsonl", write=False)
        try:
            return [entry for _, entry in journal.entries()]
        finally:
            journal.close()

    def outcome(self, path: str) -> dict[str, Any]:
        """The last line of the journal about a path."""
        return [entry for entry in self.journal() if entry.get("visit") == self.base + path][-1]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    forum = Forum()
    with serving(forum.handle) as port:
        yield Bench(forum, port, tmp_path)


@pytest.fixture
def start() -> Callable[[str], str]:
    """Write a scope's `start` for one path."""
    return lambda url: f"['{url}']"
