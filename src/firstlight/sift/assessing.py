"""Groups to leads: every group that changed, or all of them when the weights, the model or the open cases did."""

from __future__ import annotations

from dataclasses import dataclass

from firstlight import assess
from firstlight.assess.learning import Model, parse
from firstlight.desk import Desk
from firstlight.errors import InputError, WorkspaceError
from firstlight.settings import Settings
from firstlight.sift.cases import open_cases
from firstlight.sift.report import Progress, SiftReport, silent
from firstlight.workspace import Workspace

ASSESS_POSTINGS = 20_000
"""Postings whose groups are assessed at once; a larger group is assessed by itself."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What an assessment rests on beside the groups: open cases, and the model in use (None: weights as declared)."""

    cases: assess.Records
    digest: str
    model: Model | None

    @property
    def name(self) -> str:
        """A name that changes when anything does by which the same group would be assessed otherwise."""
        said = f"priors {assess.declared().version}, cases {self.digest}"
        return f"{said}, model {self.model.version}" if self.model else said


def open_basis(workspace: Workspace, settings: Settings, report: SiftReport) -> Basis:
    """Read the open cases and the model in use; rows of cases that cannot be read are counted in the report.

    Raises InputError for a file of cases that is not there, and WorkspaceError for a model that is damaged or newer.
    """
    return Basis(*open_cases(workspace, settings, report), in_use(workspace))


def assess_all(desk: Desk, basis: Basis, report: SiftReport, progress: Progress = silent) -> None:
    """Write the lead of every stale group, and count them in the report; killed, it goes on where it stood."""
    total = desk.assess_on(basis.name)
    while roots := desk.stale(ASSESS_POSTINGS):
        leads = [assess.assess(group, basis.cases, model=basis.model) for group in desk.facts(roots)]
        desk.put_leads(list(zip(roots, leads, strict=True)))
        report.groups_touched += len(roots)
        progress("assess", report.groups_touched, total)


def in_use(workspace: Workspace) -> Model | None:
    """Return the model in use, None for the declared weights; raise WorkspaceError if it is damaged or newer."""
    version = workspace.models.current()
    return load(workspace, version) if version else None


def load(workspace: Workspace, version: int) -> Model:
    """Return one version; raise WorkspaceError if it is not there, damaged, newer, or another's under its number."""
    try:
        found = parse(workspace.models.read(version))
    except InputError as error:
        raise WorkspaceError(f"{workspace.models.path(version)} {error}") from error
    if found.version != version:
        raise WorkspaceError(f"{workspace.models.path(version)} is model {found.version}: give it its name back")
    return found
