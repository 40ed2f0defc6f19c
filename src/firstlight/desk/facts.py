"""What assessment is told of a group, and the mentions and ties of postings as records."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, select

from firstlight.assess.facts import AdFacts, GroupFacts
from firstlight.desk.engine import AnyRow, Database, listed
from firstlight.desk.tables import FIELDS, edges, groups, members, mentions, moment, postings, terms
from firstlight.records import Edge, Mention


def facts(database: Database, of: Sequence[int]) -> list[GroupFacts]:
    """Return what assessment may know of each group, in the order of `of`; roots that are no group are left out."""
    with database.read() as connection:
        names = dict(connection.execute(
            select(groups.c.root, groups.c.name).where(database.among(groups.c.root, of))
        ).all())  # fmt: skip
        rows = connection.execute(
            select(members.c.root, postings)
            .join(postings, postings.c.ordinal == members.c.ordinal)
            .where(database.among(members.c.root, names))
            .order_by(members.c.root, members.c.ordinal)
        ).all()
        found = mentions_of(database, connection, rows)
        tied = ties_of(database, connection, names)
    ads: dict[int, list[AdFacts]] = defaultdict(list)
    for row in rows:
        ads[row.root].append(_ad(row, tuple(found.get(row.ordinal, ()))))
    return [GroupFacts(names[root], tuple(ads[root]), tuple(tied.get(root, ()))) for root in of if root in names]


def mentions_of(database: Database, connection: Connection, rows: Iterable[AnyRow]) -> dict[int, list[Mention]]:
    """Return the mentions of posting rows by ordinal, in their order within each posting."""
    read = {row.ordinal: (row.id, *(getattr(row, field) or "" for field in FIELDS)) for row in rows}
    listing = connection.execute(_mention_rows(database.sqlite), {"listed": database.pack(read)})
    found: dict[int, list[Mention]] = defaultdict(list)
    for ordinal, field, start, stop, score, rule, kind, value in listing.all():
        name, *texts = read[ordinal]
        surface = texts[field][start:stop]
        found[ordinal].append(Mention(name, FIELDS[field], kind, value, start, stop, surface, score, rule))
    return found


@cache  # building a statement takes longer than running it
def _mention_rows(sqlite: bool) -> Select[Any]:
    return (
        select(*(mentions.c[name] for name in ("ordinal", "field", "start", "stop", "score", "rule")))
        .add_columns(terms.c.kind, terms.c.value)
        .join(terms, terms.c.term == mentions.c.term)
        .where(listed(sqlite, mentions.c.ordinal))
        .order_by(mentions.c.ordinal, mentions.c.place)
    )


def ties_of(database: Database, connection: Connection, of: Iterable[int]) -> dict[int, list[Edge]]:
    """Return the ties within each group, by root."""
    first, second = postings.alias("first"), postings.alias("second")
    query = (
        select(members.c.root, first.c.id, second.c.id, edges.c.kind, edges.c.value, edges.c.weight)
        .join(edges, edges.c.a == members.c.ordinal)
        .join(first, first.c.ordinal == edges.c.a)
        .join(second, second.c.ordinal == edges.c.b)
        .where(database.among(members.c.root, of))
        .order_by(edges.c.a, edges.c.b, edges.c.kind, edges.c.value)
    )
    tied: dict[int, list[Edge]] = defaultdict(list)
    for root, *edge in connection.execute(query):
        tied[root].append(Edge(*edge))
    return tied


def _ad(row: AnyRow, found: tuple[Mention, ...]) -> AdFacts:
    pictures = tuple(json.loads(row.pictures)) if row.pictures else ()
    return AdFacts(
        ordinal=row.ordinal, posting=row.id, site=row.site, location=row.location, posted_at=moment(row.posted_at),
        author=row.author, pictures=pictures, digest=row.digest, mentions=found,
    )  # fmt: skip
