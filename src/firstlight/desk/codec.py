"""Records to what the tables hold, and back."""

from __future__ import annotations

import json
from typing import Any

from firstlight.desk.engine import AnyRow
from firstlight.desk.tables import moment
from firstlight.records import TIERS, Evidence, Interval, Lead, Posting, Reason


def posting(row: AnyRow) -> Posting:
    """Return the posting in a row of `postings`."""
    return Posting(
        id=row.id, text=row.text, title=row.title, url=row.url, site=row.site, posted_at=moment(row.posted_at),
        location=row.location, author=row.author, thread=row.thread,
        pictures=tuple(json.loads(row.pictures)) if row.pictures else (),
        extra=json.loads(row.extra) if row.extra else {},
    )  # fmt: skip


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
