"""The three forms of an answer: a page, JSON, and CSV."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import jinja2
from fastapi import Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from firstlight.records import TIERS
from firstlight.refer.formats import FORMATS
from firstlight.web.door import the_door
from firstlight.web.formats import csv_lines, json_line
from firstlight.web.highlight import isolated, plainly, visible
from firstlight.web.language import LANGUAGES, THEMES, chosen, for_islands, said, said_html, speaking, theme
from firstlight.web.noting import purpose_of
from firstlight.web.version import VERSION

_TEMPLATES = jinja2.Environment(
    loader=jinja2.PackageLoader("firstlight.web"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def _day(time: datetime | None) -> str:
    return time.strftime("%Y-%m-%d") if time else "–"


def _minute(time: datetime | None) -> str:
    return time.strftime("%Y-%m-%d %H:%M") if time else said("no date")


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%"


_TEMPLATES.filters.update(
    day=_day,
    minute=_minute,
    percent=_percent,
    shown=isolated,
    visible=visible,
    plainly=plainly,
    signed="{:+.2f}".format,
)
_TEMPLATES.globals.update(
    tiers=TIERS, version=VERSION, languages=LANGUAGES, themes=THEMES, _=said, _html=said_html, for_islands=for_islands
)
_TEMPLATES.globals.update(formats=tuple((each.suffix, each.says) for each in FORMATS))


def page(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """Render a template; every page knows its address, its language, and whether its market is simulated."""
    door = the_door(request)
    address = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    language = chosen(request)
    context.update(
        simulated=door.simulated,
        purpose=purpose_of(request) or door.purpose,
        path=request.url.path,
        this_page=address,
        language=language,
        theme=theme(request),
    )
    with speaking(language):
        text = _TEMPLATES.get_template(template).render(context)
    return HTMLResponse(text, status, {"Content-Language": language, "Vary": "Accept-Language, Cookie"})


def as_json(value: Mapping[str, Any], status: int = 200) -> Response:
    """Answer with one JSON object."""
    return Response(json_line(value) + "\n", status, media_type="application/json")


def as_csv(name: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Response:
    """Answer with a CSV file of plain rows, guarded against formulas."""
    # A byte order mark, for without one Excel reads UTF-8 as something else.
    lines = ("\ufeff" * (number == 0) + line for number, line in enumerate(csv_lines(columns, rows)))
    headers = {"Content-Disposition": f'attachment; filename="firstlight-{name}.csv"'}
    return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=headers)
