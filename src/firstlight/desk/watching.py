"""The face of watches: setting them, letting them look, what they found, and what is to be told of it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import func, select

from firstlight.desk import looking, outbox, watches
from firstlight.desk.engine import Database
from firstlight.desk.outbox import Delivery, State
from firstlight.desk.tables import alerts, groups, leads, members, moment, postings, watch_log
from firstlight.desk.watches import Watch
from firstlight.records import TIERS, Tier


@dataclass(frozen=True, slots=True)
class Alert:
    """One posting that a watch found: its id, its group and tier as they are now (None until assessed), and when."""

    watch: int
    at: datetime
    posting: str
    posted_at: datetime | None
    group: str | None
    tier: Tier | None


class Watching:
    """The watches of one desk."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, what: str, *, who: str, **how: Any) -> Watch:
        """Set a watch on an identifier in any spelling, a search, or a group; it looks at what comes from now on.

        `how`: title, email, webhook, digest, quiet, regions (see Watch). Raises InputError for what cannot be.
        """
        return watches.add(self._database, what, who=who, **how)

    def remove(self, watch: int, *, who: str) -> Watch:
        """Take a watch away; raise InputError if there is none. What it found stays."""
        return watches.remove(self._database, watch, who=who)

    def standing(self) -> list[Watch]:
        """Return the watches that stand."""
        with self._database.read() as connection:
            return watches.standing(connection)

    def look(self, regions: Sequence[str] = ("US", "CA"), *, now: datetime | None = None) -> list[looking.Sight]:
        """Let every watch look at the new postings, note what it finds and what is to be told; return what was found.

        `now` is local time with its zone, in which quiet hours and digests count. Looked at twice, nothing is new.
        """
        seen = looking.look(self._database, regions)
        if seen.start == seen.end:
            return []
        at = time.time_ns() // 1000
        with self._database.write() as connection:
            if not looking.note(connection, seen, at):
                return []
            outbox.queue(connection, seen, at, now or datetime.now().astimezone())
        return list(seen.sights)

    def alerts(self, *, watch: int | None = None, limit: int = 50, offset: int = 0) -> list[Alert]:
        """Return what watches found, the newest first."""
        return self._alerts(None if watch is None else alerts.c.watch == watch, limit, offset)

    def alert_count(self, watch: int | None = None) -> int:
        """Return how many alerts there are, of one watch if it is named."""
        query = select(func.count()).select_from(alerts)
        with self._database.read() as connection:
            return connection.scalar(query if watch is None else query.where(alerts.c.watch == watch)) or 0

    def told_of(self, delivery: Delivery, *, limit: int = 100) -> list[Alert]:
        """Return the alerts that a delivery tells of."""
        span = (alerts.c.at > delivery.after) & (alerts.c.at <= delivery.through)
        return self._alerts((alerts.c.watch == delivery.watch) & span, limit, 0)

    def watch(self, number: int) -> Watch | None:
        """Return a watch, even one that was taken away; None if there never was one."""
        with self._database.read() as connection:
            query = select(watch_log).where(watch_log.c.entry == number, watch_log.c.act == "add")
            row = connection.execute(query).first()
        if row is None:
            return None
        at = cast("datetime", moment(row.at))
        return Watch(row.entry, at, row.who, row.kind, row.what, row.title, row.email, row.webhook, row.digest,
                     row.quiet, row.since)  # fmt: skip

    def deliveries(self, *, limit: int = 100) -> list[Delivery]:
        """Return what was or is to be told outside, the newest first."""
        return outbox.listing(self._database, limit=limit)

    def claim(self, now: datetime) -> Delivery | None:
        """Take the next delivery that is due; nobody else gets it. None when there is none."""
        return outbox.claim(self._database, now)

    def settle(self, delivery: Delivery, state: State, *, now: datetime, error: str = "") -> State:
        """Note what became of a delivery that was claimed; return how it stands."""
        return outbox.settle(self._database, delivery, state, now=now, error=error)

    def _alerts(self, which: Any, limit: int, offset: int) -> list[Alert]:
        query = (
            select(alerts.c.watch, alerts.c.at, postings.c.id, postings.c.posted_at, groups.c.name, leads.c.tier)
            .join(postings, postings.c.ordinal == alerts.c.ordinal)
            .outerjoin(members, members.c.ordinal == alerts.c.ordinal)
            .outerjoin(groups, groups.c.root == members.c.root)
            .outerjoin(leads, leads.c.root == members.c.root)
            .order_by(alerts.c.at.desc(), alerts.c.watch, alerts.c.ordinal.desc())
            .limit(limit)
            .offset(offset)
        )
        with self._database.read() as connection:
            rows = connection.execute(query if which is None else query.where(which)).all()
        return [
            Alert(row.watch, cast("datetime", moment(row.at)), row.id, moment(row.posted_at), row.name,
                  None if row.tier is None else TIERS[row.tier])
            for row in rows
        ]  # fmt: skip
