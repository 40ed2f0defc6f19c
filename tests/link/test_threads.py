"""Posts in threads: what everybody there says alike ties nobody, what an account gives ties its posts."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from firstlight import extract, link
from firstlight.records import POSTING

SAME = "Thank you all for the kind welcome, I will read the rules of this board and then come back with my questions."


def groups(*rows: dict[str, Any]) -> list[int]:
    blank = dict.fromkeys(POSTING.names)
    table = pa.Table.from_pylist(
        [{**blank, "ordinal": at, "id": f"p{at}", **row} for at, row in enumerate(rows)], POSTING
    )
    connection = link.connect(link.sketch(table, extract.run(table)), link.MemoryHistory())
    order = np.argsort(connection.groups.ordinals) if hasattr(connection, "groups") else slice(None)
    return [int(root) for root in np.asarray(connection.roots)[order]]


def said(author: str, text: str, **more: Any) -> dict[str, Any]:
    return {
        "author": author,
        "site": "board.example",
        "thread": "t",
        "title": "Call 918-555-0142",
        "text": text,
        **more,
    }


def test_what_two_say_alike_ties_no_posts_in_threads() -> None:
    assert len(set(groups(said("fern", SAME), said("moss", SAME)))) == 2


def test_a_thread_s_title_ties_nobody_in_it() -> None:
    assert len(set(groups(said("fern", "first"), said("moss", "second")))) == 2


def test_an_account_is_one_however_long_it_is_silent() -> None:
    early, late = pa.scalar("2025-01-01").as_py(), pa.scalar("2026-01-01").as_py()
    times = [pc.strptime(day, "%Y-%m-%d", "us").as_py() for day in (early, late)]
    assert (
        len(set(groups(*(said("fern", text, posted_at=at) for text, at in zip(("one", "two"), times, strict=True)))))
        == 1
    )


def test_a_signature_ties_two_accounts_and_an_ad() -> None:
    extra = json.dumps({"signature": "Mail: ivy@example.org"})
    other = said("gate", "other words", extra=extra, site="talk.example")
    ad = {"text": "Dinner company, ivy@example.org", "site": "ads.example"}
    assert len(set(groups(said("fern", "some words", extra=extra), other, ad))) == 1
