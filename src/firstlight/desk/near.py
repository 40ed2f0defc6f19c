"""What is near a seed: groups that carry an identifier, those that share another with them, and so on outward.

Linking refuses ties that one shared identifier does not bear out, so what is near is a pointer to look at, and says by
which way. An identifier that many groups carry (a booking line, a stolen number) leads nowhere. What is looked at is
bounded, so that the answer comes at once whatever the desk holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, func, or_, select

from firstlight.desk import codec
from firstlight.desk.engine import Database
from firstlight.desk.queue import lead_before
from firstlight.desk.tables import groups, leads, members, tags, term, terms
from firstlight.records import IDENTIFIER_KINDS, TIERS, Lead

HOPS = 3
"""How far out is looked: further on, everything is near everything."""

MANY_GROUPS = 8
"""An identifier that more groups than this carry ties nobody in particular; the seed itself may have more."""

CARRIERS = 1_000
"""Postings of one identifier that are looked at, the newest first."""

IDENTIFIERS = 30
"""Identifiers of one group that are followed, those in most of its postings first."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step outward: what is shared (kind, value), and the group that it was reached from; "" for the seed."""

    kind: str
    value: str
    before: str


@dataclass(frozen=True, slots=True)
class Near:
    """A group near a seed: its lead, how many steps away it is (0 carries the seed itself), and the way there."""

    lead: Lead
    hops: int
    way: tuple[Step, ...]


class _Reached(NamedTuple):
    hops: int
    way: tuple[Step, ...]


def near(database: Database, seed: Iterable[tuple[str, str]], case: str = "", *, top: int = 20) -> list[Near]:
    """Return the groups near identifiers (kind, value), the nearest first, then in the order of the queue.

    `case` is the id of an open case: groups that were found to fit it count as carrying the seed.
    """
    with database.read() as connection:
        found: dict[int, _Reached] = {}
        for kind, value in seed:
            for root in _carriers(connection, term(kind, value)):
                found.setdefault(root, _Reached(0, (Step(kind, value, ""),)))
        for root in _fitting(connection, case) if case else ():
            found.setdefault(root, _Reached(0, (Step("case", case, ""),)))
        _outward(database, connection, found, top)
        return _with_leads(database, connection, found, top)


def _outward(database: Database, connection: Connection, found: dict[int, _Reached], top: int) -> None:
    """Add to `found` what lies further out, until it holds enough."""
    followed = {term(step.kind, step.value) for reached in found.values() for step in reached.way}
    edge = list(found)
    for hops in range(1, HOPS + 1):
        if not edge or len(found) >= top:
            return
        names = dict(connection.execute(
            select(groups.c.root, groups.c.name).where(database.among(groups.c.root, edge))
        ).all())  # fmt: skip
        reached: list[int] = []
        for root in edge:
            for number, kind, value in _identifiers(connection, root):
                if number in followed:
                    continue
                followed.add(number)
                carriers = _carriers(connection, number)
                if len(carriers) <= MANY_GROUPS:
                    step = Step(kind, value, names[root])
                    new = [other for other in carriers if other not in found]
                    found.update({other: _Reached(hops, (*found[root].way, step)) for other in new})
                    reached += new
        edge = reached


def _carriers(connection: Connection, number: int) -> list[int]:
    """Return the groups of the newest postings that carry a term, each once."""
    newest = (
        select(tags.c.ordinal).where(tags.c.term == number).order_by(tags.c.ordinal.desc()).limit(CARRIERS).subquery()
    )
    query = select(members.c.root).join(newest, newest.c.ordinal == members.c.ordinal).distinct()
    return sorted(connection.scalars(query))


def _identifiers(connection: Connection, root: int) -> Sequence[tuple[int, str, str]]:
    """Return (term, kind, value) of what a group's postings carry, the commonest first."""
    query = (
        select(terms.c.term, terms.c.kind, terms.c.value)
        .join(tags, tags.c.term == terms.c.term)
        .join(members, members.c.ordinal == tags.c.ordinal)
        .where(members.c.root == root, or_(*(terms.c.kind == kind for kind in IDENTIFIER_KINDS)))
        .group_by(terms.c.term, terms.c.kind, terms.c.value)
        .order_by(func.count().desc(), terms.c.term)
        .limit(IDENTIFIERS)
    )
    return [(number, kind, value) for number, kind, value in connection.execute(query)]


def _fitting(connection: Connection, case: str) -> list[int]:
    """Return the groups whose lead says that they fit an open case; those of the upper tiers."""
    said = leads.c.body.contains(f"Fits the open case {case}:", autoescape=True)
    return sorted(connection.scalars(select(leads.c.root).where(leads.c.tier <= TIERS.index("review"), said)))


def _with_leads(database: Database, connection: Connection, found: dict[int, _Reached], top: int) -> list[Near]:
    rows = connection.execute(select(leads).where(database.among(leads.c.root, found))).all()
    ordered = sorted(rows, key=lambda row: (found[row.root].hops, row.tier, -row.score, row.name))
    ranked = []
    for row in ordered[:top]:
        rank = 1 + (connection.scalar(select(func.count()).where(lead_before(row))) or 0)
        ranked.append(Near(codec.lead(row, rank), *found[row.root]))
    return ranked
