"""The tables of the desk, and how values are written in them.

Everything hangs on `ordinal`, a posting's place in the order of arrival. `tags` is the inverted index (which
postings carry this?), `mentions` the forward one (what does this posting carry, and where?); both name a thing by
its term, a 64-bit hash of kind and value, so that writing never has to look a number up. A mention's surface is
not kept: it is its span of the posting's own text.

Times are microseconds since 1970 UTC, hashes are signed, JSON is text: the same in SQLite and PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
)
from sqlalchemy.types import TypeEngine

SCHEMA = "0007"
"""The newest revision in migrations/versions: a desk of another is migrated, or refused as newer."""

POSTING_TAGS = ("site", "author", "thread")
"""Columns of a posting that are tags too, under their folded words, so that they are searched as mentions are."""

FIELDS = ("title", "text", "location", "author", "url", "site", "thread")
"""The fields that mentions can stand in, by their number in `mentions.field`; only ever added to."""

metadata = MetaData()
_NUMBER: TypeEngine[int] = BigInteger().with_variant(Integer(), "sqlite")  # INTEGER alone is SQLite's own row id
_BYTES: TypeEngine[str] = Text().with_variant(Text(collation="C"), "postgresql")  # compared byte by byte

parts = Table(
    "parts",
    metadata,
    Column("part", _NUMBER, primary_key=True, autoincrement=False),
    Column("postings", Integer, nullable=False),
)
"""The parts of the lake that are on the desk."""

progress = Table(
    "progress",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", _NUMBER, nullable=False),
)
"""How far each step has come: `linked` is the last part that linking has written, `decided` the last decision that
groups were made by, `watched` how many postings watches have looked at,
`leads` how often leads were written, `basis` the term of what groups were
assessed on, `lake` the term of the lake that the desk is filled from."""

postings = Table(
    "postings",
    metadata,
    Column("ordinal", _NUMBER, primary_key=True, autoincrement=False),
    Column("key", _NUMBER, nullable=False, unique=True),
    Column("id", _BYTES, nullable=False),
    Column("digest", _NUMBER, nullable=False),
    Column("posted_at", _NUMBER),
    Column("site", Text),
    Column("location", Text),
    Column("author", Text),
    Column("thread", Text),
    Column("title", Text),
    Column("url", Text),
    Column("pictures", Text),
    Column("extra", Text),
    Column("text", Text, nullable=False),
    Index("postings_posted_at", "posted_at", "ordinal"),
)
"""Postings as they came in; `key` is term("posting", id), `pictures` and `extra` are JSON, null when empty."""

terms = Table(
    "terms",
    metadata,
    Column("term", _NUMBER, primary_key=True, autoincrement=False),
    Column("kind", _BYTES, nullable=False),
    Column("value", Text, nullable=False),
    Column("folded", _BYTES, nullable=False),
    Index("terms_folded", "kind", "folded"),
)
"""Every (kind, value) that any posting carries; `folded` is the value's words as search reads them."""

