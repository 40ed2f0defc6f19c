"""Reading for people: postings and their mentions, groups as the interface gives them, and one group in full."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from firstlight.desk import codec
from firstlight.desk.carried import mentions_of, ties_of
from firstlight.desk.engine import AnyRow, Database
from firstlight.desk.queue import lead_where
from firstlight.desk.tables import group_log, groups, leads, members, mentions, moment, postings, term, terms, writable
from firstlight.errors import InputError
from firstlight.link.paths import chain
from firstlight.records import IDENTIFIER_KINDS, POSSIBLE, Edge, Group, Lead, Mention, Posting


@dataclass(frozen=True, slots=True)
class Use:
    """An identifier of a group: how many of its postings carry it, and from when to when."""

    kind: str
    value: str
    postings: int
    first_seen: datetime | None
    last_seen: datetime | None


@dataclass(frozen=True, slots=True)
class Stay:
    """A place that a group's postings name, on one day (None: not known), and in how many of them."""

    place: str
    day: date | None
    postings: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """One group in full: `postings` and `mentions` are a page of it, everything else is the whole group."""

    group: Group
    lead: Lead | None
    postings: tuple[Posting, ...]
    mentions: tuple[Mention, ...]
    edges: tuple[Edge, ...]
    identifiers: tuple[Use, ...]
    stays: tuple[Stay, ...]


def fetch(database: Database, ids: Sequence[str]) -> list[Posting]:
    """Return postings in the order of `ids`; ids that are not on the desk are left out."""
    with database.read() as connection:
        found = {posting.id: posting for posting in codec.postings(rows_of(database, connection, ids))}
    return [found[name] for name in ids if name in found]


def homes(database: Database, ids: Sequence[str]) -> dict[str, str | None]:
    """Return the group of each posting on the desk, by id; None while it is not linked."""
    query = (
        select(postings.c.id, groups.c.name)
        .outerjoin(members, members.c.ordinal == postings.c.ordinal)
        .outerjoin(groups, groups.c.root == members.c.root)
        .where(database.among(postings.c.key, {term("posting", name) for name in ids}))
    )
    with database.read() as connection:
        return dict(connection.execute(query).all())


def mentions_in(database: Database, ids: Sequence[str]) -> list[Mention]:
    """Return the mentions of postings, in the order of `ids`, then as they stand in the posting."""
    with database.read() as connection:
        rows = {row.id: row for row in rows_of(database, connection, ids)}
        found = mentions_of(database, connection, rows.values())
    return [mention for name in ids if name in rows for mention in found.get(rows[name].ordinal, ())]


def edges_in(database: Database, name: str) -> list[Edge]:
    """Return the ties within a group."""
    with database.read() as connection:
        root = root_of(connection, name)
        return ties_of(database, connection, [root]).get(root, [])


def group(database: Database, name: str) -> Group:
    """Return a group by its id, or by one that was merged into it; raise InputError if there is none."""
    with database.read() as connection:
        return _groups(database, connection, [root_of(connection, name)])[0]


def page_of_groups(database: Database, limit: int, offset: int, after: Group | None = None) -> list[Group]:
    """Return groups in the order of their earliest posting's arrival, those behind `after` if it is given."""
    query = select(groups.c.root).order_by(groups.c.root).limit(limit).offset(offset)
    if after is not None:  # by its earliest posting, which stays where it is when groups merge
        earliest = select(postings.c.ordinal).where(postings.c.key == term("posting", after.postings[0]))
        query = query.where(groups.c.root > earliest.scalar_subquery())
    with database.read() as connection:
        return _groups(database, connection, connection.scalars(query).all())


def count_of_groups(database: Database) -> int:
    """Return how many groups there are."""
    with database.read() as connection:
        return connection.scalar(select(func.count()).select_from(groups)) or 0


def dossier(database: Database, name: str, *, limit: int, offset: int) -> Dossier:
    """Return one group in full, with `limit` of its postings from `offset` on, newest first; see `group` for `name`."""
    page = (
        select(postings)
        .join(members, members.c.ordinal == postings.c.ordinal)
        .order_by(postings.c.posted_at.desc().nulls_last(), postings.c.ordinal.desc())
        .limit(limit)
        .offset(offset)
    )
    with database.read() as connection:
        root = root_of(connection, name)
        rows = connection.execute(page.where(members.c.root == root)).all()
        found = mentions_of(database, connection, rows)
        named = things_named(database, connection, [root])
        return Dossier(
            group=_groups(database, connection, [root])[0],
            lead=lead_where(connection, leads.c.root == root),
            postings=tuple(codec.postings(rows)),
            mentions=tuple(mention for row in rows for mention in found.get(row.ordinal, ())),
            edges=tuple(ties_of(database, connection, [root]).get(root, ())),
            identifiers=uses(named),
            stays=stays(named),
        )


