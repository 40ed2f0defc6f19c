"""`serve`: the desk, on this machine only."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from firstlight.cli import doors
from firstlight.cli.simulated import Simulated
from firstlight.settings import Settings

if TYPE_CHECKING:
    from firstlight.sift.like import Like

PORT = 8642
"""Where the desk is served unless told otherwise."""

PortOption = Annotated[int, typer.Option("--port", metavar="N", min=0, max=65535, help="The port; 0 takes a free one.")]


def serve(
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="A loopback address; any other is refused.")
    ] = "127.0.0.1",
    port: PortOption = PORT,
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
    regions: doors.RegionsOption = None,
) -> None:
    """Serve the desk as pages on this machine, until Ctrl-C.

    There is no sign-in yet, so only a loopback address is served: whoever could reach another would read the desk.
    """
    serve_desk(
        doors.settings(workspace=workspace, desk=desk, regions=regions),
        host=host,
        port=port,
        ready=lambda url: doors.say(f"The desk is at {url}\nCtrl-C stops it."),
    )


def serve_desk(chosen: Settings, *, host: str = "127.0.0.1", port: int = PORT, ready: Callable[[str], None]) -> None:
    """Serve the desk that the settings name until interrupted; `ready` is told its address.

    Raises WorkspaceError when there is no desk yet, NotAllowed for an address that others could reach, InputError for a
    port that is taken.
    """
    from firstlight.web.app import create_app
    from firstlight.web.security import loopback_only
    from firstlight.web.server import run

    loopback_only(host)
    simulated = not chosen.desk and Simulated.of(chosen.workspace) is not None
    doors.open_desk(chosen).close()  # a desk that cannot be opened is told here, before anything is served
    app = create_app(
        lambda: doors.open_desk(chosen),
        regions=chosen.regions,
        simulated=simulated,
        who=chosen.who,
        like=_like(chosen),
        purpose=chosen.purpose,
        directory=chosen.directory,
    )
    run(app, host=host, port=port, ready=ready)


def _like(chosen: Settings) -> Callable[[str], list[Like]] | None:
    """Return what finds ads worded like a text in the workspace; None where there is none, only a desk."""
    from firstlight.workspace.folder import Workspace, is_workspace

    if not is_workspace(chosen.workspace):
        return None

    def found(text: str) -> list[Like]:
        from firstlight.sift.like import like

        return like(Workspace.open(chosen.workspace, create=False), text, chosen.regions)

    return found
