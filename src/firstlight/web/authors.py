"""Who writes on forums: accounts, one in full, two side by side; sites, threads, and what may locate somebody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from firstlight.desk import Desk
from firstlight.desk.authors import Comparison, Profile
from firstlight.desk.talk import Talk
from firstlight.errors import InputError
from firstlight.link.authors.judging import clock
from firstlight.link.authors.zone import OFFSETS, Zone
from firstlight.records import Mention, Posting
from firstlight.web import paging
from firstlight.web.answers import as_csv, as_json, page
from firstlight.web.door import DeskOf
from firstlight.web.formats import plain
from firstlight.web.highlight import Span, highlight
from firstlight.web.noting import NoteOf

router = APIRouter(tags=["authors"])

ACCOUNT_COLUMNS = ("site", "name", "postings", "first_seen", "last_seen")
THREAD_COLUMNS = ("site", "thread", "title", "postings", "accounts", "first_seen", "last_seen", "score", "reasons")
OTHER_COLUMNS = ("account", "other", "linked", "score", "kind", "value", "weight", "text")
CLUE_COLUMNS = (
    "category", "value", "author", "posted_at", "evidence.posting", "evidence.field", "evidence.start", "evidence.end",
    "evidence.surface",
)  # fmt: skip

TRIAGED = 100
"""Threads of a site that are read for their signals at most: the last to be written in."""

_Name = Annotated[str, Field(max_length=1_000)]


class Listing(paging.Query):
    """Which accounts or threads."""

    site: _Name = ""


class Which(paging.Query):
    """Which account (`name@site`), or which thread of which site; and which of its posts."""

    account: _Name = ""
    site: _Name = ""
    thread: _Name = ""
    per: Annotated[int, Field(ge=1, le=1_000, description="posts on a page")] = 100


class Pair(BaseModel):
    """Which two accounts, each as name@site."""

    model_config = ConfigDict(frozen=True)

    a: _Name = ""
    b: _Name = ""


@router.get("/authors.json")
def authors_json(desk: DeskOf, note: NoteOf, query: Annotated[Listing, Query()]) -> Response:
    """Return accounts, those with most posts first."""
    note("list", "authors", said=query.site)
    return as_json({"accounts": plain(desk.accounts(query.site, limit=query.per, offset=query.offset))})


@router.get("/authors.csv")
def authors_csv(desk: DeskOf, note: NoteOf, query: Annotated[Listing, Query()]) -> Response:
    """Return accounts as a table for a spreadsheet."""
    note("export", said=f"accounts {query.site}".strip())
    found = desk.accounts(query.site, limit=query.per, offset=query.offset)
    return as_csv("authors", ACCOUNT_COLUMNS, map(plain, found))


@router.get("/authors", tags=["pages"])
def authors_page(request: Request, desk: DeskOf, note: NoteOf, query: Annotated[Listing, Query()]) -> Response:
    """Show accounts, and the sites that they write on."""
    note("list", "authors", said=query.site)
    found = desk.accounts(query.site, limit=query.per + 1, offset=query.offset)
    sites = [] if query.site else desk.sites()
    more = len(found) > query.per
    return page(request, "authors.html", query=query, found=found[: query.per], more=more, sites=sites, address=address)


@router.get("/author.json")
def author_json(desk: DeskOf, note: NoteOf, query: Annotated[Which, Query()]) -> Response:
    """Return one account in full."""
    one = _profile(desk, query.account)
    note("view", said=f"account {query.account}")
    return as_json(plain(one))


@router.get("/author.csv")
def author_csv(desk: DeskOf, note: NoteOf, query: Annotated[Which, Query()]) -> Response:
    """Return what is known of other accounts being the same person's, a row for each ground."""
    one = _profile(desk, query.account)
    note("export", said=f"account {query.account}")
    return as_csv("author", OTHER_COLUMNS, _others(one))


@router.get("/author", tags=["pages"])
def author_page(request: Request, desk: DeskOf, note: NoteOf, query: Annotated[Which, Query()]) -> Response:
    """Show one account."""
    one = _profile(desk, query.account)
    note("view", said=f"account {query.account}")
    return page(request, "author.html", one=one, bars=bars, zone_text=zone_text, address=address)


