"""The form-ready sheet: what a body asks for, as the desk knows it, in the order in which forms ask.

It quotes what the ads say and says where; it concludes nothing. What is not known is said to be unknown, so that
nobody has to guess whether it was forgotten.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firstlight.records import Lead, Posting

MOST_ADS = 20
"""Ads that a sheet lists: those that reasons point at, the rest is counted."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A question of a form and what the desk answers, line by line; no lines means that it is not known."""

    asks: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of one lead."""

    lead: str
    entries: tuple[Entry, ...]


def sheet(lead: Lead, postings: Sequence[Posting], identifiers: Sequence[str]) -> Sheet:
    """Return the sheet of a lead: `postings` are those of its evidence, `identifiers` its own as `kind: value, ...`."""
    return Sheet(
        lead.lead,
        (
            Entry("What makes you think so?", tuple(reason.text for reason in lead.reasons if reason.contribution > 0)),
            Entry("Ages stated, word for word", _quotes(lead, ("AD-AGE-MINOR", "AD-AGE-INCONSISTENT"))),
            Entry("Where?", lead.places),
            Entry("When?", _when(lead)),
            Entry("Phone numbers and other identifiers", tuple(identifiers)),
            Entry("The ads", _ads(lead, postings)),
            Entry("Names, description, vehicle, anything seen in person", ()),
            Entry("Is anyone in danger now?", ()),
        ),
    )


def _quotes(lead: Lead, signs: Sequence[str]) -> tuple[str, ...]:
    found = (
        f"“{piece.surface}” in ad {piece.posting}, characters {piece.start} to {piece.end} of its {piece.field}"
        for reason in lead.reasons
        if reason.id in signs
        for piece in reason.evidence
    )
    return tuple(dict.fromkeys(found))[:MOST_ADS]


def _when(lead: Lead) -> tuple[str, ...]:
    if lead.first_seen is None or lead.last_seen is None:
        return ()
    return (f"first seen {lead.first_seen:%Y-%m-%d}", f"last seen {lead.last_seen:%Y-%m-%d}")


def _ads(lead: Lead, postings: Sequence[Posting]) -> tuple[str, ...]:
    lines = [
        " · ".join(part for part in (ad.id, f"{ad.posted_at:%Y-%m-%d %H:%M} UTC" if ad.posted_at else "no date",
                                     ad.site or "", ad.url or "no address kept") if part)
        for ad in postings[:MOST_ADS]
    ]  # fmt: skip
    others = len(lead.postings) - len(lines)
    return (*lines, *((f"and {others:,} more of the same group",) if others > 0 else ()))
