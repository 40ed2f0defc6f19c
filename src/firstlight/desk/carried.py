"""What postings carry, as records: the mentions in each, and the ties between those of a group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from firstlight.desk.bulk import made
from firstlight.desk.engine import Database, listed, plain
from firstlight.desk.tables import FIELDS, edges, members, mentions, posting_columns, postings, terms
from firstlight.records import Edge, Mention


def mentions_of(
    database: Database,
    connection: Connection,
    rows: Iterable[Sequence[Any]],
    fits: Callable[[str, str], bool] | None = None,
    among: Mapping[int, tuple[str, str]] | None = None,
) -> dict[int, list[Mention]]:
    """Return the mentions of rows that begin with the columns of `postings`, by ordinal, in their order in each.

    `fits` says of a kind and a value whether it is wanted; where the terms that are wanted are known beforehand,
    `among` gives their kinds and values, and no others are read. All are wanted when neither is given.
    """
    read = {texts[0]: texts for texts in map(_TEXTS, rows)}
    listing = _listed(database, connection, read, among)
    named = _named(database, connection, {row[-1] for row in listing}) if among is None else among
    if fits is not None:
        wanted = {term for term, of in named.items() if fits(*of)}
        listing = [row for row in listing if row[-1] in wanted]
    if not listing:
        return {}
    ordinals, numbers, starts, stops, scores, rules, carried = zip(*listing, strict=True)
    kinds, values = zip(*map(named.__getitem__, carried), strict=True)
    surfaces = [
        (read[ordinal][2 + number] or "")[start:stop]
        for ordinal, number, start, stop in zip(ordinals, numbers, starts, stops, strict=True)
    ]
    names = [read[ordinal][1] for ordinal in ordinals]
    columns = (names, map(FIELDS.__getitem__, numbers), kinds, values, starts, stops, surfaces, scores, rules)
    found: dict[int, list[Mention]] = defaultdict(list)
    for ordinal, mention in zip(ordinals, made(Mention, len(listing), columns), strict=True):
        found[ordinal].append(mention)
    return found


_TEXTS = posting_columns("ordinal", "id", *FIELDS)


def _named(database: Database, connection: Connection, numbers: Collection[int]) -> dict[int, tuple[str, str]]:
    found = plain(connection, _term_rows(database.sqlite), {"listed": database.pack(numbers)})
    return {term: (kind, value) for term, kind, value in found}


def _listed(
    database: Database, connection: Connection, ordinals: Iterable[int], among: Collection[int] | None
) -> Sequence[Any]:
    values: dict[str, Any] = {"listed": database.pack(ordinals)}
    if among is None:
        return plain(connection, _mention_rows(database.sqlite), values)
    return plain(connection, _chosen_rows(database.sqlite), values | {"chosen": database.pack(among)})


@cache  # building a statement takes longer than running it
def _mention_rows(sqlite: bool) -> Select[Any]:
    names = ("ordinal", "field", "start", "stop", "score", "rule", "term")
    return (
        select(*(mentions.c[name] for name in names))
        .where(listed(sqlite, mentions.c.ordinal))
        .order_by(mentions.c.ordinal, mentions.c.place)
    )


@cache
def _chosen_rows(sqlite: bool) -> Select[Any]:
    return _mention_rows(sqlite).where(listed(sqlite, mentions.c.term, bindparam("chosen")))


@cache
def _term_rows(sqlite: bool) -> Select[Any]:
    return select(terms.c.term, terms.c.kind, terms.c.value).where(listed(sqlite, terms.c.term))


def ties_of(database: Database, connection: Connection, of: Iterable[int]) -> dict[int, list[Edge]]:
    """Return the ties within each group, by root."""
    first, second = postings.alias("first"), postings.alias("second")
    query = (
        select(members.c.root, first.c.id, second.c.id, edges.c.kind, edges.c.value, edges.c.weight)
        .join(edges, edges.c.owner == members.c.ordinal)
        .join(first, first.c.ordinal == edges.c.a)
        .join(second, second.c.ordinal == edges.c.b)
        .where(database.among(members.c.root, of))
        .order_by(edges.c.a, edges.c.b, edges.c.kind, edges.c.value)
    )
    tied: dict[int, list[Edge]] = defaultdict(list)
    for root, *edge in connection.execute(query):
        tied[root].append(Edge(*edge))
    return tied
