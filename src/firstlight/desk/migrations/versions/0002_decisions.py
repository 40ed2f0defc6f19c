"""The log of what people decided, which the database itself lets nobody change."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BYTES = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
REFUSAL = "decisions are only ever added"


def upgrade() -> None:
    op.create_table(
        "decisions",
        sa.Column("entry", NUMBER, primary_key=True),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        *(sa.Column(name, BYTES, nullable=False) for name in ("act", "subject", "other", "value")),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("share", BYTES, nullable=False),
        sa.Column("shown", sa.Text, nullable=False),
        sa.Column("undoes", NUMBER, nullable=True),
    )
    op.create_index("decisions_subject", "decisions", ["subject", "entry"])
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER decisions_no_{change.lower()} BEFORE {change} ON decisions "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER decisions_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON decisions "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
