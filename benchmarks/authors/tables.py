"""The tables: `./dev bench authors` for simulated forums, `python -m benchmarks.authors` with folders for public sets.

The calibration of style was fitted to the training problems of PAN 2014 (--pan-split train shows them); every other
set is one that nothing was fitted to.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.authors import public, simulated

POSTS = 20_000
SEEDS = (71, 72)


def main(argv: Sequence[str] = ()) -> None:
    """Print the tables that the arguments name; without any, those of simulated forums."""
    reader = argparse.ArgumentParser(description=public.__doc__)
    reader.add_argument("--aaac", type=Path)
    reader.add_argument("--pan", type=Path)
    reader.add_argument("--pan-split", default="test")
    reader.add_argument("--git", type=Path, action="append", default=[])
    given = reader.parse_args(list(argv))
    if not (given.aaac or given.pan or given.git):
        _simulated()
    if given.aaac or given.pan:
        print("\nVerification of authors: AUC, and how often two are called alike")
        rows = [*(public.aaac(given.aaac) if given.aaac else ())]
        rows += public.pan(given.pan, given.pan_split) if given.pan else ()
        _table(rows)
    if given.git:
        print("\nTime zones of people by 100 of their commits")
        _table([(path.parent.name, public.zones(list(public.committers(path)))) for path in given.git])


def _simulated() -> None:
    print(f"Simulated forums of {POSTS:,} posts; seeds used nowhere else. No figure here is accuracy on real forums.")
    links, zones = [], []
    for seed in SEEDS:
        with tempfile.TemporaryDirectory() as folder:
            there = simulated.world(Path(folder), POSTS, seed)
        links.append((f"seed {seed}", simulated.linking(there)))
        zones.append((f"seed {seed}, hours", simulated.hours(there, places=False)))
        zones.append((f"seed {seed}, and places", simulated.hours(there, places=True)))
    print("\nLinks between accounts")
    _table(links)
    print(f"\nTime zones of accounts with {simulated.ENOUGH} posts or more")
    _table(zones)


def _table(rows: Sequence[tuple[str, Mapping[str, float]]]) -> None:
    if rows:
        print(f"{'':34}" + "".join(f"{name:>16}" for name in rows[0][1]))
    for name, row in rows:
        print(f"{name:34}" + "".join(f"{value:>16.3f}" if value % 1 else f"{value:>16,.0f}" for value in row.values()))
