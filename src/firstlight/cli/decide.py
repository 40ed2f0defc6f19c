"""`decide` and `undo`: what a person finds a group to be, from the shell."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, cast

import typer

from firstlight.cli import doors

if TYPE_CHECKING:
    from firstlight.desk import Desk
    from firstlight.records import Label, Lead, Share

WhyOption = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, in your own words.")]

_LOOKED = 100
"""Places of today's list among which a lead is looked for, to note what brought it before a person."""


def decide(
    lead: Annotated[str, typer.Argument(metavar="LEAD", help="A lead or its group, such as L-7K3M9QX2R5TW.")],
    label: Annotated[
        str,
        typer.Argument(metavar="LABEL", help="minor, trafficking, independent, agency, spam, scam or unclear."),
    ],
    why: WhyOption = "",
    share: Annotated[
        str | None,
        typer.Option(
            "--share",
            metavar="SHARE",
            help="What brought you to it: risk, uncertain, random, urgent or search. [default: as on today's list]",
            show_default=False,
        ),
    ] = None,
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
) -> None:
    """Say what a lead is; the log keeps who, when and why.

    Nothing is ever overwritten: a later label takes the place of an earlier one, and `firstlight undo` takes one back.
    """
    chosen = doors.settings(workspace=workspace, desk=desk)
    with_desk = doors.open_desk(chosen)
    found = with_desk.lead(lead)
    made = with_desk.label(
        found.group,
        cast("Label", label),
        who=doors.named(chosen),
        why=why,
        share=cast("Share", share) if share else _brought(with_desk, found),
        shown=with_desk.shown(found),
    )
    brought = f", from the {made.share} share" if made.share else ""
    typer.echo(f"{made.subject} is noted as {made.value} by {made.who}{brought} (decision {made.entry})")


def undo(
    decision: Annotated[int, typer.Argument(metavar="N", min=1, help="The number of the decision.")],
    why: WhyOption = "",
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
) -> None:
    """Take a decision back; the log keeps both."""
    chosen = doors.settings(workspace=workspace, desk=desk)
    made = doors.open_desk(chosen).undo(decision, who=doors.named(chosen), why=why)
    typer.echo(f"decision {decision} on {made.subject} is taken back (decision {made.entry})")


def _brought(desk: Desk, lead: Lead) -> Share | None:
    """Return the share by which a lead stands on today's list, if it does."""
    if lead.tier == "urgent":
        return "urgent"
    today = desk.worklist(datetime.now(UTC).date(), top=_LOOKED)
    return next((item.share for item in today if item.lead.group == lead.group), None)
