"""A small simulated market, sifted once, and a way to run commands in this process."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from firstlight.cli.app import app

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each test in a folder of its own, with no settings from outside, at 80 columns."""
    for name in (
        "WORKSPACE",
        "DESK",
        "ENGINE",
        "WORKERS",
        "REGIONS",
        "LEXICONS",
        "RECORDS",
        "PART_ROWS",
        "WHO",
        "PURPOSE",
        "DIRECTORY",
    ):
        monkeypatch.delenv(f"FIRSTLIGHT_{name}", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def run() -> Run:
    """Run a command; stdout and stderr are kept apart."""

    def call(*arguments: object, stdin: str | bytes | None = None, environ: Mapping[str, str] | None = None) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin, env=environ)

    return call


@pytest.fixture(scope="session")
def market(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("market")
    assert run("simulate", "market", folder, "--ads", 400, "--seed", 5).exit_code == 0
    return folder


@pytest.fixture(scope="session")
def workspace(run: Run, market: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unit") / "ws"
    result = run("sift", market / "ads.jsonl", "-w", folder, "--records", market / "records.csv")
    assert result.exit_code == 0, result.output
    return folder


def records(result: Result) -> list[dict[str, object]]:
    """Read the JSON lines that a command wrote."""
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]
