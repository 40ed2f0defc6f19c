"""`export`: a lead or a case as a file to hand over."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from firstlight.cli import doors
from firstlight.errors import WorkspaceError


def export(
    about: Annotated[str, typer.Argument(metavar="LEAD|CASE", help="A lead or group by its id, or a case.")],
    to: Annotated[
        Path,
        typer.Option(
            "--to",
            metavar="FILE",
            help="Ends in .pdf, .json, .ftm.json, .entities.csv, .links.csv, .graphml or .kml.",
            show_default=False,
        ),
    ],
    full: Annotated[bool, typer.Option("--full", help="Names and identifiers too, not covered.")] = False,
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
) -> None:
    """Write a lead or a case to a file, names covered.

    The file's ending says the format. Names and identifiers are covered by tokens unless `--full` is given. Beside a
    PDF stands its manifest, with the SHA-256 of the file and of each ad. Every export is noted in the log.
    """
    from firstlight.refer.exporting import export as run
    from firstlight.workspace.atomic import writing

    chosen = doors.settings(workspace=workspace, desk=desk)
    with doors.open_desk(chosen) as opened:
        made = run(opened, about, to.name, who=doors.named(chosen), purpose=chosen.purpose, full=full)
    files = {to: made.content} | ({to.with_suffix(".manifest.json"): made.beside} if made.beside else {})
    for path, content in files.items():
        if not path.parent.is_dir():
            raise WorkspaceError(f"{path.parent}: no such folder; make it, or name another file")
        with writing(path) as temporary:
            temporary.write_bytes(content)
        typer.echo(path)
    typer.echo(f"{'full' if full else 'redacted'}, SHA-256 {made.sha256}")
