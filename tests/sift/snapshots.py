"""What a sift leaves behind, in a form that can be compared."""

from dataclasses import asdict
from typing import Any

from firstlight.desk import Desk
from firstlight.settings import Settings
from firstlight.workspace import Workspace


def snapshot(settings: Settings) -> dict[str, Any]:
    """Return everything that a sift leaves: postings by group, leads, and the mentions and sketches in the lake."""
    workspace = Workspace.open(settings.workspace, create=False)
    with Desk.open(settings.desk or workspace.desk_url) as desk:
        leads = [asdict(lead) for lead in desk.leads(top=10_000)]
        groups = {group.group: group.postings for group in desk.groups(10_000)}
    lake = {
        stage: [workspace.lake.read(stage, part).to_pylist() for part in workspace.lake.parts(stage)]
        for stage in ("postings", "mentions", "sketches")
    }
    return {"leads": leads, "groups": groups, **lake}
