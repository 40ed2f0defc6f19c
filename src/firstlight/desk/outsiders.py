"""Who else carries what a group carries: ads outside it, looked up by identifier and by wording, a bounded number."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pyarrow as pa
from sqlalchemy import Connection, Select, bindparam, select

from firstlight import link
from firstlight.desk import codec
from firstlight.desk.carried import mentions_of
from firstlight.desk.engine import AnyRow, Database
from firstlight.desk.tables import members, postings, tags, term
from firstlight.records import Mention
from firstlight.schemas import MENTION, POSTING

IDENTIFIERS = 30
"""Identifiers of a group that are looked up, those in most of its ads first."""

CARRIERS = 1_000
"""Carriers of one identifier that are looked at, the newest first: a hub of a million costs no more."""

GROUPS = 6
"""Other groups whose ads are compared with the group's own, for each identifier."""

PAIRS = 90
"""Pairs of ads that are compared in all."""


class Outsiders(NamedTuple):
    """What others carry of one identifier: how many ads, of how many groups, and the pairs (ours, theirs) to compare.

    Ads and groups are at least so many: the newest CARRIERS are counted.
    """

    kind: str
    value: str
    ads: int
    groups: int
    pairs: list[tuple[int, int]]


def outsiders(connection: Connection, root: int, carried: Iterable[tuple[str, str, int]]) -> list[Outsiders]:
    """Return who else carries the identifiers of a group, given as (kind, value, ordinal), the commonest first.

    A `root` that is no group looks for carriers in every group, those of the ads at hand too.
    """
    ours: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for kind, value, ordinal in carried:
        ours[kind, value].append(ordinal)
    often = sorted(ours.items(), key=lambda item: (-len(item[1]), item[0]))[:IDENTIFIERS]
    found = []
    left = PAIRS
    for (kind, value), ordinals in often:
        rows = connection.execute(_CARRIERS, {"term": term(kind, value), "root": root}).all()
        if not rows or not left:
            continue
        newest: dict[int, int] = {}
        for row in rows:
            newest.setdefault(row.root, row.ordinal)
        some = list(newest.values())[: min(GROUPS, left)]
        pairs = [(near, theirs) for theirs in some if (near := _nearest(ordinals, theirs)) is not None]
        left -= len(pairs)
        if pairs:
            found.append(Outsiders(kind, value, len(rows), len(newest), pairs))
    return found


def _carriers() -> Select[Any]:
    newest = (
        select(tags.c.ordinal)
        .where(tags.c.term == bindparam("term"))
        .order_by(tags.c.ordinal.desc())
        .limit(CARRIERS)
        .subquery()
    )
    return (
        select(newest.c.ordinal, members.c.root)
        .join(members, members.c.ordinal == newest.c.ordinal)
        .where(members.c.root != bindparam("root"))
        .order_by(newest.c.ordinal.desc())
    )


_CARRIERS = _carriers()


def _nearest(ordinals: Sequence[int], other: int) -> int | None:
    """Return the ordinal that came nearest to another, and is not the same; None if there is none."""
    return min((at for at in ordinals if at != other), key=lambda at: (abs(at - other), at), default=None)


class Ads(NamedTuple):
    """Some ads: their rows and their mentions, by ordinal, in order."""

    rows: Mapping[int, AnyRow]
    mentions: Mapping[int, list[Mention]]

    def sketches(self) -> tuple[pa.Table, Mapping[int, int]]:
        """Return them as linking sees them (SKETCH), and the row of each in it.

        They are sketched again from what they say: a sketch depends on nothing else.
        """
        named = [_mention(at, mention) for at in self.rows for mention in self.mentions.get(at, ())]
        plain = pa.Table.from_pylist([_row(row) for row in self.rows.values()], POSTING)
        found = link.sketch(plain, pa.Table.from_pylist(named, MENTION))
        return found, {ordinal: at for at, ordinal in enumerate(self.rows)}


def ads_of(database: Database, connection: Connection, ordinals: Iterable[int]) -> Ads:
    """Read ads by ordinal."""
    rows = connection.execute(
        select(postings).where(database.among(postings.c.ordinal, set(ordinals))).order_by(postings.c.ordinal)
    ).all()
    return Ads({row.ordinal: row for row in rows}, mentions_of(database, connection, rows))


def _row(row: AnyRow) -> dict[str, Any]:
    (posting,) = codec.postings([row])
    plain = {name: getattr(posting, name) for name in POSTING.names if name not in ("ordinal", "pictures", "extra")}
    return {**plain, "ordinal": row.ordinal, "pictures": list(posting.pictures)}


def _mention(ordinal: int, mention: Mention) -> dict[str, Any]:
    return {"ordinal": ordinal, **{name: getattr(mention, name) for name in MENTION.names if name != "ordinal"}}


def sample(held: Iterable[tuple[int, int]], most: int) -> tuple[list[int], Counter[int]]:
    """Choose at most `most` of ads given as (ordinal, digest): every wording in turn, the commonest first.

    Returns the ordinals chosen, in order, and how many ads each digest has.
    """
    by_digest: defaultdict[int, list[int]] = defaultdict(list)
    for ordinal, digest in held:
        by_digest[digest].append(ordinal)
    queues = [ordinals for _, ordinals in sorted(by_digest.items(), key=lambda item: (-len(item[1]), item[1][0]))]
    chosen: list[int] = []
    turn = 0
    while len(chosen) < most and queues:
        chosen += [ordinals[turn] for ordinals in queues[: most - len(chosen)]]
        turn += 1
        queues = [ordinals for ordinals in queues if len(ordinals) > turn]
    return sorted(chosen), Counter({digest: len(ordinals) for digest, ordinals in by_digest.items()})
