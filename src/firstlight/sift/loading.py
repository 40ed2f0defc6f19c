"""The lake onto the desk, part by part in their order: while later parts are still being extracted, and the rest after.

Extraction's workers are other processes, and the one that waits for them has time. Even where they take every core
this saves time: loading is one process's work, and by itself leaves the other cores idle.
"""

from __future__ import annotations

from firstlight.desk import Desk
from firstlight.sift.report import Progress
from firstlight.workspace import Part, Workspace


class Loader:
    """One run's way onto the desk. Raises WorkspaceError when the desk is filled from another lake."""

    def __init__(self, workspace: Workspace, desk: Desk) -> None:
        self._lake = workspace.lake
        self._desk = desk
        if parts := self._lake.parts():
            desk.claim(workspace.manifest.beginning)
        loaded = desk.loaded_parts()
        self._waiting = [part for part in parts if part.number not in loaded]

    def advance(self) -> None:
        """Load the next part that waits, if it is extracted; one, so that extraction is not held up."""
        if self._waiting and self._ready(self._waiting[0]):
            self._load(self._waiting.pop(0))

    def finish(self, progress: Progress) -> None:
        """Load all that waits; what extraction should have left is not asked for again."""
        total = sum(self._lake.rows("postings", part) for part in self._waiting)
        rows = 0
        while self._waiting:
            rows += self._load(self._waiting.pop(0))
            progress("load", rows, total)

    def _ready(self, part: Part) -> bool:
        return all(self._lake.path(stage, part).exists() for stage in ("mentions", "sketches"))

    def _load(self, part: Part) -> int:
        postings = self._lake.read("postings", part)
        digests = self._lake.read("sketches", part, ["digest"]).column("digest").to_numpy()
        self._desk.load(part.number, postings, self._lake.read("mentions", part), digests)
        return int(postings.num_rows)
