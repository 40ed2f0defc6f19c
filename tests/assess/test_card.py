"""The card of the declared weights says what the code says, and the page in the docs is of its form."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.market import fairness, systems, tables
from benchmarks.market.card import write
from firstlight.assess import card, declared

PAGE = Path(__file__).parents[2] / "docs" / "model-card.md"


def test_the_card_names_every_sign_once_and_its_weight_or_that_it_has_none() -> None:
    said = card.write(declared()).splitlines()
    for name, weight in declared().weights.items():
        if weight.minor or weight.control:
            row = f"| {name} | {weight.grade} | {weight.minor:g} | {weight.control:g} | {weight.source} |"
            assert said.count(row) == 1
        else:
            assert sum(line.startswith(f"- {name} (") for line in said) == 1
    assert "- **Hard rules**, outside the score: AD-AGE-MINOR, GRP-MISSING." in said


def test_the_page_begins_with_the_card_as_the_code_writes_it_now() -> None:
    assert PAGE.read_text(encoding="utf-8").startswith(card.write(declared()).rstrip("\n"))


CATEGORIES = [
    "all | innocent operators", "region | Northeast", "region | Midwest", "region | South", "region | West",
    "language | English", "language | Spanish", "origin | stated", "origin | not stated", "style | independents",
    "style | touring independents", "style | agencies", "style | adults who market themselves as young",
    "style | adults who hide their number",
]  # fmt: skip


@pytest.mark.parametrize("row", CATEGORIES)
def test_the_page_counts_who_is_flagged_wrongly(row: str) -> None:
    (line,) = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith(f"| {row} |")]
    hits, total = (int(cell) for cell in line.split("|")[3:5])
    low, high = fairness.wilson(hits, total)
    assert line.endswith(f"| {hits / total:.3f} ({low:.3f} to {high:.3f}) |")


@pytest.mark.parametrize("name", [*systems.SYSTEMS, *systems.BOUNDS])
def test_the_page_has_a_row_for_every_system(name: str) -> None:
    assert f"\n| {name} | " in PAGE.read_text(encoding="utf-8")


def test_a_run_writes_the_page(tmp_path: Path) -> None:
    counts: fairness.Counts = fairness.Counts({("all", "innocent operators", True): 1})
    write(tmp_path / "card.md", "One market.", ["| system |"], tables.fair(counts))
    said = (tmp_path / "card.md").read_text(encoding="utf-8")
    assert said.startswith(card.write(declared()).rstrip("\n"))
    assert "One market. [The benchmark](benchmark.md)" in said
    assert said.endswith("| all | innocent operators | 1 | 1 | 1.000 (0.207 to 1.000) |\n")
