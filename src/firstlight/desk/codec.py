"""Records to what the tables hold, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from firstlight.desk.bulk import made
from firstlight.desk.engine import AnyRow
from firstlight.desk.tables import moment, posting_columns
from firstlight.records import TIERS, Evidence, Interval, Lead, Posting, Reason


def postings(rows: Sequence[Sequence[Any]]) -> list[Posting]:
    """Return the postings in rows that begin with the columns of `postings`, in their order."""
    if not rows:
        return []
    *plain, times, pictures, extras = zip(*map(_POSTING, rows), strict=True)
    made_of = dict(zip(_PLAIN, plain, strict=True)) | {
        "posted_at": map(moment, times),
        "pictures": (tuple(json.loads(names)) if names else () for names in pictures),
        "extra": (json.loads(more) if more else {} for more in extras),
    }
    return made(Posting, len(rows), (made_of[field.name] for field in fields(Posting)))


_PLAIN = ("id", "text", "title", "url", "site", "location", "author", "thread")
_POSTING = posting_columns(*_PLAIN, "posted_at", "pictures", "extra")


def lead_body(lead: Lead) -> str:
    """Return a lead as the JSON that `leads.body` holds: all that is not a column of its own."""
    return json.dumps(
        {
            "possible_minor": _interval(lead.possible_minor),
            "possible_control": _interval(lead.possible_control),
            "evidence": lead.evidence,
            "reasons": [_written(reason) for reason in lead.reasons],
            "postings": lead.postings,
            "places": lead.places,
        },
        ensure_ascii=False, separators=(",", ":"),
    )  # fmt: skip


def lead(row: AnyRow, rank: int) -> Lead:
    """Return the lead in a row of `leads`, at its rank in the queue."""
    body = json.loads(row.body)
    return Lead(
        rank=rank,
        lead=row.lead,
        group=row.name,
        tier=TIERS[row.tier],
        score=row.score,
        possible_minor=Interval(*body["possible_minor"]),
        possible_control=Interval(*body["possible_control"]),
        evidence=body["evidence"],
        reasons=tuple(_reason(*reason) for reason in body["reasons"]),
        postings=tuple(body["postings"]),
        places=tuple(body["places"]),
        first_seen=moment(row.first_seen),
        last_seen=moment(row.last_seen),
    )


def _written(reason: Reason) -> list[Any]:
    return [reason.id, reason.contribution, reason.text, reason.grade, [_evidence(e) for e in reason.evidence]]


def _reason(name: str, contribution: float, text: str, grade: str, evidence: list[list[Any]]) -> Reason:
    return Reason(name, contribution, text, grade, tuple(Evidence(*e) for e in evidence))


def _interval(interval: Interval) -> tuple[float, float, float]:
    return (interval.value, interval.low, interval.high)


def _evidence(evidence: Evidence) -> tuple[str, str, int, int, str]:
    return (evidence.posting, evidence.field, evidence.start, evidence.end, evidence.surface)
