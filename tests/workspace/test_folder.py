"""A workspace is made, reopened, refused when it is not ours, and held by one writer."""

import errno
import json
import subprocess
import sys
from pathlib import Path

import pytest

from firstlight.errors import WorkspaceError
from firstlight.workspace import Workspace
from firstlight.workspace.atomic import writing


def test_made_once_and_opened_again(tmp_path: Path) -> None:
    folder = tmp_path / "unit"
    assert Workspace.open(folder).desk_url == f"sqlite:///{folder}/desk.sqlite"
    assert Workspace.open(folder, create=False).folder == folder


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (json.dumps({"format": 99}), "newer Firstlight"),
        (json.dumps({"format": "1"}), "damaged"),
        (json.dumps([1]), "damaged"),
        ("{", "damaged"),
        ("", "damaged"),
    ],
)
def test_a_format_that_cannot_be_read_is_refused(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "format.json").write_text(content)
    with pytest.raises(WorkspaceError, match=message):
        Workspace.open(tmp_path)


def test_a_missing_workspace_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="firstlight sift"):
        Workspace.open(tmp_path / "none", create=False)


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(WorkspaceError, match="holds other files"):
        Workspace.open(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_making_that_was_killed_is_done_again(tmp_path: Path) -> None:
    (tmp_path / ".writing-1-format.json").write_text("{")
    assert Workspace.open(tmp_path).folder == tmp_path


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WorkspaceError, match="is a file"):
        Workspace.open(tmp_path / "file")


def test_two_writers_at_once_are_refused_and_the_lock_dies_with_its_holder(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "unit")
    holder = (
        "import sys, pathlib; from firstlight.workspace import Workspace\n"
        "with Workspace.open(pathlib.Path(sys.argv[1])).locked(): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(workspace.folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(WorkspaceError, match=f"pid {process.pid}"), workspace.locked():
            pass
        process.kill()
    with workspace.locked():
        pass


@pytest.mark.parametrize(
    ("code", "message"),
    [(errno.ENOSPC, "disk is full"), (errno.EDQUOT, "disk is full"), (errno.EACCES, "cannot write")],
)
def test_what_a_disk_refuses_is_said_in_words_and_leaves_nothing(tmp_path: Path, code: int, message: str) -> None:
    target = tmp_path / "part"

    def fill(path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError(code, "refused")

    with pytest.raises(WorkspaceError, match=message), writing(target) as temporary:
        fill(temporary)
    assert list(tmp_path.iterdir()) == []
