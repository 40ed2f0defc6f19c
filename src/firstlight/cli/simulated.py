"""The mark on a workspace whose market is made up, so that nobody takes it for a real one."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from firstlight.errors import WorkspaceError

_FILE = "simulated.json"


@dataclass(frozen=True, slots=True)
class Simulated:
    """What market a demo's workspace holds."""

    ads: int
    seed: int
    note: str = "Everything in this workspace is simulated: no ad, number or person in it is real."

    def mark(self, workspace: Path) -> None:
        """Mark a workspace."""
        (workspace / _FILE).write_text(json.dumps(asdict(self)) + "\n", encoding="utf-8")

    @classmethod
    def of(cls, workspace: Path) -> Simulated | None:
        """Return the mark of a workspace, None for one that holds no simulated market."""
        path = workspace / _FILE
        if not path.is_file():
            return None
        try:
            return cls(**json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, TypeError) as error:
            raise WorkspaceError(f"{path} is damaged: remove the folder {workspace} and run the demo again") from error
