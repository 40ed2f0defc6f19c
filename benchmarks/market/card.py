"""The model card of the declared weights, with what the market benchmark measured of them: docs/model-card.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from firstlight.assess import card, declared


def write(path: Path, about: str, results: Iterable[str], fair: Iterable[str]) -> None:
    """Write the card: what the code declares, then the tables of a run, `about` saying which."""
    path.write_text("\n".join(_lines(about, results, fair)) + "\n", encoding="utf-8")


def _lines(about: str, results: Iterable[str], fair: Iterable[str]) -> Iterator[str]:
    yield card.write(declared()).rstrip("\n")
    yield ""
    yield "## On simulated markets"
    yield ""
    yield f"{about} [The benchmark](benchmark.md) says what each row is. This page is written by"
    yield "`python -m benchmarks.market --held-out --card docs/model-card.md`."
    yield from results
    yield ""
    yield "## Who is flagged though nothing is wrong"
    yield ""
    yield "Innocent operators in the tiers urgent and high, simulated: compare the rows; the rates are the market's."
    yield from fair
