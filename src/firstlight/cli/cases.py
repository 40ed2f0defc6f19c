"""`cases`: what people gather and do about something they look into, from the shell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from firstlight.cli import doors
from firstlight.cli.doors import Format
from firstlight.cli.output import Column, clean, day, write
from firstlight.errors import UnreadableFile

if TYPE_CHECKING:
    from firstlight.desk import Case, Cases, Kind, Step

cases = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Cases: leads, ads, notes, tasks and evidence.")

CaseArgument = Annotated[str, typer.Argument(metavar="CASE", help="The case, such as C-1.")]
WordsArgument = Annotated[str, typer.Argument(metavar="TEXT", help="In your own words, in quotes.")]
TextOption = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why, in your own words.")]
KindOption = Annotated[str, typer.Option("--kind", metavar="KIND", help="What it is: group, posting, record or file.")]

TABLE = (
    Column("CASE", lambda row: row["case"]),
    Column("STATE", lambda row: "open" if row["open"] else "closed"),
    Column("CHANGED", lambda row: row["changed_at"][:10]),
    Column("GROUPS", lambda row: len(row["groups"]), right=True),
    Column("ADS", lambda row: len(row["postings"]), right=True),
    Column("TASKS", lambda row: row["tasks_open"], right=True),
    Column("TITLE", lambda row: row["title"], widest=30),
)
"""A case's columns, 80 wide together."""


@cases.command("list")
def list_cases(
    closed: Annotated[bool, typer.Option("--closed", help="Closed cases too.")] = False,
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
    form: doors.FormatOption = Format.TABLE,
) -> None:
    """List the cases, those that changed last first."""
    from firstlight.web.cases import COLUMNS, summary

    chosen = doors.settings(workspace=workspace, desk=desk)
    with doors.open_desk(chosen) as opened:
        doors.note(opened, chosen, "list", "cases")
        found = map(summary, opened.cases.listing(wanted="all" if closed else "open"))
        write(found, form, names=COLUMNS, table=TABLE)


@cases.command()
def show(
    case: CaseArgument,
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
    form: doors.FormatOption = Format.TABLE,
) -> None:
    """Show a case: what it holds, tasks, notes and its log."""
    from firstlight.web.cases import COLUMNS, summary

    chosen = doors.settings(workspace=workspace, desk=desk)
    with doors.open_desk(chosen) as opened:
        found = opened.cases.case(case)
        doors.note(opened, chosen, "view", found.case)
    if form is Format.TABLE:
        _print(found)
    else:
        write([{**summary(found), "log": found.log}], form, names=COLUMNS, table=TABLE)


@cases.command()
def new(title: WordsArgument, workspace: doors.WorkspaceOption = None, desk: doors.DeskOption = None) -> None:
    """Open a case."""
    chosen = doors.settings(workspace=workspace, desk=desk)
    with doors.open_desk(chosen) as opened:
        made = opened.cases.new(title, who=doors.named(chosen))
    typer.echo(f"{made.case} is open: {clean(made.title)}")


@cases.command()
def add(
    case: CaseArgument,
    subject: Annotated[
        str, typer.Argument(metavar="WHAT", help="A group's, lead's or ad's id, a record's number, or a path.")
    ],
    kind: KindOption = "group",
    why: TextOption = "",
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
) -> None:
    """Put a lead, an ad, a missing-child record or a file in.

    Of a file its name and SHA-256 are kept, not the file itself.
    """
    digest = _digest(subject) if kind == "file" else ""
    name = Path(subject).name if kind == "file" else subject

    def write_it(all_cases: Cases, who: str, group: str) -> Step:
        return all_cases.add(case, cast("Kind", kind), group, who=who, text=why, digest=digest)

    _step(workspace, desk, write_it, name if kind != "group" else "", lead=name if kind == "group" else "")


@cases.command()
def remove(
    case: CaseArgument,
    subject: Annotated[str, typer.Argument(metavar="WHAT", help="What it is called in the case.")],
    kind: KindOption = "group",
    why: TextOption = "",
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
) -> None:
    """Take something out of a case; the log keeps both."""

    def write_it(all_cases: Cases, who: str, name: str) -> Step:
        return all_cases.remove(case, cast("Kind", kind), name, who=who, text=why)

    _step(workspace, desk, write_it, subject)


@cases.command()
def note(
    case: CaseArgument,
    text: WordsArgument,
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
) -> None:
    """Write a note in a case."""
    _step(workspace, desk, lambda all_cases, who, _: all_cases.note(case, text, who=who))


@cases.command()
def task(
    case: CaseArgument,
    text: WordsArgument,
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
) -> None:
    """Set a task in a case; its number names it."""
    _step(workspace, desk, lambda all_cases, who, _: all_cases.task(case, text, who=who))


@cases.command()
def done(
    case: CaseArgument,
    task: Annotated[int, typer.Argument(metavar="N", min=1, help="The task's number.")],
    why: TextOption = "",
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
) -> None:
    """Say that a task is done."""
    _step(workspace, desk, lambda all_cases, who, _: all_cases.done(case, task, who=who, text=why))


@cases.command()
def close(
    case: CaseArgument,
    why: TextOption = "",
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
) -> None:
    """Close a case, and say what came of it."""
    _step(workspace, desk, lambda all_cases, who, _: all_cases.close(case, who=who, text=why))


@cases.command()
def reopen(
    case: CaseArgument,
    why: TextOption = "",
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
) -> None:
    """Open a closed case again."""
    _step(workspace, desk, lambda all_cases, who, _: all_cases.reopen(case, who=who, text=why))


def _step(
    workspace: Path | None,
    desk: str | None,
    write_it: Callable[[Cases, str, str], Step],
    name: str = "",
    *,
    lead: str = "",
) -> None:
    """Go a step in a case and say so; a `lead` goes by its group."""
    chosen = doors.settings(workspace=workspace, desk=desk)
    with doors.open_desk(chosen) as opened:
        name = opened.lead(lead).group if lead.startswith("L-") else lead or name
        made = write_it(opened.cases, doors.named(chosen), name)
    told = " ".join(part for part in (made.act, made.kind, made.subject) if part)
    typer.echo(f"{made.case}: {clean(told)} (step {made.entry})")


def _digest(path: str) -> str:
    from firstlight.workspace.evidence import file_digest

    try:
        return file_digest(Path(path))
    except OSError as error:
        raise UnreadableFile(path, error.strerror or str(error)) from error


def _print(case: Case) -> None:
    """Print a case, one line a step, nothing of it obeyed by a terminal."""
    state = "open" if case.open else "closed"
    lines = [f"{case.case}  {clean(case.title)}", f"{state}, opened {day(case.opened_at)} by {clean(case.opened_by)}"]
    lines += ["", "Holds"] if case.held else []
    lines += [f"  {step.kind:8} {clean(step.subject)}" for step in case.held]
    lines += ["", "Tasks"] if case.tasks else []
    for one in case.tasks:
        lines.append(f"  {'done' if one.done else 'open':5} {one.set.entry:>4}  {clean(one.set.text)}")
    lines += ["", "Log"]
    for step in case.log:
        told = " ".join(part for part in (step.act, step.kind, step.subject, step.text) if part)
        lines.append(f"  {step.at:%Y-%m-%d %H:%M} {clean(step.who)}: {clean(told)}")
    for line in lines:
        typer.echo(line)
