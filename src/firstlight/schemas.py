"""The Arrow schema of each record that travels in bulk; see `records` for what the names and units mean."""

from __future__ import annotations

import pyarrow as pa

_TIME = pa.timestamp("us", tz="UTC")

POSTING = pa.schema([
    pa.field("ordinal", pa.int64(), nullable=False),
    pa.field("id", pa.string(), nullable=False),
    pa.field("text", pa.string(), nullable=False),
    pa.field("title", pa.string()),
    pa.field("url", pa.string()),
    pa.field("site", pa.string()),
    pa.field("posted_at", _TIME),
    pa.field("location", pa.string()),
    pa.field("author", pa.string()),
    pa.field("thread", pa.string()),
    pa.field("pictures", pa.list_(pa.string())),
    pa.field("extra", pa.string()),
])  # fmt: skip
"""Postings in bulk; `extra` is a JSON object of whatever else the row carried, null when nothing."""

MENTION = pa.schema([
    pa.field("ordinal", pa.int64(), nullable=False),
    pa.field("posting", pa.string(), nullable=False),
    pa.field("field", pa.string(), nullable=False),
    pa.field("kind", pa.string(), nullable=False),
    pa.field("value", pa.string(), nullable=False),
    pa.field("start", pa.int32(), nullable=False),
    pa.field("end", pa.int32(), nullable=False),
    pa.field("surface", pa.string(), nullable=False),
    pa.field("score", pa.float32(), nullable=False),
    pa.field("rule", pa.string(), nullable=False),
])  # fmt: skip
"""Mentions in bulk, ordered by ordinal, then field, start, end."""

EDGE = pa.schema([
    pa.field("a", pa.int64(), nullable=False),
    pa.field("b", pa.int64(), nullable=False),
    pa.field("kind", pa.string(), nullable=False),
    pa.field("value", pa.string(), nullable=False),
    pa.field("weight", pa.float32(), nullable=False),
])  # fmt: skip
"""Why two postings (ordinals, a < b) belong together: the kind of tie, the value shared, and its weight in 0..1."""