def explain(database: Database, a: str, b: str) -> list[Edge]:
    """Return the shortest chain of ties from one posting to another, the strongest of equals; empty if there is none.

    Raises InputError for a posting that is not on the desk.
    """
    with database.read() as connection:
        found = {row.id: row.ordinal for row in rows_of(database, connection, [a, b])}
        for name in (a, b):
            if name not in found:
                raise InputError(f"no posting {name!r} on this desk")
        where = database.among(members.c.ordinal, found.values())
        shared = set(connection.scalars(select(members.c.root).where(where)))
        if a == b or len(shared) != 1:
            return []
        ties = ties_of(database, connection, shared).get(shared.pop(), [])
    return chain(ties, a, b)


def root_of(connection: Connection, name: str) -> int:
    """Return the root of a group by its id, through merges; raise InputError if there is none."""
    seen = set()
    now = writable(name)
    while now not in seen:
        seen.add(now)
        root = connection.scalar(select(groups.c.root).where(groups.c.name == now))
        if root is not None:
            return int(root)
        later = (
            select(group_log.c.survivor).where(group_log.c.merged == now).order_by(group_log.c.entry.desc()).limit(1)
        )
        now = connection.scalar(later) or now
    raise InputError(f"no group {name!r} on this desk")


def rows_of(database: Database, connection: Connection, ids: Sequence[str]) -> Sequence[AnyRow]:
    """Return the rows of `postings` with those ids."""
    keys = {term("posting", name) for name in ids}
    return connection.execute(select(postings).where(database.among(postings.c.key, keys))).all()


def things_named(
    database: Database,
    connection: Connection,
    roots: Iterable[int],
    kinds: Sequence[str] = (*IDENTIFIER_KINDS, "place"),
) -> Sequence[AnyRow]:
    """Return what each posting of groups surely names of some kinds, each thing once a posting."""
    query = (
        select(members.c.root, postings.c.ordinal, postings.c.posted_at, terms.c.kind, terms.c.value)
        .distinct()
        .join(postings, postings.c.ordinal == members.c.ordinal)
        .join(mentions, mentions.c.ordinal == members.c.ordinal)
        .join(terms, terms.c.term == mentions.c.term)
        .where(database.among(members.c.root, roots), mentions.c.score >= POSSIBLE)
        .where(terms.c.kind.in_(kinds))
    )
    return connection.execute(query).all()


def _groups(database: Database, connection: Connection, roots: Sequence[int]) -> list[Group]:
    names = dict(connection.execute(
        select(groups.c.root, groups.c.name).where(database.among(groups.c.root, roots))
    ).all())  # fmt: skip
    rows = connection.execute(
        select(members.c.root, postings.c.id, postings.c.posted_at)
        .join(postings, postings.c.ordinal == members.c.ordinal)
        .where(database.among(members.c.root, roots))
        .order_by(members.c.root, members.c.ordinal)
    ).all()
    held: dict[int, list[AnyRow]] = defaultdict(list)
    for row in rows:
        held[row.root].append(row)
    identifiers: dict[int, Counter[str]] = defaultdict(Counter)
    places: dict[int, Counter[str]] = defaultdict(Counter)
    for row in things_named(database, connection, roots):
        if row.kind == "place":
            places[row.root][row.value] += 1
        else:
            identifiers[row.root][f"{row.kind}:{row.value}"] += 1
    return [
        Group(
            names[root],
            tuple(r.id for r in held[root]),
            _often(identifiers[root]),
            _often(places[root]),
            *seen(held[root]),
        )
        for root in roots
    ]


def _often(counted: Counter[str]) -> tuple[str, ...]:
    """Return what was counted, the most frequent first, equals by name."""
    return tuple(sorted(counted, key=lambda value: (-counted[value], value)))


def seen(rows: Iterable[AnyRow]) -> tuple[datetime | None, datetime | None]:
    """Return the first and the last time that rows were posted at."""
    times = [row.posted_at for row in rows if row.posted_at is not None]
    return (moment(min(times)), moment(max(times))) if times else (None, None)


def uses(named: Iterable[AnyRow]) -> tuple[Use, ...]:
    """Return the identifiers in rows of `things_named`, those in most postings first."""
    by_identifier: dict[tuple[str, str], list[AnyRow]] = defaultdict(list)
    for row in named:
        if row.kind in IDENTIFIER_KINDS:
            by_identifier[row.kind, row.value].append(row)
    found = [Use(kind, value, len(rows), *seen(rows)) for (kind, value), rows in by_identifier.items()]
    return tuple(sorted(found, key=lambda use: (-use.postings, use.kind, use.value)))


def stays(named: Iterable[AnyRow]) -> tuple[Stay, ...]:
    """Return the places in rows of `things_named`, day by day."""
    days: Counter[tuple[str, date | None]] = Counter()
    for row in named:
        if row.kind == "place":
            time = moment(row.posted_at)
            days[row.value, time.date() if time else None] += 1
    found = [Stay(place, day, number) for (place, day), number in days.items()]
    return tuple(sorted(found, key=lambda stay: (stay.day or date.max, stay.place)))
