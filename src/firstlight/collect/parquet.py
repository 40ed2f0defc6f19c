"""Parquet: read row group by row group, so that memory follows the row group and not the file.

A row with a cell that cannot be read (text that is not UTF-8, say) is set aside, and the rows beside it are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from firstlight.collect import files
from firstlight.collect.batches import Reject, Row, as_json
from firstlight.collect.clean import Plan, unusable
from firstlight.errors import BadRow, UnreadableFile, Where

_ROWS = 2048
_UNFIT = (ValueError, OverflowError, KeyError, pa.ArrowException)
"""What Arrow raises for a cell that has no value in Python: not UTF-8, out of range, in a time zone that is none."""


def rows(path: str, reject: Reject, by: Plan) -> Iterator[Row]:
    """Yield each row; `line` is its number. Rows with a cell that cannot be read go to `reject`.

    Parquet keeps its index at the end: of a file that lacks its end, no row can be read.
    Raises UnreadableFile when its columns cannot be used or the file is cut off or damaged.
    """
    with files.random_access(path) as stream:
        if not stream.size():
            return
        try:
            table = parquet.ParquetFile(stream, pre_buffer=False)
            names = table.schema_arrow.names
        except (OSError, *_UNFIT) as error:
            raise UnreadableFile(path, f"it is not whole Parquet: {files.cause(error)}") from error
        if cause := unusable(by, names):
            raise UnreadableFile(path, cause)
        number = 1
        for batch in _batches(table, path):
            yield from _rows(batch, Where(path, number), reject)
            number += batch.num_rows


def _batches(table: parquet.ParquetFile, path: str) -> Iterator[pa.RecordBatch]:
    try:
        for batch in table.iter_batches(batch_size=_ROWS, use_threads=False):
            yield pa.RecordBatch.from_arrays([_dated(column) for column in batch.columns], names=batch.schema.names)
    except (OSError, *_UNFIT) as error:
        raise UnreadableFile(path, f"its Parquet data is damaged: {files.cause(error)}") from error


def _rows(batch: pa.RecordBatch, first: Where, reject: Reject) -> Iterator[Row]:
    """All rows of a batch at once; one by one only where that fails."""
    try:
        found = batch.to_pylist()
    except _UNFIT:
        found = None
    for place in range(batch.num_rows):
        where = Where(first.file, first.line + place)
        values = found[place] if found is not None else _row(batch.slice(place, 1), where, reject)
        if values is not None:
            yield Row(where.line, values)


def _row(row: pa.RecordBatch, where: Where, reject: Reject) -> dict[str, Any] | None:
    """The values of a batch of one row; None when a cell cannot be read, and the row was set aside."""
    values: dict[str, Any] = {}
    field = cause = ""
    for name, column in zip(row.schema.names, row.columns, strict=True):
        try:
            [values[name]] = column.to_pylist()
        except _UNFIT as error:
            if not cause:
                field, cause = name, _cause(name, error)
            if (raw := _bytes(column)) is not None:
                values[name] = raw
    if not cause:
        return values
    reject(BadRow(Where(where.file, where.line, field), cause, as_json(values)))
    return None


def _cause(name: str, error: BaseException) -> str:
    if isinstance(error, UnicodeDecodeError):
        place = f"byte {error.object[error.start]:#04x} at place {error.start + 1}"
        return f"{place} of its {name} is not UTF-8; a text that is not stands here as hex"
    return f"its {name} cannot be read: {files.cause(error)}"


def _bytes(column: pa.Array) -> bytes | None:
    """What stands in a cell of text that is not UTF-8; None for a cell of another type."""
    try:
        plain = column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
        [value] = pc.cast(plain, pa.large_binary()).to_pylist()
    except _UNFIT:
        return None
    return value if isinstance(value, bytes) else None


def _dated(column: pa.Array) -> pa.Array:
    """Write times as text, nested ones too: Arrow can hold years and fractions that Python's datetime cannot."""
    kind = _worded(column.type)
    try:
        return column if kind == column.type else pc.cast(column, kind)
    except pa.ArrowException:
        if pa.types.is_timestamp(column.type):  # a time zone that this machine does not know: the time in UTC
            return pc.cast(pc.cast(column, pa.timestamp(column.type.unit)), kind)
        return column


def _worded(kind: pa.DataType) -> pa.DataType:
    """The type with each type of time in it replaced by text."""
    types = pa.types
    if types.is_temporal(kind) or (types.is_dictionary(kind) and types.is_temporal(kind.value_type)):
        worded = pa.string()
    elif types.is_struct(kind):
        worded = pa.struct([field.with_type(_worded(field.type)) for field in kind])
    elif types.is_map(kind):
        worded = pa.map_(_worded(kind.key_type), _worded(kind.item_type))
    elif types.is_list(kind):
        worded = pa.list_(_worded(kind.value_type))
    elif types.is_large_list(kind):
        worded = pa.large_list(_worded(kind.value_type))
    elif types.is_fixed_size_list(kind):
        worded = pa.list_(_worded(kind.value_type), kind.list_size)
    else:
        worded = kind
    return worded
