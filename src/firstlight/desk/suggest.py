"""What a person may be about to type: things that ads name, by their beginning."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import func, select

from firstlight.desk.engine import Database
from firstlight.desk.tables import tags, terms
from firstlight.desk.words import folded

KINDS = ("name", "place", "phone", "email", "handle", "site", "author", "wallet", "onion", "pgp")
"""What is suggested, and in which order among things that as many ads have."""

EACH = 12
"""Things of one kind that are looked at."""

COUNTED = 1_000
"""Ads of one thing that are counted; more are "at least so many"."""

_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A thing, in how many ads (COUNTED at most), and the search that finds them."""

    kind: str
    value: str
    ads: int
    query: str


def suggest(database: Database, typed: str, most: int) -> list[Suggestion]:
    """Return things whose words begin so, those in most ads first; costs a few short stretches of an index."""
    starts = {kind: _starts(kind, typed) for kind in KINDS}
    found: dict[tuple[str, str], int] = {}
    with database.read() as connection:
        for kind, beginnings in starts.items():
            for start in beginnings:
                few = (
                    select(terms.c.term, terms.c.value)
                    .where(terms.c.kind == kind, terms.c.folded >= start, terms.c.folded < start + _LAST)
                    .order_by(terms.c.folded)
                    .limit(EACH)
                )
                for number, value in connection.execute(few).all():
                    some = select(tags.c.ordinal).where(tags.c.term == number).limit(COUNTED).subquery()
                    found[kind, value] = connection.scalar(select(func.count()).select_from(some)) or 0
    order = sorted(found, key=lambda thing: (-found[thing], KINDS.index(thing[0]), thing[1]))
    return [Suggestion(kind, value, found[kind, value], query_for(kind, value)) for kind, value in order[:most]]


def _starts(kind: str, typed: str) -> list[str]:
    """Return how the folded words of a kind may begin: a number also with its country's 1 before it."""
    start = folded(typed)
    if kind != "phone":
        return [start] if len(start) > 1 else []
    digits = re.sub(r"\D", "", typed)
    if len(digits) < 3 or re.search(r"[^\d\s()+.\-]", typed):
        return []
    return [digits] if digits.startswith("1") else [digits, f"1{digits}"]


def query_for(kind: str, value: str) -> str:
    """Return the search that finds every ad with a thing."""
    plain = value.replace('"', " ")
    return f'{kind}:"{plain}"' if re.search(r"[\s()|“”„*]", plain) else f"{kind}:{plain}"