mentions = Table(
    "mentions",
    metadata,
    Column("ordinal", _NUMBER, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("term", _NUMBER, nullable=False),
    Column("field", SmallInteger, nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("score", Float, nullable=False),
    Column("rule", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""Mentions, numbered by `place` within their posting."""

tags = Table(
    "tags",
    metadata,
    Column("term", _NUMBER, primary_key=True, autoincrement=False),
    Column("ordinal", _NUMBER, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""Which postings carry a term."""

members = Table(
    "members",
    metadata,
    Column("ordinal", _NUMBER, ForeignKey("postings.ordinal"), primary_key=True, autoincrement=False),
    Column("root", _NUMBER, nullable=False),
    Index("members_root", "root", "ordinal"),
)
"""Which group a linked posting is in, by the smallest ordinal of the group."""

groups = Table(
    "groups",
    metadata,
    Column("root", _NUMBER, primary_key=True, autoincrement=False),
    Column("name", _BYTES, nullable=False, unique=True),
    Column("size", Integer, nullable=False),
    Column("stale", Boolean, nullable=False),
)
Index("groups_stale", groups.c.root, sqlite_where=groups.c.stale, postgresql_where=groups.c.stale)
"""Groups by their root, the smallest ordinal in them; `stale` ones have changed since they were assessed."""

edges = Table(
    "edges",
    metadata,
    Column("owner", _NUMBER, primary_key=True, autoincrement=False),
    Column("slot", _NUMBER, primary_key=True, autoincrement=False),
    Column("a", _NUMBER, nullable=False),
    Column("b", _NUMBER, nullable=False),
    Column("kind", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("weight", Float, nullable=False),
    sqlite_with_rowid=False,
)
"""Ties, a < b: which of the two chose it (`owner`), and for which of its slots (see `link.history.Choices`)."""

strangers = Table(
    "strangers",
    metadata,
    Column("key", _NUMBER, primary_key=True, autoincrement=False),
    Column("pairs", _NUMBER, nullable=False),
    sqlite_with_rowid=False,
)
"""How many pairs of strangers stand side by side in the list of an identifier; those without any are left out."""

pieces = Table(
    "pieces",
    metadata,
    Column("root", _NUMBER, primary_key=True, autoincrement=False),
    Column("component", _NUMBER, nullable=False),
    Index("pieces_component", "component"),
)
"""Groups of components that may be divided: the root of each, and the first posting of its component."""

leads = Table(
    "leads",
    metadata,
    Column("root", _NUMBER, ForeignKey("groups.root", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("lead", _BYTES, nullable=False, unique=True),
    Column("name", _BYTES, nullable=False),
    Column("tier", SmallInteger, nullable=False),
    Column("score", Float(53), nullable=False),
    Column("first_seen", _NUMBER),
    Column("last_seen", _NUMBER),
    Column("body", Text, nullable=False),
)
Index("leads_queue", leads.c.tier, leads.c.score.desc(), leads.c.name)
Index("leads_seen", leads.c.tier, leads.c.last_seen, leads.c.first_seen)
"""The queue: `tier` counts from urgent (0); `body` is the whole lead as JSON, its rank left out."""

FACETS = ("place", "site", "indicator", "new", "day")
"""What leads are counted by, by its number in `lead_facets.facet`; only ever added to. `new` is the day on which the
group was first seen, `day` that on which it was last seen, both as 2026-01-31."""

lead_facets = Table(
    "lead_facets",
    metadata,
    Column("facet", SmallInteger, primary_key=True, autoincrement=False),
    Column("value", _BYTES, primary_key=True),
    Column("root", _NUMBER, ForeignKey("leads.root", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Index("lead_facets_root", "root"),
    sqlite_with_rowid=False,
)
"""What each lead is narrowed by, written with it and gone with it; values are cut at 200 characters."""

group_log = Table(
    "group_log",
    metadata,
    Column("entry", _NUMBER, primary_key=True),
    Column("part", _NUMBER, nullable=False),
    Column("at", _NUMBER, nullable=False),
    Column("merged", _BYTES, nullable=False),
    Column("survivor", _BYTES, nullable=False),
    Column("change", Text, nullable=False, server_default="merge"),
    Column("cause", Text, nullable=False, server_default=""),
)
Index("group_log_merged", group_log.c.merged)
"""What became of groups; rows are only ever added. A `merge`: the group `merged` has become part of `survivor`. A
`split`: `merged` has left it. `cause`: the tie that came or went, as kind and value, or the decision of a person."""

decisions = Table(
    "decisions",
    metadata,
    Column("entry", _NUMBER, primary_key=True),
    Column("at", _NUMBER, nullable=False),
    Column("who", Text, nullable=False),
    Column("act", _BYTES, nullable=False),
    Column("subject", _BYTES, nullable=False),
    Column("other", _BYTES, nullable=False),
    Column("value", _BYTES, nullable=False),
    Column("why", Text, nullable=False),
    Column("share", _BYTES, nullable=False),
    Column("shown", Text, nullable=False),
    Column("undoes", _NUMBER),
)
Index("decisions_subject", decisions.c.subject, decisions.c.entry)
"""What people decided, in the order in which they did. The database itself refuses to change or delete a row."""

audit = Table(
    "audit",
    metadata,
    Column("entry", _NUMBER, primary_key=True),
    Column("at", _NUMBER, nullable=False),
    Column("who", Text, nullable=False),
    Column("act", _BYTES, nullable=False),
    Column("subject", _BYTES, nullable=False),
    Column("salt", _BYTES, nullable=False),
    Column("why", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("seal", _BYTES, nullable=False),
    Column("previous", _BYTES, nullable=False),
    Column("digest", _BYTES, nullable=False),
)
Index("audit_subject", audit.c.subject, audit.c.entry)
"""Who looked at what: each row holds the digest of the one before. The database refuses to delete a row, and to change
any of it but `salt`, `why` and `said`, which may be emptied: only their seal is in the chain."""

case_log = Table(
    "case_log",
    metadata,
    Column("entry", _NUMBER, primary_key=True),
    Column("at", _NUMBER, nullable=False),
    Column("who", Text, nullable=False),
    Column("name", _BYTES, nullable=False),
    Column("act", _BYTES, nullable=False),
    Column("kind", _BYTES, nullable=False),
    Column("subject", _BYTES, nullable=False),
    Column("text", Text, nullable=False),
    Column("digest", _BYTES, nullable=False),
)
Index("case_log_name", case_log.c.name, case_log.c.entry)
Index("case_log_subject", case_log.c.subject, case_log.c.entry)
"""What was said and done in cases, by the `name` of the case. The database refuses to change or delete a row."""

watch_log = Table(
    "watch_log",
    metadata,
    Column("entry", _NUMBER, primary_key=True),
    Column("at", _NUMBER, nullable=False),
    Column("who", Text, nullable=False),
    Column("act", _BYTES, nullable=False),
    Column("kind", _BYTES, nullable=False),
    Column("what", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("webhook", Text, nullable=False),
    Column("digest", Boolean, nullable=False),
    Column("quiet", _BYTES, nullable=False),
    Column("since", _NUMBER, nullable=False),
    Column("ends", _NUMBER),
)
"""Who set which watch, and who took it away (`ends` names it). The database refuses to change or delete a row."""

alerts = Table(
    "alerts",
    metadata,
    Column("watch", _NUMBER, primary_key=True, autoincrement=False),
    Column("ordinal", _NUMBER, primary_key=True, autoincrement=False),
    Column("at", _NUMBER, nullable=False),
    sqlite_with_rowid=False,
)
Index("alerts_at", alerts.c.at)
"""Which new postings each watch found; `at` is the same for all that were found at once."""

deliveries = Table(
    "deliveries",
    metadata,
    Column("delivery", _NUMBER, primary_key=True),
    Column("watch", _NUMBER, nullable=False),
    Column("channel", _BYTES, nullable=False),
    Column("address", Text, nullable=False),
    Column("after", _NUMBER, nullable=False),
    Column("through", _NUMBER, nullable=False),
    Column("due", _NUMBER, nullable=False),
    Column("state", _BYTES, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("changed", _NUMBER, nullable=False),
    Column("error", Text, nullable=False),
)
Index("deliveries_due", deliveries.c.state, deliveries.c.due)
"""What is to be told outside: of the alerts of a watch from `after` (not in it) to `through`, not before `due`."""


searches = Table(
    "searches",
    metadata,
    Column("entry", _NUMBER, primary_key=True),
    Column("at", _NUMBER, nullable=False),
    Column("who", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("parent", _NUMBER),
    Column("found", Integer, nullable=False),
    Column("capped", Boolean, nullable=False),
    Column("name", Text, nullable=False),
)
Index("searches_who", searches.c.who, searches.c.at)
"""What each person searched for, each once; `parent` is the one it was made from, `name` is empty unless kept."""


def posting_columns(*names: str) -> Callable[[Sequence[Any]], Sequence[Any]]:
    """Return what takes these columns out of a row that begins with the columns of `postings`."""
    return itemgetter(*(list(postings.columns.keys()).index(name) for name in names))


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def term(kind: str, value: str) -> int:
    """Return the number by which the desk knows a kind and value: 64 bits of BLAKE2b, signed."""
    digest = blake2b(f"{kind}\0{value}".encode(errors="replace"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def writable(text: str) -> str:
    """Return text as every database can take it: NUL and lone surrogates replaced, each by one character."""
    return text.replace("\0", "\ufffd").encode(errors="replace").decode()


def microseconds(moment: datetime | None) -> int | None:
    """Return a time as the tables keep it; a time without a zone is UTC."""
    if moment is None:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (aware - _EPOCH) // timedelta(microseconds=1)


def moment(count: int | None) -> datetime | None:
    """Return a time of the tables as a datetime in UTC."""
    return None if count is None else _EPOCH + timedelta(microseconds=count)
