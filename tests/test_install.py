"""`pip install .` in an empty environment gives a working `firstlight`, with its pages and data files."""

import json
import os
import subprocess
import urllib.request
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def firstlight(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the command, installed from a copy of the tree into an environment of its own."""
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(ROOT)]
    done = subprocess.run(install, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "env" / "bin" / "firstlight"


def _run(firstlight: Path, folder: Path, *arguments: str) -> str:
    environ = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV", "FIRSTLIGHT"))
    }
    done = subprocess.run(
        [str(firstlight), *arguments], cwd=folder, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_main_job_runs(firstlight: Path, tmp_path: Path) -> None:
    _run(firstlight, tmp_path, "simulate", "market", "market", "--ads", "300", "--seed", "3")
    _run(firstlight, tmp_path, "sift", "market/ads.jsonl")
    leads = _run(firstlight, tmp_path, "leads", "--top", "5", "--format", "jsonl")
    assert [json.loads(line)["rank"] for line in leads.splitlines()] == [1, 2, 3, 4, 5]
    _run(firstlight, tmp_path, "verify")


def test_the_pages_are_served_with_their_style(firstlight: Path, tmp_path: Path) -> None:
    (tmp_path / "ads.jsonl").write_text('{"id": "a", "text": "dinner company, 918-555-0142"}\n')
    _run(firstlight, tmp_path, "sift", "ads.jsonl")
    with subprocess.Popen(
        [str(firstlight), "serve", "--port", "0"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        try:
            assert server.stdout is not None
            url = next(word for line in server.stdout for word in line.split() if word.startswith("http://127.0.0.1:"))
            page = urllib.request.urlopen(url, timeout=20).read().decode()
            assert "Firstlight" in page
            style = next(part.split('"')[0] for part in page.split('href="') if ".css" in part.split('"')[0])
            assert b"{" in urllib.request.urlopen(url.rstrip("/") + style, timeout=20).read()
        finally:
            server.terminate()
