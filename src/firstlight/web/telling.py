"""Whom to tell of a lead, with a sheet to tell it from; and the warning signs, for people outside. Nothing is sent."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from firstlight.desk import Desk
from firstlight.errors import InputError
from firstlight.records import Lead
from firstlight.refer import Proposal, Sheet, propose, sheet
from firstlight.web.answers import as_json, page
from firstlight.web.door import DeskOf, Door, DoorOf
from firstlight.web.formats import plain
from firstlight.web.noting import NoteOf

router = APIRouter(tags=["whom to tell"])

WHEN = {"emergency": "someone is in danger now", "now": "by telephone, today", "report": "in writing"}
"""How soon, in words."""


def proposals(door: Door, lead: Lead) -> list[Proposal]:
    """Return whom to tell of a lead, in the unit's own country too."""
    return propose(lead, door.directory, countries=door.regions[:1])


def call_first(found: list[Proposal]) -> tuple[str, str] | None:
    """Return the number that comes before everything else, and whose it is; None where nothing is that urgent."""
    first = next((one for one in found if one.first), None)
    if first is None:
        return None
    return next(way.at for way in first.body.ways if way.by == "phone"), first.body.name


@router.get("/groups/{name}/tell.json")
def tell_json(desk: DeskOf, door: DoorOf, note: NoteOf, name: str) -> Response:
    """Return whom to tell, and the sheet, as JSON."""
    lead, filled = _filled(desk, name)
    note("view", lead.group, "whom to tell")
    return as_json({"lead": lead.lead, "proposals": plain(proposals(door, lead)), "sheet": plain(filled.entries)})


@router.get("/groups/{name}/tell", tags=["pages"])
def tell_page(request: Request, desk: DeskOf, door: DoorOf, note: NoteOf, name: str) -> Response:
    """Show whom to tell, the most urgent first, and a sheet to print."""
    lead, filled = _filled(desk, name)
    note("view", lead.group, "whom to tell")
    found = proposals(door, lead)
    return page(request, "tell.html", lead=lead, found=found, sheet=filled, first=call_first(found), when=WHEN)


@router.get("/signs", tags=["pages"])
def signs_page(request: Request) -> Response:
    """Show the warning signs: what an ad shows, and what only someone in the room can see."""
    return page(request, "signs.html")


def _filled(desk: Desk, name: str) -> tuple[Lead, Sheet]:
    try:
        lead = desk.lead(name)
    except InputError as error:
        raise HTTPException(404) from error
    cited = list(dict.fromkeys(piece.posting for reason in lead.reasons for piece in reason.evidence))
    identifiers = [one.replace(":", ": ", 1) for one in desk.group(lead.group).identifiers]
    return lead, sheet(lead, desk.postings(cited or lead.postings[:20]), identifiers)
