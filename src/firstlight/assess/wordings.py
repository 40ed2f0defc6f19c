"""Small words for reasons: counts with their nouns, and short lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from firstlight.assess.facts import GroupFacts, Sighting

_KINDS = {"phone": "phone", "email": "e-mail address", "pgp": "PGP key", "onion": "onion address"}


def count(number: int, noun: str) -> str:
    """`1 ad`, `3 ads`, `2 cities`; thousands get a comma."""
    if number == 1:
        return f"1 {noun}"
    plural = f"{noun[:-1]}ies" if noun[-1] == "y" and noun[-2] not in "aeiou" else f"{noun}s"
    return f"{number:,} {plural}"


def listing(values: Iterable[str], most: int = 3) -> str:
    """`a, b, c and 4 more`, in the order given, each value once."""
    once = list(dict.fromkeys(values))
    shown = ", ".join(once[:most])
    return f"{shown} and {len(once) - most} more" if len(once) > most else shown


def quotes(group: GroupFacts, sightings: Sequence[Sighting], most: int = 3) -> str:
    """Return the words themselves, ready to close a sentence: `: “a”, “b”`; empty if none may be shown."""
    words = [" ".join(s.mention.surface.split()) for s in sightings if group.quotable(s.mention)]
    return f": {listing([f'“{word}”' for word in words], most)}" if words else ""


def kind_name(kind: str) -> str:
    """Return the everyday name of a kind of identifier."""
    return _KINDS.get(kind, kind)
