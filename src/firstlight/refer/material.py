"""What leaves the house in an export: one lead or one case, gathered from the desk, whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from firstlight.desk import Case, Decision, Desk, Use, digest_of
from firstlight.errors import InputError
from firstlight.records import IDENTIFIER_KINDS, POSSIBLE, Edge, Lead, Mention, Posting

MOST = 20_000
"""Ads of one export. An export is of a lead or a case, never of the desk."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One ad with what it names and the SHA-256 of what it says. In a redacted export `name` is not its id."""

    name: str
    group: str
    posting: Posting
    mentions: tuple[Mention, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Material:
    """All that an export may say. `about`: the lead's group or the case; `redacted`: whether names are covered."""

    about: str
    title: str
    made_at: datetime
    made_by: str
    purpose: str
    redacted: bool
    leads: tuple[Lead, ...]
    pieces: tuple[Piece, ...]
    uses: tuple[Use, ...]
    ties: tuple[Edge, ...]
    decisions: tuple[Decision, ...]
    case: Case | None


def gather(desk: Desk, about: str, *, who: str, purpose: str = "", now: datetime | None = None) -> Material:
    """Return everything on a lead (its id or its group's) or a case, in full; raise InputError if there is none.

    An export of more than MOST ads is refused.
    """
    case = desk.cases.case(about) if about.startswith("C-") else None
    groups = [desk.group(name) for name in _groups(desk, case, about)]
    of_group = {name: group.group for group in groups for name in group.postings}
    alone = case.of("posting") if case else ()
    names = list(dict.fromkeys([*of_group, *alone]))
    if len(names) > MOST:
        raise InputError(
            f"{about} has {len(names):,} ads; an export holds at most {MOST:,}: export its leads one by one"
        )
    found: dict[str, list[Mention]] = {}
    for mention in desk.mentions(names):
        found.setdefault(mention.posting, []).append(mention)
    pieces = tuple(
        Piece(posting.id, of_group.get(posting.id, ""), posting, tuple(found.get(posting.id, ())), digest_of(posting))
        for posting in desk.postings(names)
    )
    return Material(
        about=case.case if case else groups[0].group,
        title=case.title if case else f"Lead {groups[0].group}",
        made_at=now or datetime.now(UTC),
        made_by=who,
        purpose=purpose,
        redacted=False,
        leads=tuple(lead for group in groups if (lead := _lead(desk, group.group)) is not None),
        pieces=pieces,
        uses=_uses(pieces),
        ties=tuple(edge for group in groups for edge in desk.edges(group.group)),
        decisions=tuple(one for group in groups for one in desk.decisions(subject=group.group)),
        case=case,
    )


def _groups(desk: Desk, case: Case | None, about: str) -> Sequence[str]:
    if case is not None:
        return case.of("group")
    return [desk.lead(about).group if about.startswith("L-") else about]


def _lead(desk: Desk, group: str) -> Lead | None:
    try:
        return desk.lead(group)
    except InputError:
        return None  # a group that was not assessed yet has no lead


def _uses(pieces: Sequence[Piece]) -> tuple[Use, ...]:
    """Return every identifier that ads surely carry, with first and last use, those of most ads first."""
    times: dict[tuple[str, str], dict[str, datetime | None]] = {}
    for piece in pieces:
        for mention in piece.mentions:
            if mention.kind in IDENTIFIER_KINDS and mention.score >= POSSIBLE:
                times.setdefault((mention.kind, mention.value), {})[piece.name] = piece.posting.posted_at
    found = []
    for (kind, value), ads in times.items():
        known = [time for time in ads.values() if time is not None]
        found.append(Use(kind, value, len(ads), min(known, default=None), max(known, default=None)))
    return tuple(sorted(found, key=lambda use: (-use.postings, use.kind, use.value)))
