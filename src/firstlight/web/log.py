"""The log of who looked at what, when and why; and the purpose that looks are noted with."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from firstlight.desk import Desk, Noted
from firstlight.web import paging
from firstlight.web.answers import as_csv, as_json, page
from firstlight.web.door import DeskOf
from firstlight.web.formats import plain
from firstlight.web.forms import Fields, done
from firstlight.web.noting import NoteOf, purpose_of, remember

router = APIRouter(tags=["log"])

COLUMNS = ("entry", "at", "who", "act", "subject", "why", "said", "digest")
"""The columns of the log in CSV."""


class LogQuery(paging.Query):
    """Which entries: all, or those about one group, lead or case."""

    about: Annotated[str, Field(max_length=200, description="one group or case")] = ""


Asked = Annotated[LogQuery, Query()]


def entries(desk: Desk, query: LogQuery) -> tuple[int, list[Noted]]:
    """Return how many entries there are, and a page of them, the newest first."""
    if query.about:
        found = desk.audit.entries(subject=query.about)[::-1]
        return len(found), found[query.offset : query.offset + query.per]
    total = desk.audit.last()
    newest = total - query.offset
    oldest = max(newest - query.per, 0)
    return total, desk.audit.entries(after=oldest, limit=max(newest - oldest, 0))[::-1]


@router.get("/log", tags=["pages"])
def log_page(request: Request, desk: DeskOf, note: NoteOf, query: Asked) -> Response:
    """Show who looked at what, the newest first."""
    note("list", "log", query.about)
    total, found = entries(desk, query)
    return page(request, "log.html", query=query, total=total, entries=found, now=purpose_of(request))


@router.get("/log.json")
def log_json(desk: DeskOf, note: NoteOf, query: Asked) -> Response:
    """Return the same entries as JSON."""
    note("list", "log", query.about)
    total, found = entries(desk, query)
    return as_json({"query": query.model_dump(mode="json"), "total": total, "entries": found})


@router.get("/log.csv")
def log_csv(desk: DeskOf, note: NoteOf, query: Asked) -> Response:
    """Return the same entries as a table for a spreadsheet."""
    note("export", "log", query.about)
    return as_csv("log", COLUMNS, map(plain, entries(desk, query)[1]))


@router.post("/purpose", status_code=201)
def purpose(request: Request, fields: Fields) -> Response:
    """Say why one looks: a case number, a few words. Every look from this browser is then noted with it."""
    said = fields.get("purpose", "")
    return remember(done(request, fields.get("back") or "/log", {"purpose": said}), said)
