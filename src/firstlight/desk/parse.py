"""Reading a query into its tree by recursive descent: any text gives a tree, or BadQuery saying where it went wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from firstlight.desk.query import FIELDS, Age, And, Belongs, Dates, Identifier, InTier, Leaf, Node, Not, Or, Tag, Words
from firstlight.desk.tables import writable
from firstlight.desk.words import folded, words
from firstlight.errors import BadQuery
from firstlight.records import IDENTIFIER_KINDS, TIERS

LONGEST = 2_000
"""Characters of a query."""

MOST_TERMS = 64
"""Terms in a query."""

DEEPEST = 32
"""Parentheses and negations within one another."""


class Reading(NamedTuple):
    """An identifier that stands in a query, as characters start to end."""

    kind: str
    value: str
    start: int
    end: int


Reader = Callable[[str], Sequence[Reading]]
"""Finds the identifiers in a query."""


_FIELD = re.compile(r"([A-Za-z]+)(:|[<>]=?)(?=\S)")
_RUN = re.compile(r"[^\s()\"“”„|]+")
_QUOTED = re.compile(r"[\"“”„]([^\"“”„]*)[\"“”„]")
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_AGE = re.compile(r"(\d{1,3})(?:-(\d{1,3}))?")
_OLDEST = 999


def parse(query: str, read: Reader) -> Node:
    """Return the tree of a query; raise BadQuery, saying where and what would be right."""
    if len(query) > LONGEST:
        raise BadQuery(query[:80], 0, f"a search has at most {LONGEST} characters")
    return _Parser(writable(query), read).whole()


class _Parser:
    """A recursive descent over the characters of one query."""

    def __init__(self, query: str, read: Reader) -> None:
        self.query = query
        self.at = 0
        self.terms = 0
        self.depth = 0
        self.read = read
        self.identifiers = {start: (end, found) for start, end, found in _spans(query, read(query))}

    def whole(self) -> Node:
        node = self.either()
        if self.at < len(self.query):
            raise self.bad("this parenthesis closes nothing")
        if node is None:
            raise BadQuery(self.query, 0, "give a word, a number or field:value to search for")
        return node

    def bad(self, cause: str, at: int | None = None) -> BadQuery:
        return BadQuery(self.query, self.at if at is None else at, cause)

    def space(self) -> None:
        while self.at < len(self.query) and self.query[self.at].isspace():
            self.at += 1

    def operator(self, name: str) -> bool:
        """Step over an operator in capitals if it stands here as a word of its own."""
        self.space()
        after = self.at + len(name)
        alone = after >= len(self.query) or self.query[after].isspace() or self.query[after] in '()"'
        if self.query.startswith(name, self.at) and (alone or name == "|"):
            self.at = after
            return True
        return False

    def either(self) -> Node | None:
        parts = [self.all()]
        while True:
            at = self.at
            if not (self.operator("OR") or self.operator("|")):
                break
            part = self.all()
            if part is None or parts[0] is None:
                raise self.bad("OR needs something to search for on both sides", at)
            parts.append(part)
        return parts[0] if len(parts) == 1 else Or(tuple(part for part in parts if part is not None))

    def all(self) -> Node | None:
        parts: list[Node] = []
        while True:
            at = self.at
            if self.operator("AND"):
                if not parts:
                    raise self.bad("AND needs something to search for before it", at)
                continue
            if self.at >= len(self.query) or self.query[self.at] in ")|" or self.looking_at_or():
                break
            node = self.unary()
            if node is not None:
                parts.append(node)
        return And(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None

    def looking_at_or(self) -> bool:
        at = self.at
        found = self.operator("OR")
        self.at = at
        return found

    def unary(self) -> Node | None:
        at = self.at
        if self.operator("NOT") or self.minus():
            self.deeper()
            self.space()
            if self.at >= len(self.query) or self.query[self.at] in ")|":
                raise self.bad("NOT needs something after it", at)
            node = self.unary()
            self.depth -= 1
            return None if node is None else Not(node)
        if self.at < len(self.query) and self.query[self.at] == "(" and self.at not in self.identifiers:
            return self.parentheses()
        return self.term()

    def minus(self) -> bool:
        following = self.query[self.at + 1 : self.at + 2]
        if self.query[self.at : self.at + 1] == "-" and following and not following.isspace():
            self.at += 1
            return True
        return False

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.bad(f"parentheses and NOT may stand at most {DEEPEST} deep")

    def parentheses(self) -> Node | None:
        opened = self.at
        self.at += 1
        self.deeper()
        node = self.either()
        if self.query[self.at : self.at + 1] != ")":
            raise self.bad("this parenthesis is never closed", opened)
        self.at += 1
        self.depth -= 1
        return node

    def term(self) -> Node | None:
        self.terms += 1
        if self.terms > MOST_TERMS:
            raise self.bad(f"a search has at most {MOST_TERMS} terms")
        if self.at in self.identifiers:
            return self.identifier()
        field = _FIELD.match(self.query, self.at)
        if field:
            return self.field(field[1], field[2])
        quoted = self.quoted()
        if quoted is not None:
            return _words(quoted)
        return _words(self.run())

    def identifier(self) -> Identifier:
        end, found = self.identifiers[self.at]
        typed = self.query[self.at : end]
        self.at = end
        return Identifier(found, tuple(words(typed)))

    def quoted(self) -> str | None:
        if self.query[self.at] not in '"“”„':
            return None
        match = _QUOTED.match(self.query, self.at)
        if not match:
            raise self.bad("this quotation mark is never closed")
        self.at = match.end()
        return match[1]

    def run(self) -> str:
        match = _RUN.match(self.query, self.at)
        end = match.end() if match else self.at + 1
        inside = [start for start in self.identifiers if self.at < start < end]
        end = min([end, *inside])
        run = self.query[self.at : end]
        self.at = end
        return run

    def field(self, name: str, sign: str) -> Node | None:
        at = self.at
        known = name.lower()
        if known not in FIELDS or (sign != ":" and known != "age"):
            hint = f"no field {name!r}; the fields are {', '.join(FIELDS)}; put other text in quotation marks"
            raise self.bad(hint if known not in FIELDS else f"{known} is written {known}:value", at)
        self.at += len(name) + len(sign)
        start = self.at
        if known in IDENTIFIER_KINDS and self.at in self.identifiers:
            value = self.query[start : self.identifiers[start][0]]
            self.at = start + len(value)
        else:
            quoted = self.quoted()
            value = self.run() if quoted is None else quoted
            while quoted is None and self.at < len(self.query) and self.at in self.identifiers and value:
                value += self.run()  # an identifier in the middle of a value is part of the value
        try:
            return _field(known, sign, value, self.read)
        except ValueError as error:
            raise self.bad(str(error), start) from error


def _words(text: str) -> Words | None:
    found = tuple(words(text))
    return Words(found, prefix=text.endswith("*")) if found else None


def _field(name: str, sign: str, value: str, read: Reader) -> Node:
    """Return the leaf for name:value; raise ValueError saying what the value must be."""
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
    "id": lambda _name, _sign, value: Belongs("id", value),
    "group": lambda _name, _sign, value: Belongs("group", value),
    "lead": lambda _name, _sign, value: Belongs("lead", value),
}
"""How the fields are read whose values are not words."""


def _spans(query: str, readings: Sequence[Reading]) -> list[tuple[int, int, tuple[tuple[str, str], ...]]]:
    """Return where identifiers stand, each with its readings: those that overlap are readings of one thing."""
    merged: list[tuple[int, int, list[tuple[str, str]]]] = []
    for reading in sorted(readings, key=lambda reading: reading.start):
        start, end = _with_parentheses(query, reading.start, reading.end)
        if merged and start < merged[-1][1]:
            first, last, found = merged.pop()
            merged.append((first, max(last, end), [*found, (reading.kind, reading.value)]))
        else:
            merged.append((start, end, [(reading.kind, reading.value)]))
    return [(start, end, tuple(dict.fromkeys(found))) for start, end, found in merged]


def _with_parentheses(query: str, start: int, end: int) -> tuple[int, int]:
    """Take in the parenthesis that opens before a number such as (918) 555 0142, where the number closes it."""
    inside = query[start:end]
    if inside.count(")") > inside.count("(") and query[:start].endswith("("):
        return start - 1, end
    return start, end
