"""Watches from the shell, and what a sift tells of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.alert.servers import mail_server
from tests.cli.conftest import Run, records

WHO = {"FIRSTLIGHT_WHO": "Det. Rivera"}


def sifted(run: Run, folder: Path, number: int, text: str, environ: dict[str, str]) -> str:
    path = folder / f"{number}.jsonl"
    path.write_text(json.dumps({"id": f"ad-{number}", "text": text}) + "\n")
    result = run("sift", path, "-w", folder / "ws", environ=environ)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_sift_tells_of_what_watches_found(run: Run, tmp_path: Path) -> None:
    with mail_server() as inbox:
        environ = WHO | {"FIRSTLIGHT_SMTP": f"127.0.0.1:{inbox.port}", "FIRSTLIGHT_SMTP_FROM": "desk@unit.example"}
        assert "alerts" not in sifted(run, tmp_path, 1, "dinner company 918-555-0142", environ)
        made = run("watch", "add", "(918) 555 0142", "--email", "unit@police.example", "-w", tmp_path / "ws",
                   environ=environ)  # fmt: skip
        assert made.stdout == "watch 1: identifier (918) 555 0142\n"
        assert "alerts    1 new ad for watches" in sifted(run, tmp_path, 2, "company, 918-555-0142", environ)
        assert len(inbox.letters) == 1
        assert run("watch", "send", "-w", tmp_path / "ws", environ=environ).stdout == "0 told\n"
        found = records(run("watch", "alerts", "-w", tmp_path / "ws", "--format", "jsonl"))
        assert [alert["posting"] for alert in found] == ["ad-2"]
        assert "918" in run("watch", "list", "-w", tmp_path / "ws").stdout
        assert "taken away" in run("watch", "remove", 1, "-w", tmp_path / "ws", environ=environ).stdout
        assert "alerts" not in sifted(run, tmp_path, 3, "again 918-555-0142", environ)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("add", "(tulsa"), "never closed"),
        (("add", "x", "--quiet", "late"), "quiet hours"),
        (("remove", "9"), "no watch 9"),
    ],
)
def test_what_cannot_be_is_said(run: Run, workspace: Path, arguments: tuple[str, ...], says: str) -> None:
    result = run("watch", *arguments, "-w", workspace, environ=WHO)
    assert (result.exit_code, says in result.stderr) == (2, True), result.stderr
