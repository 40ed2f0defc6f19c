"""The main job on one page: collect, extract, link, assess, put on the desk.

Each stage works on what the stage before it has done and this one has not, so a run that was killed goes on where it
stood, and running it again changes nothing. The lake (postings, mentions, sketches) comes from sources alone; groups
and leads live on the desk, and a new desk is filled from the lake.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import pyarrow as pa

from firstlight import collect, dataflow, extract, link
from firstlight.desk import Desk
from firstlight.records import Posting
from firstlight.settings import Settings
from firstlight.sift.assessing import assess_all, open_basis
from firstlight.sift.intake import Intake
from firstlight.sift.linking import link_all
from firstlight.sift.loading import Loader
from firstlight.sift.report import Progress, SiftReport, silent
from firstlight.workspace import Workspace


def sift(
    paths: Sequence[str],
    settings: Settings,
    *,
    mapping: Mapping[str, str] | None = None,
    progress: Progress = silent,
) -> SiftReport:
    """Sift files, folders, globs and s3:// URLs into the workspace's queue, and return the summary.

    `mapping` names, for a field of a posting, the column it comes from. Rows that cannot be read are set aside, and
    counted in the report. Raises InputError when there is nothing to read, WorkspaceError when the workspace cannot be
    used, UpstreamError when the engine or the database fails; after each of them the same call goes on safely.
    """
    sources = collect.sources(paths)
    # A bad lexicon is told now and by name, not by a worker when all is read.
    extract.mentions(Posting("-", "-"), regions=settings.regions, lexicons=settings.lexicons)
    workspace = Workspace.open(settings.workspace)
    report = SiftReport()
    with workspace.locked(), Desk.open(settings.desk or workspace.desk_url) as desk:
        basis = open_basis(workspace, settings, report)
        with report.timing("read"):
            Intake(workspace, settings, report).read(sources, mapping or {}, progress)
        loader = Loader(workspace, desk)
        with report.timing("extract"):
            _extract(workspace, settings, loader, progress)
        with report.timing("load"):
            loader.finish(progress)
        with report.timing("link"):
            link_all(workspace, desk, report, progress)
        with report.timing("assess"):
            assess_all(workspace, desk, settings, basis, report, progress)
        with report.timing("watch"):
            report.alerts = sum(sight.total for sight in desk.watches.look(settings.regions))
        report.leads = {str(tier): count for tier, count in desk.tier_counts().items()}
    return report


def kernel(postings: pa.Table, *, regions: Sequence[str], lexicons: Sequence[str]) -> tuple[pa.Table, pa.Table]:
    """Return the mentions and the sketches of one part of postings; runs in the engine's workers."""
    mentions = extract.run(postings, regions=regions, lexicons=lexicons)
    return mentions, link.sketch(postings, mentions)


def _extract(workspace: Workspace, settings: Settings, loader: Loader, progress: Progress) -> None:
    """Run the kernel over the parts that have not been through it, and load meanwhile what has."""
    lake = workspace.lake
    done = set(lake.parts("sketches")) & set(lake.parts("mentions"))
    parts = [part for part in lake.parts() if part not in done]
    tasks = [
        dataflow.Task(lake.path("postings", part), (lake.path("mentions", part), lake.path("sketches", part)))
        for part in parts
    ]
    total = sum(lake.rows("postings", part) for part in parts)
    rows = 0
    run = partial(kernel, regions=settings.regions, lexicons=settings.lexicons)
    for count in dataflow.run(run, tasks, settings):
        rows += count
        progress("extract", rows, total)
        loader.advance()
