"""Exports from the shell."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, records

WHO = {"FIRSTLIGHT_WHO": "Det. Rivera"}


def test_a_lead_becomes_a_packet_with_its_manifest(run: Run, workspace: Path, tmp_path: Path) -> None:
    lead: dict[str, Any] = records(run("leads", "-w", workspace, "--top", 1, "--format", "jsonl"))[0]
    for full in (False, True):
        to = tmp_path / "packet.pdf"
        said = run("export", lead["lead"], "--to", to, "-w", workspace, *(["--full"] if full else []), environ=WHO)
        assert said.exit_code == 0, said.output
        digest = hashlib.sha256(to.read_bytes()).hexdigest()
        assert f"{'full' if full else 'redacted'}, SHA-256 {digest}" in said.stdout
        manifest = json.loads((tmp_path / "packet.manifest.json").read_text())
        assert manifest["files"][0] | {"bytes": 0} == {"name": "packet.pdf", "bytes": 0, "sha256": digest}
        assert (manifest["redacted"], len(manifest["ads"])) == (not full, len(lead["postings"]))
    looks: list[dict[str, Any]] = records(run("log", "-w", workspace, "--about", lead["group"], "--format", "jsonl"))
    assert [look["act"] for look in looks][-2:] == ["export", "export"]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("G-none", "--to", "x.pdf"), 2, "no group"),
        (("1", "--to", "x.docx"), 2, "end it in one of .pdf, .ftm.json"),
        (("C-9", "--to", "x.kml"), 2, "there is no case"),
    ],
)
def test_what_cannot_leave_is_said(run: Run, workspace: Path, arguments: tuple[str, ...], code: int, says: str) -> None:
    result = run("export", *arguments, "-w", workspace, environ=WHO)
    assert (result.exit_code, says in result.stderr) == (code, True), result.stderr
    assert not Path("x.pdf").exists()


def test_a_folder_that_is_not_there_is_said(run: Run, workspace: Path) -> None:
    lead: dict[str, Any] = records(run("leads", "-w", workspace, "--top", 1, "--format", "jsonl"))[0]
    result = run("export", lead["group"], "--to", "none/x.json", "-w", workspace, environ=WHO)
    assert (result.exit_code, "no such folder" in result.stderr) == (3, True)
