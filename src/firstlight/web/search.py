"""Search: one box for a phone in any spelling, a handle, a name, words, `field:value`, a place, a day."""

from __future__ import annotations

import logging
from typing import Annotated, Any

from fastapi import APIRouter, BackgroundTasks, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from firstlight.desk import Desk, Found
from firstlight.errors import BadQuery, FirstlightError
from firstlight.web import paging
from firstlight.web.answers import as_csv, as_json, page
from firstlight.web.door import DeskOf, Door, DoorOf
from firstlight.web.errors import Problem, problem
from firstlight.web.formats import HIT_COLUMNS, plain
from firstlight.web.forms import Fields, done
from firstlight.web.highlight import marked
from firstlight.web.noting import NoteOf

router = APIRouter(tags=["search"])

_log = logging.getLogger(__name__)

LONGEST = 1_000
"""Characters of a search that an address carries."""

REMEMBERED = 30
"""Searches of the history that a page shows."""


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
    ("near:tulsa", "within 50 km of a city; near:tulsa~100 is farther, near:leeds~20mi in miles"),
    ('place:"new york"', "a value of several words"),
    ("after:2026-01-05 before:2026-02", "posted on that day or later, and before that month; date: is within"),
    ("tier:urgent", "ads of leads in a tier; group: and lead: find those of one"),
    ("indicator:AD-YOUTH-LANG", "ads with a sign in their wording"),
)
"""What the search page offers to try: a search, and what it finds. A test reads each of them."""


class SearchQuery(paging.Query):
    """What is looked for."""

    q: Annotated[str, Field(max_length=1_000, description="the search")] = ""
    came: Annotated[str, Field(max_length=1_000, description="the search that it was made from, for the history")] = ""

    def with_term(self, term: str) -> str:
        """Return the address of this search narrowed by one more term."""
        asked = f"({self.q}) {term}" if " OR " in self.q or "|" in self.q else f"{self.q} {term}"
        return SearchQuery(q=asked, came=self.q).href("/search") if len(asked) <= LONGEST else self.href("/search")


class Typed(BaseModel):
    """What was typed so far."""

    model_config = ConfigDict(frozen=True)

    q: Annotated[str, Field(max_length=1_000, description="the beginning of a name, a place, a number")] = ""


Asked = Annotated[SearchQuery, Query()]


def find(desk: Desk, door: Door, query: SearchQuery) -> Found:
    """Return a page of the ads that fit; raise BadQuery for a search that cannot be read."""
    return desk.search(query.q, limit=query.per, offset=query.offset, regions=door.regions)


@router.get("/search", tags=["pages"])
def search_page(
    request: Request, after: BackgroundTasks, desk: DeskOf, door: DoorOf, note: NoteOf, query: Asked
) -> Response:
    """Show the box, and the ads that fit; a search that cannot be read is shown with where and why."""
    if query.q.strip():
        note("search", said=query.q)
    try:
        found = find(desk, door, query) if query.q.strip() else None
    except BadQuery as error:
        return _shown(request, query, None, problem(error))
    answer = _shown(
        request,
        query,
        found,
        None,
        facets=desk.sort(query.q, regions=door.regions) if found and found.total else {},
        history=desk.search_history(door.who, most=REMEMBERED),
        saved=desk.saved_searches(door.who),
    )
    if found and query.page == 1:
        # Once the page is sent: a sift that is writing must not keep anybody from reading.
        after.add_task(remembered, desk, door.who, query.q, came=query.came, found=found.total, capped=found.capped)
        answer.background = after
    return answer


def remembered(desk: Desk, who: str, query: str, *, came: str, found: int, capped: bool) -> None:
    """Note a search in the history; where that fails the person has the answer all the same, and the log says why."""
    try:
        desk.remember(who, query, came=came, found=found, capped=capped)
    except FirstlightError:
        _log.warning("a search could not be kept in the history", exc_info=True)


@router.post("/searches", status_code=201)
def keep_search(request: Request, desk: DeskOf, door: DoorOf, fields: Fields) -> Response:
    """Keep a search `q` under a `name`, or no longer if the name is empty."""
    made = desk.keep_search(door.who, fields.get("q", ""), fields.get("name", ""))
    return done(request, fields.get("back") or SearchQuery(q=made.query).href("/search"), made)


@router.get("/searches.json")
def searches_json(desk: DeskOf, door: DoorOf, note: NoteOf) -> Response:
    """Return the searches that are kept, and the last ones as a tree in order, each with its depth."""
    note("list", "searches")
    tree = [{"depth": depth, "search": one} for depth, one in desk.search_history(door.who)]
    return as_json({"saved": desk.saved_searches(door.who), "history": tree})


@router.get("/suggest.json")
def suggest_json(desk: DeskOf, note: NoteOf, typed: Annotated[Typed, Query()]) -> Response:
    """Return things that ads name which begin as what was typed, and the search for each."""
    if typed.q.strip():
        note("search", said=f"begins {typed.q}")
    return as_json({"suggestions": desk.suggest(typed.q)})


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


def _shown(request: Request, query: SearchQuery, found: Found | None, what: Problem | None, **more: Any) -> Response:
    return page(
        request,
        "search.html",
        what.status if what else 200,
        query=query,
        found=found,
        problem=what,
        syntax=SYNTAX,
        marked=marked,
        **({"facets": {}, "history": [], "saved": []} | more),
    )
