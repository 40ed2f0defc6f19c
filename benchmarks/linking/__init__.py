"""Who stands behind the ads: groups against the truth, beside other ways to group, in one run.

    python -m benchmarks.linking [--ads N] [--seeds 11,12,13,14,15] [--tables DIR] [--logs DIR] [--febrl DIR]
                                 [--infoshield DIR --infoshield-python PYTHON] [--splink-python PYTHON]

Simulated markets, whose operators are known, with numbers hidden in all the ways the simulation knows; figures on them
are simulated and never accuracy on trafficking. The seeds are used nowhere else. Peers: connected components over exact
phones (North American) and e-mail addresses found by regular expression; the same with near-duplicates of the raw text
(rensa MinHash, 128 permutations, 3-word shingles, estimated Jaccard .5 and more). `public` says what the folders hold.

InfoShield and Splink are measured where they are given, each run by a Python that has what it needs: for InfoShield
numpy 1.23, pandas 1, scikit-learn 1.2, networkx, matplotlib, python-docx, progressbar, termcolor and joblib; for
Splink, splink. Neither is among our requirements, and none of their code is here.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

import pyarrow as pa

from benchmarks.linking import learned, peers, public, switches
from benchmarks.linking.measures import HEAD, fused, line, scores
from firstlight import collect, extract, link
from firstlight.schemas import MENTION, POSTING
from firstlight.simulate import market

ADS = 10_000
SEEDS = (11, 12, 13, 14, 15)
PART = 5_000
WEIGHED = "ours, shingles weighed by rarity"
INFOSHIELD = 1_000
"""Ads that InfoShield is given: its cost grows with the square of a template's ads."""


class World(NamedTuple):
    """A simulated market: its postings, the raw texts, what is mentioned, and the row of truth of each."""

    postings: pa.Table
    texts: list[str]
    mentions: pa.Table
    truth: list[dict[str, Any]]
    seconds: float

    @property
    def owners(self) -> list[str]:
        """The operator of each ad."""
        return [row["operator"] for row in self.truth]

    @property
    def users(self) -> list[tuple[int, str, str]]:
        """(ad, hub, operator) of every ad that names a booking line or the like."""
        return [(at, row["phones"][-1], row["operator"]) for at, row in enumerate(self.truth) if row["hub"]]


def main(argv: Sequence[str] = ()) -> None:
    """Print the tables."""
    given = _options().parse_args(list(argv))
    print(
        f"simulated markets of {given.ads:,} ads; truth: the operator; mixed: true operators in the worst group; hubs:"
    )
    print("booking lines that fused two of their users; CPU s: linking alone, extraction is in no row")
    print(f"{'':38}{HEAD}{'hubs':>6}{'CPU s':>7}")
    first = None
    for seed in (int(text) for text in given.seeds.split(",")):
        world = simulated(given.ads, seed)
        first = first or world
        print(f"seed {seed}")
        for name, run in methods(world.postings, world.mentions, world.texts).items():
            _row(name, run, world.owners, world.users)
    if first:
        _switched(first)
        if given.infoshield:
            _beside_infoshield(first, given.infoshield_python, Path(given.infoshield))
    _tables(given)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.linking", description="Groups against the truth.")
    parser.add_argument("--ads", type=int, default=ADS, metavar="N", help="ads of each simulated market")
    parser.add_argument("--seeds", default=",".join(map(str, SEEDS)), help="seeds of the markets")
    parser.add_argument("--tables", metavar="DIR", help="pyJedAI's data folder")
    parser.add_argument("--logs", metavar="DIR", help="loghub")
    parser.add_argument("--febrl", metavar="DIR", help="FEBRL's sets")
    parser.add_argument("--infoshield", metavar="DIR", help="InfoShield's folder")
    parser.add_argument("--infoshield-python", metavar="PYTHON", default="python3", help="a Python that can run it")
    parser.add_argument("--splink-python", metavar="PYTHON", help="a Python that has splink")
    return parser


def simulated(ads: int, seed: int) -> World:
    """Return a market, its mentions extracted."""
    with tempfile.TemporaryDirectory() as folder:
        market(Path(folder), ads=ads, seed=seed)
        (source,) = collect.sources([str(Path(folder) / "ads.jsonl")])
        table = pa.concat_tables(collect.read(source, mapping={}, reject=lambda _: None, batch_rows=PART))
        truth = [json.loads(row) for row in (Path(folder) / "truth.jsonl").read_text("utf-8").splitlines()]
    postings = table.set_column(0, POSTING.field("ordinal"), pa.array(range(ads), pa.int64())).combine_chunks()
    start = process_time()
    mentions = pa.concat_tables([extract.run(postings.slice(at, PART)) for at in range(0, ads, PART)])
    return World(postings, postings.column("text").to_pylist(), mentions, truth, process_time() - start)


def methods(postings: pa.Table, mentions: pa.Table, texts: list[str]) -> dict[str, Callable[[], Sequence[Any]]]:
    """Return the ways to group that run in this process, ours first."""
    return {
        "Firstlight": lambda: ours(link.sketch(postings, mentions)),
        "phones, e-mails + components": lambda: peers.plain(texts, near=False),
        "the same and rensa on raw text": lambda: peers.plain(texts, near=True),
        WEIGHED: lambda: weighed(link.sketch(postings, mentions)),
    }


