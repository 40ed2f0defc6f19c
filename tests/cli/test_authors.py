from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from tests.cli.conftest import Run, records

ROWS = [
    {"id": "a", "author": "fern", "site": "board.example", "text": "I live in Tulsa, OK. Mail ivy@example.org"},
    {"id": "b", "author": "fern", "site": "board.example", "text": "My son is 12 years old, I live in Boston, MA"},
    {"id": "c", "author": "gatemoss", "site": "talk.example", "text": "Mail ivy@example.org"},
]
FERN, MOSS = "fern@board.example", "gatemoss@talk.example"


@pytest.fixture(scope="module")
def forum(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("authors")
    rows = [{**row, "thread": "t", "posted_at": f"2026-01-0{at}T10:00:00Z"} for at, row in enumerate(ROWS, start=1)]
    (folder / "posts.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert run("sift", folder / "posts.jsonl", "-w", folder / "ws").exit_code == 0
    return folder / "ws"


def plain(result: Result) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = records(result)
    return found


def test_accounts_are_listed(run: Run, forum: Path) -> None:
    found = records(run("authors", "-w", forum, "--format", "jsonl"))
    assert [(one["name"], one["site"], one["postings"]) for one in found] == [
        ("fern", "board.example", 2),
        ("gatemoss", "talk.example", 1),
    ]
    assert "fern@board.example" in run("authors", "-w", forum).stdout
    assert "gatemoss" not in run("authors", "-w", forum, "--site", "board.example").stdout


def test_one_account_in_full(run: Run, forum: Path) -> None:
    said = run("authors", "-w", forum, "--why", FERN).stdout
    assert "linked" in said
    assert MOSS in said
    assert "Both give this e-mail address" in said
    (found,) = plain(run("authors", "-w", forum, "--why", FERN, "--format", "jsonl"))
    assert found["others"][0]["link"]["linked"] is True
    assert run("authors", "-w", forum, "--why", FERN, "--format", "csv").stdout.startswith("account,")


def test_two_accounts_side_by_side(run: Run, forum: Path) -> None:
    assert "linked" in run("authors", "-w", forum, "--why", FERN, "--with", MOSS).stdout
    (found,) = plain(run("authors", "-w", forum, "--why", FERN, "--with", MOSS, "--format", "jsonl"))
    assert found["likeness"]["verdict"] == "cannot tell"


def test_clues_of_an_account(run: Run, forum: Path) -> None:
    said = run("authors", "-w", forum, "--clues", FERN).stdout
    assert "contradiction: fern is at home in" in said
    found = records(run("authors", "-w", forum, "--clues", FERN, "--format", "jsonl"))
    assert ("age", "12") in [(clue["category"], clue["value"]) for clue in found]


def test_an_account_that_is_not_there(run: Run, forum: Path) -> None:
    done = run("authors", "-w", forum, "--why", "nobody@nowhere")
    assert done.exit_code == 2
    assert "no account 'nobody@nowhere' on this desk" in done.stderr
