"""Cases and the log of looks from the shell."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, records

WHO = {"FIRSTLIGHT_WHO": "Det. Rivera", "FIRSTLIGHT_PURPOSE": "order 17"}


@pytest.fixture
def own(workspace: Path, tmp_path: Path) -> Path:
    """A workspace of this test's own."""
    return Path(shutil.copytree(workspace, tmp_path / "own"))


def test_a_case_from_its_first_word_to_its_last(run: Run, own: Path, tmp_path: Path) -> None:
    def said(*arguments: object) -> str:
        result = run("cases", *arguments, "-w", own, environ=WHO)
        assert result.exit_code == 0, result.output
        return result.stdout

    lead: dict[str, Any] = records(run("leads", "-w", own, "--top", 1, "--format", "jsonl"))[0]
    paper = tmp_path / "statement.txt"
    paper.write_text("a statement")
    assert said("new", "Two \x1b names") == "C-1 is open: Two <U+001B> names\n"
    assert said("add", "C-1", lead["lead"], "--why", "17 stated") == f"C-1: add group {lead['group']} (step 2)\n"
    assert said("add", "C-1", lead["postings"][0], "--kind", "posting").startswith("C-1: add posting")
    said("add", "C-1", "MC-17", "--kind", "record")
    assert said("add", "C-1", paper, "--kind", "file") == "C-1: add file statement.txt (step 5)\n"
    assert said("task", "C-1", "ask the board") == "C-1: task (step 6)\n"
    said("done", "C-1", 6)
    said("note", "C-1", "called the school")
    said("remove", "C-1", "MC-17", "--kind", "record")
    shown = said("show", "C-1")
    assert "done     6  ask the board" in shown
    assert "Det. Rivera: note called the school" in shown
    said("close", "C-1", "--why", "told the center")
    assert said("list") == ""
    said("reopen", "C-1")
    found = json.loads(said("list", "--format", "jsonl"))
    assert (found["groups"], found["records"], found["files"]) == ([lead["group"]], [], ["statement.txt"])
    assert json.loads(said("show", "C-1", "--format", "jsonl"))["log"][-1]["act"] == "reopen"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("show", "C-9"), 2, "there is no case 'C-9'"),
        (("new", " "), 2, "needs a title"),
        (("note", "C-9", "x"), 2, "there is no case"),
        (("add", "C-9", "no-such-file", "--kind", "file"), 2, "no-such-file: No such file"),
    ],
)
def test_what_cannot_be_is_said(run: Run, own: Path, arguments: tuple[str, ...], code: int, says: str) -> None:
    result = run("cases", *arguments, "-w", own, environ=WHO)
    assert (result.exit_code, says in result.stderr) == (code, True), result.stderr


def test_nobody_works_on_a_case_without_a_name(run: Run, own: Path) -> None:
    result = run("cases", "new", "x", "-w", own, environ={"FIRSTLIGHT_WHO": ""})
    assert (result.exit_code, "set FIRSTLIGHT_WHO" in result.stderr) == (2, True)


def test_every_command_that_shows_people_is_noted(run: Run, own: Path) -> None:
    lead: dict[str, Any] = records(run("leads", "-w", own, "--top", 1, "--format", "jsonl", environ=WHO))[0]
    ads = lead["postings"]
    start = records(run("log", "-w", own, "--top", 1, "--format", "jsonl"))[0]["entry"]
    shown = [
        ("leads", "--why", 1),
        ("groups", "--top", 1),
        ("groups", "--why", lead["group"]),
        ("worklist",),
        ("search", "dinner"),
        ("why", ads[0], ads[-1]),
        ("refer", "1"),
        ("cases", "list"),
        ("log",),
    ]
    for command in shown:
        assert run(*command, "-w", own, environ=WHO).exit_code == 0, command
    looks: list[dict[str, Any]] = records(run("log", "-w", own, "--format", "jsonl", "--top", 10, environ=WHO))
    assert [look["act"] for look in looks] == [
        "view", "list", "view", "list", "search", "view", "view", "list", "list", "list",
    ]  # fmt: skip
    assert {(look["who"], look["why"]) for look in looks} == {("Det. Rivera", "order 17")}
    assert [look["said"] for look in looks if look["act"] == "search"] == ["dinner"]
    about: list[dict[str, Any]] = records(run("log", "-w", own, "--about", lead["group"], "--format", "jsonl"))
    assert [look["said"] for look in about if int(look["entry"]) > int(str(start))] == ["", "", "whom to tell"]
    assert run("log", "-w", own).exit_code == 0


def test_verify_checks_the_log_too(run: Run, own: Path) -> None:
    run("leads", "-w", own)
    whole = run("verify", "-w", own)
    assert whole.exit_code == 0
    assert "log of looks" in whole.stdout
    with sqlite3.connect(own / "desk.sqlite") as desk:
        desk.execute("DROP TRIGGER audit_no_update")
        desk.execute("UPDATE audit SET who = 'nobody' WHERE entry = 1")
    desk.close()
    broken = run("verify", "-w", own)
    assert broken.exit_code == 6
    assert "entry 1 was changed" in broken.stdout
    (own / "desk.sqlite").unlink()
    assert "log of looks" not in run("verify", "-w", own).stdout
