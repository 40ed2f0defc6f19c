"""The floors that extraction may not fall through, and the corpus that they are pinned to.

tests/extract/test_quality.py measures a small draw of the held-out half and of the challenge against them. Whoever
changes a table changes the digest: measure again, look at the floors again, and write the new digest down here.

python -m benchmarks.extraction.floors      prints the digest and what was measured beside each floor
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from benchmarks.extraction import challenge, kinds, phones
from benchmarks.extraction.decoys import decoy
from benchmarks.extraction.families import FAMILIES, Sample, samples
from benchmarks.extraction.measure import Tally, table

DIGEST = "6959a0e2c7ad1e48afcd1a6f960f811b53c701ef79d2bb76205952dd4a57330e"
"""SHA-256 over every text that is measured here, with what it holds, in order."""

PER_FAMILY, DECOYS, PER_KIND = 100, 1_000, 120

PHONES = (0.97, 0.985)
"""Least recall and precision of phones over all families."""
FAMILY = 0.90
"""Least recall of any family ..."""
WEAK_FAMILIES = {"turned or shuffled": 0.70}
"""... but of these, which are known to be weaker (docs/extraction.md)."""
FALSE_PER_1000 = 3.0
"""Most false numbers in a thousand texts without one."""
AGES = (0.93, 0.97)
OTHERS = (0.90, 0.95)
"""Least recall and precision of ages, and of every other kind on its own table."""
CHALLENGE = {"phone": (0.90, 0.95)}
CHALLENGE_KINDS = (0.80, 0.85)
"""Least recall and precision on the texts written without sight of the rules: few a kind, so lower floors."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured: a name, recall and precision with the floors of both."""

    name: str
    recall: float
    precision: float
    least_recall: float
    least_precision: float

    @property
    def stands(self) -> bool:
        """Tell whether neither floor is broken."""
        return self.recall >= self.least_recall and self.precision >= self.least_precision


def _hidden() -> Iterator[Sample]:
    for family in FAMILIES:
        yield from samples(family, "held-out", PER_FAMILY, seed=3)


def _without() -> list[Sample]:
    dice = random.Random("floors")
    return [Sample("decoy", decoy(dice, "held-out"), frozenset()) for _ in range(DECOYS)]


def digest() -> str:
    """Return the digest of the corpus."""
    told = hashlib.sha256()
    for sample in (*_hidden(), *_without()):
        told.update(repr((sample.family, sample.title, sample.text, sample.site, sorted(sample.values))).encode())
    for kind in kinds.MAKERS:
        for text, values in kinds.drawn(kind, "held-out", PER_KIND, PER_KIND):
            told.update(repr((kind, text, sorted(values))).encode())
    for item in challenge.items():
        told.update(repr((item.id, item.kind, item.title, item.text, item.region, sorted(item.values))).encode())
    return told.hexdigest()


@cache
def families() -> tuple[Measured, ...]:
    """Measure phones: every family, and all of them with the texts without a number."""
    hidden, without = list(_hidden()), _without()
    total, by_family = Tally(), {family: Tally() for family in FAMILIES}
    for sample, found in zip(hidden, phones.firstlight(hidden), strict=True):
        by_family[sample.family].add(set(sample.values), found)
    for tally in by_family.values():
        total += tally
    false = sum(map(len, phones.firstlight(without)))
    total += Tally(false=false)
    least = ((name, tally, WEAK_FAMILIES.get(name, FAMILY)) for name, tally in by_family.items())
    rows = [Measured(name, tally.recall, tally.precision, recall, 0.0) for name, tally, recall in least]
    share = 1 - 1000 * false / DECOYS / 1000
    return (
        *rows,
        Measured("all phones", total.recall, total.precision, *PHONES),
        Measured("texts without a number", share, share, 1 - FALSE_PER_1000 / 1000, 1 - FALSE_PER_1000 / 1000),
    )


@cache
def by_kind() -> tuple[tuple[Measured, int], ...]:
    """Measure every other kind; with each the number of wrong spans."""
    rows = []
    for kind in kinds.MAKERS:
        tally, _, wrong = kinds.measured(kind, "held-out", PER_KIND, PER_KIND, show=False)
        rows.append((Measured(kind, tally.recall, tally.precision, *(AGES if kind == "age" else OTHERS)), wrong))
    return tuple(rows)


@cache
def challenged() -> tuple[Measured, ...]:
    """Measure the challenge."""
    counted = challenge.tallies(challenge.answers(challenge.items()))
    return tuple(
        Measured(f"challenge, {kind}", tally.recall, tally.precision, *CHALLENGE.get(kind, CHALLENGE_KINDS))
        for kind, (tally, _) in counted.items()
    )


if __name__ == "__main__":
    print(digest(), "as pinned" if digest() == DIGEST else "NOT as pinned")
    everything = (*families(), *(row for row, _ in by_kind()), *challenged())
    head = ("measured", "recall", "floor", "precision", "floor", "stands")
    body = [
        (one.name, f"{one.recall:.3f}", f"{one.least_recall:.3f}", f"{one.precision:.3f}", f"{one.least_precision:.3f}",
         "yes" if one.stands else "NO")
        for one in everything
    ]  # fmt: skip
    print(table(head, body))
