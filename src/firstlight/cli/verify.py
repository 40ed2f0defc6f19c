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

    Every file that was read and every part kept is noted with its SHA-256. Needs no database. A source that was only
    moved away is `gone`, which is no fault; exit code 6 says that something was changed or is missing.
    Keep the last digest that it prints elsewhere: only that shows a manifest cut short.
    """
    from firstlight.workspace import Workspace

    opened = Workspace.open(doors.settings(workspace=workspace).workspace, create=False)
    findings = list(opened.manifest.verify(opened.folder))
    broken = [finding for finding in findings if not finding.holds]
    write(findings, form, names=FINDING_COLUMNS, table=TABLE, below=_DETAIL)
    if form is Format.TABLE:
        said = f"{len(broken):,} do not hold" if broken else "all hold"
        typer.echo(f"{len(findings):,} checked, {said}")
    if broken:
        raise typer.Exit(doors.SET_ASIDE)
