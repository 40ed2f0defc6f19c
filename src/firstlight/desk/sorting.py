"""What a search found, sorted by what it could be narrowed by: tier, site, place, month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import func, select

from firstlight.desk.engine import Database
from firstlight.desk.parse import parse
from firstlight.desk.readings import readings
from firstlight.desk.search import candidates
from firstlight.desk.tables import leads, members, mentions, moment, postings, terms
from firstlight.records import TIERS

MOST = 12
"""Values of each, those of most ads first."""

Sorted = dict[str, list[tuple[str, str, int]]]
"""For tier, site, place and month: (what it is called, the search term that narrows to it, how many ads)."""


def sort(database: Database, query: str, regions: Sequence[str]) -> Sorted:
    """Count the ads that a search finds, the newest of them where they are very many; raise BadQuery if unreadable."""
    tree = parse(query, lambda text: readings(text, regions))
    with database.read() as connection:
        ordinals, _ = candidates(database, connection, tree)
        among = database.among(postings.c.ordinal, ordinals)
        posted = connection.execute(select(postings.c.site, postings.c.posted_at).where(among)).all()
        tiers = connection.execute(
            select(leads.c.tier, func.count())
            .join(members, members.c.root == leads.c.root)
            .where(database.among(members.c.ordinal, ordinals))
            .group_by(leads.c.tier)
        ).all()
        places = connection.execute(
            select(terms.c.value, func.count(mentions.c.ordinal.distinct()))
            .join(mentions, mentions.c.term == terms.c.term)
            .where(terms.c.kind == "place", database.among(mentions.c.ordinal, ordinals))
            .group_by(terms.c.value)
        ).all()
    sites = Counter(row.site for row in posted if row.site)
    months = Counter(f"{at:%Y-%m}" for row in posted if (at := moment(row.posted_at)))
    return {
        "tier": [(TIERS[tier], f"tier:{TIERS[tier]}", count) for tier, count in sorted(tiers)],
        "site": [(site, f"site:{_quoted(site)}", count) for site, count in sites.most_common(MOST)],
        "place": [
            (place, f"place:{_quoted(place)}", count)
            for place, count in sorted(places, key=lambda one: (-one[1], one[0]))[:MOST]
        ],
        "month": [(month, f"date:{month}", count) for month, count in sorted(months.items(), reverse=True)[:MOST]],
    }


def _quoted(value: str) -> str:
    return '"' + value.replace('"', " ").replace("“", " ").replace("”", " ").replace("„", " ") + '"'
