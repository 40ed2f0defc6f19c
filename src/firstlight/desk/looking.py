"""What watches find among the postings that came since they last looked.

The cost does not grow with watches times postings. Each watch names something that whatever it finds must carry: an
identifier, a place, one word. The index says which of the new postings carry it: one join for all identifiers and one
for all words, a few seeks for anything else. Only those few are then asked the whole search. A search that requires
nothing of the kind (only days, a tier, beginnings of words, NOT) is asked of every new posting.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Connection, delete, func, select, text

from firstlight.desk.compile import Compiler
from firstlight.desk.engine import Database
from firstlight.desk.parse import parse
from firstlight.desk.query import Age, And, Belongs, Identifier, Leaf, Node, Or, Tag, Words
from firstlight.desk.read import root_of
from firstlight.desk.readings import readings
from firstlight.desk.tables import alerts, groups, members, moment, postings, progress, tags, term
from firstlight.desk.watches import Watch, standing
from firstlight.errors import BadQuery, InputError

MOST = 1_000
"""New postings that one watch is told of at once, the newest of them."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What one watch found this time: postings by their ordinals, the newest first, and how many there were."""

    watch: Watch
    ordinals: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Look:
    """One look: when, over which postings (from `start`, `end` not included), and what was found."""

    at: datetime
    start: int
    end: int
    sights: tuple[Sight, ...]


