"""`worklist`: what to open on a day, and what brought it there."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from firstlight.cli import doors, output
from firstlight.cli.doors import Format
from firstlight.cli.output import Column
from firstlight.web.formats import LEAD_COLUMNS, plain

_NAMES = ("share", "here", *LEAD_COLUMNS)

_TABLE = (
    Column("SHARE", lambda row: row["share"]),
    Column("RANK", lambda row: row["rank"], right=True),
    Column("TIER", lambda row: row["tier"]),
    Column("SCORE", lambda row: f"{row['score']:.2f}", right=True),
    Column("ADS", lambda row: len(row["postings"]), right=True),
    Column("GROUP", lambda row: row["group"]),
    Column("PLACE", lambda row: row["places"][0] if row["places"] else "-", widest=14),
)

_HERE = Column("HERE", lambda row: row["here"], widest=76)


def worklist(
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, help="How many leads.")] = 20,
    day: Annotated[
        datetime | None,
        typer.Option(
            "--day", formats=["%Y-%m-%d"], metavar="DATE", help="The day. [default: today]", show_default=False
        ),
    ] = None,
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
    form: doors.FormatOption = Format.TABLE,
) -> None:
    """List what to open today, and why each is on the list.

    Urgent leads stand first. Of every ten others seven are the highest scores, two are those about which the scores
    know least, and one is drawn at random, which shows how often scores are right. What has a label is left out until
    something new comes.
    """
    chosen = doors.settings(workspace=workspace, desk=desk)
    with_desk = doors.open_desk(chosen)
    doors.note(with_desk, chosen, "list", "worklist", f"--top {top}")
    items = with_desk.worklist((day or datetime.now(UTC)).date(), top=top)
    rows = [{"share": item.share, "here": item.why, **plain(item.lead)} for item in items]
    output.write(rows, form, names=_NAMES, table=_TABLE, below=_HERE)
