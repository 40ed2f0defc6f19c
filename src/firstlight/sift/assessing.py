"""Groups to leads: every group that changed, or all of them when the weights, the model or the open cases did.

Few groups are assessed here; many by the engine's workers, which read facts from the desk themselves and hand leads
back as the rows they will be. Only this process writes to the desk.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from firstlight import assess, dataflow
from firstlight.assess import plugins
from firstlight.assess.learning import Model, parse
from firstlight.desk import Desk, parcel
from firstlight.desk.bulk import uncollected
from firstlight.errors import InputError, WorkspaceError
from firstlight.settings import Settings
from firstlight.sift.cases import open_cases
from firstlight.sift.report import Progress, SiftReport, silent
from firstlight.workspace import Workspace
from firstlight.workspace.lake import write_part

ASSESS_POSTINGS = 10_000
"""Postings whose groups are assessed at once; a larger group is assessed by itself."""

BATCHES = 200
"""Batches that are handed out at once: what is held of those that wait is their groups' numbers."""

WORKERS_FROM = 4
"""Batches from which it pays to start workers: each takes about as long to come up as a batch to be assessed."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What an assessment rests on beside the groups: open cases, and the model in use (None: weights as declared)."""

    cases: assess.Records
    digest: str
    model: Model | None

    @property
    def name(self) -> str:
        """A name that changes when anything does by which the same group would be assessed otherwise."""
        added = sorted(name for name, entry in assess.REGISTRY.items() if entry.plugin)
        said = f"priors {assess.declared().version}, cases {self.digest}"
        said += f", plugins {' '.join(added)}" if added else ""
        return f"{said}, model {self.model.version}" if self.model else said


def open_basis(workspace: Workspace, settings: Settings, report: SiftReport) -> Basis:
    """Read the open cases and the model in use; rows of cases that cannot be read are counted in the report.

    Raises InputError for a file of cases that is not there, and WorkspaceError for a model that is damaged or newer.
    """
    return Basis(*open_cases(workspace, settings, report), in_use(workspace))


def assess_all(
    workspace: Workspace,
    desk: Desk,
    settings: Settings,
    basis: Basis,
    report: SiftReport,
    progress: Progress = silent,
) -> None:
    """Write the lead of every stale group, and count them in the report; killed, it goes on where it stood."""
    total = desk.assess_on(basis.name)
    raised: Counter[tuple[str, str]] = Counter()
    while batches := desk.stale(ASSESS_POSTINGS, BATCHES):
        for leads in _assessed(workspace, desk, settings, basis, batches):
            desk.put_packed(leads)
            raised.update(_raised_in(leads))
            report.groups_touched += leads.num_rows
            progress("assess", report.groups_touched, total)
    report.plugins = [
        *plugins.LEFT_OUT,
        *(
            f"{name} raised for {count:,} groups, and says nothing there: {why}"
            for (name, why), count in raised.items()
        ),
    ]


def _assessed(
    workspace: Workspace, desk: Desk, settings: Settings, basis: Basis, batches: Sequence[Sequence[int]]
) -> Iterator[pa.Table]:
    """Yield the leads of each batch, in any order; by workers where there are many, and all can reach the desk."""
    reached = settings.engine == "native" or bool(settings.desk)
    if len(batches) < WORKERS_FROM or settings.worker_count == 1 or not reached:
        for roots in batches:
            yield _leads(desk, roots, basis)
        return
    folder = workspace.folder / SCRATCH
    shutil.rmtree(folder, ignore_errors=True)  # what a killed run left
    try:
        waiting = {_task(folder, number, roots) for number, roots in enumerate(batches)}
        run = partial(kernel, url=settings.desk or workspace.desk_url, basis=basis)
        for _ in dataflow.run(run, sorted(waiting, key=lambda task: task.source), settings):
            done = {task for task in waiting if task.targets[0].exists()}
            waiting -= done
            for task in done:
                yield pq.read_table(task.targets[0], partitioning=None, use_threads=False)
                task.targets[0].unlink()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


SCRATCH = "assessing"
"""The folder in the workspace through which leads come back from workers; gone when all is done."""


def _task(folder: Path, number: int, roots: Sequence[int]) -> dataflow.Task:
    source = folder / f"roots-{number:04d}.parquet"
    write_part(source, pa.table({"root": pa.array(roots, pa.int64())}))
    return dataflow.Task(source, (folder / f"leads-{number:04d}.parquet",))


def kernel(batch: pa.Table, *, url: str, basis: Basis) -> tuple[pa.Table]:
    """Return the leads of a batch of groups, packed; runs in the engine's workers."""
    with Desk.open(url) as desk:
        return (_leads(desk, batch.column("root").to_pylist(), basis),)


def _leads(desk: Desk, roots: Sequence[int], basis: Basis) -> pa.Table:
    """Return leads, packed; what plugins raised stands in the table's metadata."""
    raised: Counter[tuple[str, str]] = Counter()

    def note(name: str, why: str) -> None:
        raised[name, why[:_MOST_SAID]] += 1

    with uncollected():
        facts = desk.facts(roots)
        made = [assess.assess(group, basis.cases, model=basis.model, raised=note) for group in facts]
        packed = parcel.pack(zip(roots, made, strict=True))
    return packed.replace_schema_metadata({_RAISED: json.dumps([[*key, count] for key, count in raised.items()])})


_RAISED = b"firstlight.raised"
_MOST_SAID = 200
"""Characters kept of what a plugin says when it raises."""


def _raised_in(leads: pa.Table) -> Counter[tuple[str, str]]:
    said = json.loads((leads.schema.metadata or {}).get(_RAISED, b"[]"))
    return Counter({(name, why): count for name, why, count in said})


def in_use(workspace: Workspace) -> Model | None:
    """Return the model in use, None for the declared weights; raise WorkspaceError if it is damaged or newer."""
    version = workspace.models.current()
    return load(workspace, version) if version else None


def load(workspace: Workspace, version: int) -> Model:
    """Return one version; raise WorkspaceError if it is not there, damaged, newer, or another's under its number."""
    try:
        found = parse(workspace.models.read(version))
    except InputError as error:
        raise WorkspaceError(f"{workspace.models.path(version)} {error}") from error
    if found.version != version:
        raise WorkspaceError(f"{workspace.models.path(version)} is model {found.version}: give it its name back")
    return found
