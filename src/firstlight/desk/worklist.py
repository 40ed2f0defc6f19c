"""A day's list from the desk: work already done is left out, unless something new came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from random import Random

from sqlalchemy import ColumnElement, Connection, func, select

from firstlight.desk import codec, decisions
from firstlight.desk.decisions import Decision
from firstlight.desk.engine import Database
from firstlight.desk.queue import ORDER, lead_before
from firstlight.desk.read import root_of
from firstlight.desk.tables import groups, leads
from firstlight.errors import InputError
from firstlight.records import TIERS, Lead, Share

POOL = 500
"""Leads, in the order of the queue, among which the uncertain ones are looked for."""

_PAGE = 200
_DRAWS = 512
_ROUNDS = 40
_URGENT, _SPAM = TIERS.index("urgent"), TIERS.index("spam")


@dataclass(frozen=True, slots=True)
class Item:
    """One place of a day's list: the lead, the share that it stands for, and why it is here, in words."""

    lead: Lead
    share: Share
    why: str


def worklist(database: Database, day: date, top: int) -> list[Item]:
    """Return the list of a day: the same for the same desk and day, `top` places at most.

    A group with a standing label is left out until it has ads that the label did not know of, or has become urgent.
    """
    from firstlight.assess.worklist import compose, needed  # noqa: PLC0415 (assessment is not needed to read leads)

    standing = decisions.standing(database)
    with database.read() as connection:
        done = _done(database, connection, standing)
        urgent = _fresh(connection, leads.c.tier == _URGENT, done, top)
        places = max(top - len(urgent), 0)
        wanted = needed(places)
        ordered = _fresh(connection, leads.c.tier.notin_([_URGENT, _SPAM]), done, places + POOL if places else 0)
        drawn = _drawn(database, connection, done, day, wanted["random"])
        composed = compose(urgent, ordered[:places], ordered, drawn, top)
        return [Item(lead, share, _why(lead, share, done.get(lead.group))) for share, lead in composed]


def _done(database: Database, connection: Connection, standing: Sequence[Decision]) -> dict[str, Decision]:
    """Return the newest of the standing labels of each group, by the name the group has now."""
    roots = _roots(connection, {decision.subject for decision in standing})
    rows = connection.execute(
        select(groups.c.root, groups.c.name).where(database.among(groups.c.root, set(roots.values())))
    )
    names = {row.root: row.name for row in rows}
    # The desk may have been made anew from another lake; its log is kept all the same.
    return {names[roots[decision.subject]]: decision for decision in standing if decision.subject in roots}


def _roots(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    """Return the root of each group by its name, through merges; those that are not on the desk are left out."""
    wanted = sorted(set(names))
    found: dict[str, int] = {}
    for start in range(0, len(wanted), _PAGE):
        some = wanted[start : start + _PAGE]
        rows = connection.execute(select(groups.c.name, groups.c.root).where(groups.c.name.in_(some)))
        found.update({row.name: row.root for row in rows})
    for name in wanted:
        if name not in found:
            with suppress(InputError):
                found[name] = root_of(connection, name)
    return found


def news(lead: Lead, decision: Decision) -> str:
    """What came since a decision, in words; empty if nothing did."""
    known = decision.shown.get("ads")
    parts = []
    if isinstance(known, int) and len(lead.postings) > known:
        more = len(lead.postings) - known
        parts.append(f"{more:,} new {'ad' if more == 1 else 'ads'}")
    if lead.tier == "urgent" and decision.shown.get("tier", "urgent") != "urgent":
        parts.append("a hard rule holds now")
    return " and ".join(parts)


def shown(lead: Lead) -> dict[str, object]:
    """Return what a person has before them in a lead; `news` compares it with what comes later."""
    signs = {reason.id: reason.contribution for reason in lead.reasons}
    return {"rank": lead.rank, "tier": lead.tier, "score": lead.score, "signs": signs, "ads": len(lead.postings)}


def _fresh(connection: Connection, which: ColumnElement[bool], done: dict[str, Decision], most: int) -> list[Lead]:
    """Return the first `most` leads of the queue on which there is work to do, in order and with their rank."""
    found: list[Lead] = []
    for lead in _in_order(connection, which) if most > 0 else ():
        if lead.group not in done or news(lead, done[lead.group]):
            found.append(lead)
            if len(found) == most:
                break
    return found


def _in_order(connection: Connection, which: ColumnElement[bool]) -> Iterator[Lead]:
    offset, first = 0, None
    while True:
        rows = connection.execute(select(leads).where(which).order_by(*ORDER).limit(_PAGE).offset(offset)).all()
        if rows and first is None:
            first = 1 + (connection.scalar(select(func.count()).where(lead_before(rows[0]))) or 0)
        for place, row in enumerate(rows):
            yield codec.lead(row, (first or 1) + offset + place)
        if len(rows) < _PAGE:
            return
        offset += _PAGE


def _drawn(database: Database, connection: Connection, done: dict[str, Decision], day: date, most: int) -> list[Lead]:
    """Draw groups at random, each as likely as any other, that are not urgent and not worked on yet.

    Ordinals are drawn, and those kept that are the root of a group: so size gives a group no better chance.
    """
    last = connection.scalar(select(func.max(leads.c.root)))
    if last is None or most < 1:
        return []
    dice = Random(f"{day.isoformat()}")  # noqa: S311 (a lottery that anybody may repeat)
    found: dict[int, Lead] = {}
    for _ in range(_ROUNDS):
        draws = [dice.randint(0, last) for _ in range(_DRAWS)]
        rows = connection.execute(
            select(leads).where(database.among(leads.c.root, set(draws)), leads.c.tier != _URGENT)
        )
        roots = {row.root: row for row in rows}
        for draw in draws:
            row = roots.get(draw)
            if row is not None and draw not in found and row.name not in done:
                rank = 1 + (connection.scalar(select(func.count()).where(lead_before(row))) or 0)
                found[draw] = codec.lead(row, rank)
                if len(found) == most:
                    return list(found.values())
    return list(found.values())


def _why(lead: Lead, share: Share, decision: Decision | None) -> str:
    minor = lead.possible_minor
    said = {
        "urgent": "a hard rule holds",
        "risk": f"rank {lead.rank:,} of the queue",
        "uncertain": f"little is known of it: possible minor {minor.low:.0%} to {minor.high:.0%}",
        "random": "drawn at random, to learn how often scores are right",
    }.get(share, share)
    if decision is None:
        return said
    return f"{said}; labelled {decision.value} on {decision.at:%Y-%m-%d}, since then {news(lead, decision)}"


def sample(database: Database, most: int) -> list[Lead]:
    """Return about `most` leads spread over all, the same for the same desk; their rank is left at 0."""
    with database.read() as connection:
        total = connection.scalar(select(func.count()).select_from(leads)) or 0
        stride = max(total // max(most, 1), 1)
        numbered = select(leads, func.row_number().over(order_by=leads.c.root).label("at")).subquery()
        rows = connection.execute(select(numbered).where(numbered.c.at % stride == 0).limit(most))
        return [codec.lead(row, 0) for row in rows]


def roots_named(database: Database, names: Iterable[str]) -> dict[str, int]:
    """Return the root of each group by its name, through merges; those that are not on the desk are left out."""
    with database.read() as connection:
        return _roots(connection, names)
