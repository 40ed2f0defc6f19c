"""How listings leave: a table to read at 80 columns, JSON lines with the interface's names, or guarded CSV."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from typing import Any
from unicodedata import category, east_asian_width

from firstlight.cli.doors import Format
from firstlight.web.formats import csv_lines, json_line, plain

_SAMPLE = 200
"""Rows that a table looks at to choose its widths; later ones may stand out of line."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its cell for a record, and how it stands."""

    heading: str
    cell: Callable[[Any], object]
    widest: int = 40
    right: bool = False


def write(
    records: Iterable[Any], form: Format, *, names: Sequence[str], table: Sequence[Column], below: Column | None = None
) -> None:
    """Write records to stdout as they come; `below` is a line of its own under each row of a table."""
    if form is Format.JSONL:
        lines: Iterator[str] = (json_line(record) + "\n" for record in records)
    elif form is Format.CSV:
        lines = csv_lines(names, map(plain, records))
    else:
        lines = _table(records, table, below)
    for line in lines:
        sys.stdout.write(line)


def clean(text: object) -> str:
    """Return a text on one line, with nothing in it that a terminal would obey or that would reverse the line."""
    return re.sub(r"\s+", " ", "".join(_clean(character) for character in str(text))).strip()


def inert(line: str) -> str:
    """Return a line with nothing in it that a terminal would obey; its spaces stay as they are."""
    return "".join(map(_clean, line))


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(0 if category(c) in ("Mn", "Me", "Cf") else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def cut(text: str, widest: int) -> str:
    """Return a text of at most so many columns, with an ellipsis where something was left out."""
    if width(text) <= widest:
        return text
    kept, used = [], 1
    for character in text:
        used += width(character)
        if used > widest:
            break
        kept.append(character)
    return "".join(kept) + "…"


def day(time: datetime | None) -> str:
    """A day as people read it, or a dash."""
    return f"{time:%Y-%m-%d}" if time else "-"


def percent(share: float) -> str:
    """A share as a whole percentage."""
    return f"{100 * share:.0f}%"


def _clean(character: str) -> str:
    kind = category(character)
    if character in "\t\n\r":
        return " "
    if kind in ("Cc", "Cs", "Co", "Zl", "Zp") or (kind == "Cf" and character not in "\u200c\u200d"):
        return f"<U+{ord(character):04X}>"
    return character


def _table(records: Iterable[Any], table: Sequence[Column], below: Column | None) -> Iterator[str]:
    rows = ((record, [cut(clean(column.cell(record)), column.widest) for column in table]) for record in records)
    sample = list(islice(rows, _SAMPLE))
    if not sample:
        return
    heads = [column.heading for column in table]
    widths = [max(map(width, cells)) for cells in zip(heads, *(cells for _, cells in sample), strict=True)]
    yield _row(heads, widths, table)
    for record, cells in chain(sample, rows):
        yield _row(cells, widths, table)
        if below and (text := clean(below.cell(record))):
            yield f"    {cut(text, below.widest)}\n"


def _row(cells: Sequence[str], widths: Sequence[int], table: Sequence[Column]) -> str:
    padded = [
        (" " * (room - width(cell)) + cell) if column.right else (cell + " " * (room - width(cell)))
        for cell, room, column in zip(cells, widths, table, strict=True)
    ]
    return "  ".join(padded).rstrip() + "\n"
