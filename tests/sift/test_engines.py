"""The whole sift on Daft native and on Ray gives exactly the same; each in a process of its own, as engines want."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from firstlight.settings import Engine, Settings
from tests.sift.snapshots import snapshot

SIFT = """
import os, pathlib, sys
from firstlight.settings import Settings
from firstlight.sift import assessing, sift

source, workspace, engine = sys.argv[1:]
assessing.ASSESS_POSTINGS = 40  # enough batches for workers
sift([source], Settings(workspace=pathlib.Path(workspace), engine=engine, workers=2, part_rows=70))
assert "daft" in sys.modules
"""


def _sifted(ads: Path, workspace: Path, engine: Engine) -> dict[str, Any]:
    command = [sys.executable, "-c", SIFT, str(ads / "ads.jsonl"), str(workspace), engine]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return snapshot(Settings(workspace=workspace))


def test_both_engines_give_exactly_the_same(ads: Path, tmp_path: Path) -> None:
    native = _sifted(ads, tmp_path / "native", "native")
    assert len(native["sketches"]) == 6
    assert _sifted(ads, tmp_path / "ray", "ray") == native
