"""Groups that are many go to workers, through files in the workspace; what comes back is what would be made here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from firstlight import dataflow
from firstlight.assess import REGISTRY, GroupFacts, Signal, declared, plugins
from firstlight.assess.indicator import Indicator
from firstlight.cli.sift import summary
from firstlight.dataflow import Kernel, Task
from firstlight.desk import Desk
from firstlight.errors import WorkspaceError
from firstlight.records import Lead
from firstlight.settings import Settings
from firstlight.sift import assessing, sift
from firstlight.sift.report import SiftReport
from firstlight.workspace import Workspace
from firstlight.workspace.lake import write_part


def _here(kernel: Kernel, tasks: Sequence[Task], _settings: Settings) -> Iterator[int]:
    """Stand in for the engine: the same files in and out, the last task first."""
    for task in reversed(tasks):
        table = pq.read_table(task.source)
        for target, result in zip(task.targets, kernel(table), strict=True):
            write_part(target, result)
        yield table.num_rows


def _counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Put `_here` in the engine's place, and return the list in which it notes how many tasks it was given."""
    asked: list[int] = []

    def counted(kernel: Kernel, tasks: Sequence[Task], settings: Settings) -> Iterator[int]:
        asked.append(len(tasks))
        return _here(kernel, tasks, settings)

    monkeypatch.setattr(dataflow, "run", counted)
    return asked


def _again(workspace: Workspace, settings: Settings, basis: str) -> tuple[list[Lead], SiftReport]:
    report = SiftReport()
    found = assessing.open_basis(workspace, settings, report)
    with Desk.open(workspace.desk_url) as desk:
        changed = assessing.Basis(found.cases, basis, found.model)
        assessing.assess_all(workspace, desk, settings, changed, report)
        return desk.leads(top=10_000), report


@pytest.fixture
def sifted(ads: Path, tmp_path: Path) -> Settings:
    settings = Settings(workspace=tmp_path / "unit", workers=1)
    sift([str(ads / "ads.jsonl")], settings)
    return settings.with_options(workers=2)


def test_workers_give_the_same_leads(sifted: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace.open(sifted.workspace)
    expected, _ = _again(workspace, sifted, "one batch")
    asked = _counted(monkeypatch)
    monkeypatch.setattr(assessing, "ASSESS_POSTINGS", 30)
    monkeypatch.setattr(assessing, "BATCHES", 8)
    (workspace.folder / assessing.SCRATCH).mkdir()
    (workspace.folder / assessing.SCRATCH / "leads-0000.parquet").write_bytes(b"what a killed run left")
    found, report = _again(workspace, sifted, "many batches")
    assert found == expected
    assert report.groups_touched == len(found)
    assert asked[0] == 8
    assert len(asked) > 1
    assert not (workspace.folder / assessing.SCRATCH).exists()


def test_what_stops_a_worker_stops_the_run_and_the_rest_is_done_later(
    sifted: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace.open(sifted.workspace)
    expected, _ = _again(workspace, sifted, "one batch")

    def broken(kernel: Kernel, tasks: Sequence[Task], settings: Settings) -> Iterator[int]:
        yield from _here(kernel, tasks[:2], settings)
        raise WorkspaceError("the disk is full")

    monkeypatch.setattr(assessing, "ASSESS_POSTINGS", 30)
    with monkeypatch.context() as patched:
        patched.setattr(dataflow, "run", broken)
        with pytest.raises(WorkspaceError, match="the disk is full"):
            _again(workspace, sifted, "another")
    assert not (workspace.folder / assessing.SCRATCH).exists()
    monkeypatch.setattr(dataflow, "run", _here)
    found, report = _again(workspace, sifted, "another")
    assert found == expected
    assert 0 < report.groups_touched < len(found)


@pytest.mark.parametrize(("changed", "by_workers"), [({}, True), ({"engine": "ray"}, False), ({"workers": 1}, False)])
def test_workers_are_asked_only_where_they_reach_the_desk(
    sifted: Settings, monkeypatch: pytest.MonkeyPatch, changed: dict[str, Any], by_workers: bool
) -> None:
    asked = _counted(monkeypatch)
    monkeypatch.setattr(assessing, "ASSESS_POSTINGS", 30)
    _again(Workspace.open(sifted.workspace), sifted.with_options(**changed), "another")
    assert bool(asked) is by_workers


def test_a_plugin_that_raises_is_told_with_its_name_and_the_run_goes_on(
    sifted: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace.open(sifted.workspace)
    expected, _ = _again(workspace, sifted, "none")

    def fails(_: GroupFacts) -> Signal | None:
        raise OSError("our list is gone")

    own = Indicator("OUR-OWN", "ours", "C", "our unit", "Explained.", fails, "ourunit", (1.0, 1.0))
    monkeypatch.setitem(REGISTRY, "OUR-OWN", own)
    monkeypatch.setattr(plugins, "LEFT_OUT", ["the indicators of another are left out: ImportError: gone"])
    monkeypatch.setattr(dataflow, "run", _here)
    monkeypatch.setattr(assessing, "ASSESS_POSTINGS", 30)
    declared.cache_clear()
    try:
        found, report = _again(workspace, sifted, "with a plugin")
    finally:
        declared.cache_clear()
    assert found == expected
    left_out, raised = summary(report)[1:3]
    assert left_out == "plugin    the indicators of another are left out: ImportError: gone"
    assert raised == (
        f"plugin    OUR-OWN raised for {len(found)} groups, and says nothing there: OSError: our list is gone"
    )
