"""Why ads belong together: a group's section of its page, and two ads side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, cast
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from firstlight.desk import Desk, GroupWhy, PairWhy
from firstlight.errors import InputError
from firstlight.link import Part, Template
from firstlight.records import Edge, Posting
from firstlight.web.answers import as_csv, as_json, page
from firstlight.web.beside import apart, differing
from firstlight.web.door import DeskOf, DoorOf
from firstlight.web.errors import Problem
from firstlight.web.formats import PAIR_COLUMNS, pair_rows, plain
from firstlight.web.forms import Fields, done
from firstlight.web.highlight import Span, highlight
from firstlight.web.noting import NoteOf

router = APIRouter(tags=["why"])

_EXAMPLES = 2


class Pair(BaseModel):
    """Which two ads, by their ids."""

    model_config = ConfigDict(frozen=True)

    a: Annotated[str, Field(max_length=1_000, description="an ad's id")] = ""
    b: Annotated[str, Field(max_length=1_000, description="another's")] = ""


Asked = Annotated[Pair, Query()]


@router.get("/groups/{name}/why.json")
def group_why_json(desk: DeskOf, note: NoteOf, name: str) -> Response:
    """Return why the ads of a group belong together, in full."""
    try:
        found = desk.why_group(name)
    except InputError as error:
        raise HTTPException(404) from error
    note("view", found.group, "why")
    return as_json(plain(found))


@router.get("/why.json")
def pair_json(desk: DeskOf, note: NoteOf, pair: Asked) -> Response:
    """Return why two ads are linked, or are not; without two ids, or with one of no ad, say so."""
    found, wrong = _compared(desk, pair)
    if wrong or not found:
        return _refused(wrong)
    note("view", said=f"ads {pair.a} and {pair.b}")
    return as_json(plain(found))


@router.get("/why.csv")
def pair_csv(desk: DeskOf, note: NoteOf, pair: Asked) -> Response:
    """Return why two ads are linked, or are not, as a table: the chain, then what linking sees in the two."""
    found, wrong = _compared(desk, pair)
    if wrong or not found:
        return _refused(wrong)
    note("export", said=f"ads {pair.a} and {pair.b}")
    return as_csv("why", PAIR_COLUMNS, pair_rows(found))


@router.get("/why", tags=["pages"])
def pair_page(request: Request, desk: DeskOf, note: NoteOf, pair: Asked) -> Response:
    """Show two ads, what ties them and what speaks against it."""
    found, wrong = _compared(desk, pair)
    ads = desk.postings(list(dict.fromkeys([pair.a, pair.b]))) if found else []
    if found:
        note("view", said=f"ads {pair.a} and {pair.b}")
    return page(
        request,
        "why.html",
        wrong.status if wrong else 200,
        pair=pair,
        found=found,
        steps=list(steps(found)) if found else [],
        ads=ads,
        differing=differing(ads[0].text, ads[1].text) if len(ads) == 2 else None,
        apart=apart,
        problem=wrong,
        highlight=highlight,
    )


@router.post("/why/judge", status_code=201)
def judge(request: Request, desk: DeskOf, door: DoorOf, fields: Fields) -> Response:
    """Note whether ads `a` and `b` have one hand behind them: `act` is same or not-same, `why` if wanted."""
    act, a, b = (fields.get(name, "") for name in ("act", "a", "b"))
    if act not in ("same", "not-same"):
        raise InputError(f"{act!r} is no answer; say same or not-same")
    made = desk.judge(cast('Literal["same", "not-same"]', act), a, b, who=door.who, why=fields.get("why", ""))
    return done(request, fields.get("back") or pair_address(a, b), made)


def _refused(wrong: Problem | None) -> Response:
    cause = wrong.cause if wrong else "give two ids: a and b"
    return as_json({"error": "No such ad", "cause": cause}, wrong.status if wrong else 400)


def _compared(desk: Desk, pair: Pair) -> tuple[PairWhy | None, Problem | None]:
    if not (pair.a and pair.b):
        return None, None
    try:
        return desk.why_pair(pair.a, pair.b), None
    except InputError as error:
        return None, Problem(404, "No such ad", str(error))


def steps(found: PairWhy) -> Iterator[tuple[str, str, Edge]]:
    """Yield (from, to, tie) of the chain between two ads, in order."""
    at = found.a
    for edge in found.chain:
        there = edge.b if edge.a == at else edge.a
        yield at, there, edge
        at = there


def pair_address(a: str, b: str) -> str:
    """Return where two ads are shown side by side."""
    return f"/why?{urlencode({'a': a, 'b': b}, errors='replace')}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A template, and some of its ads with what to mark in their texts."""

    template: Template
    examples: tuple[tuple[Posting, tuple[Span, ...]], ...]


def belonging(desk: Desk, name: str) -> dict[str, Any]:
    """Return what the section of a group's page shows; raise InputError if there is no such group."""
    why = desk.why_group(name)
    wanted = [ad.posting for template in why.templates for ad in template.ads[:_EXAMPLES]]
    return {"why": why, "templates": shown(why, desk.postings(wanted)), "pair_address": pair_address}


def shown(why: GroupWhy, postings: Sequence[Posting]) -> list[Shown]:
    """Put beside each template its first ads, their slots marked; `postings` are those that are at hand."""
    texts = {posting.id: posting for posting in postings}
    found = []
    for template in why.templates:
        examples = []
        for ad in template.ads[:_EXAMPLES]:
            marks = (Span(start, end, slot(template.parts[part])) for part, start, end in ad.places)
            if ad.posting in texts:
                examples.append((texts[ad.posting], tuple(mark for mark in marks if mark.label)))
        found.append(Shown(template, tuple(examples)))
    return found


def slot(part: Part) -> str:
    """Say what a slot is; empty for a phrase."""
    return "" if part.kind == "phrase" else f"slot: {part.kind}"
