"""What the pages share: the desk behind them, opened when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from firstlight.desk import Desk
from firstlight.refer import Directory

if TYPE_CHECKING:
    from firstlight.sift.like import Like


@dataclass(slots=True)
class Door:
    """The way to the desk, and what the pages must know about it.

    `opens` may raise WorkspaceError or UpstreamError; it is tried again at the next request, so a desk that was
    not there when the server started is found as soon as it is. `simulated` marks a made-up market,
    `who` is the name under which decisions and looks are noted,
    `purpose` why one looks, unless a browser says otherwise, `like` finds ads worded like a text where there is a lake,
    `directory` whom there is to tell.
    """

    opens: Callable[[], Desk]
    regions: Sequence[str]
    simulated: bool
    who: str
    purpose: str = ""
    like: Callable[[str], list[Like]] | None = None
    directory: Directory = ()
    _desk: Desk | None = None
    _lock: Lock = field(default_factory=Lock)

    def desk(self) -> Desk:
        """Return the desk, opening it once."""
        with self._lock:
            if self._desk is None:
                self._desk = self.opens()
            return self._desk


def the_door(request: Request) -> Door:
    """Return the door of the application that answers this request."""
    door = request.app.state.door
    assert isinstance(door, Door)  # noqa: S101 - tells the type checker; create_app puts it there
    return door


def the_desk(request: Request) -> Desk:
    """Return the open desk; raise WorkspaceError or UpstreamError when there is none."""
    return the_door(request).desk()


DeskOf = Annotated[Desk, Depends(the_desk)]
"""A handler's parameter: the open desk."""

DoorOf = Annotated[Door, Depends(the_door)]
"""A handler's parameter: the door."""
