"""Who looked at what, chained by hashes; and cases, as a log: the database itself lets nobody change either.

Of the log of looking, only `salt`, `why` and `said` may be emptied: they can name people, and purging them breaks no
chain, because the chain holds their seal.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BYTES = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
SEALED = ("entry", "at", "who", "act", "subject", "seal", "previous", "digest")


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("entry", NUMBER, primary_key=True),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        *(sa.Column(name, BYTES, nullable=False) for name in ("act", "subject", "salt")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("why", "said")),
        *(sa.Column(name, BYTES, nullable=False) for name in ("seal", "previous", "digest")),
    )
    op.create_index("audit_subject", "audit", ["subject", "entry"])
    op.create_table(
        "case_log",
        sa.Column("entry", NUMBER, primary_key=True),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        *(sa.Column(name, BYTES, nullable=False) for name in ("name", "act", "kind", "subject")),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("digest", BYTES, nullable=False),
    )
    op.create_index("case_log_name", "case_log", ["name", "entry"])
    op.create_index("case_log_subject", "case_log", ["subject", "entry"])
    _only_added("audit", "the log of who looked at what is only ever added to", SEALED)
    _only_added("case_log", "what was said in a case is only ever added to")


def _only_added(table: str, refusal: str, columns: tuple[str, ...] = ()) -> None:
    """Let the database refuse to delete a row, or to change one (or these columns of one)."""
    update = f"UPDATE OF {', '.join(columns)}" if columns else "UPDATE"
    if op.get_bind().dialect.name == "sqlite":
        for name, change in (("update", update), ("delete", "DELETE")):
            op.execute(
                f"CREATE TRIGGER {table}_no_{name} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION refuse_change_of_{table}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{refusal}'; END $$"
    )
    for name, change in (("update", update), ("delete", "DELETE OR TRUNCATE")):
        op.execute(
            f"CREATE TRIGGER {table}_no_{name} BEFORE {change} ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_{table}()"
        )
