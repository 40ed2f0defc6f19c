"""Deciding: a label for a group, an undo, and the log of all that was decided."""

from __future__ import annotations

from typing import Annotated, cast
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from starlette.exceptions import HTTPException

from firstlight.desk import Decision, Desk
from firstlight.errors import InputError
from firstlight.records import Label, Share
from firstlight.web import paging
from firstlight.web.answers import as_csv, as_json, page
from firstlight.web.door import DeskOf, DoorOf
from firstlight.web.formats import plain
from firstlight.web.forms import Fields, done
from firstlight.web.noting import NoteOf
from firstlight.web.why import pair_address

router = APIRouter(tags=["decisions"])

COLUMNS = ("entry", "at", "who", "act", "subject", "other", "value", "why", "share", "undoes")
"""The columns of the log in CSV."""

WORDS: dict[Label, tuple[str, str]] = {
    "minor": ("m", "a minor may be offered"),
    "trafficking": ("t", "somebody else may be in control"),
    "independent": ("i", "an adult on their own account"),
    "agency": ("a", "an agency of adults"),
    "spam": ("s", "spam"),
    "scam": ("c", "a scam: nobody is offered"),
    "unclear": ("u", "looked at, and not clear"),
}
"""Each label with its key and what it means."""

Asked = Annotated[paging.Query, Query()]


def entries(desk: Desk, query: paging.Query) -> tuple[int, list[Decision]]:
    """Return how many entries the log has, and a page of them, the newest first."""
    total = desk.last_decision()
    newest = total - query.offset
    oldest = max(newest - query.per, 0)
    return total, desk.decisions(after=oldest, limit=max(newest - oldest, 0))[::-1]


@router.post("/groups/{name}/label", status_code=201)
def label(request: Request, desk: DeskOf, door: DoorOf, name: str, fields: Fields) -> Response:
    """Note what a person finds a group to be: `label`, and if wanted `why`, `share` and `back`, as form fields."""
    try:
        group = desk.group(name).group
    except InputError as error:
        raise HTTPException(404) from error
    made = desk.label(
        group,
        cast("Label", fields.get("label", "")),
        who=door.who,
        why=fields.get("why", ""),
        share=cast("Share", fields["share"]) if fields.get("share") else None,
        shown=_shown(desk, group),
    )
    return done(request, fields.get("back") or f"/groups/{quote(group)}", made)


@router.post("/decisions/{entry}/undo", status_code=201)
def undo(request: Request, desk: DeskOf, door: DoorOf, entry: int, fields: Fields) -> Response:
    """Take a decision back; it stays in the log, with who took it back and why."""
    made = desk.undo(entry, who=door.who, why=fields.get("why", ""))
    return done(request, fields.get("back") or "/decisions", made)


@router.get("/decisions", tags=["pages"])
def decisions_page(request: Request, desk: DeskOf, note: NoteOf, query: Asked) -> Response:
    """Show what was decided, the newest first."""
    note("list", "decisions")
    total, found = entries(desk, query)
    undone = desk.undone(one.entry for one in found)
    return page(
        request, "decisions.html", query=query, total=total, decisions=found, undone=undone, pair_address=pair_address
    )


@router.get("/decisions.json")
def decisions_json(desk: DeskOf, note: NoteOf, query: Asked) -> Response:
    """Return the same entries as JSON."""
    note("list", "decisions")
    total, found = entries(desk, query)
    return as_json({"query": query.model_dump(mode="json"), "total": total, "decisions": found})


@router.get("/decisions.csv")
def decisions_csv(desk: DeskOf, note: NoteOf, query: Asked) -> Response:
    """Return the same entries as a table for a spreadsheet."""
    note("export", "decisions")
    return as_csv("decisions", COLUMNS, map(plain, entries(desk, query)[1]))


def _shown(desk: Desk, group: str) -> dict[str, object]:
    """Return what the person had before them: the score, and what each sign added to it."""
    try:
        return desk.shown(desk.lead(group))
    except InputError:
        return {}
