"""`crawl` and `stamp`: collecting within a written scope, and time stamps for what was kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from firstlight.cli import doors
from firstlight.cli.doors import Format, say
from firstlight.cli.output import Column, clean, write
from firstlight.cli.progress import progress
from firstlight.errors import InputError, PersonNeeded, UpstreamError
from firstlight.web.formats import json_line

if TYPE_CHECKING:
    from firstlight.collect.crawl.report import CrawlReport
    from firstlight.collect.crawl.scope import Scope
    from firstlight.settings import Settings

STAMP_COLUMNS = ("path", "digest", "at")

_TABLE = (
    Column("STAMPED AT", lambda stamp: stamp.at),
    Column("MANIFEST LINE", lambda stamp: stamp.digest, widest=64),
    Column("FILE", lambda stamp: stamp.path.name, widest=70),
)


def crawl(
    scope_file: Annotated[Path, typer.Argument(metavar="SCOPE", help="The written scope, a YAML file.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be fetched, and fetch nothing.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Look again at what was fetched, for changes.")] = False,
    cookies: Annotated[
        Path | None, typer.Option("--cookies", metavar="FILE", help="A cookies.txt that a browser exported.")
    ] = None,
    no_sift: Annotated[bool, typer.Option("--no-sift", help="Keep the pages, and do not sift them.")] = False,
    tor: Annotated[str | None, typer.Option("--tor", metavar="HOST:PORT", help="Tor's SOCKS port.")] = None,
    tor_control: Annotated[
        str | None, typer.Option("--tor-control", metavar="HOST:PORT", help="Tor's control port.")
    ] = None,
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
    site: doors.SiteOption = None,
    form: doors.FormatOption = Format.TABLE,
) -> None:
    """Collect pages, text only, within a written scope.

    From hidden services through Tor or from the clear web; docs/hidden-services.md shows a scope. Outside it nothing is
    fetched. Pages are kept as evidence (WARC) and sifted. Safe to stop: the same command goes on from there. Exit
    code 7 says that a captcha or a login needs a person.
    """
    from firstlight.collect.crawl.extra import need

    need()
    from firstlight.collect.crawl import scope as scopes

    chosen = doors.settings(workspace=workspace, desk=desk, sites=site, tor=tor, tor_control=tor_control)
    scope = scopes.load(scope_file)
    if dry_run:
        _show(scope, chosen, form)
        return
    report = _run(scope, chosen, again=again, cookies=cookies)
    typer.echo(json_line(report.as_dict()) if form is Format.JSONL else "\n".join(summary(report)))
    if report.pages and not no_sift:
        _sift(report, chosen)
    _needs(report, scope)


def _run(scope: Scope, chosen: Settings, *, again: bool, cookies: Path | None) -> CrawlReport:
    from firstlight.collect.crawl.job import crawl as run
    from firstlight.collect.crawl.options import Options
    from firstlight.workspace import Workspace

    with progress() as tell:
        options = Options(
            again=again, cookies=cookies, tor=chosen.tor, tor_control=chosen.tor_control, tell=say, progress=tell
        )
        return run(scope, Workspace.open(chosen.workspace), options)


def _show(scope: Scope, chosen: Settings, form: Format) -> None:
    from firstlight.collect.crawl.plan import plan

    shown = plan(scope, chosen.workspace, tor=chosen.tor)
    typer.echo(json_line(shown.as_dict()) if form is Format.JSONL else "\n".join(shown.lines()))


def _sift(report: CrawlReport, chosen: Settings) -> None:
    from firstlight.cli.sift import summary as sifted
    from firstlight.sift import sift

    with progress() as tell:
        result = sift([str(path) for path in report.archives], chosen, progress=tell)
    for line in sifted(result):
        say(line)


def _needs(report: CrawlReport, scope: Scope) -> None:
    """Leave with the code that says what a person is to do, where one is needed."""
    if report.person:
        raise PersonNeeded("\n".join(_ask(site, why, scope) for site, why in report.person.items()))
    if report.down:
        told = "\n".join(f"{site} does not answer: {why}" for site, why in report.down.items())
        raise UpstreamError(f"{told}\nwhat was fetched is kept; run the same again later, and it goes on from there")


def _ask(site: str, why: str, scope: Scope) -> str:
    browser = "Tor Browser" if scope.through == "tor" else "a browser"
    return (
        f"{site} needs a person: {clean(why)}. What was fetched is kept. Open {site} in {browser}, get past it by "
        "hand, export its cookies as cookies.txt, and run the same command with --cookies FILE: it goes on from there"
    )


def summary(report: CrawlReport) -> list[str]:
    """Say in a few lines what was fetched and what became of it."""
    counts = ", ".join(f"{count:,} {outcome}" for outcome, count in sorted(report.outcomes.items()))
    lines = [
        f"fetched   {counts or 'nothing'} (case {report.case}, round {report.round})",
        f"received  {report.bytes:,} bytes; {report.links_out:,} links out of the scope noted, none followed",
    ]
    if report.cut_out:
        lines.append(
            f"cut out   {report.cut_out:,} scripts and files inside pages: their digests are kept, they are not"
        )
    if report.pictures:
        lines.append(f"pictures  {report.pictures:,} hashed in memory, none kept; {len(report.hits):,} on a list")
    lines += [f"HIT       {hit['list']} by {hit['by']}: {clean(hit['url'])}" for hit in report.hits]
    lines += [f"mirror    {clean(pair)}: {count:,} pages" for pair, count in report.mirrors.items()]
    lines += [f"failed    {clean(url)}: {cause}" for url, cause in report.failures[:10]]
    if len(report.failures) > 10:
        lines.append(f"          and {len(report.failures) - 10:,} more; the next run tries them again")
    if report.limit:
        lines.append(f"limit     {report.limit} of the scope is reached; {report.waiting:,} addresses wait")
    if not report.noted:
        lines.append(
            "evidence  another process held the workspace: the next crawl notes these captures in the manifest"
        )
    lines.append(f"took      {report.seconds:,.1f} s")
    return lines


def stamp(
    tsa: Annotated[
        str | None, typer.Option("--tsa", metavar="URL", help="The authority's address (RFC 3161).", show_default=False)
    ] = None,
    tsa_root: Annotated[
        str | None, typer.Option("--tsa-root", metavar="FILE", help="Its root certificate (PEM).", show_default=False)
    ] = None,
    workspace: doors.WorkspaceOption = None,
    form: doors.FormatOption = Format.TABLE,
) -> None:
    """Have a third party stamp the evidence with the time.

    A request waits since the end of each crawl, and one is made for what came since. A digest leaves the
    house, nothing else. Each answer is checked, kept in `evidence/stamps/` and noted in the manifest.
    """
    from firstlight.collect.crawl.extra import need

    need()
    from firstlight.collect.crawl import stamps
    from firstlight.workspace import Workspace

    chosen = doors.settings(workspace=workspace, tsa=tsa, tsa_root=tsa_root)
    opened = Workspace.open(chosen.workspace, create=False)
    if not (chosen.tsa and chosen.tsa_root):
        raise InputError(
            f"{len(stamps.waiting(opened)):,} requests wait; name an authority: --tsa URL and --tsa-root FILE, or the "
            "settings FIRSTLIGHT_TSA and FIRSTLIGHT_TSA_ROOT"
        )
    found: list[Any] = []
    with opened.locked():
        stamps.queue_new(opened)
        found = stamps.request(opened, chosen.tsa, Path(chosen.tsa_root))
    write(found, form, names=STAMP_COLUMNS, table=_TABLE)
    if form is Format.TABLE:
        typer.echo(f"{len(found):,} stamped")
