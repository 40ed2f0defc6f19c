"""The written scope of a crawl: who may fetch what, on which legal basis, from when until when, how much and how fast.

    case: 2026-014
    operator: Analyst 12, Example Unit
    legal_basis: Order 2026-55 of the Example County Court
    valid: {from: 2026-11-01, until: 2026-12-31}
    through: tor                    # or clear
    hosts: [HOST.onion]             # these alone; *.example.org allows the names below it
    start: ['http://HOST.onion/']
    rate: {per_second: 1, connections: 2}
    limits: {depth: 8, pages: 5000, page_bytes: 2000000, total_bytes: 500000000}
    robots: obey                    # or ignore, where the legal basis covers it
    keep: text
    pictures: off                   # or {hash_lists: [known.csv]}

`exclude`, `login`, `user_agent` and `limits.page_seconds` may be given too. Nothing has a default that would allow
more.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, cast

from firstlight.collect.crawl import address
from firstlight.collect.crawl.address import Address, NoAddress
from firstlight.collect.crawl.entries import Entry
from firstlight.collect.crawl.recipe import Login, read_login
from firstlight.errors import BadScope, UnreadableFile

Egress = Literal["tor", "clear"]

_NEEDED = (
    "case", "operator", "legal_basis", "valid", "through", "hosts", "start", "rate", "limits", "robots", "keep",
    "pictures",
)  # fmt: skip
_OPTIONAL = ("exclude", "login", "user_agent")

LEAVE = re.compile(
    r"(?i)(log|sign)[-_]?(out|off)|/(delete|report|vote|like|subscribe|watch)\b|[?&](do|act|action|mode)=(logout|delete)"
)
"""Addresses that do something when they are asked for; they are never followed."""

_AGENTS = {
    "tor": "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0",
    "clear": "Mozilla/5.0 (compatible; Firstlight)",
}
"""Over Tor what Tor Browser says.

So that a visit does not stand out; in the clear web who asks, unless the scope says else.
"""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much: links followed from a start, pages in a round, bytes of one page and of all, seconds for one page."""

    depth: int
    pages: int
    page_bytes: int
    total_bytes: int
    page_seconds: int


@dataclass(frozen=True, slots=True)
class Pictures:
    """Hashing in memory: the lists compared with, the most pictures of a round, the most bytes of one."""

    hash_lists: tuple[Path, ...]
    most: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Scope:
    """One written scope, checked. `digest` is the SHA-256 of the file, which every capture record names."""

    file: str
    digest: str
    case: str
    operator: str
    legal_basis: str
    begins: datetime
    ends: datetime
    through: Egress
    hosts: tuple[str, ...]
    start: tuple[Address, ...]
    per_second: float
    connections: int
    limits: Limits
    obey_robots: bool
    pictures: Pictures | None
    exclude: tuple[re.Pattern[str], ...]
    login: Login | None
    user_agent: str

    def allows_host(self, host: str) -> bool:
        """Whether a host (in its canonical spelling) is one of those named."""
        return any(host == named or (named[:2] == "*." and host.endswith(named[1:])) for named in self.hosts)


def load(path: Path) -> Scope:
    """Read and check a scope. Raises UnreadableFile, or BadScope with file, line, entry and cause."""
    try:
        content = path.read_bytes()
        text = content.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(str(path), f"cannot read this scope: {error}") from error
    return parse(text, str(path), hashlib.sha256(content).hexdigest())


def parse(text: str, file: str, digest: str = "") -> Scope:
    """Check a scope's text; relative files in it are looked for beside `file`. Raises BadScope."""
    found = Entry.root(text, file).fields(_NEEDED, _OPTIONAL)
    through = cast("Egress", found["through"].choice("tor", "clear"))
    hosts = found["hosts"].items(_host)
    if through == "clear" and any(host.endswith(".onion") for host in hosts):
        raise found["through"].wrong("is clear, but a host is an onion: those are reached through tor alone")
    begins, ends = _valid(found["valid"])
    found["keep"].choice("text")
    rate = found["rate"].fields(("per_second", "connections"))
    scope = Scope(
        file=file,
        digest=digest or hashlib.sha256(text.encode()).hexdigest(),
        case=_case(found["case"]),
        operator=found["operator"].text(),
        legal_basis=found["legal_basis"].text(),
        begins=begins,
        ends=ends,
        through=through,
        hosts=hosts,
        start=found["start"].items(lambda entry: cast("Address", entry.build(address.parse, NoAddress))),
        per_second=rate["per_second"].number(0.001, 1_000, whole=False),
        connections=int(rate["connections"].number(1, 32)),
        limits=_limits(found["limits"]),
        obey_robots=found["robots"].choice("obey", "ignore") == "obey",
        pictures=_pictures(found["pictures"]),
        exclude=found["exclude"].items(Entry.pattern, least=0) if "exclude" in found else (),
        login=read_login(found["login"]) if "login" in found else None,
        user_agent=found["user_agent"].text() if "user_agent" in found else _AGENTS[through],
    )
    _all_inside(scope, found)
    return scope


def _all_inside(scope: Scope, found: dict[str, Entry]) -> None:
    """Refuse a scope that starts, or signs in, outside its own hosts."""
    for place in scope.start:
        if not scope.allows_host(place.host):
            raise found["start"].wrong(f"{place} is on no host that this scope allows")
    if scope.login is not None and scope.login.form is not None:
        page = scope.login.form.page
        if not scope.allows_host(page.host):
            raise found["login"].wrong(f"{page} is on no host that this scope allows")


def _case(entry: Entry) -> str:
    text = entry.text()
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", text):
        raise entry.wrong(f"is {text!r}: a case is at most 64 letters, digits, dots and dashes, without spaces")
    return text


def _valid(entry: Entry) -> tuple[datetime, datetime]:
    days = entry.fields(("from", "until"))
    begins, ends = days["from"].day(), days["until"].day(ends=True)
    if ends <= begins:
        raise days["until"].wrong("lies before the day from which the scope is valid")
    return begins, ends


def _host(entry: Entry) -> str:
    text = entry.text().lower()
    below = text.startswith("*.")
    name: str = entry.build(lambda words: address.host(words[2:] if below else words), NoAddress)
    if below and ("." not in name or name.replace(".", "").isdigit()):
        raise entry.wrong(f"{text!r} would allow a whole ending: name the hosts")
    return f"*.{name}" if below else name


def _limits(entry: Entry) -> Limits:
    parts = entry.fields(("depth", "pages", "page_bytes", "total_bytes"), ("page_seconds",))
    return Limits(
        depth=int(parts["depth"].number(0, 10_000)),
        pages=int(parts["pages"].number(1, 10_000_000)),
        page_bytes=int(parts["page_bytes"].number(1_000, 50_000_000)),
        total_bytes=int(parts["total_bytes"].number(1_000, 10**13)),
        page_seconds=int(parts["page_seconds"].number(1, 3_600)) if "page_seconds" in parts else 90,
    )


def _pictures(entry: Entry) -> Pictures | None:
    try:
        entry.choice("off")
    except BadScope:
        parts = entry.fields(("hash_lists",), ("most", "bytes"))
        return Pictures(
            hash_lists=parts["hash_lists"].items(Entry.file_beside),
            most=int(parts["most"].number(1, 10_000_000)) if "most" in parts else 10_000,
            bytes=int(parts["bytes"].number(1_000, 50_000_000)) if "bytes" in parts else 10_000_000,
        )
    return None
