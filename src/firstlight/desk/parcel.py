"""Leads on their way from the worker that made them to the desk: the rows of its table, as Arrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

from firstlight.desk import queue
from firstlight.desk.engine import Database
from firstlight.records import Lead

SCHEMA = pa.schema([
    ("root", pa.int64()), ("lead", pa.string()), ("name", pa.string()), ("tier", pa.int8()), ("score", pa.float64()),
    ("first_seen", pa.int64()), ("last_seen", pa.int64()), ("body", pa.large_string()),
])  # fmt: skip
"""The columns of `leads`, in its order."""


def pack(leads: Iterable[tuple[int, Lead]]) -> pa.Table:
    """Return the rows of (root, lead) as a table of SCHEMA."""
    columns = zip(*(queue.row(root, lead) for root, lead in leads), strict=True)
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, SCHEMA, strict=True)], SCHEMA)


def put(database: Database, packed: pa.Table) -> None:
    """Write packed leads as `queue.put_leads` does."""
    queue.put_rows(database, list(_rows(packed)))


def _rows(packed: pa.Table) -> Iterator[tuple[Any, ...]]:
    return zip(*(column.to_pylist() for column in packed.columns), strict=True)
