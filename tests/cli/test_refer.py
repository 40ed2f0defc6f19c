"""`refer`: the number first where it is urgent, whole lines, nothing a terminal would obey."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, records


@pytest.fixture(scope="module")
def urgent(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one ad in which an age under 18 is stated."""
    folder = tmp_path_factory.mktemp("urgent")
    text = "Dinner company, I am 17 years old, call 918-555-0142\u202e\x1b[31m"
    ad = {"id": "ad-1", "text": text, "location": "Tulsa, OK", "url": "https://board.example/1"}
    (folder / "ads.jsonl").write_text(json.dumps(ad))
    assert run("sift", folder / "ads.jsonl", "-w", folder / "ws").exit_code == 0
    return folder / "ws"


def test_an_urgent_lead_shows_the_number_first(run: Run, urgent: Path) -> None:
    leads = records(run("leads", "-w", urgent, "--format", "jsonl", "--top", 1))
    assert leads[0]["tier"] == "urgent"
    said = run("refer", "1", "-w", urgent)
    assert said.exit_code == 0
    assert "UNDER 18 STATED: CALL NOW 1-800-843-5678" in said.stdout.splitlines()[1]
    assert f"Whom to tell of {leads[0]['lead']}" in said.stdout
    assert "The sheet" in said.stdout
    assert "“17" in said.stdout
    assert "\x1b" not in said.stdout
    assert max(map(len, said.stdout.splitlines())) <= 80
    for name in (leads[0]["lead"], leads[0]["group"]):
        assert run("refer", name, "-w", urgent).stdout == said.stdout


def test_an_agency_s_own_body_is_named(run: Run, urgent: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "bodies: [{id: us-ncmec, name: Our desk, country: US, for: [minor, missing], when: [now],"
        " ways: [{by: phone, at: 555-0142}], needs: [x], note: '', source: us, checked: 2026-11-01}]"
    )
    said = run("refer", "1", "-w", urgent, environ={"FIRSTLIGHT_DIRECTORY": str(own)}).stdout
    assert "CALL NOW 555-0142" in said


def test_what_is_not_there_is_said(run: Run, workspace: Path) -> None:
    for name, says in (("0", "no rank 0"), ("999999", "no rank 999999"), ("L-none", "L-none")):
        result = run("refer", name, "-w", workspace)
        assert result.exit_code == 2
        assert says in result.stderr
