"""The open missing-child cases that groups are compared with.

A file that is given once is kept in the workspace and used by every later sift until another is given, so that a match
does not vanish because an option was forgotten.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from firstlight import assess
from firstlight.collect import SetAside
from firstlight.errors import InputError
from firstlight.settings import Settings
from firstlight.sift.report import SiftReport
from firstlight.workspace import Workspace
from firstlight.workspace.atomic import disk_errors, writing
from firstlight.workspace.evidence import file_digest

NONE = "none"
"""Given in place of a file, it takes the cases out of use."""


def open_cases(workspace: Workspace, settings: Settings, report: SiftReport) -> tuple[assess.Records, str]:
    """Return the cases in use and the digest of their file, empty when there is none.

    Rows that cannot be read are set aside and counted. Raises InputError when the file given is not there, and
    UnreadableFile when it is no list of cases.
    """
    folder = workspace.folder / "cases"
    if settings.records == NONE:
        shutil.rmtree(folder, ignore_errors=True)
    elif settings.records:
        _keep(Path(settings.records), folder)
    kept = sorted(folder.glob("[!.]*"))
    if not kept:
        return assess.Records(()), ""
    digest = file_digest(kept[0])
    path = workspace.set_aside / f"cases-{digest[:8]}.jsonl"
    with disk_errors(path), SetAside(path) as aside:
        records = assess.read_records(kept[0], reject=aside, regions=settings.regions)
    if aside.count:
        report.set_aside += aside.count
        report.set_aside_files.append(str(aside.path))
    return records, digest


def _keep(given: Path, folder: Path) -> None:
    if not given.is_file():
        raise InputError(f"{given}: there is no such file of missing-child cases")
    name = f"cases{given.suffix.lower()}"
    with writing(folder / name) as temporary:
        temporary.write_bytes(given.read_bytes())
    for other in folder.glob("cases*"):
        if other.name != name:
            other.unlink()
