"""Noting who looked at what: nothing that names a person is answered before its note is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import Depends, Request, Response

from firstlight.desk import Desk, Looked
from firstlight.web.door import DeskOf, DoorOf

COOKIE = "purpose"
"""What the browser remembers of why its person looks; it says nothing of who."""

LONGEST = 200
"""Characters of a purpose."""


@dataclass(frozen=True, slots=True)
class Note:
    """Called with what is about to be shown; raises WorkspaceError or UpstreamError when it cannot be kept."""

    desk: Desk
    who: str
    why: str

    def __call__(self, act: Looked, subject: str = "", said: str = "") -> None:
        """Keep a note."""
        self.desk.audit.note(act, subject, who=self.who, why=self.why, said=said)


def the_note(request: Request, desk: DeskOf, door: DoorOf) -> Note:
    """Return what notes the looks of this request."""
    return Note(desk, door.who, purpose_of(request) or door.purpose)


NoteOf = Annotated[Note, Depends(the_note)]
"""A handler's parameter: what notes a look."""


def purpose_of(request: Request) -> str:
    """Return the purpose that the browser's person has given, "" for none."""
    return unquote(request.cookies.get(COOKIE, ""), errors="replace")[:LONGEST]


def remember(answer: Response, purpose: str) -> Response:
    """Let the browser remember a purpose until it is closed; an empty one is forgotten."""
    if purpose.strip():
        said = quote(purpose.strip()[:LONGEST].encode(errors="replace"))
        answer.set_cookie(COOKIE, said, path="/", httponly=True, samesite="strict")
    else:
        answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
    return answer
