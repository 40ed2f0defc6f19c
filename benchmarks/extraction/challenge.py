"""The challenge: texts written by people who had not seen the rules, to hide or to mislead; only ever measured.

`challenge.jsonl` has phones (150 hidden, 159 texts without one), `challenge_kinds.jsonl` every other kind that is
written in words. A rule is never mended for an item: where one is missed, its whole class is put into the generator's
tables or the rule's own examples with other words, and this set is measured again. What it gave at first sight, before
anything was mended, is in docs/extraction.md, because only that figure is free of any influence.

python -m benchmarks.extraction.challenge [--misses]
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

import pyarrow as pa

from benchmarks.extraction.measure import Tally, table, wilson
from firstlight.extract.run import run
from firstlight.records import POSSIBLE, POSTING


@dataclass(frozen=True, slots=True)
class Item:
    """A text and what it holds of one kind; `region` is where it was posted."""

    id: str
    kind: str
    text: str
    title: str
    region: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found in an item: surely enough to link by, and only as possible."""

    item: Item
    sure: frozenset[str]
    possible: frozenset[str]


def items() -> Iterator[Item]:
    """Yield both files, phones first."""
    for file, kind, key in (("challenge.jsonl", "phone", "phones"), ("challenge_kinds.jsonl", "", "values")):
        for line in files("benchmarks.extraction").joinpath(file).read_text("utf-8").splitlines():
            row = json.loads(line)
            region = row.get("region", "US")
            values = frozenset(row[key])
            yield Item(row["id"], kind or row["kind"], row["text"], row.get("title", ""), region, values)


def answers(asked: Iterable[Item]) -> Iterator[Answer]:
    """Read the items as the product would, told the region that each was posted in."""
    by_region: dict[str, list[Item]] = defaultdict(list)
    for item in asked:
        by_region[item.region].append(item)
    for region, here in by_region.items():
        rows = [
            {"ordinal": at, "id": item.id, "text": item.text, "title": item.title or None}
            for at, item in enumerate(here)
        ]
        found: list[dict[bool, set[str]]] = [{True: set(), False: set()} for _ in here]
        for mention in run(pa.Table.from_pylist(rows, schema=POSTING), regions=(region, "US")).to_pylist():
            if mention["kind"] == here[mention["ordinal"]].kind:
                found[mention["ordinal"]][mention["score"] >= POSSIBLE].add(mention["value"])
        for item, values in zip(here, found, strict=True):
            yield Answer(item, frozenset(values[True]), frozenset(values[False] - values[True]))


def tallies(answered: Iterable[Answer]) -> dict[str, tuple[Tally, int]]:
    """Return, by kind, what was right, missed and false, and how many of the missed are there as possible."""
    counted: dict[str, tuple[Tally, int]] = {}
    for answer in answered:
        tally, possible = counted.setdefault(answer.item.kind, (Tally(), 0))
        truth = set(answer.item.values)
        tally.add(truth, set(answer.sure))
        counted[answer.item.kind] = (tally, possible + len((truth - answer.sure) & answer.possible))
    return counted


def main(argv: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="show the items that were read wrongly, to see classes")
    options = parser.parse_args(argv)
    answered = list(answers(items()))
    if options.misses:
        for answer in answered:
            if answer.sure != answer.item.values:
                said = f"{answer.item.title!r} {answer.item.text!r}" if answer.item.title else repr(answer.item.text)
                doubted = f", possible {sorted(answer.possible)}" if answer.possible else ""
                print(f"{answer.item.id} {answer.item.kind}: {said} holds {sorted(answer.item.values)},"
                      f" found {sorted(answer.sure)}{doubted}")  # fmt: skip
    rows = []
    for kind, (tally, possible) in tallies(answered).items():
        interval = "{:.2f}-{:.2f}".format(*wilson(tally.right, tally.right + tally.missed))
        counts = (tally.right + tally.missed, possible, tally.false)
        rows.append([kind, f"{tally.recall:.3f}", interval, f"{tally.precision:.3f}", *map(str, counts)])
    print("\nThe challenge: written without sight of the rules\n")
    print(table(("kind", "recall", "95%", "precision", "written", "missed but possible", "false"), rows))


if __name__ == "__main__":
    main()
