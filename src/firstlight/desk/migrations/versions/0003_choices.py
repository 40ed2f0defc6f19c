"""Ties by the posting that chose them, strangers counted by key, and why groups merge and split.

What linking has written is derived from the lake: it is dropped, and the next sift links again. Groups keep their ids,
for these follow from their first posting; what people decided is not touched.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.drop_table("edges")
    op.create_table(
        "edges",
        sa.Column("owner", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("slot", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("a", NUMBER, nullable=False),
        sa.Column("b", NUMBER, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("weight", sa.Float, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "strangers",
        sa.Column("key", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("pairs", NUMBER, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pieces",
        sa.Column("root", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("component", NUMBER, nullable=False),
    )
    op.create_index("pieces_component", "pieces", ["component"])
    op.add_column("group_log", sa.Column("change", sa.Text, nullable=False, server_default="merge"))
    op.add_column("group_log", sa.Column("cause", sa.Text, nullable=False, server_default=""))
    for table in ("leads", "groups", "members"):
        op.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
    op.execute("DELETE FROM progress WHERE name = 'linked'")
