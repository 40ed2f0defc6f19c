"""Groups: which postings belong together, written as linking finds it; and which groups wait for assessment."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, delete, func, select, update
from sqlalchemy.sql.elements import ColumnElement

from firstlight.desk.engine import Database
from firstlight.desk.tables import edges, group_log, groups, members, postings, progress, term

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    _Ordinals = np.ndarray[Any, np.dtype[np.int64]]


def roots(database: Database, ordinals: _Ordinals) -> _Ordinals:
    """Return the group root of each posting, aligned with `ordinals`; a posting not linked yet is its own."""
    import numpy as np  # noqa: PLC0415 (whoever only reads leads loads no numpy)

    known = members.c.ordinal, members.c.root
    with database.read() as connection:
        found = dict(connection.execute(select(*known).where(database.among(known[0], ordinals.tolist()))).all())
    return np.array([found.get(ordinal, ordinal) for ordinal in ordinals.tolist()], dtype=np.int64)


def linked_through(database: Database) -> int:
    """Return the last part that linking has written, -1 for none."""
    with database.read() as connection:
        return _linked(connection)


def connect(
    database: Database,
    through: int,
    ordinals: _Ordinals,
    found: _Ordinals,
    merges: Sequence[tuple[int, int]],
    ties: pa.Table,
) -> None:
    """Write what linking found up to part `through`, once: new members, merged groups, ties (EDGE).

    `found` is the group root of each of `ordinals`; `merges` are (old root, surviving root). Every group touched is
    stale from now on; every merge is logged.
    """
    into = _follow(merges)
    settled = [into.get(root, root) for root in found.tolist()]
    grown: dict[int, int] = defaultdict(int)
    for root in settled:
        grown[root] += 1
    with database.write() as connection:
        if through <= _linked(connection):
            return
        database.insert(connection, members, list(zip(ordinals.tolist(), settled, strict=True)))
        _merge(database, connection, into, grown, through)
        _grow(database, connection, grown)
        database.insert(connection, edges, _edge_rows(ties), new=False)
        connection.execute(delete(progress).where(progress.c.name == "linked"))
        connection.execute(progress.insert().values(name="linked", value=through))


def stale(database: Database, limit_postings: int) -> list[int]:
    """Return roots still to be assessed, in order, of about `limit_postings` postings together; at least one if any."""
    chosen: list[int] = []
    total = 0
    query = (
        select(groups.c.root, groups.c.size).where(groups.c.stale).order_by(groups.c.root).limit(max(limit_postings, 1))
    )
    with database.read() as connection:
        for root, size in connection.execute(query):
            if chosen and total + size > limit_postings:
                break
            chosen.append(root)
            total += size
    return chosen


def assess_on(database: Database, basis: str) -> int:
    """Return how many groups are to be assessed; all of them, when the last were assessed on another basis.

    `basis` names what an assessment rests on beside the group itself: weights, open cases.
    """
    wanted = term("basis", basis)
    with database.write() as connection:
        if connection.scalar(select(progress.c.value).where(progress.c.name == "basis")) != wanted:
            connection.execute(delete(progress).where(progress.c.name == "basis"))
            connection.execute(progress.insert().values(name="basis", value=wanted))
            connection.execute(update(groups).values(stale=True))
        return connection.scalar(select(func.count()).select_from(groups).where(groups.c.stale)) or 0


def _linked(connection: Connection) -> int:
    value = connection.scalar(select(progress.c.value).where(progress.c.name == "linked"))
    return -1 if value is None else int(value)


def _follow(merges: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Return where each merged group ends up, through merges of merges."""
    into = {old: new for old, new in merges if old != new}
    for old, new in list(into.items()):
        end = new
        while end in into:
            end = into[end]
        into[old] = end
    return into


def _merge(database: Database, connection: Connection, into: dict[int, int], grown: dict[int, int], part: int) -> None:
    """Move the members of merged groups to their survivors, add to what those grow by, and log it."""
    if not into:
        return
    wanted: ColumnElement[bool] = database.among(groups.c.root, into)
    old = connection.execute(select(groups.c.root, groups.c.size, groups.c.name).where(wanted)).all()
    for row in old:
        grown[into[row.root]] += row.size
    move = update(members).where(members.c.root == bindparam("old")).values(root=bindparam("survivor"))
    connection.execute(move, [{"old": merged, "survivor": survivor} for merged, survivor in into.items()])
    connection.execute(delete(groups).where(wanted))
    names = _names(database, connection, {into[row.root] for row in old})
    now = time.time_ns() // 1000
    entries = [
        {"part": part, "at": now, "merged": row.name, "survivor": names[into[row.root]]}
        for row in sorted(old, key=lambda row: int(row.root))
    ]
    if entries:
        connection.execute(group_log.insert(), entries)


def _grow(database: Database, connection: Connection, grown: dict[int, int]) -> None:
    known = set(connection.scalars(select(groups.c.root).where(database.among(groups.c.root, grown))))
    if known:
        bigger = (
            update(groups)
            .where(groups.c.root == bindparam("of"))
            .values(size=groups.c.size + bindparam("by"), stale=True)
        )
        connection.execute(bigger, [{"of": root, "by": grown[root]} for root in sorted(known)])
    names = _names(database, connection, grown.keys() - known)
    database.insert(connection, groups, [(root, name, grown[root], True) for root, name in sorted(names.items())])


def _names(database: Database, connection: Connection, of: Iterable[int]) -> dict[int, str]:
    from firstlight.link import group_name  # noqa: PLC0415 (as in `roots`)

    query = select(postings.c.ordinal, postings.c.id).where(database.among(postings.c.ordinal, of))
    return {ordinal: group_name(name) for ordinal, name in connection.execute(query)}


def _edge_rows(ties: pa.Table) -> list[tuple[Any, ...]]:
    columns = (ties[name].to_pylist() for name in ("a", "b", "kind", "value", "weight"))
    return [  # 0.9 as 32 bits is 0.8999999761581421: say 0.9
        (a, b, term(kind, value), kind, value.replace("\0", "\ufffd"), round(weight, 6))
        for a, b, kind, value, weight in zip(*columns, strict=True)
    ]
