"""`model status|card|train|roll-back`: what decisions have taught, and which version of it is in use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from firstlight.cli import doors
from firstlight.cli.output import clean
from firstlight.cli.progress import progress

if TYPE_CHECKING:
    from firstlight.desk import Desk
    from firstlight.settings import Settings
    from firstlight.sift.learning import Status
    from firstlight.workspace import Workspace

model = typer.Typer(no_args_is_help=True, help="Learn from decisions: status, train, roll back.")


@model.command("status")
def status(workspace: doors.WorkspaceOption = None, desk: doors.DeskOption = None) -> None:
    """Show the model in use, the labels and the drift.

    Labels by class, by what brought the group to a person, and by account; what accounts contradict each other about;
    how far the values were from the truth in the random audit; and how much scores and signs have changed.
    """
    from firstlight.sift import learning

    chosen = doors.settings(workspace=workspace, desk=desk)
    with _opened(chosen) as (folder, with_desk):
        typer.echo("\n".join(lines(learning.status(folder, with_desk, chosen))))


@model.command("card")
def card(workspace: doors.WorkspaceOption = None) -> None:
    """Print the model card of what is in use.

    Of the trained model, or else of the weights as declared: what they are made from, what they assume, what they never
    read, and what is worth nothing.
    """
    from firstlight.assess import card as declared_card
    from firstlight.assess import declared
    from firstlight.sift.assessing import in_use
    from firstlight.workspace import Workspace

    folder = Workspace.open(doors.settings(workspace=workspace).workspace, create=False)
    used = in_use(folder)
    said = folder.models.card(used.version).read_text(encoding="utf-8") if used else declared_card.write(declared())
    typer.echo(said, nl=False)


@model.command("train")
def train(workspace: doors.WorkspaceOption = None, desk: doors.DeskOption = None) -> None:
    """Train on the desk's decisions; use it if it is better.

    Better means on later groups that it was not trained on. Otherwise the weights stay as they are, and the command
    says why. All leads are assessed again with the new model. Needs the extra `learn`.
    """
    from firstlight.sift import learning

    chosen = doors.settings(workspace=workspace, desk=desk)
    with _opened(chosen) as (folder, with_desk), folder.locked():
        made = learning.train(folder, with_desk, chosen, who=_who(chosen))
        typer.echo(f"model {made.version} ({made.learner}) is in use; its card: {folder.models.card(made.version)}")
        _assess_again(folder, with_desk, chosen)


@model.command("roll-back")
def roll_back(
    to: Annotated[
        int | None,
        typer.Option(
            "--to", metavar="N", min=0, help="The version; 0 for none. [default: the one before]", show_default=False
        ),
    ] = None,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, in your own words.")] = "",
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
) -> None:
    """Go back to an earlier model, or to none.

    No version is ever deleted or changed; models/history.jsonl keeps who went back, when and why.
    """
    from firstlight.sift import learning

    chosen = doors.settings(workspace=workspace, desk=desk)
    with _opened(chosen) as (folder, with_desk), folder.locked():
        version = learning.roll_back(folder, to, who=_who(chosen), why=why)
        typer.echo(f"model {version} is in use" if version else "no model is in use: the weights are as declared")
        _assess_again(folder, with_desk, chosen)


def _assess_again(folder: Workspace, desk: Desk, chosen: Settings) -> None:
    from firstlight.sift.assessing import assess_all, open_basis
    from firstlight.sift.report import SiftReport

    report = SiftReport()
    with progress() as tell:
        assess_all(folder, desk, chosen, open_basis(folder, chosen, report), report, tell)
    typer.echo(f"{report.groups_touched:,} groups assessed")


def lines(found: Status) -> Iterator[str]:
    """Yield the status, line by line."""
    made = found.model
    if made is None:
        yield "in use        none: weights and values are as declared, nothing is calibrated"
    else:
        yield f"in use        model {made.version} ({made.learner}), made {made.made}"
    yield f"versions      {', '.join(map(str, found.versions)) or 'none'}"
    labels = found.labels
    yield f"labels        {_counts(Counter(one.label for one in labels.said))}"
    yield f"brought by    {_counts(Counter(one.share or 'no list' for one in labels.said))}"
    yield f"audit         {len(labels.audit):,} groups of the random share have a label"
    for group in labels.contradicted[:_SHOWN]:
        said = ", ".join(f"{one.label} ({clean(one.who)})" for one in group)
        yield f"contradicted  {group[0].group}: {said}; left out until you agree"
    if len(labels.contradicted) > _SHOWN:
        yield f"contradicted  and {len(labels.contradicted) - _SHOWN:,} more groups"
    from firstlight.sift.learning import accounts

    for who, of in accounts(labels).items():
        yield (
            f"account       {clean(who)}: {of['labels']:,} labels, {of['contradicted']:,} contradicted, "
            f"each counts {of['weight']:.2f}"
        )
    yield from _calibration(found)
    yield from _drift(found.drift)


_SHOWN = 10


def _calibration(found: Status) -> Iterator[str]:
    for question, error in found.error.items():
        said = "too few audited groups to say" if error is None else f"{error:.3f}"
        yield f"error         possible {question}: {said}"
    if found.abstains is not None:
        yield f"abstains      for {found.abstains:.0%} of the audited groups: the audit knows too few like them"


def _drift(drift: dict[str, float]) -> Iterator[str]:
    from firstlight.assess.learning.drift import MUCH, SOME

    for name, index in sorted(drift.items(), key=lambda item: -item[1]):
        if name == "score" or index >= SOME:
            what = "little" if index < SOME else "some" if index < MUCH else "much: train again"
            yield f"drift         {name}: {index:.3f} ({what})"


def _counts(counts: Counter[str]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in counts.most_common()) or "none"


def _who(chosen: Settings) -> str:
    return chosen.who or "unknown"


def _opened(chosen: Settings) -> Any:
    from contextlib import contextmanager

    from firstlight.workspace import Workspace

    @contextmanager
    def opened() -> Iterator[tuple[Workspace, Desk]]:
        folder = Workspace.open(chosen.workspace, create=False)
        with doors.open_desk(chosen) as desk:
            yield folder, desk

    return opened()
