"""Markets written out for another system, and its answer read back; docs/benchmark.md has the formats."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.market.measures import Queue, Review
from benchmarks.market.protocol import RATES, Truth
from firstlight.errors import BadRow, InputError, Where
from firstlight.simulate import Rates, market


def export(folder: Path, seeds: Sequence[int], ads: int, rates: Rates = RATES) -> None:
    """Write each market into `folder`/market-SEED: ads.jsonl, records.csv, truth.jsonl, README.md."""
    for seed in seeds:
        market(folder / f"market-{seed}", ads=ads, seed=seed, rates=rates)


@dataclass(frozen=True)
class Answer:
    """Another system's queues, by seed."""

    reviews: dict[int, list[tuple[float, Review]]]

    def queue(self, seed: int, truth: Truth) -> Queue:
        """Return its queue of one market; raise InputError where it names a posting that the market does not hold."""
        found = [review for _, review in sorted(self.reviews.get(seed, []), key=lambda pair: pair[0])]
        for review in found:
            for posting in review.postings:
                if posting not in truth:
                    raise InputError(f"the answer for market {seed} names {posting!r}, which that market does not hold")
        return found


def answer(path: Path) -> Answer:
    """Read leads.jsonl; raise BadRow with the line of a row that is none, InputError for a file that cannot be read."""
    reviews: dict[int, list[tuple[float, Review]]] = defaultdict(list)
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                seed, rank, review = _review(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                raise BadRow(
                    Where(str(path), number, ""), f"is no lead: {type(error).__name__} {error}", line
                ) from error
            reviews[seed].append((rank, review))
    return Answer(dict(reviews))


def _review(row: dict[str, Any]) -> tuple[int, float, Review]:
    postings = row["postings"]
    if not (isinstance(postings, list) and postings and all(isinstance(name, str) for name in postings)):
        raise ValueError("postings must be a list of posting ids, at least one")
    said = row.get("possible_minor")
    value = said["value"] if isinstance(said, dict) else said
    minor = None if value is None else float(value)
    if minor is not None and not 0 <= minor <= 1:
        raise ValueError("possible_minor must lie within 0 and 1")
    return int(row["market"]), float(row["rank"]), Review(tuple(postings), minor, bool(row.get("alert", False)))
