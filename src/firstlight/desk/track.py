"""A group ad by ad: when and where each was seen and what it names; and who else carries an identifier."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from firstlight.desk.engine import Database
from firstlight.desk.read import root_of, things_named
from firstlight.desk.tables import groups, leads, members, moment, postings, tags, term
from firstlight.records import IDENTIFIER_KINDS, TIERS, Tier

MOST = 5_000
"""Ads of a group that its pictures are drawn from, the newest."""

CARRIERS = 1_000
"""Ads that are looked at to say who carries an identifier."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One ad: when it was posted, the places it names, and what else: identifiers and names as (kind, value)."""

    posting: str
    at: datetime | None
    places: tuple[str, ...]
    things: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Track:
    """The ads of a group, the newest first; `left_out` are older ones, beyond MOST."""

    group: str
    sightings: tuple[Sighting, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Carrier:
    """A group that carries an identifier, in how many of its ads, at least; `tier` is None until it is assessed."""

    group: str
    tier: Tier | None
    ads: int


def track(database: Database, name: str) -> Track:
    """Return a group ad by ad, by its id or one merged into it; raise InputError if there is none."""
    with database.read() as connection:
        root = root_of(connection, name)
        group, size = connection.execute(select(groups.c.name, groups.c.size).where(groups.c.root == root)).one()
        rows = connection.execute(
            select(postings.c.ordinal, postings.c.id, postings.c.posted_at)
            .join(members, members.c.ordinal == postings.c.ordinal)
            .where(members.c.root == root)
            .order_by(postings.c.posted_at.desc().nulls_last(), postings.c.ordinal.desc())
            .limit(MOST)
        ).all()
        named = things_named(database, connection, [root], (*IDENTIFIER_KINDS, "place", "name"))
    places: defaultdict[int, list[str]] = defaultdict(list)
    things: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in named:
        if row.kind == "place":
            places[row.ordinal].append(row.value)
        else:
            things[row.ordinal].append((row.kind, row.value))
    return Track(
        group,
        tuple(
            Sighting(
                row.id,
                moment(row.posted_at),
                tuple(sorted(places[row.ordinal])),
                tuple(sorted(things[row.ordinal])),
            )
            for row in rows
        ),
        max(size - len(rows), 0),
    )


def carriers(database: Database, kind: str, value: str, most: int) -> list[Carrier]:
    """Return up to `most` groups among the newest CARRIERS ads that carry an identifier, those of most ads first."""
    newest = (
        select(tags.c.ordinal)
        .where(tags.c.term == term(kind, value))
        .order_by(tags.c.ordinal.desc())
        .limit(CARRIERS)
        .subquery()
    )
    query = (
        select(groups.c.name, leads.c.tier, func.count().label("ads"))
        .select_from(newest)
        .join(members, members.c.ordinal == newest.c.ordinal)
        .join(groups, groups.c.root == members.c.root)
        .outerjoin(leads, leads.c.root == groups.c.root)
        .group_by(groups.c.name, leads.c.tier)
        .order_by(func.count().desc(), groups.c.name)
        .limit(most)
    )
    with database.read() as connection:
        rows = connection.execute(query).all()
    return [Carrier(name, None if tier is None else TIERS[tier], ads) for name, tier, ads in rows]
