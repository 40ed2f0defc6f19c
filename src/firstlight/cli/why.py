"""`why`: why two postings are linked, or are not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from firstlight.cli import doors
from firstlight.cli.doors import Format
from firstlight.cli.explain import tie
from firstlight.cli.output import clean, write

if TYPE_CHECKING:
    from firstlight.desk import Desk
    from firstlight.records import Edge

EDGE_COLUMNS = ("a", "b", "kind", "value", "weight")


def why(
    a: Annotated[str, typer.Argument(metavar="A", help="The id of a posting.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The id of another.")],
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
    form: doors.FormatOption = Format.TABLE,
) -> None:
    """Say why two postings are linked, or are not.

    Linked postings are joined by a chain of ties; the shortest is shown, with what each tie shares.
    """
    with_desk = doors.open_desk(doors.settings(workspace=workspace, desk=desk))
    chain = with_desk.explain(a, b)
    if form is not Format.TABLE:
        write(chain, form, names=EDGE_COLUMNS, table=())
    elif chain:
        _show(a, b, chain)
    else:
        _deny(with_desk, a, b)


def _show(a: str, b: str, chain: list[Edge]) -> None:
    steps = "directly" if len(chain) == 1 else f"in {len(chain)} steps"
    typer.echo(f"{clean(a)} and {clean(b)} are linked {steps}:")
    at = a
    for edge in chain:
        there = edge.b if edge.a == at else edge.a
        typer.echo(f"  {clean(at)} - {clean(there)}: {tie(edge.kind, edge.value, edge.weight)}")
        at = there


def _deny(desk: Desk, a: str, b: str) -> None:
    if a == b:
        typer.echo(f"{clean(a)} is one posting.")
        return
    carried = [{(m.kind, m.value): m.score for m in desk.mentions([name])} for name in (a, b)]
    typer.echo(f"{clean(a)} and {clean(b)} are not linked: they are in different groups.")
    shared = sorted(carried[0].keys() & carried[1].keys())
    if not shared:
        typer.echo("No mention is in both.")
        return
    typer.echo("Both have these, which tie nothing by themselves (too common, too unsure, or not an identifier):")
    for kind, value in shared[:20]:
        typer.echo(f"  {kind} {clean(value)}")
