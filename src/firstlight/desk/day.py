"""What the newest day brought, and how much of the queue has been worked on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, select

from firstlight.desk.engine import Database
from firstlight.desk.facets import standing_labels
from firstlight.desk.tables import FACETS, decisions, groups, lead_facets, leads, microseconds, moment, postings
from firstlight.records import TIERS, Tier


@dataclass(frozen=True, slots=True)
class Day:
    """The newest day with ads that is not in the future: `ads` posted on it, in `groups`, `new` ones among these.

    done: of each tier, how many leads have a label. decided: labels given on the day of `now`, as UTC has it.
    """

    day: date | None
    ads: int
    groups: int
    new: int
    done: dict[Tier, int]
    decided: int


def newest_day(database: Database, now: datetime) -> Day:
    """Return the newest day as of `now`; each count reads one stretch of an index."""
    with database.read() as connection:
        last = connection.scalar(
            select(func.max(postings.c.posted_at)).where(postings.c.posted_at <= microseconds(now))
        )
        standing = standing_labels().subquery()
        done: dict[int, int] = dict(
            connection.execute(
                select(leads.c.tier, func.count())
                .join(groups, groups.c.root == leads.c.root)
                .join(standing, standing.c.subject == groups.c.name)
                .group_by(leads.c.tier)
            ).all()
        )
        today = datetime(now.year, now.month, now.day, tzinfo=UTC)
        decided = connection.scalar(
            select(func.count()).where(decisions.c.act == "label", decisions.c.at >= microseconds(today))
        )
        said = {tier: done.get(number, 0) for number, tier in enumerate(TIERS)}
        newest = moment(last)
        if newest is None:
            return Day(None, 0, 0, 0, said, decided or 0)
        start = datetime(newest.year, newest.month, newest.day, tzinfo=UTC)
        ads = connection.scalar(
            select(func.count())
            .select_from(postings)
            .where(
                postings.c.posted_at >= microseconds(start),
                postings.c.posted_at < microseconds(start + timedelta(days=1)),
            )
        )
        facts = {
            name: connection.scalar(
                select(func.count())
                .select_from(lead_facets)
                .where(lead_facets.c.facet == FACETS.index(name), lead_facets.c.value == f"{start:%Y-%m-%d}")
            )
            for name in ("day", "new")
        }
        return Day(start.date(), ads or 0, facts["day"] or 0, facts["new"] or 0, said, decided or 0)
