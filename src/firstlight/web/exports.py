"""Exports from the pages: a lead or a case as a file, names covered unless the full version is asked for."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from firstlight.desk import Desk
from firstlight.errors import InputError
from firstlight.refer.exporting import export
from firstlight.refer.formats import FORMATS
from firstlight.web.cases import read as read_case
from firstlight.web.door import DeskOf, Door, DoorOf
from firstlight.web.noting import purpose_of

router = APIRouter(tags=["exports"])


_KNOWN = ", ".join(each.suffix for each in FORMATS)


class ExportQuery(BaseModel):
    """In which format, and whether names and identifiers are covered."""

    model_config = ConfigDict(frozen=True)

    to: Annotated[str, Field(pattern=r"^\.[a-z.]{1,20}$", description=", ".join(each.suffix for each in FORMATS))] = (
        ".pdf"
    )
    full: Annotated[bool, Field(description="names and identifiers too")] = False


Asked = Annotated[ExportQuery, Query()]


@router.get("/groups/{name}/export")
def group_export(request: Request, desk: DeskOf, door: DoorOf, name: str, query: Asked) -> Response:
    """Return a lead as a file; its leaving is noted first."""
    try:
        group = desk.group(name).group
    except InputError as error:
        raise HTTPException(404) from error
    return _answer(request, desk, door, group, query)


@router.get("/cases/{name}/export")
def case_export(request: Request, desk: DeskOf, door: DoorOf, name: str, query: Asked) -> Response:
    """Return a case as a file; its leaving is noted first."""
    case = read_case(desk, name).case
    return _answer(request, desk, door, case, query)


def _answer(request: Request, desk: Desk, door: Door, about: str, query: ExportQuery) -> Response:
    purpose = purpose_of(request) or door.purpose
    made = export(desk, about, f"{about}{query.to}", who=door.who, purpose=purpose, full=query.full)
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"', "X-Content-SHA256": made.sha256}
    return Response(made.content, media_type=made.media, headers=headers)
