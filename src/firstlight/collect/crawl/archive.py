"""The archive of a case: WARC files written one after another, each sealed into the manifest once it is full.

The file being written is called `NNNNN.open.warc.gz`. The journal says where each page lies in it, with its digest;
what stands behind the last page that the journal knows was never finished, and is dropped when a crawl goes on. A
sealed file is renamed and noted in the workspace's chained manifest, and never written to again.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from firstlight.workspace import Workspace
from firstlight.workspace.atomic import disk_errors, flush
from firstlight.workspace.evidence import file_digest

FULL = 64 << 20
"""Bytes at which a file is sealed and the next begun."""

_OPEN = ".open.warc.gz"


class Place(NamedTuple):
    """Where an exchange lies: the file's number, offset and length in bytes, the start of their SHA-256."""

    file: int
    offset: int
    length: int
    sha256: str


class Archive:
    """The WARC files of one case. One writer; the crawl's lock sees to that."""

    def __init__(self, workspace: Workspace, case: str, opening: Callable[[str], bytes]) -> None:
        self.workspace = workspace
        self.folder = workspace.folder / "evidence" / "captures" / case
        self._opening = opening
        with disk_errors(self.folder / "captures"):
            self.folder.mkdir(parents=True, exist_ok=True)
        left = sorted(self.folder.glob(f"*{_OPEN}"))
        self._number = int(left[-1].name[:5]) if left else self._next()
        self._file = None if not left else left[-1].open("r+b")

    @property
    def number(self) -> int:
        """The number of the file that is written to."""
        return self._number

    def holds(self, place: Place) -> bool:
        """Whether an exchange stands whole in the open file, as the journal says; after a power cut it may not."""
        if self._file is None:
            return False
        self._file.seek(place.offset)
        return hashlib.sha256(self._file.read(place.length)).hexdigest()[:16] == place.sha256

    def cut_to(self, end: int) -> None:
        """Drop what stands in the open file behind `end`; at 0, the file itself."""
        if self._file is None:
            return
        self._file.truncate(end)
        self._file.seek(0, os.SEEK_END)
        if not end:
            self.close()
            self._path(_OPEN).unlink()

    def add(self, records: bytes) -> Place:
        """Append the records of an exchange."""
        with disk_errors(self.folder / "captures"):
            if self._file is None:
                path = self._path(_OPEN)
                self._file = path.open("x+b")
                self._file.write(self._opening(f"{self._number:05}.warc.gz"))
            offset = self._file.seek(0, os.SEEK_END)
            self._file.write(records)
            self._file.flush()
        return Place(self._number, offset, len(records), hashlib.sha256(records).hexdigest()[:16])

    def read(self, place: Place) -> bytes:
        """Return the records at a place, packed as they lie; empty where the file was taken away."""
        for ending in (".warc.gz", _OPEN):
            path = self.folder / f"{place.file:05}{ending}"
            if path.is_file():
                with path.open("rb") as file:
                    file.seek(place.offset)
                    return file.read(place.length)
        return b""

    @property
    def full(self) -> bool:
        """Whether the open file is to be sealed."""
        return self._file is not None and self._file.tell() >= FULL

    def sync(self) -> None:
        """Ask the disk to keep what was written."""
        if self._file is not None:
            with disk_errors(self.folder / "captures"):
                os.fsync(self._file.fileno())

    def seal(self) -> None:
        """Close the open file under its lasting name; the manifest is told by `note`."""
        if self._file is None:
            return
        self.sync()
        self._file.close()
        self._file = None
        path = self._path(_OPEN)
        with disk_errors(path):
            path.rename(self._path(".warc.gz"))
            flush(self.folder)
        self._number += 1

    def sealed(self) -> list[Path]:
        """Return the sealed files, in order."""
        return sorted(path for path in self.folder.glob("*.warc.gz") if re.fullmatch(r"\d{5}\.warc\.gz", path.name))

    def note(self) -> int:
        """Note in the manifest each sealed file that is not there yet.

        Return how many. The workspace must be locked.
        """
        known = {entry["path"] for entry in self.workspace.manifest.entries() if entry["kind"] == "capture"}
        new = [path for path in self.sealed() if self._named(path) not in known]
        for path in new:
            self.workspace.manifest.record(
                "capture", self._named(path), sha256=file_digest(path), bytes=path.stat().st_size
            )
        return len(new)

    def close(self) -> None:
        """Close the open file without sealing it."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _path(self, ending: str) -> Path:
        return self.folder / f"{self._number:05}{ending}"

    def _named(self, path: Path) -> str:
        return path.relative_to(self.workspace.folder).as_posix()

    def _next(self) -> int:
        return max((int(path.name[:5]) for path in self.sealed()), default=-1) + 1
