"""Ads as linking sees them, made from as little as a test cares for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from firstlight import link
from firstlight.records import MENTION, POSTING

QUIET = "Quiet dinner company for travellers who like old films, jazz and a slow walk along the river after dessert."
MASSAGE = "Deep tissue massage by appointment, hot stones and warm towels in a bright studio above the flower market."
GARDEN = "Gardener and cook keeps you company at concerts, knows every museum in town and never looks at the clock."


@dataclass(frozen=True)
class Ad:
    """An ad; `contacts`, `names` and `places` are said to be mentioned, whatever the text says."""

    text: str
    contacts: tuple[str, ...] = ()
    day: int | None = None
    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    author: str | None = None
    pictures: tuple[str, ...] = ()
    score: float = 1.0


def phone(serial: int) -> str:
    """Return a fictional phone identifier."""
    return f"phone:+1{200 + serial // 100}55501{serial % 100:02d}"


def unheard(serial: int) -> str:
    """Return a text that shares no word with another's."""
    letters = "".join(chr(97 + int(digit)) for digit in str(serial))
    return " ".join(f"{word}q{letters}" for word in QUIET.split())


def tables(ads: Sequence[Ad], first: int = 0) -> tuple[pa.Table, pa.Table]:
    """Return POSTING and MENTION of some ads; ordinals count from `first`."""
    postings: list[dict[str, Any]] = []
    mentions: list[dict[str, Any]] = []
    for ordinal, ad in enumerate(ads, first):
        posted = None if ad.day is None else datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=ad.day)
        row = {"ordinal": ordinal, "id": f"p{ordinal}", "text": ad.text, "posted_at": posted, "site": "a.example"}
        postings.append({**row, "author": ad.author, "pictures": list(ad.pictures)})
        given = [*ad.contacts, *(f"name:{name}" for name in ad.names), *(f"place:{place}" for place in ad.places)]
        for kind, value in (identifier.split(":", 1) for identifier in given):
            spot = {"ordinal": ordinal, "posting": f"p{ordinal}", "field": "text", "start": 0, "end": 0}
            mentions.append({**spot, "kind": kind, "value": value, "surface": "", "score": ad.score, "rule": "test"})
    return pa.Table.from_pylist(postings, POSTING), pa.Table.from_pylist(mentions, MENTION)


def sketches(ads: Sequence[Ad], first: int = 0) -> pa.Table:
    """Return the SKETCH of some ads."""
    return link.sketch(*tables(ads, first))


def linked(ads: Sequence[Ad], batch: int = 1_000_000, rules: link.Rules | None = None) -> list[int]:
    """Return the group of each ad after linking them in batches."""
    history = link.MemoryHistory()
    every = sketches(ads)
    for start in range(0, len(ads), batch):
        new = every.slice(start, batch)
        history.add(new, link.connect(new, history, rules))
    return [int(root) for root in history.groups]
