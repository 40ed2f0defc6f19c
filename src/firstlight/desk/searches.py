"""What a person searched for, as a tree: each search under the one that it was made from; some kept by name."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Connection, delete, func, select, update

from firstlight.desk.engine import AnyRow, Database
from firstlight.desk.tables import moment, searches, writable
from firstlight.errors import InputError

KEPT = 500
"""Searches of one person that are remembered, beside those with a name."""

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Search:
    """One search of a person: when last, how many ads it found (`capped`: at least), and its name if it is kept.

    parent: the entry of the search that it was made from, None for one that began anew.
    """

    entry: int
    at: datetime
    query: str
    parent: int | None
    found: int
    capped: bool
    name: str


def remember(database: Database, who: str, query: str, *, came: str, found: int, capped: bool) -> None:
    """Note that a person searched; `came` is the search that it was made from, empty for none.

    The same search again moves to the front, where it hangs.
    """
    query, came, now = writable(query.strip()), writable(came.strip()), time.time_ns() // 1000
    with database.write() as connection:
        known = _of(connection, who, query)
        if known is not None:
            change = {"at": now, "found": found, "capped": capped}
            connection.execute(update(searches).where(searches.c.entry == known.entry).values(**change))
            return
        parent = _of(connection, who, came) if came else None
        entry = (connection.scalar(select(func.max(searches.c.entry))) or 0) + 1
        connection.execute(searches.insert().values(
            entry=entry, at=now, who=who, query=query, parent=parent.entry if parent else None, found=found,
            capped=capped, name="",
        ))  # fmt: skip
        _forget_old(connection, who)


def keep(database: Database, who: str, query: str, name: str) -> Search:
    """Keep a search of a person under a name, or, with an empty one, keep it no longer; raise InputError if unknown."""
    called = writable(" ".join(name.split()))
    if len(called) > LONGEST_NAME:
        raise InputError(f"a name for a search has at most {LONGEST_NAME} characters")
    with database.write() as connection:
        known = _of(connection, who, writable(query.strip()))
        if known is None:
            raise InputError("search first, then keep the search under a name")
        connection.execute(update(searches).where(searches.c.entry == known.entry).values(name=called))
        return _search(cast("AnyRow", _of(connection, who, known.query)))


def saved(database: Database, who: str) -> list[Search]:
    """Return the searches that a person keeps, by name."""
    query = select(searches).where(searches.c.who == who, searches.c.name != "").order_by(searches.c.name)
    with database.read() as connection:
        return [_search(row) for row in connection.execute(query)]


def history(database: Database, who: str, most: int) -> list[tuple[int, Search]]:
    """Return a person's last searches as a tree, each with its depth: the newest first, what came of it below it."""
    query = select(searches).where(searches.c.who == who).order_by(searches.c.at.desc()).limit(most)
    with database.read() as connection:
        found = [_search(row) for row in connection.execute(query)]
    shown = {one.entry for one in found}
    below: defaultdict[int | None, list[Search]] = defaultdict(list)
    for one in found:
        below[one.parent if one.parent in shown else None].append(one)
    return list(_walk(below, None, 0))


def _walk(below: dict[int | None, list[Search]], parent: int | None, depth: int) -> Iterator[tuple[int, Search]]:
    for one in below.get(parent, ()):
        yield depth, one
        yield from _walk(below, one.entry, depth + 1)


def _of(connection: Connection, who: str, query: str) -> AnyRow | None:
    return connection.execute(select(searches).where(searches.c.who == who, searches.c.query == query)).first()


def _forget_old(connection: Connection, who: str) -> None:
    """Forget the oldest without a name; what hung under them begins anew."""
    old = select(searches.c.entry).where(searches.c.who == who, searches.c.name == "")
    gone = connection.scalars(old.order_by(searches.c.at.desc()).offset(KEPT)).all()
    if gone:
        connection.execute(update(searches).where(searches.c.parent.in_(gone)).values(parent=None))
        connection.execute(delete(searches).where(searches.c.entry.in_(gone)))


def _search(row: AnyRow) -> Search:
    at = cast("datetime", moment(row.at))
    return Search(row.entry, at, row.query, row.parent, row.found, row.capped, row.name)
