"""Watches and what they found; and what was told of it outside."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from firstlight.web import paging
from firstlight.web.answers import as_csv, as_json, page
from firstlight.web.door import DeskOf, DoorOf
from firstlight.web.formats import plain
from firstlight.web.forms import Fields, done
from firstlight.web.noting import NoteOf

router = APIRouter(tags=["watches"])

COLUMNS = ("watch", "at", "posting", "posted_at", "group", "tier")
"""The columns of alerts in CSV."""


class AlertQuery(paging.Query):
    """Which alerts: of one watch, or of all."""

    watch: Annotated[int | None, paging.BlankIsNone, Field(ge=1, le=2**31, description="one watch")] = None


Asked = Annotated[AlertQuery, Query()]


@router.get("/watches", tags=["pages"])
def watches_page(request: Request, desk: DeskOf, note: NoteOf, query: Asked) -> Response:
    """Show the watches, what they found, the newest first, and what was told outside."""
    note("list", "watches", query.href(""))
    found = desk.watches.alerts(watch=query.watch, limit=query.per, offset=query.offset)
    return page(
        request,
        "watches.html",
        query=query,
        watches=desk.watches.standing(),
        alerts=found,
        total=desk.watches.alert_count(query.watch),
        deliveries=desk.watches.deliveries(limit=20),
    )


@router.get("/watches.json")
def watches_json(desk: DeskOf, note: NoteOf, query: Asked) -> Response:
    """Return the same as JSON."""
    note("list", "watches", query.href(""))
    found = desk.watches.alerts(watch=query.watch, limit=query.per, offset=query.offset)
    told = {"watches": desk.watches.standing(), "alerts": found, "deliveries": desk.watches.deliveries(limit=20)}
    asked = query.model_dump(mode="json")
    return as_json({"query": asked, "total": desk.watches.alert_count(query.watch), **plain(told)})


@router.get("/watches.csv")
def watches_csv(desk: DeskOf, note: NoteOf, query: Asked) -> Response:
    """Return the alerts as a table for a spreadsheet."""
    note("export", "watches", query.href(""))
    found = desk.watches.alerts(watch=query.watch, limit=query.per, offset=query.offset)
    return as_csv("alerts", COLUMNS, map(plain, found))


@router.post("/watches", status_code=201)
def add(request: Request, desk: DeskOf, door: DoorOf, fields: Fields) -> Response:
    """Set a watch: `what`, and if wanted `title`, `email`, `webhook`, `digest`, `quiet`."""
    said = {name: fields.get(name, "") for name in ("title", "email", "webhook", "quiet")}
    digest = fields.get("digest", "") == "true"
    made = desk.watches.add(fields.get("what", ""), who=door.who, digest=digest, regions=door.regions, **said)
    return done(request, fields.get("back") or "/watches", made)


@router.post("/watches/{number}/remove", status_code=201)
def remove(request: Request, desk: DeskOf, door: DoorOf, number: int, fields: Fields) -> Response:
    """Take a watch away; what it found stays."""
    return done(request, fields.get("back") or "/watches", desk.watches.remove(number, who=door.who))
