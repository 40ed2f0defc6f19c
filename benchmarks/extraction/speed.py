"""Speed: ads of 400 characters a second on one core, phones alone and all kinds, beside libphonenumber and a pattern.

python -m benchmarks.extraction.speed [--ads 2000] [--runs 5]

Two streams, since none is the truth: a simulated day (ads of 380 to 420 characters as the market writes them, at its
own mix), and the benchmark's own mix (30% without a number, 60% with a plain one, 10% with a hidden one). Each finder
reads the same texts in one batch, for the United States and Canada (libphonenumber's matcher reads both with either);
runs take turns, and the fastest of each counts, in seconds of CPU time, so that a busy machine blurs little.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.extraction.families import Sample
from benchmarks.extraction.measure import table
from benchmarks.extraction.phones import libphonenumber, pattern, postings, stream
from firstlight.extract.kinds import kinds
from firstlight.extract.run import run
from firstlight.simulate import market

_SHORTEST, _LONGEST = 380, 420
_SHARE = 10
"""About one simulated ad in so many has a length between those."""
_SEED = 5


def day(count: int) -> list[Sample]:
    """Return the texts of a simulated day that are about 400 characters long, in the order of posting."""
    with tempfile.TemporaryDirectory() as folder:
        market(Path(folder) / "market", ads=count * _SHARE, seed=_SEED)
        lines = (Path(folder) / "market" / "ads.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    fitting = [text for text in texts if _SHORTEST <= len(text) <= _LONGEST]
    return [Sample("day", text, frozenset()) for text in fitting[:count]]


def measured(ads: Sequence[Sample], runs: int) -> dict[str, float]:
    """Return ads a second of CPU time by finder, the fastest of some runs that take turns."""
    batch = postings(ads)
    work: dict[str, Callable[[], object]] = {
        "firstlight, phones": lambda: run(batch, only=("phone",)),
        f"firstlight, all {len(kinds())} kinds": lambda: run(batch),
        "libphonenumber": lambda: libphonenumber(ads),
        "strip + pattern": lambda: pattern(ads),
    }
    run(batch.slice(0, 50))
    best = dict.fromkeys(work, float("inf"))
    for _ in range(runs):
        for name, job in work.items():
            best[name] = min(best[name], _seconds(job))
    return {name: len(ads) / seconds for name, seconds in best.items()}


def _seconds(job: Callable[[], object]) -> float:
    start = time.process_time()
    job()
    return time.process_time() - start


def main(argv: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ads", type=int, default=2_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args(argv)
    streams = {"simulated day": day(options.ads), "own mix": stream(options.ads)}
    rates = {name: measured(ads, options.runs) for name, ads in streams.items()}
    rows = [[finder, *(f"{rates[name][finder]:,.0f}" for name in streams)] for finder in next(iter(rates.values()))]
    ratios = [f"{rates[name]['firstlight, phones'] / rates[name]['libphonenumber']:.1f}" for name in streams]
    counts = ", ".join(f"{len(ads):,} ads of the {name}" for name, ads in streams.items())
    print(f"\nAds of 400 characters a second of CPU time, one core; {counts}\n")
    print(table(("finder", *streams), [*rows, ["phones, times libphonenumber", *ratios]]))


if __name__ == "__main__":
    main()
