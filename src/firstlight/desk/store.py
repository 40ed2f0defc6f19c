"""Loading: a part of the lake onto the desk, in one transaction, once.

The rows are made ready before the transaction begins, so that the desk is held no longer than writing takes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select

from firstlight.desk.engine import Database
from firstlight.desk.tables import FIELDS, POSTING_TAGS, mentions, parts, postings, progress, tags, term, terms
from firstlight.desk.words import MOST, folded, page_name, words
from firstlight.errors import WorkspaceError
from firstlight.extract.signature import identifiers, signature

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

SEARCHED = ("title", "text", "location")
"""The fields whose words are searched; PostgreSQL tells them apart by the weights A, B, C."""

LONGEST_VECTOR = 1_000_000
"""Bytes in a tsvector; PostgreSQL refuses the row that has 1,048,576."""

_NUMBER_OF_FIELD = {name: number for number, name in enumerate(FIELDS)}

_Rows = list[tuple[Any, ...]]


def load(
    database: Database, part: int, rows: pa.Table, found: pa.Table, digests: np.ndarray[Any, np.dtype[np.uint64]]
) -> None:
    """Put a part's postings (POSTING) and mentions (MENTION) on the desk; a part that is there already changes nothing.

    `digests` is aligned with the postings. Raises WorkspaceError if a posting is on the desk under another part.
    """
    if part in loaded_parts(database):
        return
    columns = _columns(rows)
    known = _Terms()
    mention_rows = list(known.mentions(found))
    known.postings(columns)
    posting_rows = list(_postings(columns, digests))
    documents = [
        tuple(words(field) for field in fields) for fields in zip(*(columns[f] for f in SEARCHED), strict=True)
    ]
    with database.write() as connection:
        if connection.execute(select(parts.c.part).where(parts.c.part == part)).first():
            return
        _refuse_known(database, connection, columns["id"], part)
        database.insert(connection, parts, [(part, len(posting_rows))])
        database.insert(connection, postings, posting_rows)
        _index(database, connection, columns["ordinal"], documents)
        database.insert(connection, terms, known.rows(), new=False)
        database.insert(connection, mentions, mention_rows)
        database.insert(connection, tags, sorted(known.tags))


def loaded_parts(database: Database) -> set[int]:
    """Return the parts that are on the desk, whole."""
    with database.read() as connection:
        return set(connection.scalars(select(parts.c.part)))


def claim(database: Database, lake: str) -> None:
    """Note from which lake the desk is filled; raise WorkspaceError if it has been filled from another.

    Parts are known by their number alone: those of another lake would be taken for parts that are there already.
    """
    wanted = term("lake", lake)
    with database.write() as connection:
        held = connection.scalar(select(progress.c.value).where(progress.c.name == "lake"))
        if held is None:
            connection.execute(progress.insert().values(name="lake", value=wanted))
        elif held != wanted:
            raise WorkspaceError(
                f"{database.name}: this desk holds the ads of another workspace; name another desk, or that workspace"
            )


class _Terms:
    """The terms and tags of one part, each worked out once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], int] = {}
        self.tags: set[tuple[int, int]] = set()

    def of(self, kind: str, value: str) -> int:
        known = self._known.get((kind, value))
        if known is None:
            known = self._known[kind, value] = term(kind, value)
        return known

    def mentions(self, found: pa.Table) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of `mentions`, and tag each posting with what it carries."""
        names = ("ordinal", "kind", "value", "field", "start", "end", "score", "rule")
        columns = (_plain(found[name]) for name in names)
        last, place = -1, 0
        for ordinal, kind, value, field, start, end, score, rule in zip(*columns, strict=True):
            place = place + 1 if ordinal == last else 0
            last = ordinal
            number = self.of(kind, value)
            self.tags.add((number, ordinal))
            yield ordinal, place, number, _NUMBER_OF_FIELD[field], start, end, score, rule

    def postings(self, columns: dict[str, list[Any]]) -> None:
        """Tag each posting with its site, author, thread and address, and with what its signature gives.

        Nobody lists addresses, so those need no term.
        """
        for kind in POSTING_TAGS:
            for ordinal, value in zip(columns["ordinal"], columns[kind], strict=True):
                if value:
                    self.tags.add((self.of(kind, value), ordinal))
        for ordinal, address in zip(columns["ordinal"], columns["url"], strict=True):
            if address:
                self.tags.add((term("page", page_name(address)), ordinal))
        for ordinal, extra in zip(columns["ordinal"], columns["extra"], strict=True):
            for kind, value in identifiers(signature(extra)):
                self.tags.add((self.of(kind, value), ordinal))

    def rows(self) -> _Rows:
        """Return the rows of `terms`, in the order in which all writers write them."""
        return sorted((number, kind, value, folded(value)) for (kind, value), number in self._known.items())


def _plain(column: pa.ChunkedArray) -> list[Any]:
    """Return a column as Python values; NUL, which PostgreSQL cannot hold, becomes the replacement character."""
    import pyarrow as pa  # noqa: PLC0415 (whoever only reads leads loads no Arrow)
    import pyarrow.compute as pc  # noqa: PLC0415

    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.timestamp("us", tz="UTC")).cast(pa.int64())
    elif pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        column = pc.replace_substring(column, "\0", "\ufffd")
    elif pa.types.is_float32(column.type):
        column = pc.round(column.cast(pa.float64()), 6)  # 0.9 as 32 bits is 0.8999999761581421: say 0.9
    plain: list[Any] = column.to_pylist()
    return plain


def _columns(rows: pa.Table) -> dict[str, list[Any]]:
    return {name: _plain(rows[name]) for name in rows.column_names}


def _postings(
    columns: dict[str, list[Any]], digests: np.ndarray[Any, np.dtype[np.uint64]]
) -> Iterator[tuple[Any, ...]]:
    signed = digests.astype("uint64", copy=False).view("int64").tolist()
    keys = (term("posting", name) for name in columns["id"])
    pictures = (_json_list(names) for names in columns["pictures"])
    order = ("posted_at", "site", "location", "author", "thread", "title", "url")
    return zip(
        columns["ordinal"], keys, columns["id"], signed, *(columns[name] for name in order),
        pictures, columns["extra"], columns["text"], strict=True,
    )  # fmt: skip


def _json_list(names: list[str] | None) -> str | None:
    return json.dumps(names, ensure_ascii=False) if names else None


def _refuse_known(database: Database, connection: Connection, names: list[str], part: int) -> None:
    keys = [term("posting", name) for name in names]
    known = connection.execute(select(postings.c.id).where(database.among(postings.c.key, keys))).first()
    if known:
        raise WorkspaceError(f"posting {known.id!r} of part {part} is on the desk under another part; rebuild the desk")


def _index(
    database: Database, connection: Connection, ordinals: list[int], documents: list[tuple[list[str], ...]]
) -> None:
    """Write the words of each posting into the index: FTS5 on SQLite, a tsvector on PostgreSQL."""
    if not ordinals:
        return
    if database.sqlite:
        lines = [(o, *(" ".join(field) for field in d)) for o, d in zip(ordinals, documents, strict=True)]
        connection.exec_driver_sql("INSERT INTO words (rowid, title, text, location) VALUES (?, ?, ?, ?)", lines)
        return
    database.copy(connection, "words (ordinal, document)", [
        (o, vector(d)) for o, d in zip(ordinals, documents, strict=True)
    ])  # fmt: skip
    connection.execute(select(func.gin_clean_pending_list("words_document")))


def vector(document: tuple[list[str], ...]) -> str:
    """Return words by field as a tsvector literal; phrases never run from one field into the next.

    What does not fit within LONGEST_VECTOR is left out: no ad of people's words comes near it.
    """
    places: dict[str, list[str]] = {}
    start = 1
    size = 0
    for field, weight in zip(document, "ABC", strict=True):
        for at, word in enumerate(field, start):
            if word not in places:
                size += len(word.encode()) + 4  # its count of places, and up to two bytes to align it
                if size > LONGEST_VECTOR:
                    break
            where = places.setdefault(word, [])
            if len(where) < 255:  # PostgreSQL keeps no more
                where.append(f"{min(at, MOST)}{weight}")
                size += 2
        start += len(field) + 1
    return " ".join(f"'{word}':{','.join(where)}" for word, where in places.items())
