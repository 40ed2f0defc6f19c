"""Watches as a log that is only added to; what they found; and what is to be told of it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BYTES = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
REFUSAL = "watches are only ever added to or taken back"


def upgrade() -> None:
    op.create_table(
        "watch_log",
        sa.Column("entry", NUMBER, primary_key=True),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        *(sa.Column(name, BYTES, nullable=False) for name in ("act", "kind")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("what", "title", "email", "webhook")),
        sa.Column("digest", sa.Boolean, nullable=False),
        sa.Column("quiet", BYTES, nullable=False),
        sa.Column("since", NUMBER, nullable=False),
        sa.Column("ends", NUMBER, nullable=True),
    )
    op.create_table(
        "alerts",
        sa.Column("watch", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("ordinal", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("at", NUMBER, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("alerts_at", "alerts", ["at"])
    op.create_table(
        "deliveries",
        sa.Column("delivery", NUMBER, primary_key=True),
        sa.Column("watch", NUMBER, nullable=False),
        sa.Column("channel", BYTES, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        *(sa.Column(name, NUMBER, nullable=False) for name in ("after", "through", "due")),
        sa.Column("state", BYTES, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("changed", NUMBER, nullable=False),
        sa.Column("error", sa.Text, nullable=False),
    )
    op.create_index("deliveries_due", "deliveries", ["state", "due"])
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER watch_log_no_{change.lower()} BEFORE {change} ON watch_log "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_change_of_watch_log() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER watch_log_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON watch_log "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_watch_log()"
    )
