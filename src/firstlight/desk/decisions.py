"""What people decide: a log that is only ever added to. What stands now is derived from it.

Three acts. A `label` says what a group is. `same` and `not-same` say whether two postings have one hand behind them;
they outrank the machine. An `undo` takes back an earlier entry, which stays readable. Of the labels of one group the
last that was not taken back stands, and of what is said about one pair of postings likewise.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, cast, get_args

from sqlalchemy import Connection, func, select

from firstlight.desk.engine import AnyRow, Database
from firstlight.desk.tables import decisions, groups, microseconds, moment, postings, term, writable
from firstlight.errors import InputError
from firstlight.records import LABELS, SHARES, Label, Share

Act = Literal["label", "same", "not-same", "undo"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of the log.

    entry: its place in the log, from 1. at: UTC. who: the account that decided. act: what was done. subject: the group
    labelled, or the first of two postings (by id). other: the second posting, "" for a label. value: the label. why:
    the person's own words. share: what brought the lead before the person, "" if not the queue. shown: what the
    person saw, as plain values. undoes: the entry that an undo takes back.
    """

    entry: int
    at: datetime
    who: str
    act: Act
    subject: str
    other: str = ""
    value: str = ""
    why: str = ""
    share: str = ""
    shown: Mapping[str, Any] = field(default_factory=dict)
    undoes: int | None = None


def label(
    database: Database,
    group: str,
    value: Label,
    *,
    who: str,
    why: str = "",
    share: Share | None = None,
    shown: Mapping[str, Any] | None = None,
) -> Decision:
    """Note what a person finds a group to be; raise InputError for a label or a group that there is not."""
    if value not in LABELS:
        raise InputError(f"{value!r} is no label; the labels are {', '.join(LABELS)}")
    if share is not None and share not in SHARES:
        raise InputError(f"{share!r} is no share of the queue; the shares are {', '.join(SHARES)}")
    with database.write() as connection:
        if connection.scalar(select(groups.c.root).where(groups.c.name == group)) is None:
            raise InputError(f"there is no group {group!r}; `firstlight groups` lists them")
        return _add(
            connection, who, "label", group, value=value, why=writable(why), share=share or "", shown=shown or {}
        )


def pair(database: Database, act: Literal["same", "not-same"], a: str, b: str, *, who: str, why: str = "") -> Decision:
    """Note that two postings are, or are not, of one hand; raise InputError for one that is not on the desk."""
    if a == b:
        raise InputError(f"{a!r} is one posting: two are needed")
    first, second = sorted((a, b))
    with database.write() as connection:
        for name in (first, second):
            if connection.scalar(select(postings.c.ordinal).where(postings.c.key == term("posting", name))) is None:
                raise InputError(f"there is no posting {name!r} on this desk")
        return _add(connection, who, act, first, other=second, why=writable(why))


def undo(database: Database, entry: int, *, who: str, why: str = "") -> Decision:
    """Take an entry back; raise InputError if there is none, or it was taken back already."""
    with database.write() as connection:
        found = connection.execute(select(decisions).where(decisions.c.entry == entry)).first()
        if found is None or found.act == "undo":
            raise InputError(f"there is no decision {entry} to take back")
        if connection.scalar(select(decisions.c.entry).where(decisions.c.undoes == entry)) is not None:
            raise InputError(f"decision {entry} was taken back already")
        return _add(connection, who, "undo", found.subject, other=found.other, why=writable(why), undoes=entry)


def log(
    database: Database, *, after: int = 0, acts: Iterable[Act] = get_args(Act), subject: str = "", limit: int = -1
) -> list[Decision]:
    """Return entries after one, in order; of one group or posting if `subject` is given; all if `limit` is below 0."""
    query = select(decisions).where(decisions.c.entry > after, decisions.c.act.in_(list(acts)))
    if subject:
        query = query.where((decisions.c.subject == subject) | (decisions.c.other == subject))
    query = query.order_by(decisions.c.entry)
    with database.read() as connection:
        return [_decision(row) for row in connection.execute(query.limit(limit) if limit >= 0 else query)]


def standing(database: Database, *, acts: Iterable[Act] = ("label",), subject: str = "") -> list[Decision]:
    """Return the decisions in force, in order: the last on each group or pair that was not taken back."""
    return _in_force(log(database, acts=(*acts, "undo"), subject=subject))


def _in_force(entries: Iterable[Decision]) -> list[Decision]:
    found: dict[tuple[str, ...], list[Decision]] = {}
    undone: set[int] = set()
    for decision in entries:
        if decision.undoes is not None:
            undone.add(decision.undoes)
        else:
            found.setdefault(_about(decision), []).append(decision)
    last = (next((one for one in reversed(said) if one.entry not in undone), None) for said in found.values())
    return sorted((decision for decision in last if decision), key=lambda decision: decision.entry)


def labels(database: Database, names: Iterable[str]) -> dict[str, Decision]:
    """Return the label that stands on each of some groups; those without one are left out."""
    about = list(names)
    query = select(decisions).where(decisions.c.subject.in_(about), decisions.c.act.in_(("label", "undo")))
    with database.read() as connection:
        found = [_decision(row) for row in connection.execute(query.order_by(decisions.c.entry))]
    return {decision.subject: decision for decision in _in_force(found)}


def undone(database: Database, entries: Iterable[int]) -> set[int]:
    """Return those of some entries that were taken back."""
    taken = select(decisions.c.undoes).where(database.among(decisions.c.undoes, entries))
    with database.read() as connection:
        return set(connection.scalars(taken))


def last_entry(database: Database) -> int:
    """Return the number of the newest entry, 0 when there is none."""
    with database.read() as connection:
        return connection.scalar(select(func.max(decisions.c.entry))) or 0


def _about(decision: Decision) -> tuple[str, ...]:
    """Return what a decision is about: later ones about the same take its place."""
    return ("group" if decision.act == "label" else "pair", decision.subject, decision.other)


def _add(connection: Connection, who: str, act: Act, subject: str, **said: Any) -> Decision:
    """Append an entry; `said` is what else a Decision holds."""
    if not who.strip():
        raise InputError("a decision needs the name of who decides")
    last: int = connection.scalar(select(func.max(decisions.c.entry))) or 0  # the writer is alone
    now = cast("datetime", moment(time.time_ns() // 1000))
    made = Decision(last + 1, now, writable(who.strip()), act, subject, **said)
    shown = writable(json.dumps(dict(made.shown), ensure_ascii=False, sort_keys=True))
    row = {column.name: getattr(made, column.name) for column in decisions.columns}
    connection.execute(decisions.insert(), row | {"at": microseconds(made.at), "shown": shown})
    return made


def _decision(row: AnyRow) -> Decision:
    values = dict(zip(decisions.columns.keys(), row, strict=True))
    return Decision(**(values | {"at": moment(values["at"]), "shown": json.loads(values["shown"])}))
