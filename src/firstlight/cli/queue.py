"""`leads` and `groups`: the ranked queue, the groups, and one of them explained."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from firstlight.cli import doors, output
from firstlight.cli.belonging import WAY_COLUMNS, group_lines
from firstlight.cli.doors import Format
from firstlight.cli.explain import explain
from firstlight.cli.output import Column
from firstlight.errors import InputError
from firstlight.web.formats import GROUP_COLUMNS, LEAD_COLUMNS, plain

if TYPE_CHECKING:
    from firstlight.desk import Desk
    from firstlight.records import Group

_Record = TypeVar("_Record")

_PAGE = 500

LEADS = (
    Column("RANK", lambda lead: lead.rank, right=True),
    Column("TIER", lambda lead: lead.tier),
    Column("SCORE", lambda lead: f"{lead.score:.2f}", right=True),
    Column("MINOR", lambda lead: output.percent(lead.possible_minor.value), right=True),
    Column("CONTROL", lambda lead: output.percent(lead.possible_control.value), right=True),
    Column("ADS", lambda lead: len(lead.postings), right=True),
    Column("LAST SEEN", lambda lead: output.day(lead.last_seen)),
    Column("GROUP", lambda lead: lead.group),
    Column("PLACE", lambda lead: lead.places[0] if lead.places else "-", widest=10),
)
"""The queue's columns, 80 wide together."""

GROUPS = (
    Column("GROUP", lambda group: group.group),
    Column("ADS", lambda group: len(group.postings), right=True),
    Column("FIRST SEEN", lambda group: output.day(group.first_seen)),
    Column("LAST SEEN", lambda group: output.day(group.last_seen)),
    Column("PLACES", lambda group: _some(group.places), widest=14),
    Column("IDENTIFIERS", lambda group: _some(group.identifiers), widest=19),
)
"""The groups' columns, 80 wide together."""

WHY = Column("WHY", lambda lead: "; ".join(reason.text for reason in lead.reasons[:2]), widest=76)


def leads(
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, help="How many leads.")] = 20,
    tier: Annotated[
        str | None,
        typer.Option(
            "--tier", metavar="TIER", help="Only one tier: urgent, high, review, low or spam.", show_default=False
        ),
    ] = None,
    why: Annotated[
        int | None,
        typer.Option("--why", metavar="N", min=1, help="Explain the lead at rank N instead.", show_default=False),
    ] = None,
    seed: Annotated[
        str | None,
        typer.Option(
            "--seed",
            metavar="VALUE",
            help="What is near an identifier, in any spelling, or near an open case, by its number.",
            show_default=False,
        ),
    ] = None,
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
    regions: doors.RegionsOption = None,
    form: doors.FormatOption = Format.TABLE,
) -> None:
    """List the ranked queue, the lead to open first at the top.

    A score is the sum of a lead's reasons. MINOR and CONTROL are estimates that a child may be in it, and that others
    may control the people in it; `--format jsonl` gives their ranges, and every reason with its evidence.

    With `--seed` the groups that carry an identifier (a tip's number, say) come first, then those that share another
    identifier with them, up to three steps out, each with its way. Linking has not tied them, so they are pointers.
    """
    from firstlight.records import TIERS

    if tier is not None and tier not in TIERS:
        raise InputError(f"--tier {tier}: the tiers are {', '.join(TIERS)}")
    if tier is not None and why is not None:
        raise InputError("--why counts in the whole queue: give it without --tier, by the rank that the listing shows")
    settings = doors.settings(workspace=workspace, desk=desk, regions=regions)
    with_desk = doors.open_desk(settings)
    if seed is not None:
        if why is not None or tier is not None:
            raise InputError("--seed stands alone: leave out --why and --tier")
        from firstlight.cli import seeds

        doors.note(with_desk, settings, "search", said=f"near {seed}")
        seeds.show(with_desk, settings, seed, top, form)
        return
    if why is not None:
        chosen = with_desk.leads(top=1, offset=why - 1)
        if not chosen:
            raise InputError(f"--why {why}: the queue holds {with_desk.lead_count():,} leads")
        doors.note(with_desk, settings, "view", chosen[0].group)
        if form is Format.TABLE:
            explain(chosen[0])
        else:
            output.write(chosen, form, names=LEAD_COLUMNS, table=LEADS)
        return
    if not with_desk.lead_count():
        doors.say("firstlight: the queue is empty; `firstlight sift PATH...` fills it")
    doors.note(with_desk, settings, "list", "queue", f"--top {top}" + (f" --tier {tier}" if tier else ""))
    found = _paged(lambda rows, offset, _: with_desk.leads(top=rows, offset=offset, tier=tier), top)
    output.write(found, form, names=LEAD_COLUMNS, table=LEADS, below=WHY)


def groups(
    top: Annotated[
        int | None,
        typer.Option("--top", metavar="N", min=1, help="How many groups. [default: all]", show_default=False),
    ] = None,
    why: Annotated[
        str | None, typer.Option("--why", metavar="GROUP", help="Explain one group instead.", show_default=False)
    ] = None,
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
    form: doors.FormatOption = Format.TABLE,
) -> None:
    """List the groups of ads.

    A group is ads that belong together (one phone, one wording, one account); a lone ad is a group of one. `--why`
    tells why: the wording and what varies in it, the names, each ad's way to the first, and what ties nothing.
    """
    settings = doors.settings(workspace=workspace, desk=desk)
    with_desk = doors.open_desk(settings)
    if why is not None:
        doors.note(with_desk, settings, "view", with_desk.group(why).group)
        _explain_group(with_desk, why, form)
        return
    doors.note(with_desk, settings, "list", "groups", f"--top {top}" if top else "")
    found: Iterator[Group] = _paged(lambda rows, _, last: with_desk.groups(rows, after=last), top)
    output.write(found, form, names=GROUP_COLUMNS, table=GROUPS)


def _explain_group(desk: Desk, name: str, form: Format) -> None:
    """Print why a group's ads belong together: a table, one object, or a row for each ad."""
    found = desk.why_group(name)
    if form is Format.JSONL:
        output.write([found], form, names=(), table=())
    elif form is Format.CSV:
        rows = ({"group": found.group, **plain(way)} for way in found.ways)
        output.write(rows, form, names=WAY_COLUMNS, table=())
    else:
        explain(desk.lead(found.group), desk.group(name), desk.edges(name))
        for line in group_lines(found):
            typer.echo(line)


def _paged(read: Callable[[int, int, _Record | None], list[_Record]], most: int | None) -> Iterator[_Record]:
    """Yield records page by page, so that a long listing starts at once and stays small.

    `read` is told how many rows are wanted, how many came before, and the last of those.
    """
    offset, last = 0, None
    while most is None or offset < most:
        rows = _PAGE if most is None else min(_PAGE, most - offset)
        found = read(rows, offset, last)
        yield from found
        offset += len(found)
        if len(found) < rows:
            return
        last = found[-1]


def _some(values: tuple[str, ...]) -> str:
    return values[0] + (f" +{len(values) - 1}" if len(values) > 1 else "") if values else "-"
