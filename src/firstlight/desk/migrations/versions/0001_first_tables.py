"""The first tables: postings, their words, terms and mentions, groups, leads."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BYTES = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def number(name: str, *, key: bool = False, nullable: bool = False) -> sa.Column[int]:
    if key:
        return sa.Column(name, NUMBER, primary_key=True, autoincrement=False)
    return sa.Column(name, NUMBER, nullable=nullable)


def upgrade() -> None:
    _postings()
    _terms()
    _groups()
    _leads()
    _words()


def _postings() -> None:
    op.create_table("parts", number("part", key=True), sa.Column("postings", sa.Integer, nullable=False))
    op.create_table("progress", sa.Column("name", sa.Text, primary_key=True), number("value"))
    op.create_table(
        "postings",
        number("ordinal", key=True),
        sa.Column("key", NUMBER, nullable=False, unique=True),
        sa.Column("id", BYTES, nullable=False),
        number("digest"),
        number("posted_at", nullable=True),
        *(sa.Column(name, sa.Text) for name in ("site", "location", "author", "thread")),
        *(sa.Column(name, sa.Text) for name in ("title", "url", "pictures", "extra")),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("postings_posted_at", "postings", ["posted_at", "ordinal"])


def _terms() -> None:
    op.create_table(
        "terms",
        number("term", key=True),
        sa.Column("kind", BYTES, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("folded", BYTES, nullable=False),
    )
    op.create_index("terms_folded", "terms", ["kind", "folded"])
    op.create_table(
        "mentions",
        number("ordinal", key=True),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        number("term"),
        sa.Column("field", sa.SmallInteger, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("stop", sa.Integer, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table("tags", number("term", key=True), number("ordinal", key=True), sqlite_with_rowid=False)


def _groups() -> None:
    op.create_table(
        "members",
        sa.Column("ordinal", NUMBER, sa.ForeignKey("postings.ordinal"), primary_key=True, autoincrement=False),
        number("root"),
    )
    op.create_index("members_root", "members", ["root", "ordinal"])
    op.create_table(
        "groups",
        number("root", key=True),
        sa.Column("name", BYTES, nullable=False, unique=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("stale", sa.Boolean, nullable=False),
    )
    stale = sa.text("stale")
    op.create_index("groups_stale", "groups", ["root"], sqlite_where=stale, postgresql_where=stale)
    op.create_table(
        "edges",
        number("a", key=True),
        number("b", key=True),
        number("term", key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("weight", sa.Float, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "group_log",
        sa.Column("entry", NUMBER, primary_key=True),
        number("part"),
        number("at"),
        sa.Column("merged", BYTES, nullable=False),
        sa.Column("survivor", BYTES, nullable=False),
    )
    op.create_index("group_log_merged", "group_log", ["merged"])


def _leads() -> None:
    group = sa.ForeignKey("groups.root", ondelete="CASCADE")
    op.create_table(
        "leads",
        sa.Column("root", NUMBER, group, primary_key=True, autoincrement=False),
        sa.Column("lead", BYTES, nullable=False, unique=True),
        sa.Column("name", BYTES, nullable=False),
        sa.Column("tier", sa.SmallInteger, nullable=False),
        sa.Column("score", sa.Float(53), nullable=False),
        number("first_seen", nullable=True),
        number("last_seen", nullable=True),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("leads_queue", "leads", ["tier", sa.text("score DESC"), "name"])


def _words() -> None:
    if op.get_bind().dialect.name == "sqlite":
        # Contentless: the words are in `postings` already. The words come folded, so `ascii` only parts them at spaces.
        op.execute(
            "CREATE VIRTUAL TABLE words USING fts5 (title, text, location, content='', columnsize=0, tokenize='ascii')"
        )
        return
    op.execute("CREATE TABLE words (ordinal BIGINT PRIMARY KEY, document TSVECTOR NOT NULL)")
    # New words wait in a list that loading merges once for each part: four times faster than one posting at a time.
    op.execute("CREATE INDEX words_document ON words USING GIN (document) WITH (gin_pending_list_limit = 65536)")
