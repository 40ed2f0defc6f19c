"""Cases: what people gather and do about something they look into. A log that is only ever added to.

What a case holds now follows from its log: what was put in and not taken out since, tasks that are not done, whether
it is closed. A closed case takes nothing more until it is opened again.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, cast, get_args

from sqlalchemy import Connection, func, select

from firstlight.desk import codec
from firstlight.desk.digests import digest_of
from firstlight.desk.engine import AnyRow, Database
from firstlight.desk.read import root_of, rows_of
from firstlight.desk.tables import case_log, groups, moment, writable
from firstlight.errors import InputError

CaseAct = Literal["open", "note", "task", "done", "add", "remove", "close", "reopen"]
"""What is done in a case."""

Kind = Literal["group", "posting", "record", "file"]
"""What a case holds: groups, single postings, missing-child records by their own number, and files by their digest."""

LONGEST = 20_000
"""Characters of a note or a task."""

LONGEST_TITLE = 200
"""Characters of a title or of the name of something held."""


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the log: `kind` and `subject` are what was put in or taken out, `digest` its SHA-256, if known."""

    entry: int
    at: datetime
    who: str
    case: str
    act: CaseAct
    kind: str = ""
    subject: str = ""
    text: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do: the step that set it, and the one that did it, if it is done."""

    set: Step
    done: Step | None


@dataclass(frozen=True, slots=True)
class Case:
    """A case as it stands. `held` are the steps that put in what is in it now, in their order; `log` is all of it."""

    case: str
    title: str
    open: bool
    opened_at: datetime
    opened_by: str
    changed_at: datetime
    held: tuple[Step, ...]
    notes: tuple[Step, ...]
    tasks: tuple[Task, ...]
    log: tuple[Step, ...] = field(repr=False)

    def of(self, kind: Kind) -> tuple[str, ...]:
        """Return the names of what it holds of a kind."""
        return tuple(step.subject for step in self.held if step.kind == kind)


class Cases:
    """The cases of one desk. Writing raises InputError for what cannot be, and leaves no trace of it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def new(self, title: str, *, who: str) -> Case:
        """Open a case."""
        said = _short(title, "a case needs a title")
        with self._database.write() as connection:
            opened = select(func.count()).select_from(case_log).where(case_log.c.act == "open")
            name = f"C-{(connection.scalar(opened) or 0) + 1}"
            return _derived([_add(connection, who, name, "open", text=said)])

    def note(self, case: str, text: str, *, who: str) -> Step:
        """Write a note."""
        return self._do(case, lambda _, now: _add(now, who, case, "note", text=_long(text, "a note needs words")))

    def task(self, case: str, text: str, *, who: str) -> Step:
        """Set a task."""
        return self._do(case, lambda _, now: _add(now, who, case, "task", text=_long(text, "a task needs words")))

    def done(self, case: str, task: int, *, who: str, text: str = "") -> Step:
        """Say that a task, named by its entry, is done."""

        def write(found: Case, now: Connection) -> Step:
            open_tasks = {one.set.entry for one in found.tasks if not one.done}
            if task not in open_tasks:
                raise InputError(f"{case} has no open task {task}")
            return _add(now, who, case, "done", subject=str(task), text=writable(text)[:LONGEST])

        return self._do(case, write)

    def add(self, case: str, kind: Kind, subject: str, *, who: str, text: str = "", digest: str = "") -> Step:
        """Put a group, a posting, a missing-child record or a file (with its SHA-256) in.

        A posting's digest is worked out here, so that the case shows if it ever changes.
        """
        if kind not in get_args(Kind):
            raise InputError(f"a case holds no {kind!r}: it holds {', '.join(get_args(Kind))}")
        name = _short(subject, f"name the {kind} to put in") if kind in ("record", "file") else writable(subject)
        if kind == "file" and not re.fullmatch(r"[0-9a-f]{64}", digest):
            raise InputError("a file is put in with its SHA-256: 64 characters of 0-9 and a-f")

        def write(found: Case, now: Connection) -> Step:
            known, sealed = self._checked(now, kind, name)
            if known in found.of(kind):
                raise InputError(f"{case} holds the {kind} {known!r} already")
            return _add(now, who, case, "add", kind=kind, subject=known, text=writable(text)[:LONGEST],
                        digest=digest if kind == "file" else sealed)  # fmt: skip

        return self._do(case, write)

    def remove(self, case: str, kind: Kind, subject: str, *, who: str, text: str = "") -> Step:
        """Take something out; the log keeps that it was in."""

        def write(found: Case, now: Connection) -> Step:
            if subject not in found.of(kind):
                raise InputError(f"{case} holds no {kind} {subject!r}")
            return _add(now, who, case, "remove", kind=kind, subject=subject, text=writable(text)[:LONGEST])

        return self._do(case, write)

    def close(self, case: str, *, who: str, text: str = "") -> Step:
        """Close a case, and say what came of it."""
        return self._do(case, lambda _, now: _add(now, who, case, "close", text=writable(text)[:LONGEST]))

    def reopen(self, case: str, *, who: str, text: str = "") -> Step:
        """Open a closed case again."""

        def write(found: Case, now: Connection) -> Step:
            if found.open:
                raise InputError(f"{case} is open")
            return _add(now, who, case, "reopen", text=writable(text)[:LONGEST])

        return self._do(case, write, closed=True)

    def case(self, name: str) -> Case:
        """Return a case; raise InputError if there is none."""
        with self._database.read() as connection:
            return _read(connection, name)

    def listing(self, *, wanted: Literal["open", "closed", "all"] = "all") -> list[Case]:
        """Return the cases, those that changed last first."""
        with self._database.read() as connection:
            found = _gathered(connection.execute(select(case_log).order_by(case_log.c.entry)))
        chosen = [case for case in found if wanted == "all" or case.open == (wanted == "open")]
        return sorted(chosen, key=lambda case: case.log[-1].entry, reverse=True)

    def holding(self, kind: Kind, subject: str) -> list[Case]:
        """Return the cases that hold something now, those that changed last first."""
        named = select(case_log.c.name).where(case_log.c.subject == writable(subject), case_log.c.kind == kind)
        query = select(case_log).where(case_log.c.name.in_(named.distinct())).order_by(case_log.c.entry)
        with self._database.read() as connection:
            found = [case for case in _gathered(connection.execute(query)) if subject in case.of(kind)]
        return sorted(found, key=lambda case: case.log[-1].entry, reverse=True)

    def _do(self, case: str, write: Callable[[Case, Connection], Step], *, closed: bool = False) -> Step:
        with self._database.write() as connection:
            found = _read(connection, case)
            if not found.open and not closed:
                raise InputError(f"{case} is closed; open it again first")
            return write(found, connection)

    def _checked(self, connection: Connection, kind: Kind, name: str) -> tuple[str, str]:
        """Return the name that something goes by now, and its digest if it has one."""
        if kind == "group":
            root = root_of(connection, name)
            return str(connection.scalar(select(groups.c.name).where(groups.c.root == root))), ""
        if kind == "posting":
            rows = rows_of(self._database, connection, [name])
            if not rows:
                raise InputError(f"there is no posting {name!r} on this desk")
            return name, digest_of(codec.postings(rows)[0])
        return name, ""


