"""Reading a query into its tree by recursive descent: any text gives a tree, or BadQuery saying where it went wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence

from firstlight.desk.leaves import leaf, words_in
from firstlight.desk.query import FIELDS, And, Identifier, Node, Not, Or, Reader, Reading
from firstlight.desk.tables import writable
from firstlight.desk.words import words
from firstlight.errors import BadQuery
from firstlight.records import IDENTIFIER_KINDS

LONGEST = 2_000
"""Characters of a query."""

MOST_TERMS = 64
"""Terms in a query."""

DEEPEST = 32
"""Parentheses and negations within one another."""


_FIELD = re.compile(r"([A-Za-z]+)(:|[<>]=?)(?=\S)")
_RUN = re.compile(r"[^\s()\"“”„|]+")
_QUOTED = re.compile(r"[\"“”„]([^\"“”„]*)[\"“”„]")


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
            return words_in(quoted)
        return words_in(self.run())

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
        here: list[Reading] = []
        if known in IDENTIFIER_KINDS and self.at in self.identifiers:
            end, found = self.identifiers[start]
            value = self.query[start:end]
            self.at = end
            here = [Reading(kind, of, 0, len(value)) for kind, of in found if kind == known]
        else:
            quoted = self.quoted()
            value = self.run() if quoted is None else quoted
            while quoted is None and self.at < len(self.query) and self.at in self.identifiers and value:
                value += self.run()  # an identifier in the middle of a value is part of the value
        try:
            # by itself it is read again only where it looked otherwise in its surroundings
            return leaf(known, sign, value, (lambda _: here) if here else self.read)
        except ValueError as error:
            raise self.bad(str(error), start) from error


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
