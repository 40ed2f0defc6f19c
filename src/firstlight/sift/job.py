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
from firstlight.sift.history import LakeHistory
from firstlight.sift.intake import Intake
from firstlight.sift.loading import Loader
from firstlight.sift.report import Progress, SiftReport, silent
from firstlight.workspace import Workspace

LINK_PARTS = 20
"""Parts linked at once: what linking holds in memory is this many parts' sketches, however many there are."""


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
            _link(workspace, desk, report, progress)
        with report.timing("assess"):
            assess_all(workspace, desk, settings, basis, report, progress)
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


def _link(workspace: Workspace, desk: Desk, report: SiftReport, progress: Progress) -> None:
    history = LakeHistory(workspace, desk)
    verdicts, last = desk.verdicts()
    report.contradictions = desk.contradictions()
    parts = workspace.lake.parts("sketches")[desk.linked_through() + 1 :]
    total = sum(workspace.lake.rows("sketches", part) for part in parts)
    rows = 0
    for start in range(0, len(parts), LINK_PARTS):
        chunk = parts[start : start + LINK_PARTS]
        new = pa.concat_tables([workspace.lake.read("sketches", part) for part in chunk]).combine_chunks()
        tied = link.connect(new, history, decided=_decided(desk, verdicts, last, new))
        desk.connect(chunk[-1].number, tied, last)
        history.add(chunk, new)
        rows += new.num_rows
        progress("link", rows, total)

    if desk.decided_through() < last:  # people have decided, and nothing new has come
        new = link.SKETCH.empty_table()
        tied = link.connect(new, history, decided=_decided(desk, verdicts, last, new))
        desk.connect(desk.linked_through(), tied, last)


def _decided(desk: Desk, verdicts: Sequence[link.Verdict], last: int, new: pa.Table) -> link.Decided:
    """Return what people have decided of postings that are linked, or are among the new."""
    end = new.column("ordinal")[-1].as_py() if new.num_rows else desk.linked_postings() - 1
    through = desk.decided_through()
    since = desk.decided_since(through) if through < last else []
    return link.decide([said for said in verdicts if max(said.a, said.b) <= end], [at for at in since if at <= end])
