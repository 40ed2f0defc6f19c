"""Who looked at what, when and why: a log that is only ever added to, each entry holding the digest of the one before.

An entry cannot be changed, taken out or put in unnoticed (Schneier and Kelsey 1999 describe such chains for audit
logs). What may name a person, the words of a search and the purpose, is in the chain by its seal alone: a salted
digest. It can be purged when its time is over, and the chain still holds. That the end was cut off shows only against
a copy of the last digest kept elsewhere, which `firstlight verify` prints.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from sqlalchemy import func, select

from firstlight.desk.engine import LOOKERS, AnyRow, Database
from firstlight.desk.tables import audit, moment, writable
from firstlight.errors import InputError

Looked = Literal["list", "view", "search", "export"]
"""What was done: a page of the queue, groups or cases; one group, lead or case; a search; something that left."""

START = "0" * 64
"""What the first entry holds for the digest of the one before."""

_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class Noted:
    """One entry: its place from 1, when (UTC), who, what was done and to what.

    why: the purpose. said: what was asked, such as the words of a search. Both are "" once purged. digest: its SHA-256.
    """

    entry: int
    at: datetime
    who: str
    act: Looked
    subject: str
    why: str
    said: str
    digest: str


@dataclass(frozen=True, slots=True)
class Chain:
    """The outcome of a check: how many entries hold, the last digest, and what is wrong with the next, if anything."""

    entries: int
    last: str
    wrong: str = ""


class Audit:
    """The log of one desk."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, act: Looked, subject: str = "", *, who: str, why: str = "", said: str = "") -> int:
        """Add an entry and return its place; raise InputError when nobody is named. One insert."""
        if not who.strip():
            raise InputError("nobody is named for this: set FIRSTLIGHT_WHO to your name or number")
        salt = secrets.token_hex(8)
        subject, who, why, said = (writable(text) for text in (subject, who.strip(), why, said))
        row = {
            "at": time.time_ns() // 1000, "who": who, "act": act, "subject": subject,
            "salt": salt, "why": why, "said": said, "seal": _seal(salt, why, said),
        }  # fmt: skip
        newest = select(audit.c.entry, audit.c.digest).order_by(audit.c.entry.desc()).limit(1)
        with self._database.write(LOOKERS) as connection:
            last = connection.execute(newest).first()
            entry, previous = (last.entry + 1, last.digest) if last else (1, START)
            row |= {"entry": entry, "previous": previous}
            connection.execute(audit.insert(), row | {"digest": _digest(row)})
        return int(entry)

    def entries(self, *, after: int = 0, subject: str = "", limit: int = -1) -> list[Noted]:
        """Return entries after one, in order; of one group, lead or case if `subject` is given."""
        query = select(audit).where(audit.c.entry > after).order_by(audit.c.entry)
        if subject:
            query = query.where(audit.c.subject == writable(subject))
        with self._database.read() as connection:
            return [_noted(row) for row in connection.execute(query.limit(limit) if limit >= 0 else query)]

    def last(self) -> int:
        """Return the place of the newest entry, 0 when there is none."""
        with self._database.read() as connection:
            return connection.scalar(select(func.max(audit.c.entry))) or 0

    def verify(self) -> Chain:
        """Check every entry against its digest, its seal and the one before it."""
        holds, previous = 0, START
        for row in self._rows():
            wrong = _wrong(row, holds + 1, previous)
            if wrong:
                return Chain(holds, previous, wrong)
            holds, previous = holds + 1, row.digest
        return Chain(holds, previous)

    def _rows(self) -> Iterator[AnyRow]:
        last = 0
        while True:
            query = select(audit).where(audit.c.entry > last).order_by(audit.c.entry).limit(_PAGE)
            with self._database.read() as connection:
                rows = connection.execute(query).all()
            yield from rows
            if len(rows) < _PAGE:
                return
            last = rows[-1].entry


def _wrong(row: AnyRow, place: int, previous: str) -> str:
    if row.entry != place:
        return f"entry {place} is missing"
    if row.previous != previous:
        return f"entry {place} does not follow the one before it"
    if row.digest != _digest(row._asdict()):
        return f"entry {place} was changed"
    if row.salt and row.seal != _seal(row.salt, row.why, row.said):
        return f"what entry {place} was about was changed"
    return f"what entry {place} was about was added later" if not row.salt and (row.why or row.said) else ""


def _seal(salt: str, why: str, said: str) -> str:
    return hashlib.sha256(json.dumps([salt, why, said]).encode()).hexdigest()


def _digest(row: dict[str, object]) -> str:
    """Return the SHA-256 of an entry as canonical JSON: its sealed columns in their order, without spaces."""
    sealed = [row[name] for name in ("entry", "at", "who", "act", "subject", "seal", "previous")]
    return hashlib.sha256(json.dumps(sealed, separators=(",", ":")).encode()).hexdigest()


def _noted(row: AnyRow) -> Noted:
    at = cast("datetime", moment(row.at))
    return Noted(row.entry, at, row.who, row.act, row.subject, row.why, row.said, row.digest)
