"""What people searched for: as a tree, some of it kept by name."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "searches",
        sa.Column("entry", NUMBER, primary_key=True),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("parent", NUMBER, nullable=True),
        sa.Column("found", sa.Integer, nullable=False),
        sa.Column("capped", sa.Boolean, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
    )
    op.create_index("searches_who", "searches", ["who", "at"])
