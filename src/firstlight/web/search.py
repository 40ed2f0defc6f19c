"""Search: one box for a phone in any spelling, a handle, a name, words, `field:value`, a place, a day."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from firstlight.desk import Desk, Found
from firstlight.errors import BadQuery
from firstlight.web import paging
from firstlight.web.answers import as_csv, as_json, page
from firstlight.web.door import DeskOf, Door, DoorOf
from firstlight.web.errors import problem
from firstlight.web.formats import HIT_COLUMNS, plain
from firstlight.web.highlight import highlight

router = APIRouter(tags=["search"])


class SearchQuery(paging.Query):
    """What is looked for."""

    q: Annotated[str, Field(max_length=1_000, description="the search")] = ""


Asked = Annotated[SearchQuery, Query()]


def find(desk: Desk, door: Door, query: SearchQuery) -> Found:
    """Return a page of the ads that fit; raise BadQuery for a search that cannot be read."""
    return desk.search(query.q, limit=query.per, offset=query.offset, regions=door.regions)


@router.get("/search", tags=["pages"])
def search_page(request: Request, desk: DeskOf, door: DoorOf, query: Asked) -> Response:
    """Show the box, and the ads that fit; a search that cannot be read is shown with where and why."""
    try:
        found = find(desk, door, query) if query.q.strip() else None
    except BadQuery as error:
        return page(request, "search.html", 400, query=query, found=None, problem=problem(error), highlight=highlight)
    return page(request, "search.html", query=query, found=found, problem=None, highlight=highlight)


@router.get("/search.json")
def search_json(desk: DeskOf, door: DoorOf, query: Asked) -> Response:
    """Return the same ads as JSON."""
    found = find(desk, door, query)
    return as_json({"query": query.model_dump(mode="json"), **plain(found)})


@router.get("/search.csv")
def search_csv(desk: DeskOf, door: DoorOf, query: Asked) -> Response:
    """Return the same ads as a table for a spreadsheet."""
    return as_csv("search", HIT_COLUMNS, map(plain, find(desk, door, query).hits))