def _read(connection: Connection, name: str) -> Case:
    query = select(case_log).where(case_log.c.name == writable(name)).order_by(case_log.c.entry)
    found = _gathered(connection.execute(query))
    if not found:
        raise InputError(f"there is no case {name!r}; `firstlight cases list` lists them")
    return found[0]


def _gathered(rows: Iterable[AnyRow]) -> list[Case]:
    logs: dict[str, list[Step]] = {}
    for row in rows:
        step = Step(
            row.entry, cast("datetime", moment(row.at)), row.who, row.name, row.act, row.kind, row.subject, row.text,
            row.digest,
        )  # fmt: skip
        logs.setdefault(step.case, []).append(step)
    return [_derived(log) for log in logs.values()]


def _derived(log: list[Step]) -> Case:
    first = log[0]
    held: dict[tuple[str, str], Step] = {}
    tasks: dict[str, Task] = {}
    still_open = True
    for step in log:
        match step.act:
            case "add":
                held[step.kind, step.subject] = step
            case "remove":
                held.pop((step.kind, step.subject), None)
            case "task":
                tasks[str(step.entry)] = Task(step, None)
            case "done":
                tasks[step.subject] = Task(tasks[step.subject].set, step)
            case "close" | "reopen":
                still_open = step.act == "reopen"
            case _:
                pass
    notes = tuple(step for step in log if step.act == "note")
    return Case(
        first.case, first.text, still_open, first.at, first.who, log[-1].at, tuple(held.values()), notes,
        tuple(tasks.values()), tuple(log),
    )  # fmt: skip


def _add(connection: Connection, who: str, case: str, act: CaseAct, **said: str) -> Step:
    """Append a step; `said` is what else a Step holds."""
    if not who.strip():
        raise InputError("a case needs the name of who works on it: set FIRSTLIGHT_WHO to your name or number")
    last: int = connection.scalar(select(func.max(case_log.c.entry))) or 0  # the writer is alone
    count = time.time_ns() // 1000
    made = Step(last + 1, cast("datetime", moment(count)), writable(who.strip()), case, act, **said)
    row = {column.name: getattr(made, column.name, case) for column in case_log.columns}
    connection.execute(case_log.insert(), row | {"at": count, "name": case})
    return made


def _short(text: str, otherwise: str) -> str:
    said = " ".join(writable(text).split())
    if not said:
        raise InputError(otherwise)
    if len(said) > LONGEST_TITLE:
        raise InputError(f"that is too long: at most {LONGEST_TITLE} characters")
    return said


def _long(text: str, otherwise: str) -> str:
    said = writable(text).strip()
    if not said:
        raise InputError(otherwise)
    if len(said) > LONGEST:
        raise InputError(f"that is too long: at most {LONGEST:,} characters")
    return said
