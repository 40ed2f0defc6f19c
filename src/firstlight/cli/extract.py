"""`extract`: the mentions of each posting, nothing stored."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from firstlight.cli import doors
from firstlight.cli.doors import Format, say
from firstlight.cli.output import Column, write
from firstlight.cli.progress import Tell, progress
from firstlight.errors import BadRow, UnreadableFile
from firstlight.settings import Settings
from firstlight.web.formats import MENTION_COLUMNS

if TYPE_CHECKING:
    import pyarrow as pa

    from firstlight.collect import Source
    from firstlight.records import Mention

TABLE = (
    Column("POSTING", lambda m: m.posting, widest=18),
    Column("FIELD", lambda m: m.field),
    Column("SPAN", lambda m: f"{m.start}-{m.end}", right=True),
    Column("KIND", lambda m: m.kind),
    Column("VALUE", lambda m: m.value, widest=22),
    Column("SURFACE", lambda m: m.surface, widest=22),
)
"""A mention's columns, 80 wide together for spans below a thousand."""

_ROWS = 1_000


def extract(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH|-...", help="Files, folders, globs, s3:// URLs; - reads JSON lines.")
    ],
    mapping: doors.MapOption = None,
    regions: doors.RegionsOption = None,
    site: doors.SiteOption = None,
    lexicon: doors.LexiconOption = None,
    form: doors.FormatOption = Format.TABLE,
) -> None:
    """Show what each ad names, and where.

    Phones, handles, ages, places and more, each with its place in the text (SPAN: from which character to which).
    Nothing is stored. Rows and files that cannot be read are told on stderr and passed over; the exit code is then 6.
    """
    aside = 0
    broken = 0
    standard_input = ""

    def reject(row: BadRow) -> None:
        nonlocal aside
        aside += 1
        say(f"firstlight: set aside: {str(row).replace(standard_input, '<stdin>') if standard_input else row}")

    def fail(error: UnreadableFile) -> None:
        nonlocal broken
        broken += 1
        say(f"firstlight: {str(error).replace(standard_input, '<stdin>') if standard_input else error}")

    chosen = doors.settings(regions=regions, sites=site, lexicons=lexicon)
    with tempfile.TemporaryDirectory() as folder, progress() as tell:
        if "-" in paths:
            standard_input = str(_standard_input(Path(folder)))
        named = [standard_input if path == "-" else path for path in paths]
        found = mentions(named, chosen, mapping=doors.mapping(mapping), reject=reject, fail=fail, progress=tell)
        write(found, form, names=MENTION_COLUMNS, table=TABLE)
    if aside or broken:
        raise typer.Exit(doors.SET_ASIDE)


def mentions(
    paths: Sequence[str],
    chosen: Settings,
    *,
    mapping: Mapping[str, str],
    reject: Callable[[BadRow], None],
    fail: Callable[[UnreadableFile], None],
    progress: Tell,
) -> Iterator[Mention]:
    """Yield every mention in the postings of `paths`, as they are read; bad rows go to `reject`.

    A file that cannot be read, or only to where it breaks off, goes to `fail`, and the next is read. Raises InputError
    when there is nothing to read.
    """
    import pyarrow as pa

    from firstlight import collect
    from firstlight.extract import run
    from firstlight.records import Mention

    ads = 0
    for batch in _batches(collect.sources(paths), chosen, mapping=mapping, reject=reject, fail=fail):
        numbered = batch.set_column(0, "ordinal", pa.array(range(batch.num_rows), pa.int64()))
        found = run(numbered, regions=chosen.regions, lexicons=chosen.lexicons).drop_columns(["ordinal"])
        for row in found.to_pylist():
            row["score"] = round(row["score"], 4)  # kept in four bytes, which would show as .9800000190734863
            yield Mention(**row)
        ads += batch.num_rows
        progress("extract", ads, None)


def _batches(
    sources: Iterable[Source],
    chosen: Settings,
    *,
    mapping: Mapping[str, str],
    reject: Callable[[BadRow], None],
    fail: Callable[[UnreadableFile], None],
) -> Iterator[pa.Table]:
    from firstlight import collect

    for source in sources:
        try:
            yield from collect.read(source, mapping=mapping, reject=reject, batch_rows=_ROWS, sites=chosen.sites)
        except UnreadableFile as error:
            fail(error)


def _standard_input(folder: Path) -> Path:
    """Keep what comes in on stdin where it can be read as any other file."""
    path = folder / "stdin.jsonl"
    with path.open("wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    return path
