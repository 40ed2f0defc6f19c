"""Groups and pairs of postings, explained on the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from firstlight.cli.belonging import WAY_COLUMNS
from firstlight.web.formats import PAIR_COLUMNS
from tests.cli.conftest import Run, records

HOSTILE = "\u202e<b>=1+1\x1b[31m"


@pytest.fixture(scope="module")
def wide(run: Run, workspace: Path) -> dict[str, Any]:
    found: list[dict[str, Any]] = records(run("groups", "-w", workspace, "--format", "jsonl"))
    return max(found, key=lambda group: len(group["postings"]))


def test_a_group_is_explained_as_text(run: Run, workspace: Path, wide: dict[str, Any]) -> None:
    told = run("groups", "--why", wide["group"], "-w", workspace).stdout
    assert f"the way of each ad to the first, {wide['postings'][0]}" in told
    assert "one wording in" in told
    assert "[phone: " in told
    assert max(map(len, told.splitlines())) <= 80


def test_a_group_is_explained_as_one_object(run: Run, workspace: Path, wide: dict[str, Any]) -> None:
    (told,) = records(run("groups", "--why", wide["group"], "-w", workspace, "--format", "jsonl"))
    assert set(told) == {"group", "anchor", "ways", "templates", "identifiers", "personas", "stays", "refused"}
    assert [way["posting"] for way in told["ways"]] == wide["postings"]  # type: ignore[attr-defined]


def test_a_group_is_explained_as_a_row_for_each_ad(run: Run, workspace: Path, wide: dict[str, Any]) -> None:
    told = run("groups", "--why", wide["group"], "-w", workspace, "--format", "csv").stdout
    header, *rows = list(csv.reader(io.StringIO(told)))
    assert tuple(header) == WAY_COLUMNS
    assert [row[1] for row in rows] == wide["postings"]
    assert all(row[5] for row in rows)  # every one of them has a tie


def test_two_postings_are_explained_in_every_form(run: Run, workspace: Path, wide: dict[str, Any]) -> None:
    first, last = wide["postings"][0], wide["postings"][-1]
    (told,) = records(run("why", first, last, "-w", workspace, "--format", "jsonl"))
    assert told["linked"] is True
    assert told["groups"] == [wide["group"], wide["group"]]
    table = run("why", first, last, "-w", workspace, "--format", "csv").stdout
    header, *rows = list(csv.reader(io.StringIO(table)))
    assert tuple(header) == PAIR_COLUMNS
    assert sum(row[0] == "chain" for row in rows) == len(told["chain"])  # type: ignore[arg-type]
    assert sum(row[0] == "finding" for row in rows) == len(told["findings"])  # type: ignore[arg-type]


def test_why_two_are_refused(run: Run, tmp_path: Path) -> None:
    text = "Quiet dinner company for travellers who like old films, jazz and a slow walk along the river after dessert."
    rows = [{"id": HOSTILE, "text": f"{text} Call 918-555-0142"}, {"id": "b", "text": f"{text} Call 918-555-0143"}]
    (tmp_path / "ads.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert run("sift", "ads.jsonl", "-w", "ws").exit_code == 0
    told = run("why", HOSTILE, "b", "-w", "ws").stdout
    assert "are not linked" in told
    assert "the contacts differ: it may be stolen" in " ".join(told.split())
    assert "[supported]" in told
    assert not {"\x1b", "\u202e"} & set(told)


@pytest.mark.parametrize("arguments", [["groups", "--why", "G-NOBODY"], ["why", "nobody", "nobody"]])
@pytest.mark.parametrize("form", ["table", "jsonl", "csv"])
def test_what_is_not_there_is_named(run: Run, workspace: Path, arguments: list[str], form: str) -> None:
    result = run(*arguments, "-w", workspace, "--format", form)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"no {'group' if 'groups' in arguments else 'posting'} '{arguments[-1]}' on this desk" in result.stderr
