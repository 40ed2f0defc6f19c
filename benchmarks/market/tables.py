"""The command: run the systems on the markets, and print tables in Markdown."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import fmean, median

from benchmarks.market import card, fairness, outside, running, sensitivity, systems
from benchmarks.market.measures import interval
from benchmarks.market.protocol import ADS, DEVELOPMENT, HELD_OUT, TRAINING
from benchmarks.market.running import Run

QUICK_ADS = 2_500
SENSITIVITY_ADS, SENSITIVITY_MARKETS = 4_000, 2
NOTE = "Simulated: these figures compare queues on invented markets, and are never accuracy on trafficking."


def main(argv: Sequence[str] = ()) -> int:
    """Run what the arguments ask for."""
    chosen = _arguments().parse_args(list(argv))
    seeds = HELD_OUT if chosen.held_out else DEVELOPMENT
    ads = QUICK_ADS if chosen.quick else ADS
    some = 1 if chosen.quick else None
    seeds, training = seeds[:some], TRAINING[:some]
    if chosen.export:
        outside.export(chosen.export, seeds, ads)
        print(f"{len(seeds)} markets of {ads:,} ads in {chosen.export}")
        return 0
    if chosen.sensitivity:
        print(NOTE)
        for line in changed(DEVELOPMENT[: some or SENSITIVITY_MARKETS], QUICK_ADS if chosen.quick else SENSITIVITY_ADS):
            print(line, flush=True)
        return 0
    answer = outside.answer(chosen.system_output) if chosen.system_output else None
    print(f"{NOTE}\n{len(seeds)} markets of {ads:,} ads, seeds {', '.join(map(str, seeds))}.", flush=True)
    known = {**systems.SYSTEMS, **running.train(training, ads), **systems.BOUNDS}
    runs = list(running.each(partial(running.run, ads=ads, known=known, answer=answer), seeds))
    measured, flagged = list(results(runs)), list(fair(sum((one.fair for one in runs), Counter())))
    print("\n".join([*measured, *flagged]), flush=True)
    if chosen.card:
        card.write(
            chosen.card, f"{len(seeds)} markets of {ads:,} ads, seeds {seeds[0]} to {seeds[-1]}.", measured, flagged
        )
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.market", description=NOTE)
    parser.add_argument("--held-out", action="store_true", help="the ten markets of the reported table")
    parser.add_argument("--quick", action="store_true", help="one small market, to see that all runs")
    parser.add_argument(
        "--sensitivity", action="store_true", help="instead: one assumption changed at a time, on development markets"
    )
    parser.add_argument("--export", type=Path, metavar="DIR", help="write the markets as files, and run nothing")
    parser.add_argument("--system-output", type=Path, metavar="FILE", help="another system's leads, measured too")
    parser.add_argument("--card", type=Path, metavar="FILE", help="write the model card with these tables")
    return parser


def results(runs: Sequence[Run]) -> Iterator[str]:
    """Yield the table of results: a row a system, means over markets with 95% bootstrap intervals."""
    names = list(runs[0].measured["Firstlight"])
    shown = [name for name in names if name not in _ALERTS]
    yield ""
    yield f"| system | {' | '.join(shown)} |"
    yield f"|---|{'---|' * len(shown)}"
    for system in runs[0].measured:
        cells = (_cell(name, [run.measured[system].get(name) for run in runs]) for name in shown)
        yield f"| {system} | {' | '.join(cells)} |"
    yield ""
    yield "| alerts (tiers urgent and high) | Firstlight |"
    yield "|---|---|"
    for name in _ALERTS:
        yield f"| {name} | {_cell(name, [run.measured['Firstlight'].get(name) for run in runs])} |"


_ALERTS = ("alerts per 1,000 ads", "precision of alerts", "alerts without evidence")


def _cell(name: str, values: Sequence[float | None]) -> str:
    known = [value for value in values if value is not None]
    if not known:
        return "-"
    if name == "reviews to the first":
        return f"{median(known):.0f} (median)"
    digits = 3 if name == "calibration error" else 2
    low, high = interval(known)
    return f"{fmean(known):.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"


def fair(counts: fairness.Counts) -> Iterator[str]:
    """Yield the table of innocent operators in the tiers urgent and high."""
    yield ""
    yield "| innocent operators | | flagged | of | share (95%) |"
    yield "|---|---|---|---|---|"
    for about, which, hits, total, low, high in fairness.rows(counts):
        yield f"| {about} | {which} | {hits} | {total} | {hits / total:.3f} ({low:.3f} to {high:.3f}) |"


def changed(seeds: Sequence[int], ads: int) -> Iterator[str]:
    """Yield the table of one assumption changed at a time."""
    names = ("minor recall at K", "nDCG at 50", "minor operators in 20 reviews")
    known = {name: systems.SYSTEMS[name] for name in ("Firstlight", "components + keywords")}
    yield ""
    yield f"{len(seeds)} markets of {ads:,} ads, seeds {', '.join(map(str, seeds))}; in brackets components + keywords."
    yield ""
    yield f"| one assumption changed | {' | '.join(names)} |"
    yield "|---|---|---|---|"
    for case, rates in sensitivity.cases().items():
        runs = list(running.each(partial(running.run, ads=ads, known=known, rates=rates), seeds))
        means = {
            (system, name): fmean(run.measured[system][name] for run in runs) for system in known for name in names
        }
        cells = (f"{means['Firstlight', name]:.2f} ({means['components + keywords', name]:.2f})" for name in names)
        yield f"| {case} | {' | '.join(cells)} |"
