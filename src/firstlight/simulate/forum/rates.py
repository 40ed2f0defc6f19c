"""The assumptions of simulated forums, in one place. None of these figures was measured on real forums."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, datetime

from firstlight.simulate.rates import Size

_POSTS, _ACCOUNTS, _THREAD = Size(6, 260), Size(2, 4), Size(2, 70)


@dataclass(frozen=True, slots=True)
class ForumRates:
    """Shares in 0..1 unless said otherwise. `first` to `last` is the time in which posts are written (UTC)."""

    first: datetime = datetime(2025, 6, 1, tzinfo=UTC)
    last: datetime = datetime(2026, 6, 5, 12, tzinfo=UTC)

    posts_per_person: Size = _POSTS
    several_accounts: float = 0.35
    accounts: Size = _ACCOUNTS
    name_reused: float = 0.3
    masked_style: float = 0.1
    signature: float = 0.4
    still_active: float = 0.6

    pgp: float = 0.2
    wallet: float = 0.1
    handle: float = 0.35
    email: float = 0.15
    key_reused: float = 0.6
    contact_in_post: float = 0.02

    clue: float = 0.12
    false_clue: float = 0.04
    night_worker: float = 0.08

    new_thread: float = 0.12
    thread_posts: Size = _THREAD
    edited: float = 0.08
    deleted: float = 0.02
    nested_quote: float = 0.1

    def listing(self) -> list[tuple[str, str]]:
        """Name and value of every assumption, for the README of a simulation."""
        values = ((one.name, getattr(self, one.name)) for one in fields(self))
        return [(name, f"{v.low} to {v.high}" if isinstance(v, Size) else str(v)) for name, v in values]
