"""`leads --seed`: what is near a tip's number or an open case, and by which way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from firstlight.assess.wordings import kind_name
from firstlight.cli import output
from firstlight.cli.doors import Format
from firstlight.cli.output import Column, clean
from firstlight.errors import InputError, WorkspaceError
from firstlight.web.formats import LEAD_COLUMNS, plain

if TYPE_CHECKING:
    from firstlight.desk import Desk
    from firstlight.desk.near import Near
    from firstlight.settings import Settings

_NAMES = ("hops", "way", *LEAD_COLUMNS)

_TABLE = (
    Column("STEPS", lambda row: row["hops"], right=True),
    Column("RANK", lambda row: row["rank"], right=True),
    Column("TIER", lambda row: row["tier"]),
    Column("SCORE", lambda row: f"{row['score']:.2f}", right=True),
    Column("ADS", lambda row: len(row["postings"]), right=True),
    Column("GROUP", lambda row: row["group"]),
    Column("PLACE", lambda row: row["places"][0] if row["places"] else "-", widest=14),
)

_WAY = Column("WAY", lambda row: row["way"], widest=76)


def show(desk: Desk, settings: Settings, value: str, top: int, form: Format) -> None:
    """Print the groups near a seed; raise InputError where it is read as nothing, or nobody carries it."""
    found, case, read = _read(settings, value)
    reached = desk.near(found, case, top=top)
    if not reached:
        raise InputError(f"--seed {clean(value)}: read as {read}, which no group on this desk carries or fits")
    rows = ({"hops": near.hops, "way": " -> ".join(_steps(near)), **plain(near.lead)} for near in reached)
    output.write(rows, form, names=_NAMES, table=_TABLE, below=_WAY)


def _read(settings: Settings, value: str) -> tuple[list[tuple[str, str]], str, str]:
    """Read a seed as identifiers, or as the id of an open case: identifiers, the case, and what it was read as."""
    from firstlight.extract import identifiers

    for record in _cases(settings):
        if record.id == value.strip():
            known = [name for _, name in record.identifiers]
            return list(record.identifiers), record.id, f"the open case {record.id} ({', '.join(known) or 'by looks'})"
    found = identifiers(value, regions=settings.regions)
    if not found:
        raise InputError(
            f"--seed {clean(value)}: is neither an open case in this workspace nor read as a phone, an e-mail address, "
            "a handle or the like; write it as an ad would, such as 918 555 0142 or telegram @name"
        )
    return found, "", " or ".join(f"the {kind_name(kind)} {name}" for kind, name in found)


def _cases(settings: Settings) -> Any:
    """Return the open cases of the workspace; none where the desk has no workspace beside it."""
    from firstlight.sift.cases import open_cases
    from firstlight.sift.report import SiftReport
    from firstlight.workspace import Workspace

    try:
        workspace = Workspace.open(settings.workspace, create=False)
    except WorkspaceError:
        return ()
    return open_cases(workspace, settings.with_options(records=""), SiftReport())[0]


def _steps(near: Near) -> Iterator[str]:
    """Say each step of a way: what is shared, and with whom."""
    for step in near.way:
        if step.kind == "case":
            yield f"fits the open case {clean(step.value)}"
        elif not step.before:
            yield f"carries the {kind_name(step.kind)} {clean(step.value)}"
        else:
            yield f"shares the {kind_name(step.kind)} {clean(step.value)} with {step.before}"
