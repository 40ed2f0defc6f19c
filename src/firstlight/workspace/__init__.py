"""The folder a unit owns: lake (Parquet), index (sorted key runs), evidence manifest, set-aside rows, desk database.

firstlight-data/
  format.json             the version of this layout
  lake/postings/          one part a batch, in order of arrival; beside it mentions/ and sketches/, same numbers
  index/                  sorted runs of 64-bit keys, each derived from the lake and rebuilt when missing
  evidence/manifest.jsonl digests of every source read and every part written, each line chained to the one before
  models/                 what decisions taught: numbered files that never change, and which one is in use
  set-aside/              rows that could not be read, to be mended and fed again
  desk.sqlite             what investigators work on (unless --desk names another database)
"""

from typing import TYPE_CHECKING

from firstlight.ondemand import on_demand

if TYPE_CHECKING:
    from firstlight.workspace.evidence import Finding, Manifest
    from firstlight.workspace.folder import Workspace
    from firstlight.workspace.keyruns import KeyRuns
    from firstlight.workspace.lake import Lake, Part

__all__ = ["Finding", "KeyRuns", "Lake", "Manifest", "Part", "Workspace"]

__getattr__ = on_demand(
    __name__,
    {
        "Finding": "evidence",
        "KeyRuns": "keyruns",
        "Lake": "lake",
        "Manifest": "evidence",
        "Part": "lake",
        "Workspace": "folder",
    },
)
