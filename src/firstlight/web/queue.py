"""The queue: what to look at first, and why, one row a lead."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from firstlight.desk import Desk, Filter
from firstlight.records import Lead, Tier
from firstlight.web import paging
from firstlight.web.answers import as_csv, as_json, page
from firstlight.web.decisions import WORDS
from firstlight.web.door import DeskOf
from firstlight.web.formats import LEAD_COLUMNS, plain
from firstlight.web.noting import NoteOf

router = APIRouter(tags=["queue"])


_Name = Annotated[str, Field(max_length=200)]


class QueueQuery(paging.Query):
    """Which leads: of one tier, seen at a place, on a site, or between two days (both included)."""

    tier: Annotated[Tier | None, paging.BlankIsNone, Field(description="one tier")] = None
    place: Annotated[_Name | None, paging.BlankIsNone, Field(description="seen at this place")] = None
    site: Annotated[_Name | None, paging.BlankIsNone, Field(description="seen on this site")] = None
    since: Annotated[date | None, paging.BlankIsNone, Field(description="seen on this day or later")] = None
    until: Annotated[date | None, paging.BlankIsNone, Field(description="seen on this day or earlier")] = None

    @property
    def narrowed(self) -> bool:
        """Whether any filter beside the tier is set."""
        return bool(self.place or self.site or self.since or self.until)

    @property
    def wanted(self) -> Filter:
        """The leads asked for, as the desk is told."""
        before = _midnight(self.until + timedelta(days=1)) if self.until and self.until < date.max else None
        return Filter(
            self.tier, self.place or "", self.site or "", _midnight(self.since) if self.since else None, before
        )


Asked = Annotated[QueueQuery, Query()]


def leads(desk: Desk, query: QueueQuery) -> list[Lead]:
    """Return the page of leads that the query asks for, best first."""
    return desk.leads(top=query.per, offset=query.offset, wanted=query.wanted)


@router.get("/", tags=["pages"])
def queue_page(request: Request, desk: DeskOf, note: NoteOf, query: Asked) -> Response:
    """Show the queue."""
    note("list", "queue", query.href(""))
    counts = desk.tier_counts(query.wanted)
    total = counts[query.tier] if query.tier else sum(counts.values())
    found = leads(desk, query)
    labels = desk.labels(lead.group for lead in found)
    return page(request, "queue.html", query=query, counts=counts, total=total, leads=found, labels=labels, words=WORDS)


@router.get("/queue.json")
def queue_json(desk: DeskOf, note: NoteOf, query: Asked) -> Response:
    """Return the same leads as JSON, with the names of the stable interface."""
    note("list", "queue", query.href(""))
    total = desk.lead_count(query.wanted)
    return as_json({"query": query.model_dump(mode="json"), "total": total, "leads": leads(desk, query)})


@router.get("/queue.csv")
def queue_csv(desk: DeskOf, note: NoteOf, query: Asked) -> Response:
    """Return the same leads as a table for a spreadsheet."""
    note("export", "queue", query.href(""))
    return as_csv("queue", LEAD_COLUMNS, map(plain, leads(desk, query)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
