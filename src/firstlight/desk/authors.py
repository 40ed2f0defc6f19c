"""An author in full: profile, other accounts that may be the same person, and two accounts side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import numpy as np
from sqlalchemy import Connection, func, select

from firstlight.desk import codec
from firstlight.desk.accounts import Account, carriers, namesakes, rows_of_account
from firstlight.desk.carried import mentions_of
from firstlight.desk.engine import AnyRow, Database
from firstlight.desk.places import named_offsets
from firstlight.desk.tables import groups, members, moment, postings, tags, term
from firstlight.extract import signature
from firstlight.link.authors.judging import Link, Shared, judge
from firstlight.link.authors.languages import Language, languages
from firstlight.link.authors.style import FEWEST_WORDS, Cohort, Likeness
from firstlight.link.authors.writing import Writing, writing
from firstlight.link.authors.zone import Zone, histogram, zone
from firstlight.records import IDENTIFIER_KINDS, POSSIBLE, Mention, Posting

COHORT = 40
"""Others that two accounts are compared with, those of the same sites who wrote last."""

COMPARED = 12
"""Other accounts that style and hours are compared with, the hardest linked first."""

_COHORT_POSTS = 120
_COHORT_ROWS = 6_000
_TITLES = 12


@dataclass(frozen=True, slots=True)
class Carried:
    """Something an account gives to be reached or known by: in how many of its posts, who else gives it."""

    kind: str
    value: str
    postings: int
    in_signature: bool
    accounts: tuple[str, ...]
    ads: bool


@dataclass(frozen=True, slots=True)
class Other:
    """Another account, and what is known of it being the same person's."""

    account: str
    link: Link


