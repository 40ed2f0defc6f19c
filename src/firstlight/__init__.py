"""Firstlight: find trafficked children in a day's online ads.

The public face. Names are loaded on first use, so that a command that needs few of them starts at once:

    from firstlight import Settings, Workspace, mentions

The main job is `firstlight.sift.sift`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from firstlight.ondemand import on_demand

if TYPE_CHECKING:
    from firstlight.desk import Desk
    from firstlight.errors import FirstlightError
    from firstlight.extract import mentions
    from firstlight.records import Group, Lead, Mention, Posting
    from firstlight.settings import Settings
    from firstlight.sift import SiftReport
    from firstlight.workspace import Workspace

__all__ = [
    "Desk",
    "FirstlightError",
    "Group",
    "Lead",
    "Mention",
    "Posting",
    "Settings",
    "SiftReport",
    "Workspace",
    "mentions",
]

__getattr__ = on_demand(
    __name__,
    {
        "Desk": "desk",
        "FirstlightError": "errors",
        "Group": "records",
        "Lead": "records",
        "Mention": "records",
        "Posting": "records",
        "Settings": "settings",
        "SiftReport": "sift",
        "Workspace": "workspace",
        "mentions": "extract",
    },
)
