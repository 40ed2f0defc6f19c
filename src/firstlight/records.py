"""What flows through the house: each record is a typed row and, where it travels in bulk, an Arrow schema.

Field names here are the stable interface (docs/interface.md); tests compare them with it, name by name.
`ordinal` is the one inner column: a posting's place in the order of arrival in its workspace, -1 outside one.
Times are UTC. Spans are half-open character offsets (Python `str` indices) into the field's original text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from firstlight.ondemand import on_demand

if TYPE_CHECKING:
    from firstlight.schemas import EDGE, MENTION, POSTING

__all__ = [
    "EDGE",
    "IDENTIFIER_KINDS",
    "KINDS",
    "MENTION",
    "POSSIBLE",
    "POSTING",
    "TIERS",
    "Edge",
    "Evidence",
    "Group",
    "Interval",
    "Lead",
    "Mention",
    "Posting",
    "Reason",
    "Tier",
]

# Whoever reads leads needs no Arrow, which takes a quarter of a second to load.
__getattr__ = on_demand("firstlight", dict.fromkeys(("EDGE", "MENTION", "POSTING"), "schemas"))

Tier = Literal["urgent", "high", "review", "low", "spam"]
TIERS: tuple[Tier, ...] = ("urgent", "high", "review", "low", "spam")

KINDS = (
    "phone", "email", "handle", "url", "onion", "wallet", "pgp",
    "age", "rate", "place", "name", "time", "measure", "wording",
)  # fmt: skip
"""The kinds of mention."""

Label = Literal["minor", "trafficking", "independent", "agency", "spam", "scam", "unclear"]
LABELS: tuple[Label, ...] = ("minor", "trafficking", "independent", "agency", "spam", "scam", "unclear")
"""What a person may find a group to be, by modus operandi."""

Share = Literal["risk", "uncertain", "random", "urgent", "search"]
SHARES: tuple[Share, ...] = ("risk", "uncertain", "random", "urgent", "search")
"""What brought a lead before the person who decided on it; only the random share says how often scores are right."""

IDENTIFIER_KINDS = ("phone", "email", "handle", "url", "onion", "wallet", "pgp")
"""The kinds of mention that can tie postings together."""

POSSIBLE = 0.5
"""Mentions that score below this are `possible`: kept, shown, found by search, never a hard link."""


@dataclass(frozen=True, slots=True)
class Posting:
    """One ad or forum post as it came in. `id` and `text` are never empty."""

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    site: str | None = None
    posted_at: datetime | None = None
    location: str | None = None
    author: str | None = None
    thread: str | None = None
    pictures: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing that a posting names, and exactly where: `surface == getattr(posting, field)[start:end]`.

    `score` is in 0..1; below `POSSIBLE` it never links. `rule` names the rule that found it.
    """

    posting: str
    field: str
    kind: str
    value: str
    start: int
    end: int
    surface: str
    score: float
    rule: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie between two postings, by id, as a person is shown it."""

    a: str
    b: str
    kind: str
    value: str
    weight: float


@dataclass(frozen=True, slots=True)
class Group:
    """Postings that stand behind one another. Every posting is in exactly one; a lone one is a group of one.

    `identifiers` are `kind:value`; `group` stays the same as long as its earliest posting stays in it.
    """

    group: str
    postings: tuple[str, ...]
    identifiers: tuple[str, ...]
    places: tuple[str, ...]
    first_seen: datetime | None
    last_seen: datetime | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact words a reason rests on."""

    posting: str
    field: str
    start: int
    end: int
    surface: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One indicator's part in a score: the contributions of a lead's reasons add up to its score."""

    id: str
    contribution: float
    text: str
    grade: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Interval:
    """A value in 0..1 with the range it may lie in."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Lead:
    """A group put before a person: where it stands in the queue, and why.

    `evidence` is the number of distinct (not copied) postings that the score rests on.
    """

    rank: int
    lead: str
    group: str
    tier: Tier
    score: float
    possible_minor: Interval
    possible_control: Interval
    evidence: int
    reasons: tuple[Reason, ...]
    postings: tuple[str, ...]
    places: tuple[str, ...]
    first_seen: datetime | None
    last_seen: datetime | None
