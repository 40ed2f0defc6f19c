"""Opening a workspace: made when missing, refused when newer, locked while one process writes."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from firstlight.errors import WorkspaceError
from firstlight.workspace.atomic import TEMPORARY, disk_errors, writing
from firstlight.workspace.evidence import Manifest
from firstlight.workspace.models import Models

if TYPE_CHECKING:
    from firstlight.workspace.carriers import CarrierRuns
    from firstlight.workspace.keyruns import KeyRuns
    from firstlight.workspace.lake import Lake

FORMAT = 2
"""The version of the layout on disk; raised when an older program could no longer read it."""

MARKER = "format.json"
"""The file that makes a folder a workspace."""

_MARKER_BYTES = 1_000
_OWN = ("lake", "index", "evidence", "cases", "assessing", MARKER)


class Workspace:
    """One unit's folder. Reading needs no lock; whoever writes holds `locked()`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = Manifest(folder / "evidence" / "manifest.jsonl")
        self.set_aside = folder / "set-aside"
        self.models = Models(folder / "models")

    @classmethod
    def open(cls, folder: Path, *, create: bool = True) -> Workspace:
        """Open the workspace in `folder`, making it when `create`.

        Raises WorkspaceError when it is missing, is another program's folder, or is of a newer version.
        """
        marker = folder / MARKER
        if not marker.exists():
            if not create:
                raise WorkspaceError(
                    f"{folder} is not a Firstlight workspace; `firstlight sift FILE -w {folder}` makes one"
                )
            _make(folder, marker)
        version = _version(marker)
        if version > FORMAT:
            raise WorkspaceError(
                f"{folder} is of a newer Firstlight (format {version}, this one reads {FORMAT}): upgrade this program"
            )
        workspace = cls(folder)
        if version < FORMAT:
            with workspace.locked():
                _upgrade(folder, marker)
        return workspace

    @property
    def desk_url(self) -> str:
        """The URL of the embedded desk database."""
        return f"sqlite:///{(self.folder / 'desk.sqlite').absolute()}"

    @property
    def has_desk(self) -> bool:
        """Whether the embedded desk database has been made."""
        return (self.folder / "desk.sqlite").exists()

    @cached_property
    def lake(self) -> Lake:
        """The postings, and what is derived from them."""
        from firstlight.workspace.lake import Lake  # noqa: PLC0415 (whoever only finds the desk loads no Arrow)

        return Lake(self.folder / "lake")

    def keyruns(self, name: str) -> KeyRuns:
        """Return the index of that name."""
        from firstlight.workspace.keyruns import KeyRuns  # noqa: PLC0415 (as for the lake)

        return KeyRuns(self.folder / "index" / name)

    def carriers(self, name: str) -> CarrierRuns:
        """Return the index of that name, whose keys' carriers stand in the order of a rank."""
        from firstlight.workspace.carriers import CarrierRuns  # noqa: PLC0415 (as for the lake)

        return CarrierRuns(self.folder / "index" / name)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the workspace for writing; raise WorkspaceError naming the holder when another process does."""
        path = self.folder / "lock"
        with disk_errors(path), path.open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                holder = lock.read().strip() or "which holds its file `lock`"
                raise WorkspaceError(
                    f"{self.folder} is in use by another process ({holder}): wait for it, then run the same again"
                ) from None
            lock.truncate(0)
            lock.write(f"pid {os.getpid()}")
            lock.flush()
            try:
                yield
            finally:
                lock.truncate(0)


def is_workspace(folder: Path) -> bool:
    """Whether a folder is a workspace, of this or another version: its marker says a format and nothing else."""
    try:
        said = json.loads((folder / MARKER).read_bytes()[:_MARKER_BYTES])
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(said, dict) and said.keys() == {"format"} and isinstance(said["format"], int)


def is_kept(path: Path) -> bool:
    """Whether a path is a workspace, or something in one that it keeps for itself: not the rows set aside."""
    whole = path.absolute()
    for folder in (whole, *whole.parents):
        if is_workspace(folder):
            inside = whole.relative_to(folder).parts
            return not inside or inside[0] in _OWN
    return False


def _make(folder: Path, marker: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise WorkspaceError(f"{folder} is a file: name a folder for the workspace")
    # What another process is writing, or a killed one was, is the marker itself.
    if folder.exists() and not all(path.name.startswith(TEMPORARY) or path == marker for path in folder.iterdir()):
        raise WorkspaceError(f"{folder} holds other files and is no workspace: name an empty or a new folder")
    with disk_errors(marker):
        folder.mkdir(parents=True, exist_ok=True)
    _mark(marker)


def _upgrade(folder: Path, marker: Path) -> None:
    """Bring a folder of format 1 up to date: sketches knew no rank, and are derived again from postings."""
    for derived in (folder / "lake" / "sketches", folder / "index" / "keys"):
        shutil.rmtree(derived, ignore_errors=True)
    _mark(marker)


def _mark(marker: Path) -> None:
    with writing(marker) as temporary:
        temporary.write_text(json.dumps({"format": FORMAT}) + "\n", encoding="utf-8")


def _version(marker: Path) -> int:
    try:
        version = json.loads(marker.read_text(encoding="utf-8"))["format"]
    except (ValueError, KeyError, TypeError, UnicodeDecodeError) as error:
        raise WorkspaceError(
            f"{marker} is damaged ({error}): restore it from a copy, or name another folder"
        ) from error
    if not isinstance(version, int):
        raise WorkspaceError(
            f"{marker} is damaged (format {version!r}): restore it from a copy, or name another folder"
        )
    return version
