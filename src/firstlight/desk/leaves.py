"""The leaves of a query: words, and field:value, from what stands there as text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

from firstlight.desk.query import Age, Belongs, Dates, Identifier, InTier, Leaf, Near, Node, Or, Reader, Tag, Words
from firstlight.desk.words import folded, words
from firstlight.records import IDENTIFIER_KINDS, TIERS

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_AGE = re.compile(r"(\d{1,3})(?:-(\d{1,3}))?")
_OLDEST = 999


def _near(value: str) -> Near:
    from firstlight.desk.nearby import near  # noqa: PLC0415 (only this field needs the gazetteer)

    return Near(near(value))


def words_in(text: str) -> Words | None:
    """Return the words of a text, one after the other; a star at its end makes the last a beginning."""
    found = tuple(words(text))
    return Words(found, prefix=text.endswith("*")) if found else None


def leaf(name: str, sign: str, value: str, read: Reader) -> Node:
    """Return what name:value asks for; raise ValueError saying what the value must be."""
    if name in _EXACT:
        return _EXACT[name](name, sign, value)
    prefix = value.endswith("*")
    found = tuple(words(value))
    if not found:
        raise ValueError(f"{name}: needs a value with a letter or digit in it")
    tag = Tag("wording" if name == "indicator" else name, folded(value), prefix)
    if name == "title":
        return Words(found, prefix, "title")
    if name in ("place", "location"):
        named = Words(found, prefix, "location")
        return named if name == "location" else Or((tag, named))
    readings = tuple((r.kind, r.value) for r in read(value) if r.kind == name) if name in IDENTIFIER_KINDS else ()
    return Identifier(readings, found) if readings and not prefix else tag


def _tier(_name: str, _sign: str, value: str) -> InTier:
    for tier in TIERS:
        if tier == value.lower():
            return InTier(tier)
    raise ValueError(f"a tier is one of {', '.join(TIERS)}")


def _dates(name: str, _sign: str, value: str) -> Dates:
    match = _DAY.fullmatch(value)
    right = f"{name}: is written 2026-01-05, 2026-01 or 2026"
    if not match:
        raise ValueError(right)
    year, month, day = (None if part is None else int(part) for part in match.groups())
    try:
        start = datetime(int(year or 0), month or 1, day or 1, tzinfo=UTC)
        end = _next(start, month is not None, day is not None)
    except (ValueError, OverflowError) as error:
        raise ValueError(right) from error
    if name == "after":
        return Dates(since=start)
    return Dates(until=start) if name == "before" else Dates(start, end)


def _next(start: datetime, by_month: bool, by_day: bool) -> datetime:
    if by_day:
        return datetime.fromordinal(start.toordinal() + 1).replace(tzinfo=UTC)
    if by_month and start.month < 12:
        return start.replace(month=start.month + 1)
    return start.replace(year=start.year + 1, month=1)


def _age(_name: str, sign: str, value: str) -> Age:
    match = _AGE.fullmatch(value)
    if not match or (sign != ":" and match[2]):
        raise ValueError("an age is written age:17, age<18, age>=14 or age:14-17")
    low = int(match[1])
    bounds = {
        ":": (low, int(match[2] or low)),
        "<": (0, low - 1),
        "<=": (0, low),
        ">": (low + 1, _OLDEST),
        ">=": (low, _OLDEST),
    }
    return Age(*bounds[sign])


_EXACT: dict[str, Callable[[str, str, str], Leaf]] = {
    "after": _dates,
    "before": _dates,
    "date": _dates,
    "age": _age,
    "tier": _tier,
    "near": lambda _name, _sign, value: _near(value),
    "id": lambda _name, _sign, value: Belongs("id", value),
    "group": lambda _name, _sign, value: Belongs("group", value),
    "lead": lambda _name, _sign, value: Belongs("lead", value),
}
"""How the fields are read whose values are not words."""
