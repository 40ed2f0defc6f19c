"""`log`: who looked at what, when and why."""

from __future__ import annotations

from typing import Annotated

import typer

from firstlight.cli import doors
from firstlight.cli.doors import Format
from firstlight.cli.output import Column, write

COLUMNS = ("entry", "at", "who", "act", "subject", "why", "said", "digest")
"""The columns of the log in CSV."""

TABLE = (
    Column("NO", lambda one: one.entry, right=True),
    Column("WHEN (UTC)", lambda one: f"{one.at:%Y-%m-%d %H:%M}"),
    Column("WHO", lambda one: one.who, widest=14),
    Column("WHAT", lambda one: one.act),
    Column("ABOUT", lambda one: one.subject or "-", widest=16),
    Column("ASKED", lambda one: one.said or "-", widest=16),
)
"""An entry's columns, 80 wide together."""

_WHY = Column("WHY", lambda one: one.why, widest=76)


def log(
    about: Annotated[
        str, typer.Option("--about", metavar="ID", help="Only looks at one group or case.", show_default=False)
    ] = "",
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, help="How many, the newest.")] = 50,
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
    form: doors.FormatOption = Format.TABLE,
) -> None:
    """Show who looked at what, when and why; the newest last.

    Every list, lead, search and file that leaves is noted, and this look too. Each entry holds the digest of the one
    before: `firstlight verify` checks them all.
    """
    chosen = doors.settings(workspace=workspace, desk=desk)
    with doors.open_desk(chosen) as opened:
        doors.note(opened, chosen, "list", "log", about)
        if about:
            found = opened.audit.entries(subject=about)[-top:]
        else:
            found = opened.audit.entries(after=max(opened.audit.last() - top, 0))
        write(found, form, names=COLUMNS, table=TABLE, below=_WHY)