@router.get("/compare.json")
def compare_json(desk: DeskOf, note: NoteOf, pair: Annotated[Pair, Query()]) -> Response:
    """Return two accounts side by side."""
    found = _compared(desk, pair)
    note("view", said=f"accounts {pair.a} and {pair.b}")
    return as_json(plain(found))


@router.get("/compare.csv")
def compare_csv(desk: DeskOf, note: NoteOf, pair: Annotated[Pair, Query()]) -> Response:
    """Return the grounds for and against a link between two accounts."""
    found = _compared(desk, pair)
    note("export", said=f"accounts {pair.a} and {pair.b}")
    rows = (
        {"account": found.a.account, "other": found.b.account, "linked": found.link.linked, "score": found.link.score,
         **plain(ground)} for ground in found.link.grounds
    )  # fmt: skip
    return as_csv("compare", OTHER_COLUMNS, rows)


@router.get("/compare", tags=["pages"])
def compare_page(request: Request, desk: DeskOf, note: NoteOf, pair: Annotated[Pair, Query()]) -> Response:
    """Show two accounts side by side; without two, ask for them."""
    found = _compared(desk, pair) if pair.a and pair.b else None
    if found:
        note("view", said=f"accounts {pair.a} and {pair.b}")
    return page(request, "compare.html", pair=pair, found=found, bars=bars, zone_text=zone_text, address=address)


@router.get("/site.json")
def site_json(desk: DeskOf, note: NoteOf, query: Annotated[Listing, Query()]) -> Response:
    """Return a site's threads with how soon to read each, and why."""
    note("list", "threads", said=query.site)
    return as_json({"site": query.site, "threads": list(_threads(desk, query))})


@router.get("/site.csv")
def site_csv(desk: DeskOf, note: NoteOf, query: Annotated[Listing, Query()]) -> Response:
    """Return a site's threads as a table for a spreadsheet."""
    note("export", said=f"site {query.site}")
    return as_csv("site", THREAD_COLUMNS, _threads(desk, query))


@router.get("/site", tags=["pages"])
def site_page(request: Request, desk: DeskOf, note: NoteOf, query: Annotated[Listing, Query()]) -> Response:
    """Show a site's newest threads, those to read first at the top."""
    note("list", "threads", said=query.site)
    found = list(_threads(desk, query))
    return page(request, "site.html", query=query, found=found, triaged=TRIAGED, address=address)


@router.get("/thread.json")
def thread_json(desk: DeskOf, note: NoteOf, query: Annotated[Which, Query()]) -> Response:
    """Return a thread: its posts, what is found in them, and its clues."""
    found = _talk(desk, query)
    note("view", said=f"thread {query.thread} of {query.site}")
    return as_json(plain(found))


@router.get("/thread.csv")
def thread_csv(desk: DeskOf, note: NoteOf, query: Annotated[Which, Query()]) -> Response:
    """Return a thread's clues as a table for a spreadsheet."""
    found = _talk(desk, query)
    note("export", said=f"thread {query.thread} of {query.site}")
    return as_csv("clues", CLUE_COLUMNS, map(plain, found.clues.clues))


@router.get("/thread", tags=["pages"])
def thread_page(request: Request, desk: DeskOf, note: NoteOf, query: Annotated[Which, Query()]) -> Response:
    """Show a thread: what in it may locate somebody, and its posts in order of time."""
    found = _talk(desk, query)
    note("view", said=f"thread {query.thread} of {query.site}")
    return _talk_page(request, query, found)


@router.get("/clues.json")
def clues_json(desk: DeskOf, note: NoteOf, query: Annotated[Which, Query()]) -> Response:
    """Return what an account wrote, and what in it may locate somebody."""
    found = _said(desk, query)
    note("view", said=f"clues of {query.account}")
    return as_json(plain(found))


