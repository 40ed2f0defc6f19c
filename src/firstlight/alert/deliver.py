"""Telling whatever is due: each delivery is claimed, sent and settled on its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from firstlight.alert import mail, webhook
from firstlight.alert.way import NotSent, Post, Unclear
from firstlight.desk import Delivery, Desk, State


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one delivery, and what stood in the way."""

    delivery: Delivery
    state: State
    error: str = ""


def deliver(desk: Desk, post: Post, *, now: datetime | None = None) -> Iterator[Outcome]:
    """Tell everything that is due, and yield what became of it. Killed at any moment, nothing is ever told twice."""
    moment = now or datetime.now(UTC)
    while (delivery := desk.watches.claim(moment)) is not None:
        state, error = _send(desk, post, delivery, moment)
        yield Outcome(delivery, desk.watches.settle(delivery, state, now=moment, error=error), error)


def _send(desk: Desk, post: Post, delivery: Delivery, now: datetime) -> tuple[State, str]:
    watch, found = desk.watches.watch(delivery.watch), desk.watches.told_of(delivery)
    try:
        if delivery.channel == "email":
            mail.send(post, delivery, watch, found)
        else:
            webhook.send(post, delivery, watch, found, moment=int(now.timestamp()))
    except NotSent as error:
        return "waiting", str(error)
    except Unclear as error:
        return "unclear", str(error)
    return "sent", ""
