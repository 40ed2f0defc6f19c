"""Cases: what people gather, what is to be done, and when what happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal, cast
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from starlette.exceptions import HTTPException

from firstlight.desk import Case, Cases, Desk, Kind, Step
from firstlight.errors import InputError
from firstlight.web import paging
from firstlight.web.answers import as_csv, as_json, page
from firstlight.web.casefile import gather
from firstlight.web.door import DeskOf, DoorOf
from firstlight.web.formats import plain
from firstlight.web.forms import Fields, done
from firstlight.web.noting import NoteOf

router = APIRouter(tags=["cases"])

COLUMNS = (
    "case", "title", "open", "opened_at", "opened_by", "changed_at", "groups", "postings", "records", "files", "notes",
    "tasks", "tasks_open",
)  # fmt: skip
"""The columns of the list of cases in CSV."""

EVIDENCE_COLUMNS = ("case", "id", "group", "posted_at", "site", "url", "sha256", "sha256_when_put_in")
"""The columns of a case's evidence in CSV."""


class CasesQuery(paging.Query):
    """Which cases."""

    wanted: Literal["open", "closed", "all"] = "open"


Asked = Annotated[CasesQuery, Query()]


def summary(case: Case) -> dict[str, Any]:
    """Return a case in one row of plain values, as every list of cases gives it."""
    held = {f"{kind}s": list(case.of(kind)) for kind in ("group", "posting", "record", "file")}
    names = ("case", "title", "open", "opened_at", "opened_by", "changed_at")
    row = plain({name: getattr(case, name) for name in names}) | held
    waiting = sum(task.done is None for task in case.tasks)
    return {**row, "notes": len(case.notes), "tasks": len(case.tasks), "tasks_open": waiting}


def read(desk: Desk, name: str) -> Case:
    """Read a case; raise 404 when there is none of this name."""
    try:
        return desk.cases.case(name)
    except InputError as error:
        raise HTTPException(404) from error


@router.get("/cases", tags=["pages"])
def cases_page(request: Request, desk: DeskOf, note: NoteOf, query: Asked) -> Response:
    """Show the cases, those that changed last first."""
    note("list", "cases", query.wanted)
    found = desk.cases.listing(wanted=query.wanted)
    shown = [summary(case) for case in found[query.offset : query.offset + query.per]]
    return page(request, "cases.html", query=query, total=len(found), cases=shown)


@router.get("/cases.json")
def cases_json(desk: DeskOf, note: NoteOf, query: Asked) -> Response:
    """Return the same cases as JSON."""
    note("list", "cases", query.wanted)
    found = desk.cases.listing(wanted=query.wanted)
    shown = [summary(case) for case in found[query.offset : query.offset + query.per]]
    return as_json({"query": query.model_dump(mode="json"), "total": len(found), "cases": shown})


@router.get("/cases.csv")
def cases_csv(desk: DeskOf, note: NoteOf, query: Asked) -> Response:
    """Return the same cases as a table for a spreadsheet."""
    note("export", "cases", query.wanted)
    found = desk.cases.listing(wanted=query.wanted)
    return as_csv("cases", COLUMNS, map(summary, found[query.offset : query.offset + query.per]))


@router.get("/cases/{name}.json")
def case_json(desk: DeskOf, note: NoteOf, name: str) -> Response:
    """Return a case in full: what it holds, its evidence with digests, its timeline and its log."""
    case = read(desk, name)
    note("view", case.case)
    found = gather(desk, case)
    parts = plain({"notes": case.notes, "tasks": case.tasks, "held": case.held, "log": case.log})
    told = {"groups": found.groups, "evidence": found.evidence, "timeline": found.timeline}
    return as_json({"case": summary(case), **parts, **plain(told)})


@router.get("/cases/{name}.csv")
def case_csv(desk: DeskOf, note: NoteOf, name: str) -> Response:
    """Return a case's evidence as a table for a spreadsheet, with the digest of each piece."""
    case = read(desk, name)
    note("export", case.case)
    rows = (
        plain(piece.posting)
        | {"case": case.case, "group": piece.group, "sha256": piece.digest, "sha256_when_put_in": piece.then}
        for piece in gather(desk, case).evidence
    )
    return as_csv("case", EVIDENCE_COLUMNS, rows)


@router.get("/cases/{name}", tags=["pages"])
def case_page(request: Request, desk: DeskOf, note: NoteOf, name: str) -> Response:
    """Show one case."""
    case = read(desk, name)
    note("view", case.case)
    return page(request, "case.html", found=gather(desk, case), case=case)


@router.post("/cases", status_code=201)
def new(request: Request, desk: DeskOf, door: DoorOf, fields: Fields) -> Response:
    """Open a case: `title`."""
    made = desk.cases.new(fields.get("title", ""), who=door.who)
    return done(request, fields.get("back") or f"/cases/{made.case}", summary(made))


@router.post("/groups/{name}/file", status_code=201)
def file(request: Request, desk: DeskOf, door: DoorOf, name: str, fields: Fields) -> Response:
    """File a lead in a case (`case`), or in a new one (none named; `title` if wanted), with a few words (`why`)."""
    try:
        group = desk.group(name)
    except InputError as error:
        raise HTTPException(404) from error
    case = fields.get("case") or desk.cases.new(_title(fields.get("title", ""), group.places), who=door.who).case
    made = desk.cases.add(case, "group", group.group, who=door.who, text=fields.get("why", ""))
    return done(request, fields.get("back") or f"/groups/{quote(group.group)}#decide", made)


@router.post("/cases/{name}/{act}", status_code=201)
def step(request: Request, desk: DeskOf, door: DoorOf, name: str, act: str, fields: Fields) -> Response:
    """Go a step in a case: `note`, `task`, `done`, `add`, `remove`, `close` or `reopen`, each with `text`.

    `done` takes the task's `entry`; `add` and `remove` a `kind` and a `subject`; `add` of a file its `digest`.
    """
    case, go = read(desk, name).case, _STEPS.get(act)
    if go is None:
        raise HTTPException(404)
    made = go(desk.cases, case, door.who, defaultdict(str, fields))
    return done(request, fields.get("back") or f"/cases/{quote(case)}", made)


_STEPS: dict[str, Callable[[Cases, str, str, Mapping[str, str]], Step]] = {
    "note": lambda cases, case, who, said: cases.note(case, said["text"], who=who),
    "task": lambda cases, case, who, said: cases.task(case, said["text"], who=who),
    "done": lambda cases, case, who, said: cases.done(case, _number(said["entry"]), who=who, text=said["text"]),
    "add": lambda cases, case, who, said: cases.add(
        case, _kind(said), said["subject"], who=who, text=said["text"], digest=said["digest"].strip().lower()
    ),
    "remove": lambda cases, case, who, said: cases.remove(
        case, _kind(said), said["subject"], who=who, text=said["text"]
    ),
    "close": lambda cases, case, who, said: cases.close(case, who=who, text=said["text"]),
    "reopen": lambda cases, case, who, said: cases.reopen(case, who=who, text=said["text"]),
}


def _kind(said: Mapping[str, str]) -> Kind:
    return cast("Kind", said["kind"])  # what is no kind, the desk refuses


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def _title(given: str, places: tuple[str, ...]) -> str:
    """Return a title for a case that a lead opens: what was typed, or else where it is."""
    return given if given.strip() else f"Lead in {places[0]}"[:200] if places else "Lead"
