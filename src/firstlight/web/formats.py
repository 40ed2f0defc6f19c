"""Which columns records have in CSV; how they are written is firstlight.rows."""

from __future__ import annotations

from firstlight.rows import JOINT, csv_lines, guarded, json_line, plain

__all__ = [
    "GROUP_COLUMNS",
    "HIT_COLUMNS",
    "JOINT",
    "LEAD_COLUMNS",
    "MENTION_COLUMNS",
    "csv_lines",
    "guarded",
    "json_line",
    "plain",
]

LEAD_COLUMNS = (
    "rank", "lead", "group", "tier", "score",
    "possible_minor.value", "possible_minor.low", "possible_minor.high",
    "possible_control.value", "possible_control.low", "possible_control.high",
    "evidence", "reasons", "postings", "places", "first_seen", "last_seen",
)  # fmt: skip
"""A lead's columns in CSV."""

GROUP_COLUMNS = ("group", "postings", "identifiers", "places", "first_seen", "last_seen")
"""A group's columns in CSV."""

MENTION_COLUMNS = ("posting", "field", "kind", "value", "start", "end", "surface", "score", "rule")
"""A mention's columns in CSV."""

HIT_COLUMNS = (
    "group", "tier", "posting.id", "posting.posted_at", "posting.site", "posting.location", "posting.author",
    "posting.title", "posting.text", "posting.url", "posting.pictures",
)  # fmt: skip
"""A search hit's columns in CSV."""
