"""Which threads to read first: neutral signals, each with what it adds and the words it rests on.

The contributions add up to the score. The weights are declared and say nothing of guilt: they put threads in which
somebody speaks of himself, lately, and can be reached or found, before those in which nobody does. An agency's own
lexicons count most, since it knows what it looks for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from firstlight.assess.clues import CLUE, Post, years
from firstlight.assess.indicator import saturate
from firstlight.records import IDENTIFIER_KINDS, POSSIBLE, Evidence, Mention, Reason

AGENCY, AGE, CONTACT, PERSON, PLACE, RECENT = 0.35, 0.2, 0.15, 0.1, 0.1, 0.1
"""What each signal adds at most; together 1."""

MINOR = 18
_QUOTES = 6
_MONTH = 30.0
_LEAST = 0.005


def triage(posts: Sequence[Post], now: datetime) -> tuple[float, tuple[Reason, ...]]:
    """Return a thread's score, 0..1, and the reasons that add up to it, what adds most first."""
    mentions = [one for post in posts for one in post.mentions if one.score >= POSSIBLE and one.field == "text"]
    reasons = [
        reason
        for reason in (
            _of("TALK-AGENCY", AGENCY, 1, mentions, _is_agency, "words of the agency's own lists"),
            _of("TALK-AGE", AGE, 1, mentions, _is_minor, "an age under 18"),
            _of("TALK-CONTACT", CONTACT, 1, mentions, _is_contact, "ways to be reached outside of the forum"),
            _of("TALK-FIRST-PERSON", PERSON, 3, mentions, _is(f"{CLUE}SELF"), "claims in the first person"),
            _of("TALK-PLACE", PLACE, 2, mentions, _is_place, "places or homes"),
            _recent(posts, now),
        )
        if reason is not None
    ]
    reasons.sort(key=lambda reason: (-reason.contribution, reason.id))
    return round(sum(reason.contribution for reason in reasons), 4), tuple(reasons)


def _of(
    name: str, most: float, half: float, mentions: Iterable[Mention], fits: Callable[[Mention], bool], what: str
) -> Reason | None:
    found = [mention for mention in mentions if fits(mention)]
    if not found:
        return None
    posts = len({mention.posting for mention in found})
    evidence = tuple(Evidence(m.posting, m.field, m.start, m.end, m.surface) for m in found[:_QUOTES])
    text = f"{posts:,} post{'' if posts == 1 else 's'} with {what}"
    return Reason(name, round(most * saturate(posts, half), 4), text, "C", evidence)


def _recent(posts: Sequence[Post], now: datetime) -> Reason | None:
    times = [post.posted_at for post in posts if post.posted_at]
    if not times:
        return None
    days = max((now - max(times)).total_seconds() / 86_400, 0.0)
    adds = round(RECENT * 0.5 ** (days / _MONTH), 4)
    return Reason("TALK-RECENT", adds, f"last written in {days:,.0f} days ago", "C") if adds >= _LEAST else None


def _is(value: str) -> Callable[[Mention], bool]:
    return lambda mention: mention.value == value


def _is_agency(mention: Mention) -> bool:
    return mention.kind == "wording" and mention.rule.partition("/")[0] not in {"en", "es", "clues"}


def _is_minor(mention: Mention) -> bool:
    said = years(mention.surface) if mention.value == f"{CLUE}AGE" else mention.value if mention.kind == "age" else ""
    return said.isdigit() and int(said) < MINOR


def _is_contact(mention: Mention) -> bool:
    return mention.kind in IDENTIFIER_KINDS or mention.value == f"{CLUE}CONTACT"


def _is_place(mention: Mention) -> bool:
    return mention.kind == "place" or mention.value == f"{CLUE}HOME"
