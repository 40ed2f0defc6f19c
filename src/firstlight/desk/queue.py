"""The queue: leads as assessment left them, in the order in which a person should open them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, func, or_, select, update

from firstlight.desk import codec
from firstlight.desk.engine import Database
from firstlight.desk.facets import Counts, counts, having, labelled, state, write_facets
from firstlight.desk.tables import groups, leads, members, microseconds, tags, terms, writable
from firstlight.desk.words import folded
from firstlight.errors import InputError
from firstlight.records import TIERS, Label, Lead, Tier

ORDER = (leads.c.tier, leads.c.score.desc(), leads.c.name)
"""As assess.rank_key: tier, then score, then the group's id."""


MOST_KNOWN = 64
"""Counts that are remembered, each of a filter and a state of the desk."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which leads are wanted; None and empty mean all.

    place, site: what a posting of the group names, in any spelling of case and accents ("tulsa" finds "Tulsa, OK").
    after, before: the group's postings span some of this time, `before` itself left out. indicator: the id of a sign
    among the reasons. label: what the group is labelled now; "none" for those without a label.
    """

    tier: Tier | None = None
    place: str = ""
    site: str = ""
    after: datetime | None = None
    before: datetime | None = None
    indicator: str = ""
    label: Label | Literal["none", ""] = ""


def put_leads(database: Database, rows: Sequence[tuple[int, Lead]]) -> None:
    """Write the leads of groups (root, lead) over earlier ones; those groups are then no longer stale.

    A root that is no group any more (merged since its facts were read) is passed over. One transaction.
    """
    put_rows(database, [row(root, lead) for root, lead in rows])


def put_rows(database: Database, rows: Sequence[tuple[Any, ...]]) -> None:
    """Write rows of `leads`; see `row` and `put_leads`."""
    by_root = {row[0]: row for row in rows}
    with database.write() as connection:
        known = set(connection.scalars(select(groups.c.root).where(database.among(groups.c.root, by_root))))
        connection.execute(delete(leads).where(database.among(leads.c.root, known)))
        database.insert(connection, leads, [by_root[root] for root in sorted(known)])
        write_facets(database, connection, [by_root[root] for root in known])
        connection.execute(update(groups).where(database.among(groups.c.root, known)).values(stale=False))


def queue(database: Database, wanted: Filter, *, top: int, offset: int) -> list[Lead]:
    """Return leads in the order of the queue, each with its rank in the whole of it (from 1)."""
    query = narrowed(select(leads), wanted).order_by(*ORDER).limit(top).offset(offset)
    with database.read() as connection:
        rows = connection.execute(query).all()
        if not rows:
            return []
        if wanted == Filter(tier=wanted.tier):
            first = connection.scalar(select(func.count()).where(lead_before(rows[0]))) or 0
            return [codec.lead(row, rank) for rank, row in enumerate(rows, first + 1)]
        numbered = select(leads.c.root, func.row_number().over(order_by=ORDER).label("rank")).subquery()
        chosen = database.among(numbered.c.root, [row.root for row in rows])
        ranks: dict[int, int] = dict(connection.execute(select(numbered).where(chosen)).all())
    return [codec.lead(row, ranks[row.root]) for row in rows]


def lead(database: Database, name: str) -> Lead:
    """Return one lead by its own id or its group's; raise InputError if there is none."""
    known = writable(name)
    with database.read() as connection:
        found = lead_where(connection, or_(leads.c.lead == known, leads.c.name == known))
    if found is None:
        raise InputError(f"no lead or group {name!r} on this desk")
    return found


def lead_where(connection: Connection, which: ColumnElement[bool]) -> Lead | None:
    """Return the lead that fulfils a condition, with its rank; None if there is none."""
    row = connection.execute(select(leads).where(which).limit(1)).first()
    if row is None:
        return None
    return codec.lead(row, 1 + (connection.scalar(select(func.count()).where(lead_before(row))) or 0))


def tier_counts(database: Database, wanted: Filter) -> dict[Tier, int]:
    """Return how many leads each tier holds, every tier named; the filter's own tier is not applied."""
    query = narrowed(select(leads.c.tier, func.count()), wanted, tier=False).group_by(leads.c.tier)
    with database.read() as connection:
        found: dict[int, int] = dict(connection.execute(query).all())
    return {tier: found.get(number, 0) for number, tier in enumerate(TIERS)}


def facet_counts(database: Database, wanted: Filter, known: dict[Any, Counts]) -> Counts:
    """Count the wanted leads by facet; `known` remembers the last MOST_KNOWN answers while nothing changes."""
    with database.read() as connection:
        key = (*state(connection), wanted)
        found = known.get(key)
        if found is None:
            which = None if wanted == Filter() else narrowed(select(leads.c.root), wanted)
            found = known[key] = counts(connection, which)
            for old in list(known)[:-MOST_KNOWN]:
                known.pop(old, None)
        return found


def narrowed(query: Select[Any], wanted: Filter, *, tier: bool = True) -> Select[Any]:
    """Return a select on `leads` with a filter put on it; unless `tier`, whatever tier it names."""
    if tier and wanted.tier is not None:
        query = query.where(leads.c.tier == TIERS.index(wanted.tier))
    if wanted.place:
        query = query.where(leads.c.root.in_(_roots_with("place", wanted.place)))
    if wanted.site:
        query = query.where(leads.c.root.in_(_roots_with("site", wanted.site)))
    if wanted.after is not None:
        query = query.where(leads.c.last_seen >= microseconds(wanted.after))
    if wanted.before is not None:
        query = query.where(leads.c.first_seen < microseconds(wanted.before))
    if wanted.indicator:
        query = query.where(having("indicator", wanted.indicator))
    if wanted.label:
        query = query.where(labelled(wanted.label))
    return query


def _roots_with(kind: str, value: str) -> Select[Any]:
    return (
        select(members.c.root)
        .join(tags, tags.c.ordinal == members.c.ordinal)
        .join(terms, terms.c.term == tags.c.term)
        .where(terms.c.kind == kind, named(folded(value)))
    )


def named(words: str) -> ColumnElement[bool]:
    """Whether a term is called these folded words, or begins with them ("tulsa" for "tulsa ok us")."""
    # The next character after a space is "!": between the two lies every longer name, and an index can find it.
    return or_(terms.c.folded == words, and_(terms.c.folded > words + " ", terms.c.folded < words + "!"))


def lead_before(row: Any) -> ColumnElement[bool]:
    """Whether a lead stands before the lead in `row`."""
    same_tier = leads.c.tier == row.tier
    return or_(
        leads.c.tier < row.tier,
        and_(same_tier, leads.c.score > row.score),
        and_(same_tier, leads.c.score == row.score, leads.c.name < row.name),
    )


def row(root: int, lead: Lead) -> tuple[Any, ...]:
    """Return a lead as a row of `leads`."""
    return (
        root, lead.lead, lead.group, TIERS.index(lead.tier), lead.score,
        microseconds(lead.first_seen), microseconds(lead.last_seen), codec.lead_body(lead),
    )  # fmt: skip
