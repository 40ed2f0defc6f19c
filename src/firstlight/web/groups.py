"""One group: who is behind it, what points at a child or at control, and the ads that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import accumulate
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import Field
from starlette.exceptions import HTTPException

from firstlight.assess import what_lowers
from firstlight.desk import Desk, Dossier, Sighting
from firstlight.errors import InputError
from firstlight.records import IDENTIFIER_KINDS
from firstlight.web import dossier, paging, why
from firstlight.web.answers import as_csv, as_json, page
from firstlight.web.decisions import WORDS
from firstlight.web.door import DeskOf, DoorOf
from firstlight.web.formats import plain
from firstlight.web.highlight import highlight
from firstlight.web.network import network
from firstlight.web.noting import NoteOf
from firstlight.web.telling import call_first, proposals

router = APIRouter(tags=["group"])

AD_COLUMNS = (
    "group", "id", "posted_at", "site", "location", "author", "title", "text", "url", "pictures",
    "identifiers", "reasons",
)  # fmt: skip
"""The columns of a group's ads in CSV."""


_Place = Annotated[str, Field(max_length=400)]
_Thing = Annotated[str, Field(max_length=2_100)]


class GroupQuery(paging.Query):
    """Which of the group's ads, the newest first: of some days (both included), of a place, with one thing."""

    per: Annotated[int, Field(ge=1, le=1_000, description="ads on a page")] = 50
    since: Annotated[date | None, paging.BlankIsNone, Field(description="posted on this day or later")] = None
    until: Annotated[date | None, paging.BlankIsNone, Field(description="posted on this day or earlier")] = None
    at: Annotated[_Place | None, paging.BlankIsNone, Field(description="that name this place")] = None
    thing: Annotated[_Thing | None, paging.BlankIsNone, Field(description="that name this, as kind:value")] = None

    @property
    def narrowed(self) -> bool:
        """Whether only some of the ads are asked for."""
        return bool(self.since or self.until or self.at or self.thing)

    def fits(self, ad: Sighting) -> bool:
        """Whether an ad is asked for; one without a date is of no day."""
        day = ad.at.date() if ad.at else None
        if (self.since or self.until) and day is None:
            return False
        if day and not (self.since or date.min) <= day <= (self.until or date.max):
            return False
        if self.at and self.at not in ad.places:
            return False
        return not self.thing or any(f"{kind}:{value}" == self.thing for kind, value in ad.things)


Asked = Annotated[GroupQuery, Query()]


def read(desk: Desk, name: str, query: GroupQuery) -> Dossier:
    """Read a group, its lead and a page of its ads; raise 404 when the desk has no group of this name."""
    ids = None
    try:
        if query.narrowed:
            fitting = [ad.posting for ad in desk.track(name).sightings if query.fits(ad)]
            ids = fitting[query.offset :][: query.per]
        found = desk.dossier(name, limit=query.per if ids is None else 0, offset=query.offset)
    except InputError as error:
        raise HTTPException(404) from error
    # The dossier's own copy of the lead does not know its place in the queue.
    whole = replace(found, lead=desk.lead(found.group.group)) if found.lead else found
    if ids is None:
        return whole
    return replace(whole, postings=tuple(desk.postings(ids)), mentions=tuple(desk.mentions(ids)))


@router.get("/groups/{name}.json")
def group_json(desk: DeskOf, note: NoteOf, name: str, query: Asked) -> Response:
    """Return a group in full, with a page of its postings and their mentions."""
    found = read(desk, _group_of(desk, name), query)
    note("view", found.group.group)
    return as_json(plain(found))


@router.get("/groups/{name}.csv")
def group_csv(desk: DeskOf, note: NoteOf, name: str, query: Asked) -> Response:
    """Return a page of a group's ads as a table for a spreadsheet."""
    found = read(desk, _group_of(desk, name), query)
    note("export", found.group.group)
    return as_csv("group", AD_COLUMNS, _ads(found))


@router.get("/groups/{name}", tags=["pages"])
def group_page(request: Request, desk: DeskOf, door: DoorOf, note: NoteOf, name: str, query: Asked) -> Response:
    """Show one group; a lead's id, or a group merged into another since, leads to the group as it is now."""
    named = _group_of(desk, name)
    found = read(desk, named, query)
    if found.group.group != name:
        return RedirectResponse(f"/groups/{quote(found.group.group)}")
    track = desk.track(named)
    note("view", found.group.group)
    lead = found.lead
    here = dict.fromkeys(posting.id for posting in found.postings)
    elsewhere = [posting for posting in dossier.cited(lead) if posting not in here]
    contributions = dossier.shares([reason.contribution for reason in lead.reasons], lead.score) if lead else []
    return page(
        request,
        "group.html",
        query=query,
        found=found,
        total=sum(map(query.fits, track.sightings)) if query.narrowed else len(found.group.postings),
        bars=dossier.timeline(track.sightings),
        network=network(track),
        quiet=quiet_days(found, desk.newest_day(datetime.now(UTC)).day),
        labels=desk.labels([name]),
        history=desk.decisions(subject=name),
        first=call_first(proposals(door, lead)) if lead else None,
        cases=desk.cases.listing(wanted="open"),
        filed=desk.cases.holding("group", name),
        words=WORDS,
        reasons=list(zip(lead.reasons if lead else (), contributions, accumulate(contributions), strict=True)),
        lower=[reason.id for reason in what_lowers(lead)] if lead else [],
        ties=dossier.ties(found.edges),
        **why.belonging(desk, name),
        texts=dossier.texts(found.postings),
        cited=dossier.texts(desk.postings(elsewhere)),
        anchors={name: f"ad-{place}" for place, name in enumerate([*elsewhere, *here], start=1)},
        spans=dossier.spans(lead, (*found.mentions, *desk.mentions(elsewhere))),
        highlight=highlight,
        search_for=search_for,
    )


def quiet_days(found: Dossier, newest: date | None) -> int:
    """Return for how many days before the desk's newest day no ad of a group was seen; 0 while that is not known."""
    last = found.group.last_seen
    return max((newest - last.date()).days, 0) if newest and last else 0


def search_for(kind: str, value: str) -> str:
    """Return the search that finds every ad with an identifier."""
    return f'{kind}:"{value}"' if re.search(r"[\s()|]", value) else f"{kind}:{value}"


def _group_of(desk: Desk, name: str) -> str:
    if not name.startswith("L-"):
        return name
    try:
        return desk.lead(name).group
    except InputError as error:
        raise HTTPException(404) from error


def _ads(found: Dossier) -> Iterator[dict[str, Any]]:
    carried: dict[str, dict[str, None]] = {}
    for mention in found.mentions:
        if mention.kind in IDENTIFIER_KINDS:
            carried.setdefault(mention.posting, {})[f"{mention.kind}:{mention.value}"] = None
    why: dict[str, dict[str, None]] = {}
    for reason in found.lead.reasons if found.lead else ():
        for piece in reason.evidence:
            why.setdefault(piece.posting, {})[reason.id] = None
    for posting in found.postings:
        row = plain(posting)
        row["group"] = found.group.group
        row["identifiers"] = list(carried.get(posting.id, ()))
        row["reasons"] = list(why.get(posting.id, ()))
        yield row
