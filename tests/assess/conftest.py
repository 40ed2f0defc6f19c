"""Groups written as short lines, one an ad, so that the case tables can be read.

    "name=Amber age=19 phone=A place=Tulsa day=3 word=AD-TRUST"

Keys: name, age, phone, email, word, measure are mentions; `age?` a doubtful one; `phone.words` a hidden number; a phone
is a letter, A to Z, for a fictional number. place is a city of CITIES; day and time (hh:mm) say when; pic is a picture;
text names a wording (the same wording: the same digest), site and author are columns. Every other ad has its own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from firstlight.assess import AdFacts, GroupFacts
from firstlight.records import Edge, Mention

CITIES = {
    name: f"{name}, {state}, US"
    for name, state in (
        ("Tulsa", "OK"),
        ("Wichita", "KS"),
        ("Omaha", "NE"),
        ("Dallas", "TX"),
        ("Plano", "TX"),
        ("Irving", "TX"),
        ("Austin", "TX"),
        ("Denver", "CO"),
        ("Boise", "ID"),
        ("Reno", "NV"),
    )
}
START = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


def phone(letter: str) -> str:
    return f"+1918555{100 + ord(letter) - ord('A'):04d}"


def _mention(posting: str, key: str, value: str, start: int) -> tuple[Mention, str]:
    kind, _, rule = key.partition(".")
    score = 0.3 if kind.endswith("?") else 0.9
    kind = kind.removesuffix("?")
    if kind == "phone":
        value, rule = phone(value), f"phone.{rule or 'plain'}"
    if kind == "word":
        kind, rule = "wording", "en.term"
    if kind == "place":
        value = CITIES[value]
    value = value.replace("_", " ")
    surface = f"some {value.lower()}" if kind == "wording" else value
    field = "location" if kind == "place" else "text"
    begin = 0 if kind == "place" else start
    return Mention(posting, field, kind, value, begin, begin + len(surface), surface, score, rule or kind), surface


def ad(number: int, line: str) -> AdFacts:
    pairs = [token.split("=", 1) for token in line.split()]
    posting, mentions, position = f"ad{number}", [], 0
    columns = dict(pairs)
    for key, value in pairs:
        if key not in ("day", "time", "pic", "text", "site", "author"):
            mention, surface = _mention(posting, key, value, position)
            position += len(surface) + 1
            mentions.append(mention)
    at = None
    if "day" in columns:
        at = START + timedelta(days=int(columns["day"]))
        if "time" in columns:
            hour, minute = columns["time"].split(":")
            at = at.replace(hour=int(hour), minute=int(minute))
    return AdFacts(
        ordinal=number,
        posting=posting,
        site=columns.get("site"),
        location=CITIES.get(columns.get("place", "")),
        posted_at=at,
        author=columns.get("author"),
        pictures=tuple(value for key, value in pairs if key == "pic"),
        digest=-1 - ord(columns["text"][0]) if "text" in columns else number,
        mentions=tuple(mentions),
    )


def build(*lines: str, alike: bool = False) -> GroupFacts:
    """A group of ads; `alike` ties them all as near-duplicates."""
    ads = tuple(ad(number, line) for number, line in enumerate(lines, start=1))
    edges = tuple(Edge(ads[0].posting, other.posting, "wording", "0.90", 0.9) for other in ads[1:]) if alike else ()
    return GroupFacts("G-TEST", ads, edges)


@pytest.fixture
def group() -> Callable[..., GroupFacts]:
    return build
