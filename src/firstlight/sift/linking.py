"""Sketches to groups: parts that are not linked yet, so many at once, tied to one another and to all before."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from firstlight import link
from firstlight.desk import Desk
from firstlight.sift.history import LakeHistory
from firstlight.sift.report import Progress, SiftReport
from firstlight.workspace import Part, Workspace

LINK_PARTS = 20
"""Parts linked at once: what linking holds in memory is this many parts' sketches, however many there are."""


def link_all(workspace: Workspace, desk: Desk, report: SiftReport, progress: Progress) -> None:
    """Link every part that is not, and link again what people have decided since; what is linked is not touched."""
    history = LakeHistory(workspace, desk)
    verdicts, last = desk.verdicts()
    report.contradictions = desk.contradictions()
    parts = workspace.lake.parts("sketches")[desk.linked_through() + 1 :]
    total = sum(workspace.lake.rows("sketches", part) for part in parts)
    rows = 0
    for start in range(0, len(parts), LINK_PARTS):
        chunk = parts[start : start + LINK_PARTS]
        new = sketches_of(workspace, chunk)
        tied = link.connect(new, history, decided=_decided(desk, verdicts, last, new))
        desk.connect(chunk[-1].number, tied, last)
        history.add(chunk, new)
        rows += new.num_rows
        progress("link", rows, total)

    if desk.decided_through() < last:  # people have decided, and nothing new has come
        new = link.SKETCH.empty_table()
        tied = link.connect(new, history, decided=_decided(desk, verdicts, last, new))
        desk.connect(desk.linked_through(), tied, last)


def sketches_of(workspace: Workspace, parts: Sequence[Part]) -> pa.Table:
    """Return the SKETCH of some parts as one table."""
    return pa.concat_tables([workspace.lake.read("sketches", part) for part in parts]).combine_chunks()


def _decided(desk: Desk, verdicts: Sequence[link.Verdict], last: int, new: pa.Table) -> link.Decided:
    """Return what people have decided of postings that are linked, or are among the new."""
    end = new.column("ordinal")[-1].as_py() if new.num_rows else desk.linked_postings() - 1
    through = desk.decided_through()
    since = desk.decided_since(through) if through < last else []
    return link.decide([said for said in verdicts if max(said.a, said.b) <= end], [at for at in since if at <= end])
