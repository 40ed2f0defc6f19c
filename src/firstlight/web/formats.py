"""Which columns records have in CSV; how they are written is firstlight.rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from firstlight.rows import JOINT, csv_lines, guarded, json_line, plain

if TYPE_CHECKING:
    from firstlight.desk import PairWhy

__all__ = [
    "GROUP_COLUMNS",
    "HIT_COLUMNS",
    "JOINT",
    "LEAD_COLUMNS",
    "MENTION_COLUMNS",
    "PAIR_COLUMNS",
    "csv_lines",
    "guarded",
    "json_line",
    "pair_rows",
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

PAIR_COLUMNS = ("part", "a", "b", "kind", "value", "weight", "ties", "rule", "text")
"""The columns of two postings explained in CSV: a row for each tie of the chain, then for each finding."""


def pair_rows(why: PairWhy) -> Iterator[dict[str, object]]:
    """Yield the chain and the findings of two postings as rows of PAIR_COLUMNS."""
    for edge in why.chain:
        row = {"part": "chain", "a": edge.a, "b": edge.b, "kind": edge.kind, "value": edge.value}
        yield {**row, "weight": edge.weight, "ties": True, "rule": "", "text": ""}
    for finding in why.findings:
        row = {"part": "finding", "a": why.a, "b": why.b, "kind": finding.kind, "value": finding.value}
        yield {**row, "weight": None, "ties": finding.ties, "rule": finding.rule, "text": finding.text}
