"""Errors as pages, or as JSON where JSON was asked for: what is wrong, and what to do next."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from firstlight.errors import BadQuery, FirstlightError, InputError, NotAllowed, UpstreamError, WorkspaceError
from firstlight.web.answers import as_json, page
from firstlight.web.security import HEADERS

_log = logging.getLogger(__name__)

_STATUS: tuple[tuple[type[FirstlightError], int, str], ...] = (
    (InputError, 400, "That cannot be read"),
    (NotAllowed, 403, "Not allowed"),
    (WorkspaceError, 503, "The desk is not there"),
    (UpstreamError, 503, "The desk does not answer"),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What an error page says: a title, what is wrong, and the commands or steps that mend it."""

    status: int
    title: str
    cause: str
    commands: tuple[str, ...] = ()
    query: str = ""
    position: int = -1


def install(app: FastAPI) -> None:
    """Let the application answer every error in this room's way."""

    @app.exception_handler(FirstlightError)
    def known(request: Request, error: FirstlightError) -> Response:
        return _answer(request, problem(error))

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        if error.status_code == 404:
            return _answer(request, Problem(404, "Nothing here", "There is no such page, group or lead on this desk."))
        return _answer(request, Problem(error.status_code, "Not possible", str(error.detail)))

    @app.exception_handler(RequestValidationError)
    def unread(request: Request, error: RequestValidationError) -> Response:
        causes = [f"{part['loc'][-1]}: {part['msg']}" for part in error.errors()]
        return _answer(request, Problem(400, "That cannot be read", "; ".join(causes)))

    @app.exception_handler(Exception)
    def unknown(request: Request, error: Exception) -> Response:
        _log.error("while answering %s", request.url.path, exc_info=error)
        cause = "Firstlight failed on this page. The terminal that serves it says where; please report it."
        answer = _answer(request, Problem(500, "A fault in Firstlight", cause))
        answer.headers.update(HEADERS)  # this answer is made outside the guard
        return answer


def problem(error: FirstlightError) -> Problem:
    """Say what an error of ours means to the reader of a page."""
    if isinstance(error, BadQuery):
        return Problem(400, "That search cannot be read", error.cause, query=error.query, position=error.position)
    status, title = next(((code, name) for kind, code, name in _STATUS if isinstance(error, kind)), (500, "An error"))
    commands = ("firstlight sift PATH", "firstlight demo") if isinstance(error, WorkspaceError) else ()
    return Problem(status, title, str(error), commands)


def _answer(request: Request, what: Problem) -> Response:
    if request.url.path.endswith((".json", ".csv")) or request.url.path == "/healthz":
        found = {"error": what.title, "cause": what.cause}
        if what.position >= 0:
            return as_json({**found, "query": what.query, "position": what.position}, what.status)
        return as_json(found, what.status)
    return page(request, "error.html", what.status, problem=what)
