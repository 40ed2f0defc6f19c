"""What leads are narrowed by, written beside them, so that counting never reads the leads themselves."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BYTES = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    lead = sa.ForeignKey("leads.root", ondelete="CASCADE")
    op.create_table(
        "lead_facets",
        sa.Column("facet", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("value", BYTES, primary_key=True),
        sa.Column("root", NUMBER, lead, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_index("lead_facets_root", "lead_facets", ["root"])
    op.create_index("leads_seen", "leads", ["tier", "last_seen", "first_seen"])
    _fill()


def _fill() -> None:
    """Write the facets of leads that are there already."""
    connection = op.get_bind()
    insert = sa.text("INSERT INTO lead_facets (facet, value, root) VALUES (:facet, :value, :root)")
    last = -1
    while True:
        some = sa.text(
            "SELECT root, body, first_seen, last_seen FROM leads WHERE root > :last ORDER BY root LIMIT 1000"
        )
        rows = connection.execute(some, {"last": last}).all()
        if not rows:
            break
        last = rows[-1].root
        found = sorted({fact for row in rows for fact in _facts(row)})
        connection.execute(insert, [dict(zip(("facet", "value", "root"), fact, strict=True)) for fact in found])
    connection.execute(sa.text(
        "INSERT INTO lead_facets (facet, value, root) SELECT DISTINCT 1, substr(p.site, 1, 200), m.root "
        "FROM leads l JOIN members m ON m.root = l.root JOIN postings p ON p.ordinal = m.ordinal "
        "WHERE p.site IS NOT NULL AND p.site <> ''"
    ))  # fmt: skip


def _facts(row: Any) -> Iterator[tuple[int, str, int]]:
    body = json.loads(row.body)
    for place in body["places"]:
        yield 0, place[:200].replace("\0", "\ufffd"), row.root
    for reason in body["reasons"]:
        yield 2, reason[0][:200], row.root
    for facet, moment in ((3, row.first_seen), (4, row.last_seen)):
        if moment is not None:
            yield facet, f"{datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=moment):%Y-%m-%d}", row.root
