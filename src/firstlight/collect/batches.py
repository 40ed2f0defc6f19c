"""Rows to Arrow, in batches: columns are filled straight from the cleaned values, without an object a row."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pyarrow as pa

from firstlight.collect import clean
from firstlight.errors import BadRow, UnreadableFile, Where
from firstlight.schemas import POSTING

READ = POSTING.append(pa.field("line", pa.int64(), nullable=False))
"""What reading yields: POSTING, and where each row stood (its line; a record's number in files without lines)."""

Reject = Callable[[BadRow], None]
"""Takes a bad row; the reading goes on."""

_BATCH_CHARACTERS = 64 << 20
"""A batch ends early at this much text, so that 10 MB ads cannot fill the memory."""


class Row(NamedTuple):
    """What a format's reader yields: place (line or record number, 1-based), values by column, the row as text.

    `raw` is the row as it stood in the file where that is JSON; empty stands for the values themselves.
    """

    line: int
    values: dict[str, Any]
    raw: str = ""


def tables(rows: Iterator[Row], path: str, by: clean.Plan, reject: Reject, batch_rows: int) -> Iterator[pa.Table]:
    """Clean rows and yield READ tables of at most `batch_rows`, all with ordinal -1.

    Where the file breaks off, what was read before is yielded first; then UnreadableFile says how far it came.
    """
    batch: list[tuple[Any, ...]] = []
    lines: list[int] = []
    size = read = 0
    broken: UnreadableFile | None = None
    while broken is None:
        try:
            row = next(rows, None)
        except UnreadableFile as error:
            broken = error
            break
        if row is None:
            break
        try:
            values = clean.fields(row.values, by)
        except clean.Unfit as bad:
            reject(BadRow(Where(path, row.line, bad.field), bad.cause, row.raw or _as_json(row.values)))
            continue
        batch.append(values)
        lines.append(row.line)
        size += len(values[1])
        if len(batch) >= batch_rows or size >= _BATCH_CHARACTERS:
            read += len(batch)
            yield _table(batch, lines)
            batch, lines, size = [], [], 0
    if batch:
        read += len(batch)
        yield _table(batch, lines)
    if broken is not None:
        raise UnreadableFile(broken.path, f"{broken.cause} ({read:,} postings were read before that)") from broken


def _as_json(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, default=str)


def _table(rows: list[tuple[Any, ...]], lines: list[int]) -> pa.Table:
    columns = [pa.array([-1] * len(rows), pa.int64())]
    columns += [
        _array(list(values), field.type) for values, field in zip(zip(*rows, strict=True), _CLEANED, strict=True)
    ]
    return pa.Table.from_arrays([*columns, pa.array(lines, pa.int64())], schema=READ)


_CLEANED = [POSTING.field(name) for name in (*clean.FIELDS, "extra")]


def _array(values: list[Any], kind: pa.DataType) -> pa.Array:
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:  # lone surrogates: rare, so looked for only when Arrow met one
        return pa.array([_whole(value) for value in values], kind)


def _whole(value: Any) -> Any:
    """Join surrogates that make a pair; a lone one becomes U+FFFD."""
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return value
