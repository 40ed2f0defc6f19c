"""The journal of a crawl: one line for each thing done, appended only, so that a kill at any moment loses nothing.

A line is whole or it does not count. What a page gave (its outcome, where it lies in the archive, the links found on
it) is one line, written once the page is in the archive; so a page is either done with all its links, or not begun.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from firstlight.errors import WorkspaceError
from firstlight.workspace.atomic import disk_errors


class Journal:
    """An append-only file of JSON lines. Without `write` it is only looked at."""

    def __init__(self, path: Path, *, write: bool = True) -> None:
        self.path = path
        self._file: BinaryIO
        with disk_errors(path):
            if not write:
                self._file = path.open("rb")
                return
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("a+b")
            path.chmod(0o600)
            self._drop_torn_line()

    def _drop_torn_line(self) -> None:
        size = self._file.seek(0, os.SEEK_END)
        keep = size
        while keep:
            start = max(0, keep - (1 << 16))
            self._file.seek(start)
            end = self._file.read(keep - start).rfind(b"\n")
            if end >= 0:
                keep = start + end + 1
                break
            keep = start
        if keep < size:
            self._file.truncate(keep)
            self._file.seek(0, os.SEEK_END)

    def append(self, **entry: Any) -> int:
        """Write one line; return the place at which it stands."""
        line = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"
        with disk_errors(self.path):
            at = self._file.seek(0, os.SEEK_END)
            self._file.write(line)
            self._file.flush()
        return at

    def sync(self) -> None:
        """Ask the disk to keep what was written."""
        with disk_errors(self.path):
            os.fsync(self._file.fileno())

    def entries(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield each line with its place. Raises WorkspaceError for one that is damaged."""
        with self.path.open("rb") as file:
            at = 0
            for number, line in enumerate(file, 1):
                if not line.endswith(b"\n"):
                    return  # torn, or being written
                yield at, self._parsed(line, number)
                at += len(line)

    def at(self, place: int) -> dict[str, Any]:
        """Return the line at a place that `append` or `entries` gave."""
        with self.path.open("rb") as file:
            file.seek(place)
            return self._parsed(file.readline(), 0)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _parsed(self, line: bytes, number: int) -> dict[str, Any]:
        try:
            entry = json.loads(line)
        except ValueError:
            entry = None
        if not isinstance(entry, dict):
            raise WorkspaceError(
                f"{self.path}:{number} is damaged: restore it from a copy, or move it away to begin this crawl anew"
            )
        return entry
