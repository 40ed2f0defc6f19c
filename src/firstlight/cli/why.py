"""`why`: why two postings are linked, or are not."""

from __future__ import annotations

from typing import Annotated

import typer

from firstlight.cli import doors
from firstlight.cli.belonging import pair_lines
from firstlight.cli.doors import Format
from firstlight.cli.output import write
from firstlight.web.formats import PAIR_COLUMNS, pair_rows


def why(
    a: Annotated[str, typer.Argument(metavar="A", help="The id of an ad.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The id of another.")],
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
    form: doors.FormatOption = Format.TABLE,
) -> None:
    """Say why two ads are linked, or are not.

    Linked ads are joined by a chain of ties; the shortest is shown, with what each tie shares. Then follows what
    linking sees in the two themselves: what ties them (+) and what does not (-), with the rule that says so.
    """
    chosen = doors.settings(workspace=workspace, desk=desk)
    with_desk = doors.open_desk(chosen)
    found = with_desk.why_pair(a, b)
    doors.note(with_desk, chosen, "view", said=f"ads {a} and {b}")
    if form is Format.TABLE:
        for line in pair_lines(found):
            typer.echo(line)
    elif form is Format.JSONL:
        write([found], form, names=(), table=())
    else:
        write(pair_rows(found), form, names=PAIR_COLUMNS, table=())
