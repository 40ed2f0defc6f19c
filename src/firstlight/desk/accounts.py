"""Accounts on the desk: who posts under which name on which site, and what every one of their posts carries.

Everything is found by the inverted index (`tags`), so what an account costs follows its own posts, not the history.
Only a listing over all sites counts through every posting.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from firstlight.desk.engine import AnyRow, Database
from firstlight.desk.tables import moment, postings, tags, term, terms, writable
from firstlight.desk.words import folded
from firstlight.errors import InputError

MOST_POSTS = 2_000
"""Posts of an account, or of a thread, that are read for a page: the newest."""

MOST_CARRIERS = 3_000
"""Postings with an identifier that are looked at for other accounts: the newest."""


class Account(NamedTuple):
    """Who posts: a user name, as the site shows it, on a site."""

    site: str
    name: str

    @property
    def id(self) -> str:
        """Return how the account is named in addresses and on the command line: `name@site`."""
        return f"{self.name}@{self.site}"

    @classmethod
    def parse(cls, text: str) -> Account:
        """Read `name@site`; raise InputError for anything else."""
        name, sign, site = text.rpartition("@")
        if not (sign and name and site):
            raise InputError(f"{text!r} is no account: write it as name@site, such as fern@board.example")
        return cls(writable(site), writable(name))


@dataclass(frozen=True, slots=True)
class Listed:
    """An account in a listing: how much it posted, and from when to when."""

    site: str
    name: str
    postings: int
    first_seen: datetime | None
    last_seen: datetime | None


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread: its latest title, how many posts and accounts it holds, from when to when."""

    site: str
    thread: str
    title: str
    postings: int
    accounts: int
    first_seen: datetime | None
    last_seen: datetime | None


def listing(database: Database, site: str = "", limit: int = 50, offset: int = 0) -> list[Listed]:
    """Return accounts, those with most posts first; of one site if it is given."""
    count = func.count().label("posts")
    query = (
        select(
            postings.c.site, postings.c.author, count, func.min(postings.c.posted_at), func.max(postings.c.posted_at)
        )
        .where(postings.c.author.is_not(None), postings.c.site.is_not(None))
        .group_by(postings.c.site, postings.c.author)
        .order_by(count.desc(), postings.c.site, postings.c.author)
        .limit(limit)
        .offset(offset)
    )
    if site:
        query = _tagged(query, term("site", site)).where(postings.c.site == site)
    with database.read() as connection:
        rows: Sequence[AnyRow] = connection.execute(query).all()
        return [Listed(row[0], row[1], row[2], moment(row[3]), moment(row[4])) for row in rows]


def sites(database: Database) -> list[tuple[str, int]]:
    """Return the sites on which accounts post, with the number of their posts, largest first."""
    count = func.count()
    query = (
        select(terms.c.value, count)
        .join(tags, tags.c.term == terms.c.term)
        .where(terms.c.kind == "site")
        .group_by(terms.c.value)
        .order_by(count.desc(), terms.c.value)
    )
    with database.read() as connection:
        return [(str(value), int(number)) for value, number in connection.execute(query)]


def threads(database: Database, site: str, limit: int = 50, offset: int = 0) -> list[Thread]:
    """Return the threads of a site, the last to be written in first."""
    last = func.max(postings.c.posted_at)
    query = (
        select(
            postings.c.thread, func.max(postings.c.title), func.count(), func.count(postings.c.author.distinct()),
            func.min(postings.c.posted_at), last,
        )
        .where(postings.c.site == site, postings.c.thread.is_not(None))
        .group_by(postings.c.thread)
        .order_by(last.desc().nulls_last(), postings.c.thread)
        .limit(limit)
        .offset(offset)
    )  # fmt: skip
    with database.read() as connection:
        rows: Sequence[AnyRow] = connection.execute(_tagged(query, term("site", site))).all()
    return [Thread(site, r[0], r[1] or "", r[2], r[3], moment(r[4]), moment(r[5])) for r in rows]


def rows_of_account(connection: Connection, account: Account, limit: int = MOST_POSTS) -> Sequence[AnyRow]:
    """Return the newest postings of an account, in order of time; raise InputError when it has none."""
    wanted = and_(postings.c.author == account.name, postings.c.site == account.site)
    rows = _newest(connection, term("author", account.name), wanted, limit)
    if not rows:
        raise InputError(f"no account {account.id!r} on this desk")
    return rows


def rows_of_thread(connection: Connection, site: str, thread: str, limit: int = MOST_POSTS) -> Sequence[AnyRow]:
    """Return the newest postings of a thread, in order of time; raise InputError when it has none."""
    wanted = and_(postings.c.thread == thread, postings.c.site == site)
    rows = _newest(connection, term("thread", thread), wanted, limit)
    if not rows:
        raise InputError(f"no thread {thread!r} of {site!r} on this desk")
    return rows


def _newest(connection: Connection, tag: int, wanted: ColumnElement[bool], limit: int) -> Sequence[AnyRow]:
    query = _tagged(select(postings), tag).where(wanted)
    rows = connection.execute(query.order_by(postings.c.ordinal.desc()).limit(limit)).all()
    return sorted(rows, key=lambda row: (row.posted_at is None, row.posted_at, row.ordinal))


def _tagged(query: Select[Any], tag: int) -> Select[Any]:
    return query.join(tags, tags.c.ordinal == postings.c.ordinal).where(tags.c.term == tag)


def carriers(connection: Connection, things: Iterable[tuple[str, str]]) -> dict[tuple[str, str], set[Account | None]]:
    """Return the accounts that carry each (kind, value), None for postings of nobody (ads)."""
    numbers = {term(*thing): thing for thing in things}
    found: dict[tuple[str, str], set[Account | None]] = defaultdict(set)
    for number, thing in numbers.items():
        carrying = (
            select(tags.c.ordinal).where(tags.c.term == number).order_by(tags.c.ordinal.desc()).limit(MOST_CARRIERS)
        )
        query = select(postings.c.site, postings.c.author).distinct().where(postings.c.ordinal.in_(carrying))
        for site, author in connection.execute(query):
            found[thing].add(Account(site, author) if site and author else None)
    return found


def namesakes(connection: Connection, name: str) -> set[Account]:
    """Return the accounts that bear a user name, case and marks left out of account."""
    alike = select(terms.c.term).where(terms.c.kind == "author", terms.c.folded == folded(name))
    query = (
        select(postings.c.site, postings.c.author)
        .distinct()
        .join(tags, tags.c.ordinal == postings.c.ordinal)
        .where(tags.c.term.in_(alike), postings.c.site.is_not(None), postings.c.author.is_not(None))
    )
    return {Account(site, author) for site, author in connection.execute(query)}
