"""Groups: which postings belong together, written as linking finds it; and which groups wait for assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, func, select, update

from firstlight.desk.engine import Database
from firstlight.desk.tables import groups, members, progress, term

if TYPE_CHECKING:
    import numpy as np

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
        return linked(connection)


def stale(database: Database, each: int, most: int) -> list[list[int]]:
    """Return roots still to be assessed, in order, in at most `most` batches of about `each` postings together.

    A group that has more postings is a batch by itself; empty when all are done.
    """
    batches: list[list[int]] = []
    room = 0
    query = select(groups.c.root, groups.c.size).where(groups.c.stale).order_by(groups.c.root).limit(each * most)
    with database.read() as connection:
        for root, size in connection.execute(query):
            if size > room or not batches:
                if len(batches) == most:
                    break
                batches.append([])
                room = each
            batches[-1].append(root)
            room -= size
    return batches


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


def linked(connection: Connection) -> int:
    """Return the last part that linking has written, -1 for none."""
    value = connection.scalar(select(progress.c.value).where(progress.c.name == "linked"))
    return -1 if value is None else int(value)