@router.get("/clues.csv")
def clues_csv(desk: DeskOf, note: NoteOf, query: Annotated[Which, Query()]) -> Response:
    """Return an account's clues as a table for a spreadsheet."""
    found = _said(desk, query)
    note("export", said=f"clues of {query.account}")
    return as_csv("clues", CLUE_COLUMNS, map(plain, found.clues.clues))


@router.get("/clues", tags=["pages"])
def clues_page(request: Request, desk: DeskOf, note: NoteOf, query: Annotated[Which, Query()]) -> Response:
    """Show what in an account's posts may locate somebody."""
    found = _said(desk, query)
    note("view", said=f"clues of {query.account}")
    return _talk_page(request, query, found)


def address(path: str, **query: str) -> str:
    """Return the address of a page about an account, a site or a thread."""
    return f"{path}?{urlencode(query)}"


def bars(hours: tuple[int, ...], most: int) -> list[tuple[int, float]]:
    """Return (hour, height in 0..40) of each hour's bar."""
    return [(hour, round(40 * count / max(most, 1), 1)) for hour, count in enumerate(hours)]


def zone_text(zone: Zone | None) -> str:
    """Return a time zone in words, with its doubt."""
    if zone is None:
        return "not known: no post tells when it was written, or in which zone its times are"
    if not zone.says_something:
        return f"cannot tell: it may be any of {zone.width} of {len(OFFSETS)} zones"
    summer = max(zone.summer, key=lambda rule: zone.summer[rule])
    forward = "" if summer == "none" else f", with summer time as in {summer.title()} ({zone.summer[summer]:.0%})"
    return f"{clock(zone.offset)}; with nine in ten between {clock(zone.low)} and {clock(zone.high)}{forward}"


def _talk_page(request: Request, query: Which, found: Talk) -> Response:
    shown = found.postings[query.offset : query.offset + query.per]
    return page(
        request, "talk.html", query=query, found=found, shown_posts=shown, spans=_spans(found.mentions),
        anchors=_anchors(found.postings), highlight=highlight, address=address, total=len(found.postings),
        path_here="/thread" if found.thread else "/clues",
    )  # fmt: skip


def _spans(mentions: Iterable[Mention]) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = defaultdict(list)
    for one in mentions:
        if one.field == "text" and (one.kind != "wording" or one.value.startswith("CLUE-")):
            what = one.value.removeprefix("CLUE-").lower() if one.kind == "wording" else f"{one.kind} {one.value}"
            found[one.posting].append(Span(one.start, one.end, what))
    return found


def _anchors(postings: Iterable[Posting]) -> dict[str, str]:
    return {posting.id: f"post-{number}" for number, posting in enumerate(postings, start=1)}


def _threads(desk: Desk, query: Listing) -> Iterator[dict[str, Any]]:
    """Yield the newest threads as plain rows, those to read first at the top."""
    rows = []
    for thread in desk.threads(query.site, limit=min(query.per, TRIAGED), offset=query.offset):
        talk = desk.thread(thread.site, thread.thread)
        rows.append({**plain(thread), "score": talk.score, "reasons": plain(talk.reasons)})
    yield from sorted(rows, key=lambda row: -row["score"])


def _others(one: Profile) -> Iterator[dict[str, Any]]:
    for other in one.others:
        for ground in other.link.grounds:
            whose = {"account": one.account, "other": other.account}
            yield {**whose, "linked": other.link.linked, "score": other.link.score, **plain(ground)}


def _profile(desk: Desk, account: str) -> Profile:
    try:
        return desk.author(account)
    except InputError as error:
        raise HTTPException(404, str(error)) from error


def _compared(desk: Desk, pair: Pair) -> Comparison:
    try:
        return desk.compare_authors(pair.a, pair.b)
    except InputError as error:
        raise HTTPException(404, str(error)) from error


def _talk(desk: Desk, query: Which) -> Talk:
    try:
        return desk.thread(query.site, query.thread)
    except InputError as error:
        raise HTTPException(404, str(error)) from error


def _said(desk: Desk, query: Which) -> Talk:
    try:
        return desk.author_clues(query.account)
    except InputError as error:
        raise HTTPException(404, str(error)) from error