@dataclass(frozen=True, slots=True)
class Profile:
    """One account in full.

    hours: posts by hour in UTC on working days and weekends. zone: likely time zone by hours and by places named;
    zone_by_hours: by hours alone. clocks: how the site told its times, with counts. threads: titles of the threads in
    which most was written. groups: the groups that its posts are in. others: accounts with anything hard in common.
    """

    account: str
    site: str
    name: str
    postings: int
    first_seen: datetime | None
    last_seen: datetime | None
    identifiers: tuple[Carried, ...]
    signatures: tuple[str, ...]
    languages: tuple[Language, ...]
    hours: tuple[tuple[int, ...], tuple[int, ...]]
    zone: Zone | None
    zone_by_hours: Zone | None
    clocks: dict[str, int]
    threads: tuple[tuple[str, str, int], ...]
    groups: tuple[str, ...]
    words: int
    others: tuple[Other, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two accounts side by side."""

    a: Profile
    b: Profile
    link: Link
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of an account: its postings in order of time, with the mentions of each."""

    account: Account
    rows: Sequence[AnyRow]
    postings: list[Posting]
    mentions: dict[int, list[Mention]]
    carried: dict[tuple[str, str], set[str]]
    signed: set[tuple[str, str]]

    @property
    def times(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """When it posted, as far as the site said in which zone: microseconds since 1970 UTC."""
        told = zip(self.rows, self.postings, strict=True)
        known = [r.posted_at for r, p in told if r.posted_at is not None and p.extra.get("clock") != "no zone"]
        return np.array(known, np.int64)

    def zone(self, *, with_places: bool) -> Zone | None:
        found = (mention for each in self.mentions.values() for mention in each)
        return zone(self.times, named_offsets(found) if with_places else None)


def profile(database: Database, account: Account) -> Profile:
    """Return one account in full; raise InputError when it has no postings."""
    with database.read() as connection:
        read = _read(database, connection, account)
        return _profile(database, connection, read, _others(database, connection, read))


def compare(database: Database, a: Account, b: Account) -> Comparison:
    """Return two accounts side by side; raise InputError for one that has no postings."""
    with database.read() as connection:
        one, other = _read(database, connection, a), _read(database, connection, b)
        cohort = _cohort(connection, {a, b})
        likeness = cohort.compare(_writing(one), _writing(other))
        zones = one.zone(with_places=False), other.zone(with_places=False)
        link = judge(_shared(connection, one, other), likeness, zones)
        return Comparison(
            _profile(database, connection, one, ()), _profile(database, connection, other, ()), link, likeness
        )


def _read(database: Database, connection: Connection, account: Account) -> _Read:
    rows = rows_of_account(connection, account)
    found = mentions_of(database, connection, rows)
    carried: dict[tuple[str, str], set[str]] = defaultdict(set)
    signed: set[tuple[str, str]] = set()
    for row in rows:
        for mention in found.get(row.ordinal, ()):
            # A title stands over the posts of everybody in the thread.
            if mention.kind in IDENTIFIER_KINDS and mention.score >= POSSIBLE and mention.field != "title":
                carried[mention.kind, mention.value].add(row.id)
        for thing in signature.identifiers(signature.signature(row.extra)):
            carried[thing].add(row.id)
            signed.add(thing)
    return _Read(account, rows, codec.postings(rows), found, carried, signed)


def _profile(database: Database, connection: Connection, read: _Read, others: tuple[Other, ...]) -> Profile:
    times = [row.posted_at for row in read.rows if row.posted_at is not None]
    who = carriers(connection, read.carried)
    titles = Counter((post.thread or "", post.title or "") for post in read.postings)
    signatures = Counter(said for row in read.rows if (said := signature.signature(row.extra).strip()))
    counts = histogram(np.array(times, np.int64))
    return Profile(
        account=read.account.id,
        site=read.account.site,
        name=read.account.name,
        postings=len(read.rows),
        first_seen=moment(min(times)) if times else None,
        last_seen=moment(max(times)) if times else None,
        identifiers=_identifiers(read, who),
        signatures=tuple(said for said, _ in signatures.most_common(5)),
        languages=languages(post.text for post in read.postings),
        hours=(tuple(counts[0].tolist()), tuple(counts[1].tolist())),
        zone=read.zone(with_places=True),
        zone_by_hours=read.zone(with_places=False),
        clocks=dict(Counter(str(post.extra.get("clock") or "absolute") for post in read.postings)),
        threads=tuple((thread, title, count) for (thread, title), count in titles.most_common(_TITLES)),
        groups=_groups(database, connection, [row.ordinal for row in read.rows]),
        words=_writing(read).words,
        others=others,
    )


def _identifiers(read: _Read, who: dict[tuple[str, str], set[Account | None]]) -> tuple[Carried, ...]:
    found = [
        Carried(
            kind, value, len(ids), (kind, value) in read.signed,
            tuple(sorted(other.id for other in who[kind, value] if other and other != read.account)),
            None in who[kind, value],
        )
        for (kind, value), ids in read.carried.items()
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (-one.postings, one.kind, one.value)))


def _others(database: Database, connection: Connection, read: _Read) -> tuple[Other, ...]:
    """Return the accounts elsewhere with anything hard in common, the firmest link first."""
    shared: dict[Account, list[Shared]] = defaultdict(list)
    for (kind, value), who in carriers(connection, read.carried).items():
        accounts = {one for one in who if one}
        for other in accounts - {read.account}:
            shared[other].append(Shared(kind, value, len(accounts)))
    same_name = namesakes(connection, read.account.name)
    for other in same_name - {read.account}:
        if other.site != read.account.site:
            shared[other].append(Shared("name", other.name, len(same_name)))
    firmest = sorted(shared, key=lambda other: (-judge(shared[other]).score, other))
    found = [Other(other.id, judge(shared[other])) for other in firmest[COMPARED:]]
    if not firmest:
        return ()
    cohort = _cohort(connection, {read.account, *firmest})
    mine, zone_of_mine = _writing(read), read.zone(with_places=False)
    for other in firmest[:COMPARED]:
        theirs = _read(database, connection, other)
        zones = zone_of_mine, theirs.zone(with_places=False)
        found.append(Other(other.id, judge(shared[other], cohort.compare(mine, _writing(theirs)), zones)))
    return tuple(sorted(found, key=lambda one: (-one.link.score, one.account)))


def _shared(connection: Connection, one: _Read, other: _Read) -> list[Shared]:
    both = one.carried.keys() & other.carried.keys()
    found = [
        Shared(*thing, sum(account is not None for account in who))
        for thing, who in carriers(connection, sorted(both)).items()
    ]
    same_name = namesakes(connection, one.account.name)
    if other.account in same_name and other.account.site != one.account.site:
        found.append(Shared("name", other.account.name, len(same_name)))
    return found


def _writing(read: _Read) -> Writing:
    return _counted(tuple(post.text for post in reversed(read.postings) if not post.extra.get("deleted")))


@lru_cache(maxsize=256)
def _counted(texts: tuple[str, ...]) -> Writing:
    return writing(texts)


def _cohort(connection: Connection, without: set[Account]) -> Cohort:
    """Return others of the same sites, by the newest posts of each site: enough of them, who wrote enough."""
    texts: dict[Account, list[str]] = defaultdict(list)
    sites = sorted({account.site for account in without})
    for site in sites:
        newest = (
            select(postings.c.site, postings.c.author, postings.c.text)
            .join(tags, tags.c.ordinal == postings.c.ordinal)
            .where(tags.c.term == term("site", site), postings.c.author.is_not(None), postings.c.site == site)
            .order_by(postings.c.ordinal.desc())
            .limit(_COHORT_ROWS // len(sites))
        )
        for where, author, text in connection.execute(newest):
            account = Account(where, author)
            if account not in without and len(texts[account]) < _COHORT_POSTS:
                texts[account].append(text)
    most = sorted(texts, key=lambda account: (-sum(map(len, texts[account])), account))
    counted = (_counted(tuple(texts[account])) for account in most[: 2 * COHORT])
    return Cohort([one for one in counted if one.words >= FEWEST_WORDS][:COHORT])


def _groups(database: Database, connection: Connection, ordinals: Iterable[int]) -> tuple[str, ...]:
    count = func.count()
    query = (
        select(groups.c.name)
        .join(members, members.c.root == groups.c.root)
        .where(database.among(members.c.ordinal, ordinals))
        .group_by(groups.c.name)
        .order_by(count.desc(), groups.c.name)
    )
    return tuple(connection.scalars(query))
