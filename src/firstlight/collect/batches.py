"""Rows to Arrow, in batches: columns are filled straight from the cleaned values, without an object a row."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeVar

import pyarrow as pa

from firstlight.collect import clean
from firstlight.errors import BadRow, FirstlightError, UnreadableFile, Where
from firstlight.schemas import POSTING

log = logging.getLogger(__name__)

READ = POSTING.append(pa.field("line", pa.int64(), nullable=False))
"""What reading yields: POSTING, and where each row stood (its line; a record's number in files without lines)."""

_T = TypeVar("_T")

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
    try:
        for line, values in _guarded(_cleaned(rows, path, by, reject), path):
            batch.append(values)
            lines.append(line)
            size += len(values[1]) + len(values[-1] or "")
            if len(batch) >= batch_rows or size >= _BATCH_CHARACTERS:
                read += len(batch)
                yield _table(batch, lines)
                batch, lines, size = [], [], 0
    except UnreadableFile as error:
        broken = error
    if batch:
        read += len(batch)
        yield _table(batch, lines)
    if broken is not None:
        before = f" ({read:,} postings were read before that)" if read else ""
        raise UnreadableFile(broken.path, f"{broken.cause}{before}") from broken


def _cleaned(rows: Iterator[Row], path: str, by: clean.Plan, reject: Reject) -> Iterator[tuple[int, tuple[Any, ...]]]:
    for row in rows:
        try:
            values = clean.fields(row.values, by)
        except clean.Unfit as bad:
            reject(BadRow(Where(path, row.line, bad.field), bad.cause, row.raw or as_json(row.values)))
        else:
            yield row.line, values


def _guarded(rows: Iterator[_T], path: str) -> Iterator[_T]:
    """Make of a fault of ours an UnreadableFile: whatever one file holds, it may not stop the files after it."""
    try:
        yield from rows
    except (FirstlightError, OSError):  # OSError: the disk that takes the rows set aside
        raise
    except Exception as error:
        log.exception("while reading %s", path)
        cause = f"a fault in Firstlight, please report it: {type(error).__name__}: {error}"
        raise UnreadableFile(path, cause) from error


def as_json(values: dict[str, Any]) -> str:
    """A row as JSON that a person can mend: bytes as the text they are, else as hex, under the name and `_hex`."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        key, shown = name, value
        if isinstance(value, bytes):
            shown = _shown(value)
            if shown is None:
                key, shown = f"{name}_hex", value.hex()
                while key in values:
                    key += "_"
        found[key] = shown
    return json.dumps(found, ensure_ascii=False, default=_plain)


def _shown(value: bytes) -> str | None:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return None


def _plain(value: Any) -> str:
    if isinstance(value, bytes):
        shown = _shown(value)
        return value.hex() if shown is None else shown
    return str(value)


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
