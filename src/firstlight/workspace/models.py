"""The models of a workspace: numbered files that never change, and a pointer to the one in use.

models/0001.json ...   written once, whole, read-only
models/current         the number in use; 0 or missing: none, the weights as declared
models/history.jsonl   who put which version in use, and when; only ever added to
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from firstlight.errors import WorkspaceError
from firstlight.workspace.atomic import disk_errors, flush, writing


class Models:
    """The folder; reading needs no lock, whoever writes holds `Workspace.locked()`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def versions(self) -> list[int]:
        """Return every version there is, the oldest first."""
        return sorted(int(path.stem) for path in self.folder.glob("[0-9]*.json") if path.stem.isdecimal())

    def path(self, version: int) -> Path:
        """Return where a version is, or would be."""
        return self.folder / f"{version:04d}.json"

    def card(self, version: int) -> Path:
        """Return where the card of a version is."""
        return self.path(version).with_suffix(".md")

    def current(self) -> int:
        """Return the version in use, 0 for none; raise WorkspaceError if the pointer is damaged or leads nowhere."""
        pointer = self.folder / "current"
        try:
            said = pointer.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return 0
        except (OSError, UnicodeDecodeError) as error:
            raise WorkspaceError(
                f"{pointer} cannot be read ({error}): `firstlight model roll-back` writes it"
            ) from error
        if not said.isdecimal() or (int(said) and not self.path(int(said)).is_file()):
            raise WorkspaceError(
                f"{pointer} names no model here ({said[:20]!r}): `firstlight model roll-back` writes it"
            )
        return int(said)

    def read(self, version: int) -> str:
        """Return the text of a version; raise WorkspaceError if it is not there or cannot be read."""
        try:
            return self.path(version).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise WorkspaceError(
                f"{self.path(version)} cannot be read ({error}): roll back to another version"
            ) from error

    def add(self, version: int, text: str, card: str) -> None:
        """Write a new version and its card, not yet in use; raise WorkspaceError if that number is taken."""
        path = self.path(version)
        if path.exists():
            raise WorkspaceError(f"{path} is there already, and models are never written over: train again")
        for target, said in ((self.card(version), card), (path, text)):
            with writing(target) as temporary:
                temporary.write_text(said, encoding="utf-8")
                temporary.chmod(0o444)

    def use(self, version: int, *, who: str, why: str = "") -> None:
        """Put a version in use, or none with 0, and note it; raise WorkspaceError if it is not there."""
        if version and not self.path(version).is_file():
            known = ", ".join(map(str, self.versions())) or "none"
            raise WorkspaceError(f"there is no model {version} in {self.folder}; versions here: {known}")
        with writing(self.folder / "current") as temporary:
            temporary.write_text(f"{version}\n", encoding="utf-8")
        entry = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "version": version, "who": who, "why": why}
        history = self.folder / "history.jsonl"
        with disk_errors(history), history.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(entry, ensure_ascii=False) + "\n")
        flush(history)

    def history(self) -> list[dict[str, Any]]:
        """Return who put which version in use, in order; a line cut short by a power failure is left out."""
        path = self.folder / "history.jsonl"
        if not path.is_file():
            return []
        found = []
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                entry = json.loads(line)
            except ValueError:
                continue
            if isinstance(entry, dict):
                found.append(entry)
        return found
