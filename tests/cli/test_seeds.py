"""`leads --seed`: a tip's number in any spelling, an open case by its number, and what cannot be read."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]

ADS = [
    {"id": "a1", "text": "Amber, 24, dinner company in Tulsa, call nine one eight 555 01four2"},
    {"id": "a2", "text": "Quiet evenings by the river, ask for Jade: 918 555 0142 or telegram @jade_evening77"},
    {"id": "a3", "text": "Massage by appointment, weekdays only, telegram @jade_evening77"},
    {"id": "a4", "text": "Piano lessons, write to keys@example.org"},
]


@pytest.fixture(scope="module")
def unit(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unit")
    (folder / "ads.jsonl").write_text("\n".join(map(json.dumps, ADS)), encoding="utf-8")
    with (folder / "cases.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [("id", "name", "identifiers"), ("case-7", "Simulated 7", "@jade_evening77 on telegram")]
        )
    done = run("sift", folder / "ads.jsonl", "--records", folder / "cases.csv", "-w", folder / "ws")
    assert done.exit_code == 0, done.output
    return folder / "ws"


SPELLINGS = ["918 555 0142", "(918) 555-0142", "nine one eight five five five 0142", "+19185550142"]


@pytest.mark.parametrize("seed", SPELLINGS)
def test_a_number_in_any_spelling(run: Run, unit: Path, seed: str) -> None:
    found = run("leads", "--seed", seed, "-w", unit, "--format", "jsonl")
    rows = [json.loads(line) for line in found.stdout.splitlines()]
    shown = {posting: (row["hops"], row["way"]) for row in rows for posting in row["postings"]}
    assert shown["a1"] == (0, "carries the phone +19185550142")
    assert shown["a3"][1].startswith("carries the phone +19185550142")
    assert "a4" not in shown


def test_a_case_by_its_number(run: Run, unit: Path) -> None:
    found = run("leads", "--seed", "case-7", "-w", unit)
    assert "carries the handle" in found.stdout
    assert "STEPS" in found.stdout
    assert max(map(len, found.stdout.splitlines())) <= 80


REFUSED = [
    (("--seed", "hello"), "neither an open case"),
    (("--seed", "918 555 0199"), "the phone +19185550199, which no group"),
    (("--seed", "918 555 0142", "--why", "1"), "stands alone"),
    (("--seed", "918 555 0142", "--tier", "high"), "stands alone"),
]


@pytest.mark.parametrize(("options", "cause"), REFUSED)
def test_what_cannot_be_looked_for_is_told(run: Run, unit: Path, options: tuple[str, ...], cause: str) -> None:
    found = run("leads", *options, "-w", unit)
    assert found.exit_code != 0
    assert cause in found.stderr
