"""Find like this: the ads worded most like a text, or like an ad."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from firstlight.desk import Desk
from firstlight.records import Posting
from firstlight.web.answers import as_json, page
from firstlight.web.beside import apart, differing
from firstlight.web.door import DeskOf, Door, DoorOf
from firstlight.web.highlight import unhidden
from firstlight.web.noting import Note, NoteOf
from firstlight.web.why import pair_address

router = APIRouter(tags=["search"])

LONGEST = 8_000
"""Characters of a text; a browser's address holds no more."""


NOTED = 200
"""Characters of a text that the log of looks keeps."""


class LikeQuery(BaseModel):
    """A text, or the id of an ad whose text is meant."""

    model_config = ConfigDict(frozen=True)

    text: Annotated[str, Field(max_length=LONGEST, description="the text")] = ""
    id: Annotated[str, Field(max_length=1_000, description="an ad's id, in place of a text")] = ""


Asked = Annotated[LikeQuery, Query()]


@router.get("/like", tags=["pages"])
def like_page(request: Request, desk: DeskOf, door: DoorOf, note: NoteOf, query: Asked) -> Response:
    """Show the ads worded most like a text, with what they say otherwise."""
    text = _text(desk, query)
    _noted(note, query)
    found = _found(desk, door, text, query.id)
    shown = [(share, ad, differing(text, ad.text)[1]) for share, ad in found]
    homes = desk.homes([ad.id for _, ad in found])
    return page(
        request,
        "like.html",
        query=query,
        text=unhidden(text)[:LONGEST],
        found=shown,
        homes=homes,
        apart=apart,
        pair_address=pair_address,
        longest=LONGEST,
        can=door.like is not None,
    )


@router.get("/like.json")
def like_json(desk: DeskOf, door: DoorOf, note: NoteOf, query: Asked) -> Response:
    """Return the same ads, each with the share of wording that it has in common."""
    _noted(note, query)
    found: list[dict[str, Any]] = [
        {"share": share, "posting": ad} for share, ad in _found(desk, door, _text(desk, query), query.id)
    ]
    return as_json({"query": query.model_dump(), "found": found})


def _noted(note: Note, query: LikeQuery) -> None:
    if query.id or query.text.strip():
        note("search", said=f"worded like {query.id or query.text[:NOTED]}")


def _text(desk: Desk, query: LikeQuery) -> str:
    """Return the text that is meant; raise 404 for the id of no ad."""
    if not query.id:
        return query.text
    ads = desk.postings([query.id])
    if not ads:
        raise HTTPException(404)
    return ads[0].text


def _found(desk: Desk, door: Door, text: str, without: str) -> list[tuple[float, Posting]]:
    """Return (share, ad), the most alike first, the ad itself left out; nothing where there is no lake to look in."""
    if not text.strip() or door.like is None:
        return []
    shares = {one.posting: one.share for one in door.like(text) if one.posting != without}
    return [(shares[ad.id], ad) for ad in desk.postings(list(shares))]
