"""A full disk, another process, another version, files deleted by hand: a clear error, and then all goes on."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from firstlight.errors import WorkspaceError
from firstlight.settings import Settings
from firstlight.sift import sift
from firstlight.workspace import Workspace
from firstlight.workspace.atomic import TEMPORARY
from tests.sift.snapshots import snapshot

FULL = """
import os, pathlib, shutil, sys
from firstlight.cli import main

disk, source = pathlib.Path(sys.argv[1]), sys.argv[2]
os.environ |= {"FIRSTLIGHT_WORKERS": "1", "FIRSTLIGHT_PART_ROWS": "70"}
sys.argv = ["firstlight", "sift", source, "-w", str(disk / "unit")]

def sifted():
    try:
        main()
    except SystemExit as end:
        return end.code

for kilobytes in map(int, os.environ["ROOM"].split()):
    shutil.rmtree(disk / "unit", ignore_errors=True)
    state = os.statvfs(disk)
    (disk / "ballast").write_bytes(bytes(state.f_bavail * state.f_frsize - kilobytes * 1024))
    print("full", kilobytes, sifted(), len(list(disk.rglob(".writing-*"))), flush=True)
    (disk / "ballast").unlink()
    print("freed", kilobytes, sifted(), flush=True)
shutil.copytree(disk / "unit", os.environ["KEPT"])
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(workspace=tmp_path / "unit", workers=1, part_rows=70)


@pytest.fixture(scope="module")
def calm(ads: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what a sift leaves that nothing disturbed."""
    settings = Settings(workspace=tmp_path_factory.mktemp("calm") / "unit", workers=1, part_rows=70)
    sift([str(ads / "ads.jsonl")], settings)
    return snapshot(settings)


def holds(settings: Settings) -> bool:
    workspace = Workspace.open(settings.workspace, create=False)
    return all(finding.holds for finding in workspace.manifest.verify(workspace.folder))


def test_a_full_disk_is_told_and_the_same_command_goes_on_when_there_is_room(
    ads: Path, calm: dict[str, Any], tmp_path: Path
) -> None:
    disk, kept = tmp_path / "disk", tmp_path / "kept"
    disk.mkdir()
    room = (0, 24, 200, 350, 600, 1500)  # KB: the marker; the desk; parts; what is derived from them; the desk's rows
    mounted = 'mount -t tmpfs -o size=8m tmpfs "$1" && exec "$3" -c "$4" "$1" "$2"'
    done = subprocess.run(
        [
            "unshare",
            "-m" if os.geteuid() == 0 else "-rm",
            "sh",
            "-c",
            mounted,
            "sh",
            disk,
            ads / "ads.jsonl",
            sys.executable,
            FULL,
        ],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"ROOM": " ".join(map(str, room)), "KEPT": str(kept)},
    )
    told = [line.split() for line in done.stdout.splitlines() if line.startswith(("full", "freed"))]
    expected = [
        line for kilobytes in map(str, room) for line in (["full", kilobytes, "3", "0"], ["freed", kilobytes, "0"])
    ]
    assert told == expected, done.stderr
    errors = [line for line in done.stderr.splitlines() if line.startswith("firstlight:")]
    assert len(errors) == len(room)
    assert all("disk" in error and "is full" in error for error in errors), errors
    settings = Settings(workspace=kept)
    assert snapshot(settings) == calm
    assert holds(settings)


def _newer_format(folder: Path) -> None:
    (folder / "format.json").write_text(json.dumps({"format": 99}))


def _newer_desk(folder: Path) -> None:
    with sqlite3.connect(folder / "desk.sqlite") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()


def _lost_part(number: int) -> Callable[[Path], None]:
    return lambda folder: sorted((folder / "lake" / "postings").iterdir())[number].unlink()


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (_newer_format, "newer Firstlight"),
        (_newer_desk, "newer Firstlight"),
        (_lost_part(0), r"part-00000000-\d+.parquet is missing.*firstlight verify"),
        (_lost_part(-1), r"part-00000005-\d+.parquet is missing.*firstlight verify"),
        (lambda folder: (folder / "desk.sqlite").write_bytes(b"no desk" * 1000), "no desk, or it is damaged"),
        (lambda folder: (folder / "evidence" / "manifest.jsonl").write_text("{}\n"), "manifest.jsonl:1 is damaged"),
        (lambda folder: (folder / "evidence" / "manifest.jsonl").unlink(), "does not speak of .*part-00000000-"),
    ],
)
def test_what_cannot_be_mended_here_is_refused_and_left_alone(
    ads: Path, calm: dict[str, Any], settings: Settings, tmp_path: Path, harm: Callable[[Path], Any], message: str
) -> None:
    sift([str(ads / "ads.jsonl")], settings)
    copy = tmp_path / "copy"
    shutil.copytree(settings.workspace, copy)
    harm(settings.workspace)
    source = tmp_path / "next.jsonl"
    source.write_text('{"id": "next", "text": "Dinner company, call (918) 555-0199"}\n')
    with pytest.raises(WorkspaceError, match=message):
        sift([str(source)], settings)
    shutil.rmtree(settings.workspace)
    copy.rename(settings.workspace)
    sift([str(ads / "ads.jsonl")], settings)
    assert snapshot(settings) == calm


@pytest.mark.parametrize(
    "lost",
    [
        "index",
        "index/seen",
        "index/keys",
        "index/seen/run-00000000-*",
        "index/keys/run-00000000-*",
        "lake/mentions",
        "lake/sketches/part-00000000-*",
    ],
)
def test_what_is_derived_is_made_again(ads: Path, settings: Settings, tmp_path: Path, lost: str) -> None:
    lines = (ads / "ads.jsonl").read_text("utf-8").splitlines(keepends=True)
    first, all_of_it, other = tmp_path / "first.jsonl", tmp_path / "all.jsonl", tmp_path / "other"
    first.write_text("".join(lines[:300]), "utf-8")
    all_of_it.write_text("".join(lines), "utf-8")
    undisturbed = settings.with_options(workspace=other)
    for chosen in (settings, undisturbed):
        sift([str(first)], chosen)
        if chosen is settings:
            for path in settings.workspace.glob(lost):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        assert sift([str(all_of_it)], chosen).repeated == 300
    assert snapshot(settings) == snapshot(undisturbed)
    assert holds(settings)


def test_two_sifts_at_once(ads: Path, calm: dict[str, Any], settings: Settings) -> None:
    command = [
        sys.executable,
        "-c",
        "from firstlight.cli import main; main()",
        "sift",
        str(ads / "ads.jsonl"),
        "-w",
        str(settings.workspace),
    ]
    environment = os.environ | {"FIRSTLIGHT_WORKERS": "1", "FIRSTLIGHT_PART_ROWS": "70"}
    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        for _ in range(2)
    ]
    ends = [(process, *process.communicate()) for process in both]
    for process, _, stderr in ends:
        assert process.returncode in (0, 3), stderr
        assert process.returncode == 0 or "is in use by another process (pid" in stderr, stderr
    assert any(process.returncode == 0 for process in both)
    assert snapshot(settings) == calm
    assert holds(settings)


def test_a_workspace_whose_making_was_killed_is_made(ads: Path, calm: dict[str, Any], settings: Settings) -> None:
    settings.workspace.mkdir()
    (settings.workspace / f"{TEMPORARY}1-format.json").touch()
    sift([str(ads / "ads.jsonl")], settings)
    assert snapshot(settings) == calm
