"""The crawl from its opening to its close: what must happen however it ends."""

from __future__ import annotations

import asyncio
import fcntl
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from firstlight.collect.crawl import capture, cookies, pictures, stamps, tor
from firstlight.collect.crawl.archive import Archive
from firstlight.collect.crawl.frontier import Frontier, recover
from firstlight.collect.crawl.gate import Gate
from firstlight.collect.crawl.journal import Journal
from firstlight.collect.crawl.keep import Keeper
from firstlight.collect.crawl.network import endpoint
from firstlight.collect.crawl.options import Options
from firstlight.collect.crawl.report import CrawlReport
from firstlight.collect.crawl.scope import Scope
from firstlight.collect.crawl.sites import Sites
from firstlight.errors import FirstlightError, NotAllowed, WorkspaceError
from firstlight.workspace import Workspace
from firstlight.workspace.atomic import disk_errors

SYNC_SECONDS = 2.0
"""How often the disk is asked to keep what was written; a kill loses nothing, a power cut at most this."""


def crawl(scope: Scope, workspace: Workspace, options: Options) -> CrawlReport:
    """Fetch what a scope allows into the workspace's archive, and return the summary.

    Goes on where the last run stopped. Raises NotAllowed when the scope is not valid today or its round is done,
    UpstreamError when Tor is not ready, WorkspaceError when the same case is being crawled. After each of them, and
    after a kill, the same call goes on safely.
    """
    gate = Gate(scope)
    gate.check_day(datetime.now(UTC))
    pictures.no_core_dumps()
    folder = workspace.folder / "crawl" / scope.case
    with (
        _locked(folder),
        closing(Journal(folder / "journal.jsonl")) as journal,
        closing(Archive(workspace, scope.case, lambda name: capture.opening(name, scope))) as archive,
    ):
        try:
            return asyncio.run(_Crawl(gate, workspace, options, journal, archive).run())
        except BaseExceptionGroup as group:  # what went wrong in one of many tasks
            raise _first(group) from group


class _Crawl:
    """One run."""

    def __init__(self, gate: Gate, workspace: Workspace, options: Options, journal: Journal, archive: Archive) -> None:
        scope = gate.scope
        self.scope, self.workspace, self.options = scope, workspace, options
        self.journal, self.archive = journal, archive
        self.report = CrawlReport(scope.case, again=recover(self.journal, self.archive))
        self.frontier = Frontier(scope, self.journal)
        self._check_clock()
        self.report.fresh = self.frontier.round == 0 or (self.frontier.finished and options.again)
        if self.frontier.finished and not options.again:
            raise NotAllowed(
                f"all that this scope reaches was fetched (round {self.frontier.round}); "
                "to look again for what changed: --again"
            )
        if self.frontier.round == 0 or options.again:
            self.frontier.begin()
        self.keeper = Keeper(scope, gate, self.journal, self.archive, self.frontier)
        self.sites = Sites(scope, gate, self.frontier, self.keeper, options)

    def _check_clock(self) -> None:
        """Refuse to work by a clock that was set back: neither the scope's days nor the evidence's could be trusted."""
        newest = self.journal.path.stat().st_mtime if self.journal.path.stat().st_size else 0.0
        if newest - datetime.now(UTC).timestamp() > 3_600:
            raise NotAllowed(
                "this machine's clock stands more than an hour before the last capture of this case: set it right first"
            )

    async def run(self) -> CrawlReport:
        started = monotonic()
        kept = cookies.Kept(self.journal.path.with_name("cookies.json"))
        try:
            if self.scope.through == "tor":
                socks, control = (
                    endpoint(self.options.tor, "--tor"),
                    endpoint(self.options.tor_control, "--tor-control"),
                )
                await tor.ready(socks, control, self.options.tell)
            self.sites.bring(kept.load())
            async with asyncio.TaskGroup() as tasks:
                saver = tasks.create_task(self._save_now_and_then(kept))
                await self.sites.run()
                saver.cancel()
            if self.sites.done:
                self.frontier.end()
        finally:
            self._close(kept)
        self._sum_up(monotonic() - started)
        return self.report

    async def _save_now_and_then(self, kept: cookies.Kept) -> None:
        while True:
            await asyncio.sleep(SYNC_SECONDS)
            self.archive.sync()
            self.journal.sync()
            kept.save(self.sites.jars)

    def _close(self, kept: cookies.Kept) -> None:
        """Seal what was kept, and have the manifest vouch for it; another process that holds it is not waited for."""
        if self.sites.jars:
            kept.save(self.sites.jars)
        self.archive.seal()
        self.journal.sync()
        try:
            with self.workspace.locked():
                if self.archive.note():
                    stamps.queue(self.workspace)
        except WorkspaceError:
            self.report.noted = False

    def _sum_up(self, seconds: float) -> None:
        report, keeper, frontier = self.report, self.keeper, self.frontier
        report.round, report.seconds, report.outcomes = frontier.round, seconds, dict(keeper.outcomes)
        report.bytes, report.links_out, report.cut_out = keeper.bytes, keeper.links_out, keeper.cut_out
        report.pictures, report.failures = len(frontier.pictured), keeper.failures
        report.hits = [
            {"url": one.url, "list": hit["list"], "by": hit["by"]} for one in keeper.hits for hit in one.hits
        ]
        report.mirrors = {f"{one} mirrors {other}": count for (one, other), count in keeper.mirrors.items()}
        report.stopped = {
            site.name: (site.stopped_by, site.stopped)
            for site in self.sites.opened.values()
            if site.stopped_by is not None
        }
        report.limit, report.waiting = self.sites.limit, frontier.waiting
        report.archives = self.archive.sealed()


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """The one error of a group that is to be told: ours before others."""
    leaves = [one for one in group.exceptions if not isinstance(one, BaseExceptionGroup)]
    leaves += [_first(one) for one in group.exceptions if isinstance(one, BaseExceptionGroup)]
    return next((one for one in leaves if isinstance(one, FirstlightError)), leaves[0])


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold a case's crawl; raise WorkspaceError when another process does."""
    path = folder / "lock"
    with disk_errors(path):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)  # cookies and the way taken are nobody else's business
    with path.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise WorkspaceError(f"{folder} is being crawled by another process: wait for it, or stop it") from None
        yield
