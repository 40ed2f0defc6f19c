"""Other ways to group: plain ones written here, and InfoShield and Splink run beside us by a Python of their own."""

from __future__ import annotations

import csv
import json
import re
import resource
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from rensa import RMinHash

from firstlight.link.components import components

SECONDS = 1_800
"""A peer that has not finished by then is stopped, and said to be."""

_PHONE = re.compile(r"(?<!\d)(?:\+?1[\s.-]?)?\(?([2-9]\d\d)\)?[\s.-]?([2-9]\d\d)[\s.-]?(\d{4})(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class Ran(NamedTuple):
    """What a peer made of some documents: the group of each, and the CPU seconds of it and its children."""

    groups: list[str]
    seconds: float


def plain(texts: Sequence[str], *, near: bool) -> list[int]:
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


def _near(texts: Sequence[str]) -> list[tuple[int, int]]:
    words = [re.findall(r"\w+", text.lower()) for text in texts]
    sets = [[" ".join(some) for some in zip(found, found[1:], found[2:], strict=False)] or [""] for found in words]
    matrix = np.array(RMinHash.digest_matrix_from_token_sets(sets, 128, 1).to_rows())
    bands = (((band, tuple(row)) for band, row in enumerate(line.reshape(32, 4).tolist())) for line in matrix)
    candidates = set(_shared(bands))
    return [(a, b) for a, b in candidates if words[a] and words[b] and np.mean(matrix[a] == matrix[b]) >= 0.5]


def infoshield(python: str, folder: Path, texts: Sequence[str]) -> Ran | None:
    """Group texts with InfoShield (github.com/mengchillee/InfoShield in `folder`); None if it does not finish.

    Every template is a group; a document in no template is alone. Raises CalledProcessError when it fails.
    """
    with tempfile.TemporaryDirectory() as scratch:
        table = Path(scratch) / "documents.csv"
        with table.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, lineterminator="\n")  # it takes a carriage return for a part of the last name
            rows.writerow(("id", "text"))
            rows.writerows((at, " ".join(text.split())) for at, text in enumerate(texts))
        script = str(folder.resolve() / "infoshield.py")
        done = _run([python, script, table.name, "id", "text"], scratch)
        if done is None:
            return None
        with (Path(scratch) / "template_table.csv").open(encoding="utf-8", newline="") as file:
            held = {int(row["ID"]): f"{row['LSH Label']}/{row['Template #']}" for row in csv.DictReader(file)}
    return Ran([held.get(at, f"alone {at}") for at in range(len(texts))], done[1])


def splink(python: str, records: Sequence[Mapping[str, str]]) -> Ran | None:
    """Group records with Splink (see splink_peer.py); None if it does not finish."""
    with tempfile.TemporaryDirectory() as scratch:
        table = Path(scratch) / "records.jsonl"
        lines = (json.dumps({"id": str(at), **record}) + "\n" for at, record in enumerate(records))
        table.write_text("".join(lines), encoding="utf-8")
        done = _run([python, str(Path(__file__).with_name("splink_peer.py")), table.name], scratch)
    if done is None:
        return None
    held: dict[str, str] = json.loads(done[0])
    return Ran([held[str(at)] for at in range(len(records))], done[1])


def _run(command: Sequence[str], folder: str) -> tuple[str, float] | None:
    """Run a peer in a folder; return what it printed and the CPU seconds it took, None if it was stopped."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return None
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.stdout, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
