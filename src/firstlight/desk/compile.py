"""From the tree of a query to SQL: each part as a condition on a posting, and as the list of postings that carry it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    cast,
    column,
    exists,
    false,
    literal_column,
    not_,
    or_,
    select,
    table,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from firstlight.desk import fulltext
from firstlight.desk.engine import Database
from firstlight.desk.query import Age, And, Belongs, Dates, Identifier, InTier, Leaf, Near, Node, Not, Or, Tag, Words
from firstlight.desk.queue import named
from firstlight.desk.read import root_of
from firstlight.desk.tables import leads, members, microseconds, postings, tags, term, terms
from firstlight.desk.words import page_name
from firstlight.errors import InputError
from firstlight.records import TIERS

WORDS = table("words", column("rowid", BigInteger), column("ordinal", BigInteger), column("document"))
"""The word index: FTS5 knows a posting by `rowid`, PostgreSQL by `ordinal`."""


_CARRIED = select(tags.c.ordinal).where(tags.c.term.in_(bindparam("terms", expanding=True))).limit(1)


ASKING = 500
"""FTS5 passes so many rows in the time in which it is asked for one (at most 0.2 microseconds a row, against 150)."""

OfFew = Callable[[Collection[int]], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Part:
    """A condition on `postings`.

    where: for a pass over many postings. of_few: the same, for a handful of ordinals that are known, at least one.
    carriers: all ordinals that fulfil it, where an index lists them. matching: the expression of the word index that it
    is, if it is one.
    """

    where: ColumnElement[bool]
    of_few: OfFew
    carriers: Select[Any] | None = None
    matching: str | None = None

    @classmethod
    def alike(cls, where: ColumnElement[bool], carriers: Select[Any] | None = None) -> Part:
        """Return a condition that is asked of few as it is of many."""
        return cls(where, lambda _: where, carriers)


class Compiler:
    """Compiles trees for one database; asks it only whether it knows a term."""

    def __init__(self, database: Database, connection: Connection) -> None:
        self.database = database
        self.connection = connection
        self._expression = fulltext.fts5 if database.sqlite else fulltext.tsquery

    def parts(self, tree: Node) -> list[Part]:
        """Return conditions that must all hold; whatever of them is words is one condition."""
        tree = self._settle(tree)
        nodes = tree.parts if isinstance(tree, And) else (tree,)
        worded = [node for node in nodes if self._is_words(node)]
        together = self._expression(And(tuple(worded))) if worded else None
        if together is None:
            return [self._part(node) for node in nodes]
        return [self._matching(together), *(self._part(node) for node in nodes if node not in worded)]

    def settled(self, tree: Node) -> Node:
        """Return a tree in which identifiers that no posting carries are the words that they were typed as."""
        return self._settle(tree)

    def carrying(self, leaf: Leaf, span: tuple[int, int]) -> set[int]:
        """Return the postings that carry a leaf other than words, from one ordinal to before another."""
        carriers = self._carriers(leaf)
        if carriers is None:
            return set()
        ordinal = carriers.selected_columns[0]
        return set(self.connection.scalars(carriers.where(ordinal >= span[0], ordinal < span[1])))

    def of_span(self, part: Part, few: Collection[int] | None, span: tuple[int, int]) -> ColumnElement[bool]:
        """Return a part as a condition on a few postings of a span, or on all of it (None).

        SQLite reads words from the span's end of their index, once.
        """
        if part.matching is not None and self.database.sqlite:
            key, expression = self.word_key, self.matches(part.matching)
            return postings.c.ordinal.in_(select(key).where(expression, key >= span[0], key < span[1]))
        return part.where if few is None else part.of_few(few)

    def _is_words(self, node: Node) -> bool:
        return self._expression(node.part if isinstance(node, Not) else node) is not None

    def _settle(self, node: Node) -> Node:
        """Take identifiers that no posting carries for the words that they were typed as."""
        if isinstance(node, And | Or):
            return type(node)(tuple(self._settle(part) for part in node.parts))
        if isinstance(node, Not):
            return Not(self._settle(node.part))
        if isinstance(node, Identifier) and node.words and not self._carries(node):
            return Words(node.words)
        return node

    def _carries(self, node: Identifier) -> bool:
        return self.connection.execute(_CARRIED, {"terms": terms_of(node)}).first() is not None

    def _part(self, node: Node) -> Part:
        expression = self._expression(node)
        if expression is not None:
            return self._matching(expression)
        match node:
            case And(nodes):
                parts = [self._part(part) for part in nodes]
                return Part(and_(*(p.where for p in parts)), lambda few: and_(*(p.of_few(few) for p in parts)))
            case Or(nodes):
                return self._either([self._part(part) for part in nodes])
            case Not(refused):
                part = self._part(refused)
                return Part(not_(part.where), lambda few: not_(part.of_few(few)))
        return self._leaf(node)

    def _leaf(self, node: Leaf) -> Part:
        if isinstance(node, Dates):
            return self._dates(node)
        if isinstance(node, InTier):
            return self._tier(node)
        return self._carried(self._carriers(node))

    def _either(self, parts: list[Part]) -> Part:
        lists = [part.carriers for part in parts if part.carriers is not None]
        every = select(union_all(*lists).subquery().c[0]) if len(lists) == len(parts) else None
        return Part(or_(*(p.where for p in parts)), lambda few: or_(*(p.of_few(few) for p in parts)), every)

    def _carried(self, carriers: Select[Any] | None) -> Part:
        if carriers is None:
            return Part.alike(false())
        return Part.alike(postings.c.ordinal.in_(carriers), carriers)

    def _carriers(self, node: Node) -> Select[Any] | None:
        """Return the select of the ordinals that carry a leaf; None if none can."""
        if isinstance(node, Identifier):
            return select(tags.c.ordinal).where(tags.c.term.in_(terms_of(node)))
        if isinstance(node, Tag):
            called = terms.c.folded.startswith(node.name) if node.prefix else named(node.name)
            return (
                select(tags.c.ordinal).join(terms, terms.c.term == tags.c.term).where(terms.c.kind == node.kind, called)
            )
        if isinstance(node, Near):
            return select(tags.c.ordinal).where(
                self.database.among(tags.c.term, [term("place", place) for place in node.places])
            )
        if isinstance(node, Age):
            return select(tags.c.ordinal).where(tags.c.term.in_(self._ages(node)))
        if isinstance(node, Belongs):
            return self._belonging(node)
        raise AssertionError(node)

    def _ages(self, node: Age) -> list[int]:
        known = self.connection.execute(select(terms.c.term, terms.c.value).where(terms.c.kind == "age"))
        return [number for number, value in known if value.isdecimal() and node.low <= int(value) <= node.high]

    def _belonging(self, node: Belongs) -> Select[Any] | None:
        if node.what == "id":
            return select(postings.c.ordinal).where(postings.c.key == term("posting", node.name))
        if node.what == "lead":
            root = self.connection.scalar(select(leads.c.root).where(leads.c.lead == node.name))
        else:
            try:
                root = root_of(self.connection, node.name)
            except InputError:
                root = None
        return None if root is None else select(members.c.ordinal).where(members.c.root == root)

    def _dates(self, node: Dates) -> Part:
        bounds: list[ColumnElement[bool]] = [postings.c.posted_at.is_not(None)]
        if node.since is not None:
            bounds.append(postings.c.posted_at >= microseconds(node.since))
        if node.until is not None:
            bounds.append(postings.c.posted_at < microseconds(node.until))
        where = and_(*bounds)
        return Part.alike(where, select(postings.c.ordinal).where(where))

    def _tier(self, node: InTier) -> Part:
        joined = select(members.c.ordinal).join(leads, leads.c.root == members.c.root)
        carriers = joined.where(leads.c.tier == TIERS.index(node.tier))
        where = exists(carriers.where(members.c.ordinal == postings.c.ordinal).correlate(postings))
        return Part.alike(where, carriers)

    def _matching(self, expression: str) -> Part:
        """Return a condition on the word index."""
        key = self.word_key
        carriers = select(key).where(self.matches(expression))

        def of_few(few: Collection[int]) -> ColumnElement[bool]:
            if self.database.sqlite and max(few) - min(few) < len(few) * ASKING:
                # read once over where the few stand; the "+ 0" keeps SQLite from asking it for each of them
                among = carriers.where(key.between(min(few), max(few)), self.database.among(key + 0, few))
                return postings.c.ordinal.in_(among)
            return exists(carriers.where(key == postings.c.ordinal).correlate(postings))

        return Part(postings.c.ordinal.in_(carriers), of_few, carriers, expression)

    @property
    def word_key(self) -> ColumnElement[int]:
        """The ordinal of a row of `words`."""
        return WORDS.c.rowid if self.database.sqlite else WORDS.c.ordinal

    def matches(self, expression: str) -> ColumnElement[bool]:
        """Return the condition that a row of `words` matches an expression."""
        if self.database.sqlite:
            return literal_column("words").bool_op("MATCH")(expression)
        return WORDS.c.document.bool_op("@@")(cast(expression, TSQUERY))


def terms_of(node: Identifier) -> list[int]:
    """Return the terms that stand for an identifier; a link is also the address of the page an ad was on."""
    known = [term(kind, value) for kind, value in node.readings]
    if any(kind in ("url", "onion") for kind, _ in node.readings):
        known.append(term("page", page_name(" ".join(node.words))))
    return known
