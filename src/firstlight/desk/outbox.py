"""What is to be told outside, once and never twice.

A delivery is marked as `sending`, and that is kept, before a single byte leaves. Killed in between, it stays so:
whether it left is not known, and it is never sent again by itself; a person sees it as unclear and decides. What
surely did not leave (a refused connection, a refused letter) waits and is tried again, MOST_TRIES times in all.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, cast

from sqlalchemy import Connection, func, select, update

from firstlight.desk.dues import due
from firstlight.desk.engine import AnyRow, Database
from firstlight.desk.looking import Look
from firstlight.desk.tables import alerts, deliveries, microseconds, moment, writable
from firstlight.desk.watches import Watch

Channel = Literal["email", "webhook"]
State = Literal["waiting", "sending", "sent", "unclear", "failed"]

MOST_TRIES = 6
"""Tries of one delivery, each twice as long after the one before, from a minute on."""

FORGOTTEN = timedelta(minutes=10)
"""What has been `sending` for so long was broken off: nobody knows whether it left."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One letter or call: of which watch, to whom, when it is due, and what became of it.

    `alerts` is how many alerts it tells of. `error` is what stood in the way last.
    """

    delivery: int
    watch: int
    channel: Channel
    address: str
    due: datetime
    state: State
    tries: int
    changed: datetime
    error: str
    after: int
    through: int
    alerts: int = 0


def queue(connection: Connection, seen: Look, at: int, now: datetime) -> None:
    """Note what is to be told of a look: a new delivery, or one more look in the digest that waits."""
    for sight in seen.sights:
        watch = sight.watch
        for channel, address in (("email", watch.email), ("webhook", watch.webhook)):
            if address and not (watch.digest and _joined(connection, watch, channel, at)):
                _add(connection, watch, (channel, address), at, now)


def _joined(connection: Connection, watch: Watch, channel: str, at: int) -> bool:
    waits = (
        (deliveries.c.watch == watch.watch) & (deliveries.c.channel == channel)
        & (deliveries.c.state == "waiting") & (deliveries.c.tries == 0)
    )  # fmt: skip
    joined = connection.execute(update(deliveries).where(waits).values(through=at, changed=at))
    return joined.rowcount > 0


def _add(connection: Connection, watch: Watch, to: tuple[str, str], at: int, now: datetime) -> None:
    last = connection.scalar(select(func.max(deliveries.c.delivery))) or 0
    when = microseconds(due(now, digest=watch.digest, quiet=watch.quiet))
    row = {"delivery": last + 1, "watch": watch.watch, "channel": to[0], "address": to[1], "after": at - 1,
           "through": at, "due": when, "state": "waiting", "tries": 0, "changed": at, "error": ""}  # fmt: skip
    connection.execute(deliveries.insert(), row)


def claim(database: Database, now: datetime) -> Delivery | None:
    """Take the next delivery that is due, marking it as `sending`; None when there is none. Nobody else gets it."""
    wanted = (deliveries.c.state == "waiting") & (deliveries.c.due <= microseconds(now))
    query = select(deliveries).where(wanted).order_by(deliveries.c.due, deliveries.c.delivery).limit(1)
    with database.write() as connection:
        row = connection.execute(query).first()
        if row is None:
            return None
        which = deliveries.c.delivery == row.delivery
        changed = {"state": "sending", "tries": row.tries + 1, "changed": microseconds(now)}
        connection.execute(update(deliveries).where(which).values(**changed))
        return _delivery(connection, connection.execute(select(deliveries).where(which)).one())


def settle(database: Database, delivery: Delivery, state: State, *, now: datetime, error: str = "") -> State:
    """Note what became of a delivery that was claimed; one that waits after MOST_TRIES has failed."""
    if state == "waiting" and delivery.tries >= MOST_TRIES:
        state = "failed"
    again = now + timedelta(minutes=2 ** (delivery.tries - 1)) if state == "waiting" else delivery.due
    changed = {"state": state, "due": microseconds(again), "changed": microseconds(now), "error": writable(error)[:500]}
    which = (deliveries.c.delivery == delivery.delivery) & (deliveries.c.state == "sending")
    with database.write() as connection:
        connection.execute(update(deliveries).where(which).values(**changed))
    return state


def listing(database: Database, *, limit: int = 100) -> list[Delivery]:
    """Return deliveries, the newest first; what was broken off while it was sent is `unclear`."""
    with database.read() as connection:
        rows = connection.execute(select(deliveries).order_by(deliveries.c.delivery.desc()).limit(limit)).all()
        return [_delivery(connection, row) for row in rows]


def _delivery(connection: Connection, row: AnyRow) -> Delivery:
    counted = select(func.count()).select_from(alerts).where(
        alerts.c.watch == row.watch, alerts.c.at > row.after, alerts.c.at <= row.through
    )  # fmt: skip
    due_at, changed = (cast("datetime", moment(count)) for count in (row.due, row.changed))
    broken = row.state == "sending" and time.time_ns() // 1000 - row.changed > FORGOTTEN // timedelta(microseconds=1)
    state: State = "unclear" if broken else row.state
    return Delivery(row.delivery, row.watch, row.channel, row.address, due_at, state, row.tries, changed, row.error,
                    row.after, row.through, connection.scalar(counted) or 0)  # fmt: skip
