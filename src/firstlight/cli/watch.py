"""`watch`: hear of an identifier, a search or a group when new ads come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from firstlight.cli import doors
from firstlight.cli.doors import Format, say
from firstlight.cli.output import Column, clean, day, write

if TYPE_CHECKING:
    from firstlight.desk import Desk
    from firstlight.settings import Settings

watch = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Watches: hear of new ads that fit.")

WATCH_COLUMNS = ("watch", "at", "who", "kind", "what", "title", "email", "webhook", "digest", "quiet")
ALERT_COLUMNS = ("watch", "at", "posting", "posted_at", "group", "tier")

WATCHES = (
    Column("WATCH", lambda one: one.watch, right=True),
    Column("KIND", lambda one: one.kind),
    Column("WHAT", lambda one: one.what, widest=24),
    Column("TELLS", lambda one: ", ".join(way for way in (one.email, one.webhook) if way) or "the page", widest=22),
    Column("WHEN", lambda one: ("daily" if one.digest else "at once") + (f", not {one.quiet}" if one.quiet else "")),
)
"""A watch's columns, 80 wide together."""

ALERTS = (
    Column("WATCH", lambda one: one.watch, right=True),
    Column("FOUND", lambda one: f"{one.at:%Y-%m-%d %H:%M}"),
    Column("AD", lambda one: one.posting, widest=20),
    Column("POSTED", lambda one: day(one.posted_at)),
    Column("GROUP", lambda one: one.group or "-"),
    Column("TIER", lambda one: one.tier or "-"),
)
"""An alert's columns, 80 wide together."""


@watch.command()
def add(
    what: Annotated[
        str, typer.Argument(metavar="WHAT", help="A number in any spelling, a search, or a group's or lead's id.")
    ],
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="What to call it, where it is told.")] = "",
    email: Annotated[str, typer.Option("--email", metavar="ADDRESS", help="Whom to write to.")] = "",
    webhook: Annotated[str, typer.Option("--webhook", metavar="URL", help="What to call, signed.")] = "",
    digest: Annotated[bool, typer.Option("--digest", help="Once a day, at 7, rather than at once.")] = False,
    quiet: Annotated[
        str, typer.Option("--quiet", metavar="HOURS", help="Hours in which nothing is told, such as 22-7.")
    ] = "",
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
    regions: doors.RegionsOption = None,
) -> None:
    """Watch an identifier, a search or a group.

    It looks at every ad that comes from now on, at the end of each sift. Without `--email` or `--webhook` it tells on
    the page alone. What is told names no person and no number.
    """
    chosen = doors.settings(workspace=workspace, desk=desk, regions=regions)
    with doors.open_desk(chosen) as opened:
        made = opened.watches.add(
            what, who=doors.named(chosen), title=title, email=email, webhook=webhook, digest=digest, quiet=quiet,
            regions=chosen.regions,
        )  # fmt: skip
    typer.echo(f"watch {made.watch}: {made.kind} {clean(made.what)}")


@watch.command("list")
def list_watches(
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
    form: doors.FormatOption = Format.TABLE,
) -> None:
    """List the watches that stand."""
    chosen = doors.settings(workspace=workspace, desk=desk)
    with doors.open_desk(chosen) as opened:
        doors.note(opened, chosen, "list", "watches")
        write(opened.watches.standing(), form, names=WATCH_COLUMNS, table=WATCHES)


@watch.command()
def remove(
    number: Annotated[int, typer.Argument(metavar="N", min=1, help="The number of the watch.")],
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
) -> None:
    """Take a watch away; what it found stays."""
    chosen = doors.settings(workspace=workspace, desk=desk)
    with doors.open_desk(chosen) as opened:
        taken = opened.watches.remove(number, who=doors.named(chosen))
    typer.echo(f"watch {number} is taken away: {clean(taken.what)}")


@watch.command()
def alerts(
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, help="How many, the newest first.")] = 50,
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
    form: doors.FormatOption = Format.TABLE,
) -> None:
    """List the ads that watches found, the newest first."""
    chosen = doors.settings(workspace=workspace, desk=desk)
    with doors.open_desk(chosen) as opened:
        doors.note(opened, chosen, "list", "alerts")
        write(opened.watches.alerts(limit=top), form, names=ALERT_COLUMNS, table=ALERTS)


@watch.command()
def send(workspace: doors.WorkspaceOption = None, desk: doors.DeskOption = None) -> None:
    """Tell by e-mail and webhook whatever is due.

    Each sift does this at its end; run it by a timer too, for digests and for what quiet hours held back. Nothing is
    ever told twice: what was broken off stays as unclear, for a person to decide.
    """
    chosen = doors.settings(workspace=workspace, desk=desk)
    with doors.open_desk(chosen) as opened:
        told = tell(opened, chosen)
    typer.echo(f"{told} told")


def tell(desk: Desk, chosen: Settings) -> int:
    """Tell what is due, say what stood in the way, and return how many deliveries left."""
    from firstlight.alert import Post, deliver

    told = 0
    for outcome in deliver(desk, Post.of(chosen)):
        told += outcome.state == "sent"
        if outcome.error:
            which = outcome.delivery
            say(f"watch {which.watch}, {which.channel} {clean(which.address)}: {outcome.state}: {clean(outcome.error)}")
    return told
