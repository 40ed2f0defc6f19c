"""Parquet: read row group by row group, so that memory follows the row group and not the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from firstlight.collect import files
from firstlight.collect.batches import Row
from firstlight.collect.clean import Plan, missing
from firstlight.errors import UnreadableFile

_ROWS = 2048


def rows(path: str, by: Plan) -> Iterator[Row]:
    """Yield each row. Raises UnreadableFile when a needed column is missing or the file is cut off or damaged.

    Parquet keeps its index at the end: of a file that lacks its end, no row can be read.
    """
    with files.random_access(path) as stream:
        if not stream.size():
            return
        try:
            table = parquet.ParquetFile(stream, pre_buffer=False)
            names = table.schema_arrow.names
        except (OSError, pa.ArrowException) as error:
            raise UnreadableFile(path, f"it is not whole Parquet: {files.cause(error)}") from error
        if cause := missing(by, names):
            raise UnreadableFile(path, cause)
        number = 0
        for batch in _batches(table, path):
            for values in batch:
                number += 1
                yield Row(number, values)


def _batches(table: parquet.ParquetFile, path: str) -> Iterator[list[dict[str, Any]]]:
    try:
        for batch in table.iter_batches(batch_size=_ROWS, use_threads=False):
            yield _dated(batch).to_pylist()
    except (OSError, pa.ArrowException, UnicodeDecodeError) as error:
        raise UnreadableFile(path, f"its Parquet data is damaged: {files.cause(error)}") from error


def _dated(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Write times as text: Arrow can hold years and fractions that Python's datetime cannot."""
    columns = [
        pc.cast(column, pa.string()) if pa.types.is_temporal(column.type) else column for column in batch.columns
    ]
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)
