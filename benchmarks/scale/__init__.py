"""Linking as history grows: time and memory, the exponent of growth, and what one more day costs.

    python -m benchmarks.scale [--sizes 100000,1000000] [--histories 500000,1000000] [--base N]
    python -m benchmarks.scale --text [--sizes 100000,1000000]     the whole sift, from files on
    python -m benchmarks.scale --ray [--sizes 20000]               the same sift on two workers, native and on Ray

Without `--text` linking runs alone, through the lake, the index and the desk as a sift does it, on sketches that
`epochs` makes: the stages of text cost the same for each ad, whatever the history, and would take hours on millions.
Every figure comes from a process of its own. Peak memory is the process's largest resident set, pages of the index
that are mapped from disk counted in, though the system may take these back at any time. Everything is simulated.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import log
from pathlib import Path
from time import perf_counter, process_time

import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.scale import whole
from benchmarks.scale.apart import apart, forget_peak, peak
from benchmarks.scale.epochs import DAY, LATEST, PART, Base
from firstlight import link
from firstlight.desk import Desk
from firstlight.schemas import MENTION, POSTING
from firstlight.sift.history import LakeHistory
from firstlight.sift.linking import LINK_PARTS, sketches_of
from firstlight.workspace import Part, Workspace

SIZES = (100_000, 1_000_000)
HISTORIES = (500_000, 1_000_000)
BASE = 50_000
SEED = 21

_STAGES = ("read", "connect", "desk", "index")


@dataclass
class Cost:
    """Seconds by stage, CPU seconds and MB at peak of linking so many ads, in so many groups."""

    ads: int
    stages: dict[str, float] = field(default_factory=lambda: dict.fromkeys(_STAGES, 0.0))
    cpu: float = 0.0
    megabytes: float = 0.0
    groups: int = 0

    @property
    def seconds(self) -> float:
        """What all stages took together."""
        return sum(self.stages.values())

    @contextmanager
    def timing(self, stage: str) -> Iterator[None]:
        """Add the seconds that the block takes to a stage."""
        start = perf_counter()
        yield
        self.stages[stage] += perf_counter() - start


def main(argv: Sequence[str] = ()) -> None:
    """Print the tables."""
    given = _options().parse_args(list(argv))
    sizes = _numbers(given.sizes)
    if given.text or given.ray:
        whole.table(sizes, ray=given.ray)
        return
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        start = process_time()
        base = Base.simulated(given.base, SEED)
        print(f"linking alone, on sketches made from {given.base:,} simulated ads that were read in earnest", end=" ")
        print(f"({process_time() - start:.0f} CPU s, not counted below)")
        _growth(base, sizes, Path(folder))
        _days(base, _numbers(given.histories), Path(folder))


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description="Linking as history grows.")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="ads linked from nothing")
    parser.add_argument(
        "--histories", default=",".join(map(str, HISTORIES)), help="ads before one more day; '' for none"
    )
    parser.add_argument("--base", type=int, default=BASE, metavar="N", help="ads of the market that all are made from")
    parser.add_argument("--folder", metavar="DIR", help="where the workspaces are built: 3 kB an ad")
    parser.add_argument("--text", action="store_true", help="the whole sift, text stages and all")
    parser.add_argument("--ray", action="store_true", help="the whole sift with two workers, native and on Ray")
    return parser


def _numbers(given: str) -> list[int]:
    return [int(text) for text in given.split(",") if text]


_HEAD = f"{'ads':>12}{'s':>9}" + "".join(f"{name:>9}" for name in _STAGES) + f"{'CPU s':>9}{'peak MB':>9}"


def _growth(base: Base, sizes: Sequence[int], folder: Path) -> None:
    print(f"\nlinked from nothing, {LINK_PARTS * PART:,} ads at a time\n{_HEAD}{'exponent':>10}{'groups':>10}")
    before: Cost | None = None
    for size in sizes:
        (cost,) = _costs(base, size, 0, folder / f"size-{size}")
        exponent = log(cost.cpu / before.cpu) / log(cost.ads / before.ads) if before else None
        print(f"{_row(cost)}{'' if exponent is None else f'{exponent:.2f}':>10}{cost.groups:10,}", flush=True)
        before = cost


def _days(base: Base, histories: Sequence[int], folder: Path) -> None:
    if not histories:
        return
    print(f"\none more day of {DAY:,} ads, by how many were linked before\n{'before':>12}{_HEAD[12:]}{'times':>10}")
    first: Cost | None = None
    for size in histories:
        _, cost = _costs(base, size, DAY, folder / f"history-{size}")
        first = first or cost
        print(f"{size:12,}{_row(cost)[12:]}{cost.cpu / first.cpu:10.2f}", flush=True)


def _row(cost: Cost) -> str:
    stages = "".join(f"{seconds:9.1f}" for seconds in cost.stages.values())
    return f"{cost.ads:12,}{cost.seconds:9.1f}{stages}{cost.cpu:9.1f}{cost.megabytes:9.0f}"


def _costs(base: Base, history: int, day: int, folder: Path) -> list[Cost]:
    """Return the cost of linking so many ads from nothing, and then of a day more."""
    count = len(base.operator)
    apart(_fill, base, history + day, folder)
    found = apart(_linked, -(-history // count) * -(-count // PART), folder)
    shutil.rmtree(folder)
    return found


def _linked(cut: int, folder: Path) -> list[Cost]:
    """Link the first `cut` parts, and then those behind, if there are any."""
    workspace = Workspace.open(folder)
    parts = workspace.lake.parts("sketches")
    with Desk.open(workspace.desk_url) as desk:
        costs = [_link(workspace, desk, some) for some in (parts[:cut], parts[cut:]) if some]
        costs[-1].groups = desk.group_count()
    return costs


def _fill(base: Base, ads: int, folder: Path) -> None:
    """Put the sketches of the last `ads` into the lake, oldest first, and their ids on the desk."""
    workspace = Workspace.open(folder)
    count = len(base.operator)
    epochs = -(-ads // count)
    with Desk.open(workspace.desk_url) as desk:
        for at, number in enumerate(range(LATEST - epochs + 1, LATEST + 1)):
            sketches = base.epoch(number, at * count)
            for start in range(0, count, PART):
                some = sketches.slice(start, PART)
                part = Part(len(workspace.lake.parts("sketches")), at * count + start)
                workspace.lake.write("sketches", part, some)
                digests = some.column("digest").to_numpy()
                desk.load(part.number, _postings(some), MENTION.empty_table(), digests)


def _postings(sketches: pa.Table) -> pa.Table:
    """Return postings that have an id and nothing to read."""
    ordinals = sketches.column("ordinal").combine_chunks()
    ids = pc.binary_join_element_wise("ad", pc.cast(ordinals, pa.string()), "-")
    given = {"ordinal": ordinals, "id": ids, "text": pa.array([""] * len(ids))}
    return pa.table([given.get(field.name, pa.nulls(len(ids), field.type)) for field in POSTING], schema=POSTING)


def _link(workspace: Workspace, desk: Desk, parts: Sequence[Part]) -> Cost:
    cost = Cost(sum(workspace.lake.rows("sketches", part) for part in parts))
    history = LakeHistory(workspace, desk)
    forget_peak()
    cpu = process_time()
    for start in range(0, len(parts), LINK_PARTS):
        chunk = parts[start : start + LINK_PARTS]
        with cost.timing("read"):
            new = sketches_of(workspace, chunk)
        with cost.timing("connect"):
            found = link.connect(new, history)
        with cost.timing("desk"):
            desk.connect(chunk[-1].number, found, 0)
        with cost.timing("index"):
            history.add(chunk, new)
    cost.cpu = process_time() - cpu
    cost.megabytes = peak()
    return cost
