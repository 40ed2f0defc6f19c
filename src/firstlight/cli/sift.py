"""`sift`: the main job."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from firstlight.cli import doors
from firstlight.cli.doors import Format
from firstlight.cli.output import clean, inert
from firstlight.cli.progress import progress
from firstlight.web.formats import csv_lines, json_line

if TYPE_CHECKING:
    from firstlight.sift import SiftReport

_PASSWORD = re.compile(r"(//[^/@:]*):[^/@]*@")

REPORT_COLUMNS = (
    "files", "skipped", "broken", "postings", "repeated", "set_aside", "set_aside_files", "empty",
    "groups_touched", "alerts", "leads", "seconds",
)  # fmt: skip
"""The columns of a sift's summary in CSV: the fields of SiftReport."""


def sift(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders, globs or s3:// URLs.")],
    mapping: doors.MapOption = None,
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
    regions: doors.RegionsOption = None,
    site: doors.SiteOption = None,
    lexicon: doors.LexiconOption = None,
    records: doors.RecordsOption = None,
    engine: doors.EngineOption = None,
    form: doors.FormatOption = Format.TABLE,
) -> None:
    """Sift ads into the ranked queue.

    Reads JSONL, CSV and Parquet, WARC and WACZ, packed or not. Each ad needs an id and a text; where the columns have
    other names, say which they are: --map id=sku --map text=description. Safe to repeat: what was read before changes
    nothing. Safe to stop: the same command goes on from there. Rows that cannot be read are set aside in a file that
    can be mended and sifted; the exit code is then 6. Then: `firstlight leads`, or `firstlight serve`.
    """
    from firstlight.cli.watch import tell as tell_outside
    from firstlight.sift import sift as run

    chosen = doors.settings(
        workspace=workspace,
        desk=desk,
        regions=regions,
        sites=site,
        lexicons=lexicon,
        records=records,
        engine=engine,
    )
    with progress() as tell:
        report = run(paths, chosen, mapping=doors.mapping(mapping), progress=tell)
    if report.alerts:
        with doors.open_desk(chosen) as opened:
            tell_outside(opened, chosen)
    if form is Format.JSONL:
        typer.echo(json_line(report))
    elif form is Format.CSV:
        typer.echo("".join(csv_lines(REPORT_COLUMNS, [report.as_dict()])), nl=False)
    else:
        typer.echo("\n".join(map(inert, [*summary(report), next_commands(chosen.workspace, desk)])))
    if not report.whole:
        raise typer.Exit(doors.SET_ASIDE)


def summary(report: SiftReport) -> list[str]:
    """Say in a few lines what came in and what became of it."""
    lines = [
        f"read      {_count(report.postings, 'new ad')} in {_count(report.files, 'file')}"
        + (f"; {_count(report.repeated, 'known ad')} passed over" if report.repeated else "")
        + (f"; {_count(report.skipped, 'file')} read before" if report.skipped else "")
    ]
    if report.set_aside:
        lines.append(f"aside     {_count(report.set_aside, 'row')} that cannot be read; mend and sift:")
        lines += [f"          {path}" for path in report.set_aside_files]
    lines += [f"broken    {cause}" for cause in report.broken]
    lines += [f"empty     {path}: there is no ad in it" for path in report.empty]
    lines += [f"decide    {clean(said)}" for said in report.contradictions]
    lines += [f"plugin    {clean(said)}" for said in report.plugins]
    if report.alerts:
        lines.append(f"alerts    {_count(report.alerts, 'new ad')} for watches; `firstlight watch alerts` shows them")
    counts = ", ".join(f"{count:,} {tier}" for tier, count in report.leads.items())
    lines.append(f"queue     {counts or 'empty'}")
    lines.append(f"took      {sum(report.seconds.values()):,.1f} s")
    return lines


def next_commands(workspace: Path, desk: str | None) -> str:
    """Say which commands show what a sift has made; a password in the desk's address is not said again."""
    where = "" if workspace == Path("firstlight-data") else f" -w {shlex.quote(str(workspace))}"
    if desk:
        where += " --desk " + shlex.quote(_PASSWORD.sub(r"\1@", desk))
    return f"next      firstlight leads{where}   or   firstlight serve{where}"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" + ("" if number == 1 else "s")
