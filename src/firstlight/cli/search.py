"""`search`: the same query language as the page."""

from __future__ import annotations

from typing import Annotated

import typer

from firstlight.cli import doors
from firstlight.cli.doors import Format, say
from firstlight.cli.output import Column, day, write
from firstlight.web.formats import HIT_COLUMNS

TABLE = (
    Column("POSTED", lambda hit: day(hit.posting.posted_at)),
    Column("TIER", lambda hit: hit.tier or "-"),
    Column("GROUP", lambda hit: hit.group or "-"),
    Column("SITE", lambda hit: hit.posting.site or "-", widest=14),
    Column("PLACE", lambda hit: hit.posting.location or "-", widest=14),
    Column("ID", lambda hit: hit.posting.id, widest=16),
)
"""A hit's columns, 80 wide together."""

_WORDS = Column("WORDS", lambda hit: hit.posting.title or hit.posting.text[:200], widest=76)


def search(
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="A phone in any spelling, words, field:value; in quotes.")
    ],
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, help="How many ads.")] = 20,
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
    regions: doors.RegionsOption = None,
    form: doors.FormatOption = Format.TABLE,
) -> None:
    r"""Find ads by a number, a name, words, a place or a day.

    A number is found in any spelling. Put the search in quotes:

    \b
      "(918) 555-0142"            a number, an e-mail, a handle, a link
      "tulsa company"             both words; "tulsa OR dallas" for either
      "dinner place:tulsa"        also site: name: phone: title: tier: group:
      "age<18 after:2026-01-05"   also age:14-17 before:2026-02 date:2026-01
    \b
    docs/search.md tells all of it, and so does the search page.
    """
    chosen = doors.settings(workspace=workspace, desk=desk, regions=regions)
    with doors.open_desk(chosen) as opened:
        doors.note(opened, chosen, "search", said=query)
        found = opened.search(query, limit=top, regions=chosen.regions)
        write(found.hits, form, names=HIT_COLUMNS, table=TABLE, below=_WORDS)
    if form is Format.TABLE:
        more = "more than " if found.capped else ""
        say(
            f"{more}{found.total:,} ads"
            + (f", the first {len(found.hits)} shown" if found.total > len(found.hits) else "")
        )