def look(database: Database, regions: Sequence[str]) -> Look:
    """Return what watches find among the linked postings that they have not looked at; writes nothing."""
    with database.read() as connection:
        set_now = standing(connection)
        newest = connection.scalar(select(func.max(members.c.ordinal)))
        end = 0 if newest is None else newest + 1
        start = connection.scalar(select(progress.c.value).where(progress.c.name == "watched")) or 0
        lower = max(start, min((watch.since for watch in set_now), default=end))
        found = dict(_found(database, connection, set_now, (lower, end), regions)) if lower < end else {}
    sights = []
    for watch in set_now:
        hits = sorted((one for one in found.get(watch.watch, ()) if one >= watch.since), reverse=True)
        if hits:
            sights.append(Sight(watch, tuple(hits[:MOST]), len(hits)))
    return Look(cast("datetime", moment(time.time_ns() // 1000)), start, end, tuple(sights))


def note(connection: Connection, seen: Look, at: int) -> bool:
    """Write alerts, once: False, and nothing written, if another look was noted meanwhile."""
    before = connection.scalar(select(progress.c.value).where(progress.c.name == "watched")) or 0
    if before != seen.start:
        return False
    connection.execute(delete(progress).where(progress.c.name == "watched"))
    connection.execute(progress.insert().values(name="watched", value=seen.end))
    rows = [{"watch": one.watch.watch, "ordinal": each, "at": at} for one in seen.sights for each in one.ordinals]
    if rows:
        connection.execute(alerts.insert(), rows)
    return True


def _found(
    database: Database, connection: Connection, watches: Sequence[Watch], span: tuple[int, int], regions: Sequence[str]
) -> Iterator[tuple[int, Iterable[int]]]:
    compiler = Compiler(database, connection)
    trees = {}
    for watch in watches:
        if watch.kind == "group":
            yield watch.watch, _joined(connection, watch, span)
        else:
            try:
                trees[watch.watch] = compiler.settled(parse(watch.what, lambda text: readings(text, regions)))
            except BadQuery:  # of an older language of searches: its page says so, and the others go on
                continue
    keys = {number: required(tree) for number, tree in trees.items()}
    leaves = [leaf for needed in keys.values() for leaf in needed or ()]
    by_term = _carrying(database, connection, {one for leaf in leaves for one in _terms(leaf)}, span)
    by_word = _saying(database, connection, {_word(leaf) for leaf in leaves if isinstance(leaf, Words)}, span)
    for number, tree in trees.items():
        needed = keys[number]
        few = None if needed is None else _few(compiler, needed, by_term, by_word, span)
        if isinstance(tree, Identifier) and few is not None:
            yield number, few
        elif few is None or few:
            yield number, _exactly(database, connection, compiler, tree, few, span)


def required(node: Node) -> tuple[Leaf, ...] | None:
    """Return leaves of which whatever a tree finds fulfils at least one; None if there is no such thing to look up."""
    if isinstance(node, And):
        needed = [found for part in node.parts if (found := required(part)) is not None]
        return min(needed, key=_cost, default=None)
    if isinstance(node, Or):
        each = [required(part) for part in node.parts]
        return None if any(part is None for part in each) else tuple(leaf for part in each for leaf in part or ())
    if isinstance(node, Words):
        return (node,) if len(node.words) > node.prefix else None
    return (node,) if isinstance(node, Identifier | Tag | Age | Belongs) else None


def _cost(leaves: tuple[Leaf, ...]) -> tuple[int, int]:
    """Return by which to choose: identifiers first, then what is tagged, then the longest word."""
    rank = {Identifier: 0, Belongs: 0, Tag: 1, Words: 2, Age: 3}
    worst = max(rank.get(type(leaf), 4) for leaf in leaves)
    return worst, -min((len(_word(leaf)) for leaf in leaves if isinstance(leaf, Words)), default=0)


def _word(leaf: Words) -> str:
    """Return the longest whole word: the likeliest to be rare."""
    return max(leaf.words[: len(leaf.words) - leaf.prefix], key=len)


def _terms(leaf: Leaf) -> list[int]:
    return [term(kind, value) for kind, value in leaf.readings] if isinstance(leaf, Identifier) else []


def _joined(connection: Connection, watch: Watch, span: tuple[int, int]) -> list[int]:
    try:
        root = root_of(connection, watch.what)
    except InputError:
        return []
    query = select(members.c.ordinal).where(members.c.root == root)
    return list(connection.scalars(query.where(members.c.ordinal >= span[0], members.c.ordinal < span[1])))


def _carrying(
    database: Database, connection: Connection, wanted: set[int], span: tuple[int, int]
) -> Mapping[int, set[int]]:
    """Return which of the new postings carry each term: one join for all."""
    found: dict[int, set[int]] = defaultdict(set)
    if wanted:
        query = select(tags.c.term, tags.c.ordinal).where(database.among(tags.c.term, wanted))
        for number, ordinal in connection.execute(query.where(tags.c.ordinal >= span[0], tags.c.ordinal < span[1])):
            found[number].add(ordinal)
    return found


_SAYING = text(
    "SELECT lexeme, ordinal FROM words, unnest(tsvector_to_array(document)) AS lexeme "
    "WHERE ordinal >= :start AND ordinal < :end AND lexeme = ANY(:wanted)"
)


def _saying(
    database: Database, connection: Connection, wanted: set[str], span: tuple[int, int]
) -> Mapping[str, set[int]]:
    """Return which of the new postings say each word: from the newest end of its list, or one pass for all."""
    found: dict[str, set[int]] = defaultdict(set)
    if not database.sqlite:
        values = {"start": span[0], "end": span[1], "wanted": sorted(wanted)}
        for word, ordinal in connection.execute(_SAYING, values) if wanted else ():
            found[word].add(ordinal)
        return found
    query = text("SELECT rowid FROM words WHERE words MATCH :word AND rowid >= :start AND rowid < :end")
    for word in wanted:
        values = {"word": f'"{word}"', "start": span[0], "end": span[1]}
        found[word] = set(connection.scalars(query, values))
    return found


def _few(
    compiler: Compiler,
    needed: tuple[Leaf, ...],
    by_term: Mapping[int, set[int]],
    by_word: Mapping[str, set[int]],
    span: tuple[int, int],
) -> set[int]:
    """Return the new postings that fulfil any of some leaves, or for words at least say the longest."""
    few: set[int] = set()
    for leaf in needed:
        if isinstance(leaf, Words):
            few |= by_word.get(_word(leaf), set())
        elif isinstance(leaf, Identifier):
            few.update(*(by_term.get(number, ()) for number in _terms(leaf)))
            if any(kind in ("url", "onion") for kind, _ in leaf.readings):  # it is an address of a page too
                few |= compiler.carrying(leaf, span)
        else:
            few |= compiler.carrying(leaf, span)
    return few


def _exactly(
    database: Database,
    connection: Connection,
    compiler: Compiler,
    tree: Node,
    few: set[int] | None,
    span: tuple[int, int],
) -> list[int]:
    new = postings.c.ordinal >= span[0], postings.c.ordinal < span[1]
    where = new if few is None else (database.among(postings.c.ordinal, few),)
    asked = (compiler.of_span(part, few, span) for part in compiler.parts(tree))
    return list(connection.scalars(select(postings.c.ordinal).where(*where, *asked)))


def group_names(connection: Connection, database: Database, ordinals: Iterable[int]) -> dict[int, str]:
    """Return the group of each posting that is linked."""
    query = select(members.c.ordinal, groups.c.name).join(groups, groups.c.root == members.c.root)
    return dict(connection.execute(query.where(database.among(members.c.ordinal, ordinals))).all())
