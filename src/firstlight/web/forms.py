"""What a page sends: fields of a form, read within bounds, and who is behind it."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from firstlight.web.answers import as_json
from firstlight.web.formats import plain

LARGEST = 65_536
"""Bytes of a form; the longest holds a decision and a few lines of why."""

_KIND = "application/x-www-form-urlencoded"


async def _fields(request: Request) -> dict[str, str]:
    """Return the fields of a posted form, the last of each name; raise 413 or 415 for anything else."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _KIND:
        raise HTTPException(415, f"Send the fields as {_KIND}.")
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            raise HTTPException(413, "That is too long to keep. Shorten it and send it again.")
    try:
        return dict(parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=50, errors="replace"))
    except ValueError as error:
        raise HTTPException(400, "The form cannot be read.") from error


Fields = Annotated[dict[str, str], Depends(_fields)]
"""A handler's parameter: the fields of the form that was sent."""


def done(request: Request, back: str, made: object) -> Response:
    """Answer a form: a program (Accept: application/json) gets what was made, a browser is led back to a page here."""
    if "application/json" in request.headers.get("accept", ""):
        return as_json(plain(made), 201)
    return RedirectResponse(back if _is_ours(back) else "/", 303)


def _is_ours(address: str) -> bool:
    r"""Tell whether an address is a path on this desk: `//host` and `/\host` lead elsewhere in a browser."""
    return address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
