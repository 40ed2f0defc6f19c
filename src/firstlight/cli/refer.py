"""`refer`: whom to tell of a lead, and the sheet to tell it from."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from firstlight.cli import doors
from firstlight.cli.output import clean

if TYPE_CHECKING:
    from firstlight.refer import Proposal, Sheet

_WIDE = 78


def refer(
    lead: Annotated[str, typer.Argument(metavar="LEAD", help="A lead or group by its id, or a rank of the queue.")],
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
    regions: doors.RegionsOption = None,
) -> None:
    """Say whom to tell of a lead, with a sheet to tell it from.

    Nothing is sent: a person calls or writes. Check a number before the day you need it.
    """
    from firstlight.errors import InputError
    from firstlight.refer import propose, read, sheet

    chosen = doors.settings(workspace=workspace, desk=desk, regions=regions)
    directory = read(chosen.directory)
    with doors.open_desk(chosen) as opened:
        if lead.isdigit():
            ranked = opened.leads(top=1, offset=int(lead) - 1) if int(lead) else []
            if not ranked:
                raise InputError(f"the queue has no rank {lead}; `firstlight leads` shows it")
            found = ranked[0]
        else:
            found = opened.lead(lead)
        doors.note(opened, chosen, "view", found.group, "whom to tell")
        cited = list(dict.fromkeys(piece.posting for reason in found.reasons for piece in reason.evidence))
        ads = opened.postings(cited or found.postings[:20])
        identifiers = [name.replace(":", ": ", 1) for name in opened.group(found.group).identifiers]
    for line in lines(propose(found, directory, countries=chosen.regions[:1]), sheet(found, ads, identifiers)):
        typer.echo(line)


def lines(proposals: list[Proposal], filled: Sheet) -> Iterator[str]:
    """Yield the text of a referral, at most 80 columns wide."""
    for proposal in proposals:
        if proposal.first:
            phone = next(way.at for way in proposal.body.ways if way.by == "phone")
            yield from _box(f"UNDER 18 STATED: CALL NOW {phone}", proposal.body.name)
    yield f"Whom to tell of {filled.lead}"
    for proposal in proposals:
        body = proposal.body
        yield ""
        yield f"{body.name} ({body.country})" if body.country != "*" else body.name
        reach = ", ".join(f"{way.by} {way.at}" for way in body.ways)
        yield from _told("how", reach or "not in the directory yet")
        yield from _told("when", _WHEN[proposal.when])
        yield from _told("why", proposal.why)
        yield from _told("needs", "; ".join(body.needs))
        yield from _told("note", body.note)
        yield from _told("source", f"{body.source or 'none'}; checked {body.checked}")
    yield ""
    yield "The sheet: what the desk knows, in the order in which forms ask"
    for entry in filled.entries:
        yield ""
        yield entry.asks
        for line in entry.lines or ("not known to the desk",):
            yield from textwrap.wrap(clean(line), _WIDE, initial_indent="  ", subsequent_indent="    ") or [""]


_WHEN = {"emergency": "someone is in danger now", "now": "by telephone, today", "report": "in writing"}


def _told(name: str, text: str) -> Iterator[str]:
    if text:
        yield from textwrap.wrap(clean(text), _WIDE, initial_indent=f"  {name:8}", subsequent_indent=" " * 10)


def _box(*said: str) -> Iterator[str]:
    yield "=" * _WIDE
    for line in said:
        yield f"  {line}"
    yield "=" * _WIDE
    yield ""
