"""Watches: an identifier, a search or a group that somebody wants to hear of. A log; what stands follows from it."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast
from urllib.parse import urlsplit

from sqlalchemy import Connection, func, select

from firstlight.desk.engine import Database
from firstlight.desk.parse import parse
from firstlight.desk.query import Identifier
from firstlight.desk.read import root_of
from firstlight.desk.readings import readings
from firstlight.desk.tables import groups, leads, moment, postings, watch_log, writable
from firstlight.errors import InputError

Watched = Literal["identifier", "search", "group"]
"""What a watch is for."""

LONGEST_TITLE = 200
"""Characters of a title."""

_MAILBOX = re.compile(r"[^\s@<>,;:\"\\()\[\]]{1,64}@[^\s@<>,;:\"\\()\[\]]{1,255}")
_HOURS = re.compile(r"(\d{1,2})-(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Watch:
    """A watch: `watch` is its number. `email` and `webhook` are where it tells, "" for the page alone.

    digest: it tells once a day rather than at once. quiet: hours in which it does not tell, such as 22-7, local time.
    since: the first posting (ordinal) that it looks at.
    """

    watch: int
    at: datetime
    who: str
    kind: Watched
    what: str
    title: str = ""
    email: str = ""
    webhook: str = ""
    digest: bool = False
    quiet: str = ""
    since: int = 0


def add(  # noqa: PLR0913 - a watch has this many properties, each of its own name
    database: Database,
    what: str,
    *,
    who: str,
    title: str = "",
    email: str = "",
    webhook: str = "",
    digest: bool = False,
    quiet: str = "",
    regions: Sequence[str] = ("US", "CA"),
) -> Watch:
    """Set a watch; raise InputError or BadQuery for what cannot be watched, or told."""
    if not who.strip():
        raise InputError("a watch needs the name of who sets it: set FIRSTLIGHT_WHO to your name or number")
    said = {"title": writable(title).strip()[:LONGEST_TITLE], "email": email.strip(), "webhook": webhook.strip()}
    _check(said["email"], said["webhook"], quiet)
    with database.write() as connection:
        kind, known = _kind(connection, writable(what).strip(), regions)
        newest = connection.scalar(select(func.max(postings.c.ordinal)))
        since = 0 if newest is None else newest + 1
        entry: int = (connection.scalar(select(func.max(watch_log.c.entry))) or 0) + 1
        count, setter = time.time_ns() // 1000, writable(who.strip())
        row = {"entry": entry, "at": count, "who": setter, "act": "add", "kind": kind, "what": known,
               "digest": digest, "quiet": quiet, "since": since, "ends": None} | said  # fmt: skip
        connection.execute(watch_log.insert(), row)
    return Watch(entry, cast("datetime", moment(count)), setter, kind, known, digest=digest, quiet=quiet,
                 since=since, **said)  # fmt: skip


def remove(database: Database, watch: int, *, who: str) -> Watch:
    """Take a watch away; raise InputError if there is none. What it found stays."""
    if not who.strip():
        raise InputError("name who takes the watch away: set FIRSTLIGHT_WHO to your name or number")
    with database.write() as connection:
        found = {one.watch: one for one in standing(connection)}.get(watch)
        if found is None:
            raise InputError(f"there is no watch {watch}; `firstlight watch list` lists them")
        entry = (connection.scalar(select(func.max(watch_log.c.entry))) or 0) + 1
        blank = dict.fromkeys(("kind", "what", "title", "email", "webhook", "quiet"), "")
        row = {"entry": entry, "at": time.time_ns() // 1000, "who": writable(who.strip()), "act": "remove"}
        connection.execute(watch_log.insert(), blank | row | {"digest": False, "since": 0, "ends": watch})
    return found


def standing(connection: Connection) -> list[Watch]:
    """Return the watches that were not taken away, in the order in which they were set."""
    ended = select(watch_log.c.ends).where(watch_log.c.ends.is_not(None))
    query = select(watch_log).where(watch_log.c.act == "add", watch_log.c.entry.not_in(ended))
    return [
        Watch(row.entry, cast("datetime", moment(row.at)), row.who, row.kind, row.what, row.title, row.email,
              row.webhook, row.digest, row.quiet, row.since)
        for row in connection.execute(query.order_by(watch_log.c.entry))
    ]  # fmt: skip


def _kind(connection: Connection, what: str, regions: Sequence[str]) -> tuple[Watched, str]:
    """Tell what a text asks to watch, and return it as it will be kept: a group goes by its name of now."""
    if what.startswith(("G-", "L-")):
        of_lead = select(leads.c.name).where(leads.c.lead == what)
        name = connection.scalar(of_lead) if what.startswith("L-") else what
        root = root_of(connection, name or what)
        return "group", str(connection.scalar(select(groups.c.name).where(groups.c.root == root)))
    tree = parse(what, lambda text: readings(text, regions))
    return ("identifier" if isinstance(tree, Identifier) else "search"), what


def _check(email: str, webhook: str, quiet: str) -> None:
    if email and not _MAILBOX.fullmatch(email):
        raise InputError(f"{email!r} is no e-mail address: write one, such as unit@police.example")
    parts = urlsplit(webhook) if webhook.isprintable() and " " not in webhook else None
    if webhook and (parts is None or parts.scheme not in ("http", "https") or not parts.hostname or parts.username):
        raise InputError(f"{webhook!r} is no address of a webhook: write https://host/path, without a name or password")
    hours = _HOURS.fullmatch(quiet)
    if quiet and (hours is None or max(int(hours[1]), int(hours[2])) > 23 or hours[1] == hours[2]):
        raise InputError(f"{quiet!r} are no quiet hours: write them as 22-7, from 0 to 23")
