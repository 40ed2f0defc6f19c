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
from firstlight.web.errors import Problem, problem
from firstlight.web.formats import HIT_COLUMNS, plain
from firstlight.web.highlight import marked
from firstlight.web.noting import NoteOf

router = APIRouter(tags=["search"])


SYNTAX = (
    ("(918) 555-0142", "a phone number, in any spelling; an e-mail, a handle, a link likewise"),
    ("tulsa company", "ads that have both words"),
    ('"new in town"', "these words, one after the other"),
    ("compan*", "words that begin so"),
    ("tulsa OR dallas", "either; NOT or a minus before a word leaves ads out, parentheses group"),
    (
        "phone:1918555* name:anna",
        "what an ad names: phone, email, handle, url, onion, wallet, pgp, name, rate, time, measure",
    ),
    ("age<18", "ages that an ad states; age:14-17 is a range"),
    ("place:tulsa", "where an ad says it is; site:, author: and thread: likewise"),
    ('place:"new york"', "a value of several words"),
    ("after:2026-01-05 before:2026-02", "posted on that day or later, and before that month; date: is within"),
    ("tier:urgent", "ads of leads in a tier; group: and lead: find those of one"),
    ("indicator:AD-YOUTH-LANG", "ads with a sign in their wording"),
)
"""What the search page offers to try: a search, and what it finds. A test reads each of them."""


class SearchQuery(paging.Query):
    """What is looked for."""

    q: Annotated[str, Field(max_length=1_000, description="the search")] = ""


Asked = Annotated[SearchQuery, Query()]


def find(desk: Desk, door: Door, query: SearchQuery) -> Found:
    """Return a page of the ads that fit; raise BadQuery for a search that cannot be read."""
    return desk.search(query.q, limit=query.per, offset=query.offset, regions=door.regions)


@router.get("/search", tags=["pages"])
def search_page(request: Request, desk: DeskOf, door: DoorOf, note: NoteOf, query: Asked) -> Response:
    """Show the box, and the ads that fit; a search that cannot be read is shown with where and why."""
    if query.q.strip():
        note("search", said=query.q)
    try:
        found = find(desk, door, query) if query.q.strip() else None
    except BadQuery as error:
        return _shown(request, query, None, problem(error))
    return _shown(request, query, found, None)


@router.get("/search.json")
def search_json(desk: DeskOf, door: DoorOf, note: NoteOf, query: Asked) -> Response:
    """Return the same ads as JSON."""
    note("search", said=query.q)
    found = find(desk, door, query)
    return as_json({"query": query.model_dump(mode="json"), **plain(found)})


@router.get("/search.csv")
def search_csv(desk: DeskOf, door: DoorOf, note: NoteOf, query: Asked) -> Response:
    """Return the same ads as a table for a spreadsheet."""
    note("export", said=query.q)
    return as_csv("search", HIT_COLUMNS, map(plain, find(desk, door, query).hits))


def _shown(request: Request, query: SearchQuery, found: Found | None, what: Problem | None) -> Response:
    return page(
        request,
        "search.html",
        what.status if what else 200,
        query=query,
        found=found,
        problem=what,
        syntax=SYNTAX,
        marked=marked,
    )
