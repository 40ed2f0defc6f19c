"""The application: its pages, its guard, its errors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.staticfiles import StaticFiles

from firstlight.desk import Desk
from firstlight.refer import read
from firstlight.settings import Settings
from firstlight.web import (
    about,
    authors,
    cases,
    decisions,
    errors,
    exports,
    groups,
    log,
    pictures,
    preferences,
    queue,
    search,
    telling,
    watches,
    why,
)
from firstlight.web import like as wording
from firstlight.web.door import Door
from firstlight.web.security import Guard
from firstlight.web.version import VERSION

if TYPE_CHECKING:  # it brings the lake and its arrays, which no page needs
    from firstlight.sift.like import Like


_ROOMS = (
    queue, pictures, groups, authors, why, search, wording, telling, cases, watches, exports, decisions, log, about,
    preferences,
)  # fmt: skip


def create_app(
    opens: Callable[[], Desk],
    *,
    regions: Sequence[str] = Settings().regions,
    simulated: bool = False,
    who: str = "local",
    purpose: str = "",
    like: Callable[[str], list[Like]] | None = None,
    directory: str = "",
) -> FastAPI:
    """Build the desk's pages over whatever `opens` returns.

    `simulated` puts a banner on every page; `who` is the name under which decisions and looks are noted,
    `purpose` why one looks, unless a browser says otherwise; `like` finds ads worded like a text, where the desk has a
    lake beside it; `directory` is the unit's own file of bodies to tell.

    The schema is at /openapi.json. FastAPI's own documentation pages stay off: they load scripts from elsewhere.
    """
    app = FastAPI(title="Firstlight", version=VERSION, docs_url=None, redoc_url=None)
    app.state.door = Door(opens, regions, simulated, who or "local", purpose, like, read(directory))
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5)
    app.add_middleware(Guard)
    for room in _ROOMS:
        app.include_router(room.router)
    app.mount("/static", StaticFiles(directory=Path(__file__).with_name("static")), name="static")
    errors.install(app)
    return app
