"""Every part is computed, and a failing worker is reported without losing what is done.

That both engines give the same is shown on the whole job, in test_engines.py.
"""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from firstlight import dataflow
from firstlight.dataflow import Kernel
from firstlight.errors import UpstreamError, WorkspaceError
from firstlight.settings import Settings


def _doubling() -> Kernel:
    """Make a kernel that returns twice each number, and how many there were; it refuses negative numbers.

    Made here, so that it travels to the workers by value: they cannot import a test's module.
    """

    def double(table: pa.Table) -> Sequence[pa.Table]:
        numbers = table.column("n")
        if pc.min(numbers).as_py() < 0:
            raise ValueError("negative")
        return pa.table({"n": pc.multiply(numbers, 2)}), pa.table({"rows": [table.num_rows]})

    return double


def _tasks(folder: Path, parts: list[list[int]]) -> list[dataflow.Task]:
    tasks = []
    for number, values in enumerate(parts):
        source = folder / f"in-{number}.parquet"
        pq.write_table(pa.table({"n": values}), source)
        tasks.append(dataflow.Task(source, (folder / f"twice-{number}", folder / f"count-{number}")))
    return tasks


@pytest.mark.parametrize(
    ("workers", "parts"),
    [(1, [[1], [2, 3], [4]]), (2, [[1], [2, 3], [4]]), (2, [[5]]), (2, [])],
)
def test_every_part_is_computed(tmp_path: Path, workers: int, parts: list[list[int]]) -> None:
    tasks = _tasks(tmp_path, parts)
    rows = sorted(dataflow.run(_doubling(), tasks, Settings(workers=workers)))
    assert rows == sorted(len(part) for part in parts)
    for task, part in zip(tasks, parts, strict=True):
        twice, count = task.targets
        assert pq.read_table(twice).column("n").to_pylist() == [2 * value for value in part]
        assert pq.read_table(count).column("rows").to_pylist() == [len(part)]


def test_a_failing_worker_is_reported_and_leaves_no_half_part(tmp_path: Path) -> None:
    tasks = _tasks(tmp_path, [[1], [-1], [2]])
    with pytest.raises(UpstreamError, match=r"(?s)native engine failed.*negative"):
        list(dataflow.run(_doubling(), tasks, Settings(workers=2)))
    assert not any(target.exists() for target in tasks[1].targets)


def test_a_process_may_run_again_and_a_disk_that_refuses_is_told_as_such(tmp_path: Path) -> None:
    def refuse(table: pa.Table) -> Sequence[pa.Table]:
        raise WorkspaceError("the disk is full")

    for _ in range(2):
        with pytest.raises(WorkspaceError, match=r"^the disk is full$"):
            list(dataflow.run(refuse, _tasks(tmp_path, [[1], [2]]), Settings(workers=2)))
    assert sorted(dataflow.run(_doubling(), _tasks(tmp_path, [[1], [2, 3]]), Settings(workers=2))) == [1, 2]
