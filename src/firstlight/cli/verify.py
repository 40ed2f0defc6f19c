"""`verify`: evidence digests, with nothing but the files."""

from __future__ import annotations

import typer

from firstlight.cli import doors
from firstlight.cli.doors import Format
from firstlight.cli.output import Column, write

FINDING_COLUMNS = ("path", "outcome", "detail")

_WHOLE = 10_000

TABLE = (
    Column("OUTCOME", lambda finding: finding.outcome),
    Column("PATH", lambda finding: finding.path, widest=_WHOLE),
)
"""The findings' columns; nothing of a path or a digest is cut, so that both can be copied."""

_DETAIL = Column("DETAIL", lambda finding: finding.detail, widest=_WHOLE)


def verify(workspace: doors.WorkspaceOption = None, form: doors.FormatOption = Format.TABLE) -> None:
    """Check the evidence: every digest, and their chain.

    Every file that was read and every part kept is noted with its SHA-256. Needs no database. `same` is as it was
    read; `changed` and `missing` are not as they should be, and the exit code is then 6. A file that was only moved
    away is `gone`, and one in a store elsewhere `unchecked`: neither is a fault.
    Keep the last digest that it prints elsewhere: only that shows that the end was not cut off.
    """
    from firstlight.workspace import Workspace

    opened = Workspace.open(doors.settings(workspace=workspace).workspace, create=False)
    findings = list(opened.manifest.verify(opened.folder))
    broken = [finding for finding in findings if not finding.holds]
    write(findings, form, names=FINDING_COLUMNS, table=TABLE, below=_DETAIL)
    if form is Format.TABLE:
        said = f"{len(broken):,} NOT as they should be" if broken else "all as they should be"
        typer.echo(f"{len(findings):,} checked: {said}")
    if broken:
        raise typer.Exit(doors.SET_ASIDE)
