"""Small worlds for the desk: postings and mentions as Arrow tables, from as little text as a case needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pyarrow as pa

from firstlight.desk import Desk
from firstlight.desk.tables import term
from firstlight.link import Choices, Connection, group_name
from firstlight.link.grouping import Regrouped
from firstlight.records import EDGE, MENTION, POSTING, Evidence, Interval, Lead, Reason, Tier

Found = tuple[str, str, str] | tuple[str, str, str, str]
"""(kind, value, surface) in the text, or (kind, value, surface, field)."""


def day(text: str) -> datetime:
    """Return a day such as 2026-01-05 in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def ad(ordinal: int, text: str, *found: Found, posted: str | None = "2026-01-05", **more: Any) -> dict[str, Any]:
    """Return one posting as a row of POSTING, with what is found in it under `found`."""
    blank = dict.fromkeys(POSTING.names)
    posted_at = day(posted) if posted else None
    row = {**blank, "ordinal": ordinal, "id": f"ad-{ordinal}", "text": text, "posted_at": posted_at, **more}
    return {**row, "found": [(*each, "text")[:4] for each in found]}


def tables(ads: Sequence[dict[str, Any]]) -> tuple[pa.Table, pa.Table, np.ndarray[Any, np.dtype[np.uint64]]]:
    """Return POSTING, MENTION and digests of ads; a mention stands where its surface first stands."""
    mentions = []
    for row in ads:
        for kind, value, surface, field in row["found"]:
            start = row[field].index(surface)
            span = {"field": field, "start": start, "end": start + len(surface), "surface": surface}
            what = {"kind": kind, "value": value, "score": 0.9, "rule": f"{kind}-rule"}
            mentions.append({"ordinal": row["ordinal"], "posting": row["id"], **span, **what})
    postings = [{name: row[name] for name in POSTING.names} for row in ads]
    digests = np.array([hash(row["text"]) % 2**64 for row in ads], dtype=np.uint64)
    return pa.Table.from_pylist(postings, POSTING), pa.Table.from_pylist(mentions, MENTION), digests


def load(desk: Desk, *ads: dict[str, Any], part: int = 0) -> None:
    """Load ads as one part."""
    desk.load(part, *tables(ads))


def tie(a: int, b: int, kind: str = "phone", value: str = "+19185550142", weight: float = 1.0) -> dict[str, Any]:
    """Return a row of EDGE."""
    return {"a": a, "b": b, "kind": kind, "value": value, "weight": weight}


def connect(
    desk: Desk,
    roots: dict[int, int],
    *ties: dict[str, Any],
    part: int = 0,
    merges: Sequence[tuple[int, int]] = (),
) -> None:
    """Write groups, given as {ordinal: root}."""
    desk.connect(part, links(roots, ties, merges))


def links(roots: dict[int, int], ties: Sequence[dict[str, Any]], merges: Sequence[tuple[int, int]] = ()) -> Connection:
    """Return what linking would find for groups, given as {ordinal: root}; each tie is chosen by its later posting."""
    edges = pa.Table.from_pylist(list(ties), EDGE)
    a, b = edges["a"].to_numpy(), edges["b"].to_numpy()
    slots = np.array([term(row["kind"], row["value"]) for row in ties], np.int64).astype(np.uint64)
    none, keys = np.empty(0, np.int64), np.empty(0, np.uint64)
    ordinals = np.array(list(roots), np.int64)
    groups = Regrouped(ordinals, np.array(list(roots.values()), np.int64), none, none, list(merges), {}, {}, [], none)
    return Connection(Choices(b, slots, a, b), edges, none, (none, keys), (keys, none), groups)


def lead(root: int, tier: Tier = "review", score: float = 1.0, **more: Any) -> tuple[int, Lead]:
    """Return a root and a lead for its group."""
    group = group_name(f"ad-{root}")
    some = Interval(0.5, 0.25, 0.75)
    evidence = (Evidence(f"ad-{root}", "text", 0, 4, "call"),)
    reasons = (Reason("AD-X", 0.75, "says so", "B", evidence), Reason("AD-Y", 0.25, "and so", "C"))
    seen: dict[str, Any] = {"first_seen": day("2026-01-05"), "last_seen": day("2026-01-06"), **more}
    return root, Lead(
        0, f"L{group[1:]}", group, tier, score, some, some, 2, reasons, (f"ad-{root}",), ("Tulsa",), **seen
    )
