"""`authors`: who writes on forums, one account in full, or two side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from firstlight.cli import doors
from firstlight.cli.doors import Format
from firstlight.cli.output import Column, clean, day, percent, write

if TYPE_CHECKING:
    from firstlight.desk.authors import Comparison, Other, Profile
    from firstlight.desk.talk import Talk
    from firstlight.link.authors.zone import Zone

_NAMES = ("site", "name", "postings", "first_seen", "last_seen")
_TABLE = (
    Column("POSTS", lambda one: f"{one.postings:,}", right=True),
    Column("SEEN", lambda one: f"{day(one.first_seen)} {day(one.last_seen)}"),
    Column("ACCOUNT", lambda one: f"{one.name}@{one.site}", widest=46),
)
CLUE_COLUMNS = (
    "category", "value", "author", "posted_at", "evidence.posting", "evidence.field", "evidence.start", "evidence.end",
    "evidence.surface",
)  # fmt: skip


def authors(
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, help="How many accounts, by number of posts.")] = 50,
    site: Annotated[str, typer.Option("--site", metavar="HOST", help="Of one site alone.")] = "",
    why: Annotated[
        str | None,
        typer.Option("--why", metavar="ACCOUNT", help="One account in full, as name@site.", show_default=False),
    ] = None,
    beside: Annotated[
        str | None,
        typer.Option("--with", metavar="ACCOUNT", help="With --why: compared with another.", show_default=False),
    ] = None,
    clues: Annotated[
        str | None,
        typer.Option("--clues", metavar="ACCOUNT", help="What an account says that may locate it.", show_default=False),
    ] = None,
    workspace: doors.WorkspaceOption = None,
    desk: doors.DeskOption = None,
    form: doors.FormatOption = Format.TABLE,
) -> None:
    """List who writes on forums, or tell all about one.

    An account is a user name on a site, written name@site. Other accounts are linked by keys, wallets, contacts and
    rare names; how somebody writes, and when, only supports or warns.
    """
    with doors.open_desk(doors.settings(workspace=workspace, desk=desk)) as opened:
        if why and beside:
            _say([found := opened.compare_authors(why, beside)], form, _pair_lines(found))
        elif why:
            _say([one := opened.author(why)], form, _lines(one))
        elif clues:
            _clues(opened.author_clues(clues), form)
        else:
            write(opened.accounts(site, limit=top), form, names=_NAMES, table=_TABLE)


def _say(records: list[Profile] | list[Comparison], form: Format, lines: Iterator[str]) -> None:
    if form is Format.TABLE:
        for line in lines:
            typer.echo(line)
    else:
        names = ("account", "postings", "first_seen", "last_seen", "zone.offset", "zone.low", "zone.high")
        pair = ("a.account", "b.account", "link.linked", "link.score", "likeness.verdict", "likeness.probability")
        write(records, form, names=names if hasattr(records[0], "account") else pair, table=())


def _lines(one: Profile) -> Iterator[str]:
    yield f"{clean(one.account)}: {one.postings:,} posts, {day(one.first_seen)} to {day(one.last_seen)}"
    if one.languages:
        yield "  languages   " + ", ".join(f"{found.name} {percent(found.share)}" for found in one.languages)
    yield f"  time zone   {zone_text(one.zone)}"
    if one.zone != one.zone_by_hours:
        yield f"              by hours alone {zone_text(one.zone_by_hours)}"
    for thing in one.identifiers[:20]:
        else_ = f", also of {', '.join(map(clean, thing.accounts[:4]))}" if thing.accounts else ""
        ads = ", also in ads" if thing.ads else ""
        signed = " (signature)" if thing.in_signature else ""
        yield f"  {thing.kind:11} {clean(thing.value)} in {thing.postings:,} posts{signed}{else_}{ads}"
    for group in one.groups[:10]:
        yield f"  group       {group}"
    for other in one.others:
        yield from _other_lines(other)


def _other_lines(other: Other) -> Iterator[str]:
    yield f"{'linked' if other.link.linked else 'not linked'} {other.link.score:.2f}  {clean(other.account)}"
    for ground in other.link.grounds:
        yield f"  {ground.weight:+.2f}  {clean(ground.text)}"


def _pair_lines(found: Comparison) -> Iterator[str]:
    yield f"{clean(found.a.account)} and {clean(found.b.account)}: {'linked' if found.link.linked else 'not linked'}"
    for ground in found.link.grounds:
        yield f"  {ground.weight:+.2f}  {clean(ground.text)}"
    if found.likeness.habits:
        yield "  both write  " + ", ".join(map(clean, found.likeness.habits))
    for one in (found.a, found.b):
        yield f"  time zone of {clean(one.account)}: {zone_text(one.zone_by_hours)}"


def zone_text(zone: Zone | None) -> str:
    """Return a time zone in words, with its doubt."""
    if zone is None:
        return "not known: no post tells when it was written"
    from firstlight.link.authors.judging import clock

    if not zone.says_something:
        return f"cannot tell from {zone.hours:,} hours with posts"
    return f"{clock(zone.offset)} most likely; 90%: {clock(zone.low)} to {clock(zone.high)} ({zone.hours:,} hours)"


def _clues(found: Talk, form: Format) -> None:
    if form is not Format.TABLE:
        write(found.clues.clues, form, names=CLUE_COLUMNS, table=())
        return
    for contradiction in found.clues.contradictions:
        typer.echo(f"contradiction: {clean(contradiction.text)}")
    table = (
        Column("WHEN", lambda clue: day(clue.posted_at)),
        Column("WHAT", lambda clue: clue.category),
        Column("SAYS", lambda clue: clue.value, widest=32),
        Column("POST", lambda clue: clue.evidence.posting, widest=24),
    )
    write(found.clues.clues, form, names=CLUE_COLUMNS, table=table)
