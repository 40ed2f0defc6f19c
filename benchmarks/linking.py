"""Who stands behind the ads: groups against the truth, beside two plain peers, in one run.

    python -m benchmarks.linking [--public DIR]

Peers: connected components over exact phones (North American) and e-mail addresses found by regular expression; the
same joined with connected components over near-duplicates of the raw text (rensa MinHash, 128 permutations, 3-word
shingles, estimated Jaccard .5 and more). Figures on simulated markets, whose operators are known, are simulated and
never accuracy on trafficking. B-cubed: Bagga and Baldwin 1998; pair figures count pairs of ads put into one group.

DIR holds pyJedAI's `data` folder (der/cddb, der/cora, der/abtbuy): tables with known duplicates and no identifiers at
all, so wording is all there is (of Abt-Buy, mostly none). They are measured, never committed.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from time import process_time

import numpy as np
import pyarrow as pa
from rensa import RMinHash

from firstlight import collect, extract, link
from firstlight.link.components import components
from firstlight.records import MENTION, POSTING
from firstlight.simulate import market

ADS = 10_000
SEEDS = (1, 2, 3)
PART = 5_000

_PHONE = re.compile(r"(?<!\d)(?:\+?1[\s.-]?)?\(?([2-9]\d\d)\)?[\s.-]?([2-9]\d\d)[\s.-]?(\d{4})(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HEAD = f"{'':38}{'B3 P':>7}{'B3 R':>7}{'B3 F1':>7}{'pair P':>8}{'pair R':>8}{'pair F1':>8}{'mixed':>7}{'CPU s':>7}"


def main(public: str | None = None) -> None:
    """Print the tables."""
    print("simulated markets, truth: the operator; mixed: true operators in the worst group")
    print(_HEAD)
    for seed in SEEDS:
        with tempfile.TemporaryDirectory() as folder:
            market(Path(folder), ads=ADS, seed=seed)
            postings = _postings(Path(folder))
            lines = (Path(folder) / "truth.jsonl").read_text("utf-8").splitlines()
        mentions = pa.concat_tables([extract.run(part) for part in _parts(postings)])
        texts = postings.column("text").to_pylist()
        _rows(f"{ADS:,} ads, seed {seed}", postings, mentions, texts, [json.loads(line)["operator"] for line in lines])
    for name, texts, truth in _public(Path(public)) if public else ():
        rows = [{"ordinal": at, "id": str(at), "text": text} for at, text in enumerate(texts)]
        _rows(name, pa.Table.from_pylist(rows, POSTING), MENTION.empty_table(), texts, truth)


def _rows(name: str, postings: pa.Table, mentions: pa.Table, texts: list[str], truth: list[str]) -> None:
    """Print a line for each method."""
    methods: dict[str, Callable[[], list[int]]] = {
        "Firstlight": lambda: _firstlight(postings, mentions),
        "phones, e-mails + components": lambda: plain(texts, near=False),
        "the same and rensa on raw text": lambda: plain(texts, near=True),
    }
    print(name)
    for method, run in methods.items():
        start = process_time()
        groups = run()
        seconds = process_time() - start
        figures = "".join(
            f"{value:{width}.3f}" for value, width in zip(scores(groups, truth), (7, 7, 7, 8, 8, 8), strict=True)
        )
        print(f"  {method:36}{figures}{_mixed(groups, truth):7}{seconds:7.1f}")


def _firstlight(postings: pa.Table, mentions: pa.Table) -> list[int]:
    history = link.MemoryHistory()
    new = link.sketch(postings, mentions)
    return [int(root) for root in link.connect(new, history).roots]


def plain(texts: list[str], *, near: bool) -> list[int]:
    """Group texts by exact phones and e-mail addresses, and, when `near`, by rensa on the raw text."""
    pairs = list(_shared(_contacts(text) for text in texts))
    if near:
        pairs += _near(texts)
    left, right = np.array(pairs or [(0, 0)]).T
    return [int(label) for label in components(len(texts), left, right)]


def _contacts(text: str) -> set[str]:
    return {"".join(match) for match in _PHONE.findall(text)} | set(_EMAIL.findall(text))


def _shared(keys: Iterable[Iterable[Hashable]]) -> Iterator[tuple[int, int]]:
    """Yield pairs that chain together all places which hold the same key."""
    places: defaultdict[Hashable, list[int]] = defaultdict(list)
    for at, held in enumerate(keys):
        for key in held:
            places[key].append(at)
    for found in places.values():
        yield from pairwise(found)


def _near(texts: list[str]) -> list[tuple[int, int]]:
    words = [re.findall(r"\w+", text.lower()) for text in texts]
    sets = [[" ".join(some) for some in zip(found, found[1:], found[2:], strict=False)] or [""] for found in words]
    matrix = np.array(RMinHash.digest_matrix_from_token_sets(sets, 128, 1).to_rows())
    bands = (((band, tuple(row)) for band, row in enumerate(line.reshape(32, 4).tolist())) for line in matrix)
    candidates = set(_shared(bands))
    return [(a, b) for a, b in candidates if words[a] and words[b] and np.mean(matrix[a] == matrix[b]) >= 0.5]


def scores(groups: Sequence[Hashable], truth: Sequence[Hashable]) -> tuple[float, ...]:
    """Return B-cubed precision, recall and F1, then the same of pairs."""
    both, mine, true = Counter(zip(groups, truth, strict=True)), Counter(groups), Counter(truth)
    precision = sum(n * n / mine[group] for (group, _), n in both.items()) / len(truth)
    recall = sum(n * n / true[label] for (_, label), n in both.items()) / len(truth)
    hit, found, there = (sum(n * (n - 1) // 2 for n in counts.values()) for counts in (both, mine, true))
    pair_precision, pair_recall = hit / max(found, 1), hit / max(there, 1)
    return precision, recall, _f1(precision, recall), pair_precision, pair_recall, _f1(pair_precision, pair_recall)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _mixed(groups: Sequence[Hashable], truth: Sequence[Hashable]) -> int:
    owners: defaultdict[Hashable, set[Hashable]] = defaultdict(set)
    for group, owner in zip(groups, truth, strict=True):
        owners[group].add(owner)
    return max(map(len, owners.values()))


def _postings(folder: Path) -> pa.Table:
    (source,) = collect.sources([str(folder / "ads.jsonl")])
    table = pa.concat_tables(collect.read(source, mapping={}, reject=lambda _: None, batch_rows=PART))
    return table.set_column(0, POSTING.field("ordinal"), pa.array(range(table.num_rows), pa.int64())).combine_chunks()


def _parts(table: pa.Table) -> Iterator[pa.Table]:
    for start in range(0, table.num_rows, PART):
        yield table.slice(start, PART)


def _public(folder: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield (name, texts, true group of each) for each public table that is there."""
    cddb, cora, products = folder / "der" / "cddb", folder / "der" / "cora", folder / "der" / "abtbuy"
    if cddb.exists():
        discs = table(cddb / "cddb.csv", ",")
        place = {row["id"]: at for at, row in enumerate(discs)}
        pairs = [(place[row["id1"]], place[row["id2"]]) for row in table(cddb / "gt.csv", ",")]
        yield (
            "CDDB (discs)",
            [" ".join(row[k] for k in ("artist", "title", "tracks")) for row in discs],
            true_groups(len(discs), pairs),
        )
    if cora.exists():
        papers = table(cora / "cora.csv", "|")
        lines = (cora / "cora_gt.csv").read_text("utf-8").split()
        pairs = [(int(a), int(b)) for a, b in (line.split("|") for line in lines)]
        yield (
            "Cora (citations)",
            [" ".join(row[k] or "" for k in ("author", "title", "venue")) for row in papers],
            true_groups(len(papers), pairs),
        )
    if products.exists():
        goods = table(products / "abtbuy.csv", ",")
        place = {row["id"]: at for at, row in enumerate(goods)}
        matches = table(products / "gt.csv", ",")
        ends = [(place.get(row["idAbt"]), place.get(row["idBuy"])) for row in matches]
        pairs = [(a, b) for a, b in ends if a is not None and b is not None]
        texts = [f"{row['name']} {row['description']}" for row in goods]
        yield "Abt-Buy (products)", texts, true_groups(len(goods), pairs)


def table(path: Path, separator: str) -> list[dict[str, str]]:
    """Read a table with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))


def true_groups(count: int, pairs: list[tuple[int, int]]) -> list[str]:
    """Return the group of each of `count` rows, from the pairs that are known to be one."""
    left, right = np.array(pairs).T
    return [str(label) for label in components(count, left, right)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Groups against the truth, beside two plain peers.")
    parser.add_argument("--public", metavar="DIR", help="pyJedAI's data folder")
    main(parser.parse_args().public)
