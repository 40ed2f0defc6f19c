"""Killed at any moment, a sift goes on where it stood and ends as if nothing had happened."""

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from firstlight.settings import Settings
from firstlight.sift import sift
from firstlight.workspace import Manifest
from tests.sift.snapshots import snapshot

KILLED = """
import os, pathlib, signal, sys
from firstlight.desk import Desk
from firstlight.settings import Settings
from firstlight.sift import sift
from firstlight.workspace import atomic

source, workspace, where, after = sys.argv[1:]
left = int(after)

def count(event):
    global left
    if event == where:
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

whole = atomic.flush
def flush(path):
    whole(path)
    count("write")

atomic.flush = flush

load = Desk.load
def loaded(*part):
    load(*part)
    count("load")

Desk.load = loaded
settings = Settings(workspace=pathlib.Path(workspace), workers=1, part_rows=70)
sift([source], settings, progress=lambda stage, done, total: count(stage))
"""


@pytest.fixture(scope="module")
def calm(ads: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what a sift leaves that nobody disturbed."""
    settings = Settings(workspace=tmp_path_factory.mktemp("calm") / "unit", workers=1, part_rows=70)
    sift([str(ads / "ads.jsonl")], settings)
    return snapshot(settings)


@pytest.mark.parametrize(
    ("where", "after"),
    [
        *(("read", n) for n in (0, 3)),
        *(("extract", n) for n in (0, 2)),
        *(("load", n) for n in (0, 4)),
        ("link", 0),
        ("assess", 0),
        *(("write", n) for n in range(1, 45, 6)),
    ],
)
def test_killed_and_run_again_ends_the_same(
    ads: Path, calm: dict[str, Any], tmp_path: Path, where: str, after: int
) -> None:
    source = str(ads / "ads.jsonl")
    settings = Settings(workspace=tmp_path / "killed", workers=1, part_rows=70)
    command = [sys.executable, "-c", KILLED, source, str(settings.workspace), where, str(after)]
    killed = subprocess.run(command, capture_output=True, text=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    sift([source], settings)
    assert snapshot(settings) == calm
    manifest = Manifest(settings.workspace / "evidence" / "manifest.jsonl")
    assert all(finding.holds for finding in manifest.verify(settings.workspace))
