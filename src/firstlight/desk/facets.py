"""What leads are counted by: written beside each lead, so that a count reads one narrow table and no lead."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select, update

from firstlight.desk.engine import Database
from firstlight.desk.tables import (
    FACETS,
    decisions,
    groups,
    lead_facets,
    leads,
    members,
    moment,
    postings,
    progress,
    writable,
)

LONGEST = 200
"""Characters of a value; PostgreSQL indexes no more than 2,700 bytes."""

Counts = dict[str, dict[str, int]]
"""For each facet, how many leads have each value."""


def write_facets(database: Database, connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
    """Write the facets of rows of `leads` that were just written; those of leads they replace are gone with these."""
    found = {fact for row in rows for fact in _facts(dict(zip(leads.columns.keys(), row, strict=True)))}
    sites = (
        select(members.c.root, postings.c.site)
        .distinct()
        .join(postings, postings.c.ordinal == members.c.ordinal)
        .where(
            database.among(members.c.root, [row[0] for row in rows]),
            postings.c.site.is_not(None),
            postings.c.site != "",
        )
    )
    found |= {(FACETS.index("site"), site[:LONGEST], root) for root, site in connection.execute(sites)}
    database.insert(connection, lead_facets, sorted(found))
    counted = update(progress).where(progress.c.name == "leads").values(value=progress.c.value + 1)
    if not connection.execute(counted).rowcount:
        connection.execute(progress.insert().values(name="leads", value=1))


def _facts(row: dict[str, Any]) -> Iterator[tuple[int, str, int]]:
    root, body = row["root"], json.loads(row["body"])
    for place in body["places"]:
        yield FACETS.index("place"), writable(place)[:LONGEST], root
    for name, *_ in body["reasons"]:
        yield FACETS.index("indicator"), writable(name)[:LONGEST], root
    for facet, seen in (("new", row["first_seen"]), ("day", row["last_seen"])):
        if seen is not None:
            yield FACETS.index(facet), f"{moment(seen):%Y-%m-%d}", root


def having(facet: str, value: str) -> ColumnElement[bool]:
    """Whether a lead has a value of a facet."""
    return leads.c.root.in_(
        select(lead_facets.c.root).where(
            lead_facets.c.facet == FACETS.index(facet), lead_facets.c.value == writable(value)[:LONGEST]
        )
    )


def standing_labels() -> Select[tuple[str, str]]:
    """Return the select of (group, label) of the label that stands on each group: the last that was not taken back."""
    taken = select(decisions.c.undoes).where(decisions.c.undoes.is_not(None))
    newest = (
        select(func.max(decisions.c.entry))
        .where(decisions.c.act == "label", decisions.c.entry.not_in(taken))
        .group_by(decisions.c.subject)
    )
    return select(decisions.c.subject, decisions.c.value).where(decisions.c.entry.in_(newest))


def labelled(value: str) -> ColumnElement[bool]:
    """Whether a lead's group is labelled so; "none": whether it has no label."""
    standing = standing_labels().subquery()
    roots = select(groups.c.root).join(standing, standing.c.subject == groups.c.name)
    if value == "none":
        return leads.c.root.not_in(roots)
    return leads.c.root.in_(roots.where(standing.c.value == value))


def state(connection: Connection) -> tuple[int, int]:
    """Return what changes whenever a count may: how often leads were written, and the last decision."""
    written = connection.scalar(select(progress.c.value).where(progress.c.name == "leads"))
    return written or 0, connection.scalar(select(func.max(decisions.c.entry))) or 0


def counts(connection: Connection, which: Select[tuple[int]] | None) -> Counts:
    """Count leads by each facet and by label; `which` selects the roots of those that are counted, None for all."""
    query = select(lead_facets.c.facet, lead_facets.c.value, func.count()).group_by(
        lead_facets.c.facet, lead_facets.c.value
    )
    standing = standing_labels().subquery()
    named = (
        select(standing.c.value, func.count())
        .join(groups, groups.c.name == standing.c.subject)
        .join(leads, leads.c.root == groups.c.root)
        .group_by(standing.c.value)
    )
    if which is not None:
        query = query.where(lead_facets.c.root.in_(which))
        named = named.where(leads.c.root.in_(which))
    found: Counts = defaultdict(dict, {name: {} for name in FACETS})
    for facet, value, count in connection.execute(query):
        found[FACETS[facet]][value] = count
    found["label"] = dict(connection.execute(named).all())
    return dict(found)
