"""What assessment is told of a group."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select

from firstlight.assess.facts import AdFacts, GroupFacts
from firstlight.desk.bulk import uncollected
from firstlight.desk.carried import mentions_of, ties_of
from firstlight.desk.engine import AnyRow, Database
from firstlight.desk.tables import groups, members, moment, postings
from firstlight.records import Mention


def facts(database: Database, of: Sequence[int]) -> list[GroupFacts]:
    """Return what assessment may know of each group, in the order of `of`; roots that are no group are left out."""
    with uncollected(), database.read() as connection:
        names = dict(connection.execute(
            select(groups.c.root, groups.c.name).where(database.among(groups.c.root, of))
        ).all())  # fmt: skip
        rows = connection.execute(
            select(postings, members.c.root)
            .join(postings, postings.c.ordinal == members.c.ordinal)
            .where(database.among(members.c.root, names))
            .order_by(members.c.root, members.c.ordinal)
        ).all()
        found = mentions_of(database, connection, rows)
        tied = ties_of(database, connection, names)
        ads: dict[int, list[AdFacts]] = defaultdict(list)
        for row in rows:
            ads[row.root].append(_ad(row, tuple(found.get(row.ordinal, ()))))
        return [GroupFacts(names[root], tuple(ads[root]), tuple(tied.get(root, ()))) for root in of if root in names]


def _ad(row: AnyRow, found: tuple[Mention, ...]) -> AdFacts:
    pictures = tuple(json.loads(row.pictures)) if row.pictures else ()
    return AdFacts(
        ordinal=row.ordinal, posting=row.id, site=row.site, location=row.location, posted_at=moment(row.posted_at),
        author=row.author, pictures=pictures, digest=row.digest, mentions=found,
    )  # fmt: skip