def ours(sketches: pa.Table, rules: link.Rules | None = None) -> list[int]:
    """Group sketches as Firstlight does."""
    history = link.MemoryHistory()
    history.add(sketches, link.connect(sketches, history, rules))
    return [int(root) for root in history.groups]


def weighed(sketches: pa.Table) -> list[int]:
    """Group sketches as Firstlight would, did it weigh shingles by how rare they are."""
    with learned.weighed(sketches):
        return ours(sketches)


def _row(
    name: str, run: Callable[[], Sequence[Any]], truth: list[str], users: list[tuple[int, str, str]] | None = None
) -> None:
    start = process_time()
    groups = run()
    seconds = process_time() - start
    hubs = f"{fused(groups, users):6}" if users is not None else f"{'':6}"
    print(f"  {name:36}{line(scores(groups, truth))}{hubs}{seconds:7.1f}", flush=True)


def _switched(world: World) -> None:
    """Print what becomes of the groups when a rule is switched off."""
    sketches = link.sketch(world.postings, world.mentions)
    truth = world.owners
    whole = scores(ours(sketches), truth)
    print(f"\nthe first market again, each rule switched off: B-cubed F1 {whole.f1:.3f} with all of them")
    print(f"{'without':26}{'B3 F1':>8}{'by':>8}{'mixed':>7}{'hubs':>6}   which means")
    for name, rules in switches.rules().items():
        groups = ours(sketches, rules)
        found = scores(groups, truth)
        means = switches.SWITCHES[name][0]
        change = f"{found.f1 - whole.f1:+8.3f}"
        print(f"{name:26}{found.f1:8.3f}{change}{found.mixed:7}{fused(groups, world.users):6}   {means}", flush=True)


def _beside_infoshield(world: World, python: str, folder: Path) -> None:
    """Print quality and documents a second of InfoShield and of ours on the same ads, extraction counted in."""
    count = min(INFOSHIELD, world.postings.num_rows)
    postings, texts, truth = world.postings.slice(0, count), world.texts[:count], world.owners[:count]
    print(f"\nthe first {count:,} ads of the first market, all of the work on raw text counted in")
    print(f"{'':38}{HEAD}{'CPU s':>8}{'docs/s':>8}")
    start = process_time()
    groups = ours(link.sketch(postings, extract.run(postings)))
    seconds = process_time() - start
    print(f"  {'Firstlight':36}{line(scores(groups, truth))}{seconds:8.1f}{count / seconds:8.0f}")
    start = process_time()
    groups = ours(link.sketch(postings, MENTION.empty_table()))
    alone = process_time() - start
    print(f"  {'Firstlight, wording alone':36}{line(scores(groups, truth))}{alone:8.1f}{count / alone:8.0f}")
    ran = _tried("InfoShield", lambda: peers.infoshield(python, folder, texts))
    if ran is None:
        return
    print(f"  {'InfoShield':36}{line(scores(ran.groups, truth))}{ran.seconds:8.1f}{count / ran.seconds:8.1f}")
    print(
        f"  documents/s beside InfoShield's: {ran.seconds / seconds:.0f} times; wording alone {ran.seconds / alone:.0f}"
    )


def _tried(name: str, run: Callable[[], peers.Ran | None]) -> peers.Ran | None:
    """Run a peer; say so where it fails, or does not finish."""
    try:
        ran = run()
    except subprocess.CalledProcessError as error:
        cause = (error.stderr or "").strip().splitlines()
        print(f"  {name:36}  failed: {cause[-1] if cause else error}", flush=True)
        return None
    if ran is None:
        print(f"  {name:36}  did not finish within {peers.SECONDS:,} s", flush=True)
    return ran


def _tables(given: argparse.Namespace) -> None:
    found = chain(
        public.tables(Path(given.tables)) if given.tables else (),
        public.febrl(Path(given.febrl)) if given.febrl else (),
    )
    for number, records in enumerate(found):
        if not number:
            print(f"\npublic tables, wording alone\n{'':38}{HEAD}{'':6}{'CPU s':>7}")
        print(f"{records.name}, {len(records.rows):,} rows")
        for name, run in list(_wordings(records.texts).items()):
            _row(name, run, records.truth)
        if given.splink_python:
            name = "Splink, Jaro-Winkler and EM"
            ran = _tried(name, partial(peers.splink, given.splink_python, records.rows))
            if ran:
                print(f"  {name:36}{line(scores(ran.groups, records.truth))}{'':6}{ran.seconds:7.1f}", flush=True)
    for number, records in enumerate(public.logs(Path(given.logs)) if given.logs else ()):
        if not number:
            print("\nlog lines, truth: the template of each (loghub, 2,000 lines a set): adjusted Rand index")
            print(f"{'':28}{'Firstlight':>12}{'rensa':>8}{'weighed':>9}")
        figures = [scores(run(), records.truth).ari for run in _wordings(records.texts).values()]
        print(f"  {records.name:26}{figures[0]:12.3f}{figures[1]:8.3f}{figures[2]:9.3f}", flush=True)


def _wordings(texts: list[str]) -> dict[str, Callable[[], Sequence[Any]]]:
    rows = [{"ordinal": at, "id": str(at), "text": text} for at, text in enumerate(texts)]
    postings = pa.Table.from_pylist(rows, POSTING)
    return {
        "Firstlight": lambda: ours(link.sketch(postings, MENTION.empty_table())),
        "rensa on raw text + components": lambda: peers.plain(texts, near=True),
        WEIGHED: lambda: weighed(link.sketch(postings, MENTION.empty_table())),
    }
