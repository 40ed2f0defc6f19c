"""The one seam to the dataflow engine: kernels over Arrow tables, run part by part on Daft, native or on Ray.

A task names the Parquet parts that go in and those that come out. The engine only ever moves these names; each
worker reads, computes and writes its own parts, so no table passes through the driver, a part is there whole or
not at all, and a run that was killed goes on with the parts that are missing. On a cluster the workspace must lie
where every worker sees it.
"""

from __future__ import annotations

import json
import logging
import os
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from firstlight.errors import FirstlightError, UpstreamError, WorkspaceError
from firstlight.settings import Settings
from firstlight.workspace.lake import write_part

Kernel = Callable[[pa.Table], Sequence[pa.Table]]
"""One table in, one or more out. Sent to the workers, so a module's function or a partial of one."""

RAY_WAIT_SECONDS = 120
"""How long Ray's first process may take to come up; its default is too short for a small machine."""


@dataclass(frozen=True, slots=True)
class Task:
    """One part to compute: the part to read, and one path for each table that the kernel returns."""

    source: Path
    targets: tuple[Path, ...]


def run(kernel: Kernel, tasks: Sequence[Task], settings: Settings) -> Iterator[int]:
    """Run `kernel` over every task and yield the rows read by each as it is done; the order is not promised.

    Raises WorkspaceError when a worker cannot write its part (a full disk, say), and UpstreamError when it fails
    otherwise; the parts already written stay, and the same call goes on from there.
    """
    if settings.engine == "native" and (len(tasks) < 2 or settings.worker_count == 1):
        for task in tasks:
            yield _work(kernel, _pack(task))
        return
    try:
        yield from _on_engine(kernel, [_pack(task) for task in tasks], settings)
    except FirstlightError:
        raise
    except Exception as error:
        raise UpstreamError(
            f"the {settings.engine} engine failed: {error}; what is done stays, run it again"
        ) from error


def _on_engine(kernel: Kernel, tasks: list[str], settings: Settings) -> Iterator[int]:
    import daft  # noqa: PLC0415 - half a second, which no other command should wait for

    _choose_runner(daft, settings)

    @daft.cls(max_concurrency=min(settings.worker_count, len(tasks)), use_process=True)
    class Worker:
        def __init__(self, kernel: Kernel) -> None:
            self.kernel = kernel

        @daft.method(return_dtype=daft.DataType.string())
        def __call__(self, task: str) -> str:
            try:
                return json.dumps({"rows": _work(self.kernel, task)})
            except WorkspaceError as error:  # the engine would wrap it in its own
                return json.dumps({"refused": str(error)})

    frame = daft.from_pydict({"task": tasks})
    if settings.engine == "ray":
        frame = frame.into_partitions(len(tasks))
    frame = frame.into_batches(1)
    worker: Any = Worker(kernel)
    for row in frame.select(worker(frame["task"]).alias("answer")).iter_rows():
        answer = json.loads(row["answer"])
        if "refused" in answer:
            raise WorkspaceError(answer["refused"])
        yield answer["rows"]


def _choose_runner(daft: Any, settings: Settings) -> None:
    logging.getLogger("daft").setLevel(logging.ERROR)
    os.environ.setdefault("DAFT_PROGRESS_BAR", "0")
    if settings.engine == "native":
        if daft.runners.get_or_infer_runner_type() != "native":  # what it is without being told
            daft.set_runner_native()  # may be told once in a process, and a process may sift again
        return
    os.environ.setdefault("RAY_raylet_start_wait_time_s", str(RAY_WAIT_SECONDS))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        daft.set_runner_ray(address=settings.ray_address or None, noop_if_initialized=True)


def _pack(task: Task) -> str:
    return json.dumps([str(task.source.absolute()), *(str(target.absolute()) for target in task.targets)])


def _work(kernel: Kernel, packed: str) -> int:
    source, *targets = json.loads(packed)
    table = pq.read_table(source, partitioning=None, use_threads=False)
    results = kernel(table)
    for target, result in zip(targets, results, strict=True):
        write_part(Path(target), result)
    return int(table.num_rows)
