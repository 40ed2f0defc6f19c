"""The evidence manifest: what was read and what was kept of it, in digests that anyone can check without a database.

One JSON object a line, appended only. Each carries the SHA-256 of the line before it, so that a line cannot be
changed, taken out or put in unnoticed (Schneier and Kelsey 1999 describe such chains for audit logs). The chain shows
tampering inside it; it cannot show that its end was cut off, for which a copy of the last digest is kept elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from firstlight.errors import WorkspaceError
from firstlight.workspace.atomic import disk_errors

START = "0" * 64

INSIDE = ("part", "capture", "stamp")
"""Kinds of thing that lie in the workspace: gone, they are lost. A source is its owner's, who may move it away."""


_UNNOTED = "no line vouches for it: restore the manifest from a copy; if a sift was stopped, run it again"


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome for one thing: `same`, `changed`, `missing`, `unnoted`, `gone`, `replaced` or `unchecked`.

    A part of the lake, a capture or a stamp that is `missing` is a loss, and a part that is `unnoted` has no line of
    the manifest to vouch for it. A source that is `gone` was only moved away by its owner, one that was `replaced` was
    read again as it is now, and one in a store elsewhere is left `unchecked`.
    """

    path: str
    outcome: str
    detail: str = ""

    @property
    def holds(self) -> bool:
        """Whether this is as it should be."""
        return self.outcome in ("same", "gone", "replaced", "unchecked")


@dataclass(slots=True)
class _Held:
    """The manifest as it was last read: its entries, the first and the last line's digest, and their bytes.

    `on_disk` is the size of the file: if it has become another, somebody else wrote to it, and it is read again.
    """

    entries: list[dict[str, Any]]
    first: str
    last: str
    size: int
    on_disk: int


class Manifest:
    """The chained list of digests in one workspace."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known: _Held | None = None

    def entries(self) -> Iterator[dict[str, Any]]:
        """Yield the entries in order; a torn last line (a killed writer's) is passed over. Read once, then kept."""
        yield from self._held().entries

    @property
    def beginning(self) -> str:
        """The digest of the first line, by which one workspace's lake is told from another's."""
        return self._held().first

    @property
    def last_line(self) -> bytes:
        """The newest line, by whose digest the whole chain is told; empty where there is none."""
        lines = self._lines()
        return lines[-1] if lines else b""

    @property
    def last_digest(self) -> str:
        """The digest of the newest line, which `firstlight verify` prints."""
        line = self.last_line
        return _digest(line) if line else START

    def lines(self) -> Iterator[tuple[str, bytes]]:
        """Yield each line with its digest."""
        for line in self._lines():
            yield _digest(line), line

    def record(self, kind: str, path: str, *, sha256: str, **facts: Any) -> None:
        """Add an entry: its kind (source, part, capture, stamp), where it is, its digest, and what else is known."""
        held = self._held()
        entry = {
            "number": len(held.entries),
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "kind": kind,
            "path": path,
            "sha256": sha256,
            **facts,
            "previous": held.last,
        }
        line = json.dumps(entry, ensure_ascii=False).encode()
        with disk_errors(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("r+b" if self.path.exists() else "x+b") as file:
                file.truncate(held.size)
                file.seek(held.size)
                file.write(line + b"\n")
                file.flush()
                os.fsync(file.fileno())
        held.last = _digest(line)
        held.first = held.last if held.first == START else held.first
        held.entries.append(entry)
        held.size = held.on_disk = held.size + len(line) + 1

    def verify(self, folder: Path) -> Iterator[Finding]:
        """Check the chain, then every part below `folder` and every source still in its place.

        Yields one finding each; reads only files, never the desk.
        """
        lines = self._lines()  # as they are now, whatever was read before
        yield self._verify_chain(lines)
        entries = [json.loads(line) for line in lines]
        newest = {entry["path"]: entry["number"] for entry in entries}
        for entry in entries:
            if "://" in entry["path"]:
                yield Finding(entry["path"], "unchecked", "in a store elsewhere: fetch it and compare its SHA-256")
            elif entry["kind"] in INSIDE:
                yield _compare(entry, folder / entry["path"], missing="missing")
            elif entry["number"] != newest[entry["path"]]:
                yield Finding(entry["path"], "replaced", f"read again later; then {entry['sha256'][:16]}")
            else:
                yield _compare(entry, Path(entry["path"]), missing="gone")
        for path in unnoted(folder, entries):
            yield Finding(str(path), "unnoted", _UNNOTED)

    def _verify_chain(self, lines: Sequence[bytes]) -> Finding:
        previous = START
        for number, line in enumerate(lines):
            if json.loads(line)["previous"] != previous:
                return Finding(str(self.path), "changed", f"line {number + 1} does not follow the line before it")
            previous = _digest(line)
        return Finding(str(self.path), "same", f"last digest {previous}")

    def _held(self) -> _Held:
        on_disk = self.path.stat().st_size if self.path.exists() else 0
        if self._known is None or self._known.on_disk != on_disk:
            lines = self._lines()
            size = sum(len(line) + 1 for line in lines)
            ends = [_digest(line) for line in (*lines[:1], *lines[-1:])] or [START]
            self._known = _Held([json.loads(line) for line in lines], ends[0], ends[-1], size, on_disk)
        return self._known

    def _lines(self) -> list[bytes]:
        if not self.path.exists():
            return []
        lines = self.path.read_bytes().split(b"\n")
        whole = lines[:-1]  # what stands behind the last newline was never finished
        for number, line in enumerate(whole):
            if not _is_entry(line):
                raise WorkspaceError(f"{self.path}:{number + 1} is damaged: restore the manifest from a copy")
        return whole


def unnoted(folder: Path, entries: Iterable[dict[str, Any]]) -> list[Path]:
    """Return the parts of postings below `folder` that no entry speaks of, in order."""
    noted = {entry["path"] for entry in entries if entry["kind"] == "part"}
    parts = sorted((folder / "lake" / "postings").glob("[!.]*"))
    return [path for path in parts if path.relative_to(folder).as_posix() not in noted]


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _compare(entry: dict[str, Any], path: Path, *, missing: str) -> Finding:
    if not path.is_file():
        return Finding(str(path), missing)
    found = file_digest(path)
    if found == entry["sha256"]:
        return Finding(str(path), "same")
    return Finding(str(path), "changed", f"recorded {entry['sha256'][:16]}, found {found[:16]}")


def _digest(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()


def _is_entry(line: bytes) -> bool:
    try:
        entry = json.loads(line)
    except ValueError:
        return False
    return isinstance(entry, dict) and {"kind", "path", "sha256", "previous"} <= entry.keys()
