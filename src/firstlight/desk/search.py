"""Searching: from a query to its hits, newest first.

A search costs no more than its newest candidates, however many postings there are:

1. If one part of the query is carried by a FEW postings (an identifier, a place, some days), those are fetched, and
   everything else is asked of them alone.
2. Otherwise the newest CAP postings, by arrival, that match the whole query are taken; `Found.capped` says when there
   are more.
3. These candidates are put in order of time, and one page of them is read in full.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, select

from firstlight.desk import codec
from firstlight.desk.carried import mentions_of
from firstlight.desk.compile import Compiler, Part, terms_of
from firstlight.desk.engine import Database, listed, plain
from firstlight.desk.parse import parse
from firstlight.desk.query import Identifier, Node
from firstlight.desk.readings import readings
from firstlight.desk.snippet import Marker, Snippet
from firstlight.desk.tables import groups, leads, members, postings, tags
from firstlight.records import TIERS, Posting, Tier

CAP = 2_000
"""At most so many candidates, the newest to arrive, are counted and put in order of time."""

FEW = 500
"""So few postings are better asked one by one."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One posting found, its group and its lead's tier (None until linked and assessed), and what to show of it."""

    posting: Posting
    group: str | None
    tier: Tier | None
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits, newest first; `total` is how many there are, or, where `capped`, at least are."""

    total: int
    capped: bool
    hits: tuple[Hit, ...]


def search(database: Database, query: str, *, limit: int, offset: int, regions: Sequence[str]) -> Found:
    """Return what a query (see `query`) finds; raise BadQuery if it cannot be read."""
    tree = parse(query, lambda text: readings(text, regions))
    with database.read() as connection:
        ordinals, capped = candidates(database, connection, tree)
        hits = _hits(database, connection, ordinals[offset : offset + limit], Marker(tree))
    return Found(len(ordinals), capped, hits)


def candidates(database: Database, connection: Connection, tree: Node) -> tuple[list[int], bool]:
    """Return the ordinals that a tree finds, newest first, and whether there are more than these CAP."""
    if isinstance(tree, Identifier):
        found = plain(connection, _carrying(database.sqlite), {"listed": database.pack(terms_of(tree))})
        if found:
            return _in_time(found)
    compiler = Compiler(database, connection)
    parts = compiler.parts(tree)
    taken = _among_few(compiler, parts) if len(parts) > 1 else None
    if taken is None:
        arrived = _newest(compiler, parts).subquery()
        taken = _timed().join(arrived, arrived.c[0] == postings.c.ordinal)
    return _in_time(plain(connection, taken))


def _in_time(found: list[tuple[Any, ...]]) -> tuple[list[int], bool]:
    """Return the newest CAP arrivals of (ordinal, time) in order of time, and whether there are more."""
    newest = sorted(found, reverse=True)[:CAP] if len(found) > CAP else found
    newest.sort(key=lambda row: (row[1] is not None, row[1] or 0, row[0]), reverse=True)
    return [ordinal for ordinal, _ in newest], len(found) > CAP


def _among_few(compiler: Compiler, parts: list[Part]) -> Select[Any] | None:
    """Return the select of what is found among the few that one part allows; None if none allows only a few."""
    for part in sorted(parts, key=lambda part: part.matching is not None):
        if part.carriers is None:
            continue
        few = set(compiler.connection.scalars(part.carriers.limit(FEW + 1)))
        if len(few) <= FEW:
            conditions = (other.of_few(few) for other in parts if few and other is not part)
            return _timed().where(compiler.database.among(postings.c.ordinal, few), *conditions)
    return None


def _timed() -> Select[Any]:
    return select(postings.c.ordinal, postings.c.posted_at)


def _newest(compiler: Compiler, parts: list[Part]) -> Select[Any]:
    """Return the select of the newest arrivals that fulfil all parts, one more than CAP.

    Where there are words, their index is read from its newest end, and all else is asked row by row: the "+ 0" keeps
    SQLite from turning that round.
    """
    conditions = [part.where for part in parts if part.matching is None]
    expression = next((part.matching for part in parts if part.matching is not None), None)
    if expression is None and len(parts) == 1 and (carriers := parts[0].carriers) is not None:
        ordinal = carriers.subquery().c[0]
        return select(ordinal).distinct().order_by(ordinal.desc()).limit(CAP + 1)
    if expression is None:
        return select(postings.c.ordinal).where(*conditions).order_by(postings.c.ordinal.desc()).limit(CAP + 1)
    key = compiler.word_key
    query = select(key).where(compiler.matches(expression)).order_by(key.desc()).limit(CAP + 1)
    if not conditions:
        return query
    return query.where(postings.c.ordinal == key + 0, *conditions)


def _hits(database: Database, connection: Connection, ordinals: Sequence[int], marker: Marker) -> tuple[Hit, ...]:
    listing = plain(connection, _hit_rows(database.sqlite), {"listed": database.pack(ordinals)})
    by_ordinal = {row[0]: row for row in listing}
    rows = [by_ordinal[ordinal] for ordinal in ordinals]
    found = mentions_of(database, connection, rows, marker.fits, marker.terms) if marker.mentions else {}
    return tuple(
        Hit(posting, group, None if tier is None else TIERS[tier], marker.snippet(posting, found.get(ordinal, ())))
        for (ordinal, *_, group, tier), posting in zip(rows, codec.postings(rows), strict=True)
    )


@cache  # building a statement takes longer than running it
def _carrying(sqlite: bool) -> Select[Any]:
    """Return the select of the newest arrivals that carry one of the terms `listed`, one more than CAP."""
    ordinal = tags.c.ordinal
    carriers = select(ordinal).distinct().where(listed(sqlite, tags.c.term)).order_by(ordinal.desc()).limit(CAP + 1)
    arrived = carriers.subquery()
    return _timed().join(arrived, arrived.c[0] == postings.c.ordinal)


@cache
def _hit_rows(sqlite: bool) -> Select[Any]:
    return (
        select(postings, groups.c.name, leads.c.tier)
        .outerjoin(members, members.c.ordinal == postings.c.ordinal)
        .outerjoin(groups, groups.c.root == members.c.root)
        .outerjoin(leads, leads.c.root == members.c.root)
        .where(listed(sqlite, postings.c.ordinal))
    )
