"""A day of ads from files to a searchable, ranked desk: seconds and memory, beside a pipeline written by hand.

The peer: libphonenumber's matcher over every text, ads joined by exact phone numbers (connected components), rows and
texts put into SQLite with FTS5. It finds fewer numbers, joins by nothing else, and ranks nothing. Ads are simulated.
"""

from __future__ import annotations

import json
import multiprocessing
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import phonenumbers

from firstlight.settings import Settings
from firstlight.sift import sift
from firstlight.simulate import market

ADS = 150_000


def main(ads: int = ADS) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        start = perf_counter()
        market(base / "market", ads=ads, seed=1)
        print(f"simulate market: {ads:,} ads in {perf_counter() - start:.1f} s")
        source = base / "market" / "ads.jsonl"
        print(f"{'':24}{'seconds':>10}{'ads/s':>10}{'peak MB':>10}")
        for name, job in (("Firstlight, the whole job", _firstlight), ("hand-made pipeline", _by_hand)):
            seconds, megabytes, stages = _apart(job, source, base / name.split(",")[0])
            print(f"{name:24}{seconds:10.1f}{ads / seconds:10.0f}{megabytes:10.0f}")
            for stage, part in stages.items():
                print(f"  {stage:22}{part:10.1f}")
        for fraction in (4, 2):
            fewer = base / f"first-{fraction}.jsonl"
            with source.open(encoding="utf-8") as full, fewer.open("w", encoding="utf-8") as cut:
                cut.writelines(line for _, line in zip(range(ads // fraction), full, strict=False))
            seconds, megabytes, _ = _apart(_firstlight, fewer, base / f"fewer-{fraction}")
            print(f"  {f'{ads // fraction:,} ads':22}{seconds:10.1f}{ads / fraction / seconds:10.0f}{megabytes:10.0f}")


def _firstlight(source: Path, workspace: Path) -> dict[str, float]:
    return sift([str(source)], Settings(workspace=workspace)).seconds


def _by_hand(source: Path, workspace: Path) -> dict[str, float]:
    start = perf_counter()
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    workspace.mkdir()
    with sqlite3.connect(workspace / "desk.sqlite") as database, source.open(encoding="utf-8") as lines:
        database.execute("CREATE VIRTUAL TABLE ads USING fts5(id, text)")
        for line in lines:
            ad = json.loads(line)
            for match in phonenumbers.PhoneNumberMatcher(ad["text"], "US"):
                number = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
                parent[root(ad["id"])] = root(number)
            database.execute("INSERT INTO ads VALUES (?, ?)", (ad["id"], ad["text"]))
    return {"all": perf_counter() - start}


def _apart(job: Callable[[Path, Path], dict[str, float]], source: Path, workspace: Path) -> tuple[float, float, Any]:
    """Run a job in a process of its own; return its seconds, peak memory with its workers (MB), and stages."""
    context = multiprocessing.get_context("spawn")
    receive, send = context.Pipe(duplex=False)
    process = context.Process(target=_measured, args=(job, source, workspace, send))
    process.start()
    peak = 0
    while not receive.poll(SAMPLE_SECONDS) and process.is_alive():
        peak = max(peak, memory(process.pid or 0))
    seconds, stages = receive.recv()
    process.join()
    return seconds, peak / 1024, stages


def _measured(job: Callable[[Path, Path], dict[str, float]], source: Path, workspace: Path, send: Any) -> None:
    start = perf_counter()
    stages = job(source, workspace)
    send.send((perf_counter() - start, stages))


SAMPLE_SECONDS = 0.25
"""How often memory is looked at. A process's own `ru_maxrss` will not do: it begins with what its parent held."""


def memory(pid: int) -> int:
    """Return what a process and all below it hold now (kB), pages that several share counted once (Linux's PSS)."""
    folder = Path("/proc", str(pid))
    try:
        lines = (folder / "smaps_rollup").read_text().splitlines()
        own = next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        below = [
            int(child) for task in (folder / "task").iterdir() for child in (task / "children").read_text().split()
        ]
    except (OSError, StopIteration):  # it has ended
        return 0
    return own + sum(memory(int(child)) for child in below)


if __name__ == "__main__":
    main()
