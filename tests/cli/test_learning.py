"""`worklist`, `decide`, `undo` and `model`, as they are typed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run, records


@pytest.fixture
def own(workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the unit's folder, and a name to decide under."""
    shutil.copytree(workspace, tmp_path / "own")
    monkeypatch.setenv("FIRSTLIGHT_WHO", "officer 1")
    return tmp_path / "own"


def test_a_decision_leaves_the_list_and_comes_back_when_it_is_undone(run: Run, own: Path) -> None:
    first = records(run("worklist", "-w", own, "--format", "jsonl"))[0]
    assert first["share"] == "risk"
    assert first["here"] == "rank 1 of the queue"
    result = run("decide", first["lead"], "minor", "--why", "school named", "-w", own)
    assert "minor by officer 1, from the risk share (decision 1)" in result.stdout
    assert first not in records(run("worklist", "-w", own, "--format", "jsonl", "--top", 500))
    assert run("undo", 1, "-w", own).exit_code == 0
    assert first in records(run("worklist", "-w", own, "--format", "jsonl"))


def test_the_list_fits_a_terminal(run: Run, own: Path) -> None:
    lines = run("worklist", "-w", own, "--day", "2026-03-14").stdout.splitlines()
    assert lines[0].split() == ["SHARE", "RANK", "TIER", "SCORE", "ADS", "GROUP", "PLACE"]
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        (("decide", "L-NOWHERE", "minor"), "no lead or group"),
        (("undo", "9"), "no decision 9"),
        (("model", "train"), "no decisions to learn from"),
        (("model", "roll-back", "--to", "4"), "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_told(run: Run, own: Path, arguments: tuple[str, ...], cause: str) -> None:
    result = run(*arguments, "-w", own)
    assert result.exit_code in (2, 3)
    assert cause in result.stderr


def test_a_label_that_there_is_not_is_told(run: Run, own: Path) -> None:
    lead = records(run("leads", "-w", own, "--format", "jsonl", "--top", 1))[0]["lead"]
    result = run("decide", lead, "guilty", "-w", own)
    assert (result.exit_code, "is no label" in result.stderr) == (2, True)


def test_status_says_what_there_is(run: Run, own: Path) -> None:
    lead = records(run("leads", "-w", own, "--format", "jsonl", "--top", 1))[0]["lead"]
    run("decide", lead, "minor", "-w", own)
    said = run("model", "status", "-w", own).stdout
    assert "in use        none" in said
    assert "labels        1 minor" in said
    assert "account       officer 1: 1 labels, 0 contradicted, each counts 1.00" in said


def test_rolling_back_from_nothing_leaves_the_weights_as_declared(run: Run, own: Path) -> None:
    result = run("model", "roll-back", "-w", own)
    assert (result.exit_code, "as declared" in result.stdout) == (0, True)


def test_the_card_of_what_is_in_use(run: Run, own: Path) -> None:
    said = run("model", "card", "-w", own)
    assert said.exit_code == 0
    assert said.stdout.startswith("# Model card: the weights as declared")
    assert "| AD-YOUTH-LANG | A | 5 | 2 |" in said.stdout
