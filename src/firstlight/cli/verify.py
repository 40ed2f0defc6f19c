"""`verify`: evidence digests, with nothing but the files; and the log of who looked at what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from firstlight.cli import doors
from firstlight.cli.doors import Format
from firstlight.cli.output import Column, write

if TYPE_CHECKING:
    from firstlight.desk import Chain
    from firstlight.workspace.evidence import Finding

FINDING_COLUMNS = ("path", "outcome", "detail")

_WHOLE = 10_000

TABLE = (
    Column("OUTCOME", lambda finding: finding.outcome),
    Column("PATH", lambda finding: finding.path, widest=_WHOLE),
)
"""The findings' columns; nothing of a path or a digest is cut, so that both can be copied."""

_DETAIL = Column("DETAIL", lambda finding: finding.detail, widest=_WHOLE)


def verify(
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
    form: doors.FormatOption = Format.TABLE,
) -> None:
    """Check the evidence and the log of looks: every digest.

    Every file that was read and every part kept is noted with its SHA-256, and every look is chained to the one before.
    The files need no database; the log is checked where its desk is in the workspace or named. `same` is as it was
    read; `changed`, `missing` and `unnoted` are not as they should be, and the exit code is then 6. A file that was
    only moved away is `gone`, one read again since `replaced`, one in a store elsewhere `unchecked`: no faults.
    Keep the last digest that it prints elsewhere: only that shows that the end was not cut off.
    """
    from firstlight.workspace import Workspace

    chosen = doors.settings(workspace=workspace, desk=desk)
    opened = Workspace.open(chosen.workspace, create=False)
    findings = list(opened.manifest.verify(opened.folder))
    if chosen.desk or (opened.folder / "desk.sqlite").exists():
        with doors.open_desk(chosen) as with_desk:
            findings.append(_of_log(with_desk.audit.verify()))
    broken = [finding for finding in findings if not finding.holds]
    write(findings, form, names=FINDING_COLUMNS, table=TABLE, below=_DETAIL)
    if form is Format.TABLE:
        said = f"{len(broken):,} NOT as they should be" if broken else "all as they should be"
        typer.echo(f"{len(findings):,} checked: {said}")
    if broken:
        raise typer.Exit(doors.SET_ASIDE)


def _of_log(chain: Chain) -> Finding:
    from firstlight.workspace.evidence import Finding

    if chain.wrong:
        return Finding("log of looks", "changed", chain.wrong)
    return Finding("log of looks", "same", f"{chain.entries} entries, last digest {chain.last}")
