"""What is said in a thread, or by an account: posts in order of time, and what in them may locate somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection

from firstlight.assess.clues import Clues, Post, gather
from firstlight.assess.triage import triage
from firstlight.desk import codec
from firstlight.desk.accounts import Account, rows_of_account, rows_of_thread
from firstlight.desk.carried import mentions_of
from firstlight.desk.engine import AnyRow, Database
from firstlight.extract.clue import clues
from firstlight.records import Mention, Posting, Reason


@dataclass(frozen=True, slots=True)
class Talk:
    """Posts in order of time with what is found in each, the clues in all of them, and how soon to read them.

    `score` in 0..1 is what the reasons' contributions add up to.
    """

    site: str
    thread: str
    account: str
    title: str
    postings: tuple[Posting, ...]
    mentions: tuple[Mention, ...]
    clues: Clues
    score: float
    reasons: tuple[Reason, ...]


def talk(database: Database, site: str, thread: str) -> Talk:
    """Return a thread; raise InputError when there is none."""
    with database.read() as connection:
        rows = rows_of_thread(connection, site, thread)
        return _talk(database, connection, rows, site=site, thread=thread)


def of_account(database: Database, account: Account) -> Talk:
    """Return all that an account wrote; raise InputError when it has no postings."""
    with database.read() as connection:
        rows = rows_of_account(connection, account)
        return _talk(database, connection, rows, site=account.site, account=account.id)


def _talk(
    database: Database,
    connection: Connection,
    rows: Sequence[AnyRow],
    *,
    site: str,
    thread: str = "",
    account: str = "",
) -> Talk:
    found = mentions_of(database, connection, rows)
    postings = codec.postings(rows)
    posts: list[Post] = []
    every: list[Mention] = []
    for row, posting in zip(rows, postings, strict=True):
        mentions = (*found.get(row.ordinal, ()), *clues(posting))
        every += mentions
        posts.append(Post(posting.id, posting.author or "", posting.posted_at, mentions))
    score, reasons = triage(posts, datetime.now(UTC))
    title = next((posting.title for posting in reversed(postings) if posting.title), "") if thread else ""
    return Talk(site, thread, account, title or "", tuple(postings), tuple(every), gather(posts), score, reasons)
