"""The whole sift, from a file on: seconds and memory by stage, and the same on Ray."""

from __future__ import annotations

import resource
import tempfile
from collections.abc import Sequence
from hashlib import blake2b
from math import log
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.scale.apart import apart, peak
from firstlight.desk import Desk
from firstlight.settings import Engine, Settings
from firstlight.sift import sift
from firstlight.simulate import market
from firstlight.workspace import Workspace

SEED = 22
STAGES = ("read", "extract", "load", "link", "assess")
WORKERS = 2


class Ran(NamedTuple):
    """Seconds by stage, MB at peak until its end, the largest worker's MB, groups, and a digest of who is in which."""

    seconds: dict[str, float]
    megabytes: dict[str, float]
    worker: float
    groups: int
    digest: str


def table(sizes: Sequence[int], *, ray: bool) -> None:
    """Print what each stage costs at each size; on both engines when `ray`."""
    print("the whole sift, simulated ads: s by stage and MB at peak until its end, and the largest worker's MB")
    print(f"{'ads':>10}{'engine':>8}{'all s':>9}" + "".join(f"{name:>16}" for name in STAGES), end="")
    print(f"{'worker':>8}{'exponent':>10}{'groups':>9}")
    engines: tuple[Engine, ...] = ("native", "ray") if ray else ("native",)
    before: tuple[int, float] | None = None
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            market(Path(folder), ads=size, seed=SEED)
            ran = {engine: apart(_sifted, Path(folder), engine) for engine in engines}
        for engine, found in ran.items():
            spent = sum(found.seconds.values())
            cells = "".join(f"{found.seconds[name]:9.1f}{found.megabytes[name]:7.0f}" for name in STAGES)
            exponent = log(spent / before[1]) / log(size / before[0]) if before and engine == "native" else None
            print(f"{size:10,}{engine:>8}{spent:9.1f}{cells}{found.worker:8.0f}", end="")
            print(f"{'' if exponent is None else f'{exponent:.2f}':>10}{found.groups:9,}", flush=True)
        before = size, sum(ran["native"].seconds.values())
        if ray:
            same = ran["native"].digest == ran["ray"].digest
            print(f"{'':10}groups are {'the same' if same else 'NOT THE SAME'} on both engines", flush=True)


def _sifted(folder: Path, engine: Engine) -> Ran:
    megabytes: dict[str, float] = {}

    def progress(stage: str, done: int, total: int | None) -> None:  # noqa: ARG001 - only the stage matters
        megabytes[stage] = peak()

    settings = Settings(workspace=folder / engine, engine=engine, workers=WORKERS)
    report = sift([str(folder / "ads.jsonl")], settings, progress=progress)
    worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    with Desk.open(Workspace.open(settings.workspace).desk_url) as desk:
        roots = desk.roots(np.arange(report.postings))
    digest = blake2b(roots.tobytes(), digest_size=8).hexdigest()
    megabytes = {stage: megabytes.get(stage, 0.0) for stage in STAGES}
    return Ran(report.seconds, megabytes, worker, len(np.unique(roots)), digest)
