"""The queue: what to look at first, and why, one row a lead."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any, Literal, Self

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from firstlight.desk import Desk, Filter
from firstlight.records import LABELS, Label, Lead, Tier
from firstlight.web import dossier, paging
from firstlight.web.answers import as_csv, as_json, page
from firstlight.web.decisions import WORDS
from firstlight.web.door import DeskOf
from firstlight.web.formats import LEAD_COLUMNS, plain
from firstlight.web.highlight import highlight
from firstlight.web.noting import NoteOf

router = APIRouter(tags=["queue"])


MOST = 60
"""Values of a facet on the page, those of most leads first."""

DAYS = 14
"""Days that can be chosen at a click."""

QUOTED = 40
"""Ads that are read for one screen; of those with the same words one is shown."""

_Name = Annotated[str, Field(max_length=200)]


class QueueQuery(paging.Query):
    """Which leads: of one tier, seen at a place, on a site, or between two days (both included)."""

    tier: Annotated[Tier | None, paging.BlankIsNone, Field(description="one tier")] = None
    place: Annotated[_Name | None, paging.BlankIsNone, Field(description="seen at this place")] = None
    site: Annotated[_Name | None, paging.BlankIsNone, Field(description="seen on this site")] = None
    since: Annotated[date | None, paging.BlankIsNone, Field(description="seen on this day or later")] = None
    until: Annotated[date | None, paging.BlankIsNone, Field(description="seen on this day or earlier")] = None
    indicator: Annotated[_Name | None, paging.BlankIsNone, Field(description="with this sign among its reasons")] = None
    label: Annotated[
        Label | Literal["none"] | None, paging.BlankIsNone, Field(description="labelled so; none: not labelled yet")
    ] = None
    view: Annotated[Literal["list", "one"], Field(description="a list, or one lead a screen")] = "list"

    @property
    def narrowed(self) -> bool:
        """Whether any filter beside the tier is set."""
        return bool(self.place or self.site or self.since or self.until or self.indicator or self.label)

    @property
    def steps(self) -> Self:
        """The query as its view pages through it: one lead at a time where one is shown."""
        return self.model_copy(update={"per": 1}) if self.view == "one" else self

    @property
    def wanted(self) -> Filter:
        """The leads asked for, as the desk is told."""
        before = _midnight(self.until + timedelta(days=1)) if self.until and self.until < date.max else None
        return Filter(
            tier=self.tier,
            place=self.place or "",
            site=self.site or "",
            after=_midnight(self.since) if self.since else None,
            before=before,
            indicator=self.indicator or "",
            label=self.label or "",
        )


Asked = Annotated[QueueQuery, Query()]


def leads(desk: Desk, query: QueueQuery) -> list[Lead]:
    """Return the page of leads that the query asks for, best first."""
    return desk.leads(top=query.per, offset=query.offset, wanted=query.wanted)


@router.get("/", tags=["pages"])
def queue_page(request: Request, desk: DeskOf, note: NoteOf, query: Asked) -> Response:
    """Show the queue: a list, or one lead a screen."""
    note("list", "queue", query.href(""))
    counts = desk.tier_counts(query.wanted)
    total = counts[query.tier] if query.tier else sum(counts.values())
    found = leads(desk, query.steps)
    return page(
        request,
        "queue.html" if query.view == "list" else "one.html",
        query=query.steps,
        counts=counts,
        total=total,
        leads=found,
        labels=desk.labels(lead.group for lead in found),
        words=WORDS,
        today=desk.newest_day(datetime.now(UTC)),
        **(narrowing(desk, query) if query.view == "list" else quoted(desk, found)),
    )


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


def narrowing(desk: Desk, query: QueueQuery) -> dict[str, Any]:
    """Return what the queue can be narrowed by: for each facet its values, those of most leads first."""
    counted = desk.facets(query.wanted)
    names = ("indicator", "place", "site")
    facets = {name: sorted(counted[name].items(), key=lambda one: (-one[1], one[0]))[:MOST] for name in names}
    newest = sorted(counted["day"].items(), reverse=True)[:DAYS]
    days = [(date.fromisoformat(day), count) for day, count in newest]
    labels = {name: counted["label"].get(name, 0) for name in LABELS}
    return {"facets": facets, "days": days, "label_counts": labels, "facet_total": desk.lead_count(query.wanted)}


def quoted(desk: Desk, found: list[Lead]) -> dict[str, Any]:
    """Return the ads that the reasons of one lead quote, the first few wordings of them, with what to mark in them."""
    lead = found[0] if found else None
    ids = dossier.cited(lead)
    texts = dossier.texts(desk.postings(ids[:QUOTED]))
    if lead and not texts:
        texts = dossier.texts(desk.postings(list(lead.postings[:1])))
    shares = dossier.shares([reason.contribution for reason in lead.reasons], lead.score) if lead else []
    return {
        "texts": telling(texts, lead),
        "spans": dossier.spans(lead, ()),
        "reasons": list(zip(lead.reasons if lead else (), shares, strict=True)),
        "highlight": highlight,
    }


def telling(texts: list[dossier.Text], lead: Lead | None) -> list[dossier.Text]:
    """Return up to three texts that between them show as many reasons as may be, the weightiest reasons first."""
    chosen: list[dossier.Text] = []
    for reason in lead.reasons if lead else ():
        shown = {piece.posting for piece in reason.evidence}
        if shown and not any(text.ids & shown for text in chosen):
            chosen += [text for text in texts if text.ids & shown][:1]
    return chosen[:3] or texts[:1]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
