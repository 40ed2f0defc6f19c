"""`demo`: a simulated market, sifted, and the desk served."""

from __future__ import annotations

import os
import sys
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from firstlight.cli import doors, output
from firstlight.cli.progress import progress
from firstlight.cli.queue import LEADS, WHY
from firstlight.cli.serve import PORT, PortOption, serve_desk
from firstlight.cli.sift import summary
from firstlight.cli.simulated import Simulated
from firstlight.errors import InputError, NotAllowed
from firstlight.settings import Settings
from firstlight.web.formats import LEAD_COLUMNS

FOLDER = Path("firstlight-demo")
"""The demo's own workspace: never the unit's."""

ADS = 5_000
SEED = 0
_TOP = 5


def demo(
    ads: Annotated[
        int | None, typer.Option("--ads", metavar="N", min=1, help="How many ads. [default: 5000]", show_default=False)
    ] = None,
    port: PortOption = PORT,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the desk in the browser.")] = True,
    workspace: Annotated[
        Path,
        typer.Option("-w", "--workspace", metavar="DIR", help="The demo's own folder; used again when it is there."),
    ] = FOLDER,
) -> None:
    """Put a simulated market on the desk, and serve it.

    Everything in it is made up, and marked so. The demo has a folder of its own, and never touches a unit's workspace.
    """
    chosen = prepare(workspace, ads)
    desk = doors.open_desk(chosen)
    with desk:
        typer.echo(f"\nThe first {_TOP} of the queue (simulated):\n")
        output.write(desk.leads(top=_TOP), doors.Format.TABLE, names=LEAD_COLUMNS, table=LEADS, below=WHY)
    typer.echo("")
    sys.stdout.flush()

    def ready(url: str) -> None:
        doors.say(f"The desk is at {url} (simulated market). Ctrl-C stops it.")
        if browser and _has_screen():
            webbrowser.open(url)

    serve_desk(chosen, port=port, ready=ready)


def prepare(folder: Path, ads: int | None = None, seed: int = SEED) -> Settings:
    """Make the demo's workspace, or take it up where it stands; return the settings that open it.

    Raises NotAllowed for a workspace that is not a demo's, InputError for a demo of another number of ads.
    """
    from firstlight.sift import sift
    from firstlight.simulate import market
    from firstlight.workspace import Workspace

    opened = Workspace.open(folder)
    there = Simulated.of(folder)
    if there is None and opened.lake.parts():
        raise NotAllowed(
            f"{folder} holds ads that no demo made: simulated ones are never mixed with them; choose another -w"
        )
    if there and ads not in (None, there.ads):
        raise InputError(
            f"{folder} holds a demo of {there.ads:,} ads: leave --ads away, remove the folder, or choose another -w"
        )
    made = there or Simulated(ads or ADS, seed)
    made.mark(folder)
    files = folder / "market"
    # Whatever desk the environment names is the unit's: the demo keeps to its own folder.
    chosen = doors.settings(workspace=folder, records=files / "records.csv").with_options(desk="")
    with progress() as tell:
        if not (files / "README.md").exists():  # the market's last file
            doors.say(f"Making up a market of {made.ads:,} ads in {folder} ...")
            market(files, ads=made.ads, seed=made.seed, progress=lambda done, total: tell("simulate", done, total))
        report = sift([str(files / "ads.jsonl")], chosen, progress=tell)
    typer.echo("\n".join(summary(report)))
    return chosen


def _has_screen() -> bool:
    """Whether a browser would open a window; without a screen it might take over the terminal."""
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
