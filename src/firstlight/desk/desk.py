"""The face of the desk: every reading and writing, each one transaction.

All methods raise WorkspaceError when the desk is locked, damaged or on a full disk, and UpstreamError when a
database server cannot be reached; nothing is ever half-written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal, Self

from firstlight.desk import (
    accounts,
    decisions,
    facets,
    groups,
    near,
    queue,
    read,
    schema,
    search,
    searches,
    sorting,
    store,
    suggest,
    track,
    worklist,
)
from firstlight.desk.accounts import Account, Listed, Thread
from firstlight.desk.audit import Audit
from firstlight.desk.cases import Cases
from firstlight.desk.day import Day, newest_day
from firstlight.desk.decisions import Act, Decision
from firstlight.desk.engine import Database
from firstlight.desk.near import Near
from firstlight.desk.queue import Filter
from firstlight.desk.read import Dossier
from firstlight.desk.reasons import GroupWhy, PairWhy
from firstlight.desk.search import Found
from firstlight.desk.searches import Search
from firstlight.desk.suggest import Suggestion
from firstlight.desk.track import Carrier, Track
from firstlight.desk.watching import Watching
from firstlight.desk.worklist import Item
from firstlight.records import Edge, Group, Label, Lead, Mention, Posting, Share, Tier

if TYPE_CHECKING:  # reading, which every page and listing does, needs none of these
    import numpy as np
    import pyarrow as pa

    from firstlight.assess.facts import GroupFacts
    from firstlight.desk.authors import Comparison, Profile
    from firstlight.desk.talk import Talk
    from firstlight.link import Choices, Connection, Verdict

    _Ordinals = np.ndarray[Any, np.dtype[np.int64]]


class Desk:
    """A desk, open. Safe to use from many threads, and from many processes at once on the same database.

    `audit` is the log of who looked at what, `cases` what people gather and do, `watches` what they
    want to hear of.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._counted: dict[Any, facets.Counts] = {}
        self.audit = Audit(database)
        self.cases = Cases(database)
        self.watches = Watching(database)

    @classmethod
    def open(cls, url: str) -> Desk:
        """Open `sqlite:///PATH` or `postgresql://USER@HOST/NAME`, making or migrating its tables as needed.

        Raises WorkspaceError if it is no desk, or one of a newer Firstlight.
        """
        database = Database(url)
        try:
            schema.migrate(database)
        except BaseException:
            database.close()
            raise
        return cls(database)

    def close(self) -> None:
        """Close every connection to the database."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Writing, in the order in which a sift does it.

    def claim(self, lake: str) -> None:
        """Take the desk for the lake of that name; raise WorkspaceError if it is another's."""
        store.claim(self._database, lake)

    def load(
        self, part: int, postings: pa.Table, mentions: pa.Table, digests: np.ndarray[Any, np.dtype[np.uint64]]
    ) -> None:
        """Put a part's POSTING and MENTION rows on the desk, once; `digests` is aligned with the postings."""
        store.load(self._database, part, postings, mentions, digests)

    def loaded_parts(self) -> set[int]:
        """Return the parts that are on the desk, whole."""
        return store.loaded_parts(self._database)

    def roots(self, ordinals: _Ordinals) -> _Ordinals:
        """Return the group root of each posting, aligned; a posting not linked yet is its own."""
        return groups.roots(self._database, ordinals)

    def choices(self, owners: _Ordinals) -> Choices:
        """Return the ties that postings have chosen."""
        from firstlight.desk import linking  # noqa: PLC0415 (only linking needs its arrays)

        return linking.choices(self._database, owners)

    def members(self, roots: _Ordinals) -> tuple[_Ordinals, _Ordinals]:
        """Return (ordinal, root) of every posting in any of the groups."""
        from firstlight.desk import linking  # noqa: PLC0415 (only linking needs its arrays)

        return linking.members_of(self._database, roots)

    def strangers(self, keys: np.ndarray[Any, np.dtype[np.uint64]]) -> _Ordinals:
        """Return how many pairs of strangers were counted in the list of each key, aligned with `keys`."""
        from firstlight.desk import linking  # noqa: PLC0415 (only linking needs its arrays)

        return linking.strangers_of(self._database, keys)

    def wholes(self, roots: _Ordinals) -> _Ordinals:
        """Return the component that each group is a piece of, aligned with `roots`; of most it is the group itself."""
        from firstlight.desk import linking  # noqa: PLC0415 (only linking needs its arrays)

        return linking.wholes(self._database, roots)

    def pieces(self, components: _Ordinals) -> tuple[_Ordinals, _Ordinals]:
        """Return (root, component) of the groups that components are known to be divided into."""
        from firstlight.desk import linking  # noqa: PLC0415 (only linking needs its arrays)

        return linking.pieces_of(self._database, components)

    def verdicts(self) -> tuple[list[Verdict], int]:
        """Return what people have said of pairs of postings and still stands, and the last entry of their log."""
        from firstlight.desk import linking  # noqa: PLC0415 (only linking needs its arrays)

        return linking.verdicts(self._database)

    def contradictions(self) -> list[str]:
        """Return, in words, the decisions on pairs that contradict earlier ones and so are not followed."""
        from firstlight.desk import linking  # noqa: PLC0415 (only linking needs its arrays)

        return linking.contradictions(self._database)

    def linked_postings(self) -> int:
        """Return how many postings are linked; their ordinals count from 0."""
        from firstlight.desk import linking  # noqa: PLC0415 (only linking needs its arrays)

        return linking.linked_postings(self._database)

    def decided_since(self, entry: int) -> list[int]:
        """Return the postings (ordinals) that decisions after an entry, or what these take back, speak of."""
        from firstlight.desk import linking  # noqa: PLC0415 (only linking needs its arrays)

        return linking.decided_since(self._database, entry)

    def decided_through(self) -> int:
        """Return the last decision that groups were made by, 0 for none."""
        from firstlight.desk import linking  # noqa: PLC0415 (only linking needs its arrays)

        return linking.decided_through(self._database)

    def connect(self, through: int, found: Connection, decided: int = 0) -> None:
        """Write what linking found up to part `through` and a decision, once, and mark the groups touched as stale."""
        from firstlight.desk import linking  # noqa: PLC0415 (only linking needs its arrays)

        linking.connect(self._database, through, found, decided)

    def linked_through(self) -> int:
        """Return the last part that linking has written, -1 for none."""
        return groups.linked_through(self._database)

    def assess_on(self, basis: str) -> int:
        """Return how many groups are to be assessed: all, if the last basis (weights, cases) was another."""
        return groups.assess_on(self._database, basis)

    def stale(self, each: int, most: int) -> list[list[int]]:
        """Return roots of groups still to be assessed, in at most `most` batches of about `each` postings together."""
        return groups.stale(self._database, each, most)

    def facts(self, roots: Sequence[int]) -> list[GroupFacts]:
        """Return what assessment may know of each group, aligned with `roots`."""
        from firstlight.desk.facts import facts  # noqa: PLC0415 (assessment is not needed to read what it found)

        return facts(self._database, roots)

    def put_leads(self, leads: Sequence[tuple[int, Lead]]) -> None:
        """Write (root, lead) over earlier leads; those groups are then no longer stale."""
        queue.put_leads(self._database, leads)

    def put_packed(self, packed: pa.Table) -> None:
        """Write leads that `desk.parcel.pack` has packed, as `put_leads` does."""
        from firstlight.desk import parcel  # noqa: PLC0415 (only a sift needs Arrow)

        parcel.put(self._database, packed)

    # What people decide: an append-only log.

    def label(
        self,
        group: str,
        value: Label,
        *,
        who: str,
        why: str = "",
        share: Share | None = None,
        shown: Mapping[str, Any] | None = None,
    ) -> Decision:
        """Note what a person finds a group to be; raise InputError for a label or a group that there is not.

        `share` is what brought it before the person, `shown` what the person saw, as plain values.
        """
        return decisions.label(self._database, group, value, who=who, why=why, share=share, shown=shown)

    def judge(self, act: Literal["same", "not-same"], a: str, b: str, *, who: str, why: str = "") -> Decision:
        """Note that two postings are, or are not, of one hand; raise InputError for one that is not on the desk."""
        return decisions.pair(self._database, act, a, b, who=who, why=why)

    def undo(self, entry: int, *, who: str, why: str = "") -> Decision:
        """Take a decision back; raise InputError if there is none, or it was taken back already."""
        return decisions.undo(self._database, entry, who=who, why=why)

    def decisions(self, *, after: int = 0, subject: str = "", limit: int = -1) -> list[Decision]:
        """Return the log after an entry, in order; of one group or posting if `subject` is given."""
        return decisions.log(self._database, after=after, subject=subject, limit=limit)

    def last_decision(self) -> int:
        """Return the number of the newest entry of the log, 0 when there is none."""
        return decisions.last_entry(self._database)

    def undone(self, entries: Iterable[int]) -> set[int]:
        """Return those of some entries of the log that were taken back."""
        return decisions.undone(self._database, entries)

    def labels(self, names: Iterable[str]) -> dict[str, Decision]:
        """Return the label that stands on each of some groups; those without one are left out."""
        return decisions.labels(self._database, names)

    def standing(self, acts: Iterable[Act] = ("label",), *, subject: str = "") -> list[Decision]:
        """Return the decisions in force: the last on each group or pair of postings that was not taken back."""
        return decisions.standing(self._database, acts=acts, subject=subject)

    # Reading.

    def leads(
        self, *, top: int = 50, offset: int = 0, tier: Tier | None = None, wanted: Filter | None = None
    ) -> list[Lead]:
        """Return leads in the order of the queue, each with its rank in all of it; `tier` is short for a Filter."""
        return queue.queue(self._database, wanted or Filter(tier), top=top, offset=offset)

    def worklist(self, day: date, *, top: int = 20) -> list[Item]:
        """Return a day's list: what to open, what brought it there; without work already done (see desk/worklist)."""
        return worklist.worklist(self._database, day, top)

    @staticmethod
    def shown(lead: Lead) -> dict[str, object]:
        """Return what a person has before them in a lead, to be noted with the decision (`label(..., shown=)`)."""
        return worklist.shown(lead)

    def near(self, seed: Iterable[tuple[str, str]], case: str = "", *, top: int = 20) -> list[Near]:
        """Return the groups near identifiers (kind, value), or that fit an open case, the nearest first."""
        return near.near(self._database, seed, case, top=top)

    def sample_leads(self, most: int) -> list[Lead]:
        """Return about `most` leads spread evenly over all, without their ranks."""
        return worklist.sample(self._database, most)

    def roots_named(self, names: Iterable[str]) -> dict[str, int]:
        """Return the root of each group by its name, through merges; those that are not on the desk are left out."""
        return worklist.roots_named(self._database, names)

    def lead_count(self, wanted: Filter | None = None) -> int:
        """Return how many leads there are."""
        wanted = wanted or Filter()
        counts = self.tier_counts(wanted)
        return counts[wanted.tier] if wanted.tier else sum(counts.values())

    def tier_counts(self, wanted: Filter | None = None) -> dict[Tier, int]:
        """Return how many leads each tier holds, whatever tier the filter names."""
        return queue.tier_counts(self._database, wanted or Filter())

    def facets(self, wanted: Filter | None = None) -> facets.Counts:
        """Return how many of the wanted leads have each place, site, indicator, day and label."""
        return queue.facet_counts(self._database, wanted or Filter(), self._counted)

    def newest_day(self, now: datetime) -> Day:
        """Return what the newest day brought that is not after `now`, and how much is done."""
        return newest_day(self._database, now)

    def lead(self, name: str) -> Lead:
        """Return one lead by its own id or its group's; raise InputError if there is none."""
        return queue.lead(self._database, name)

    def groups(self, limit: int = 50, offset: int = 0, *, after: Group | None = None) -> list[Group]:
        """Return groups in the order of their earliest posting's arrival, those behind `after` if it is given.

        Going on `after` the last group of a page costs the same however far on it is; an `offset` is counted through.
        """
        return read.page_of_groups(self._database, limit, offset, after)

    def group_count(self) -> int:
        """Return how many groups there are."""
        return read.count_of_groups(self._database)

    def group(self, name: str) -> Group:
        """Return a group by its id, or by one that was merged into it; raise InputError if there is none."""
        return read.group(self._database, name)

    def dossier(self, name: str, *, limit: int = 200, offset: int = 0) -> Dossier:
        """Return one group in full, with a page of its postings, newest first."""
        return read.dossier(self._database, name, limit=limit, offset=offset)

    def track(self, name: str) -> Track:
        """Return a group ad by ad, the newest first: when, where, and what each names."""
        return track.track(self._database, name)

    def carriers(self, kind: str, value: str, *, most: int = 30) -> list[Carrier]:
        """Return groups that carry an identifier, those of most ads first."""
        return track.carriers(self._database, kind, value, most)

    def postings(self, ids: Sequence[str]) -> list[Posting]:
        """Return postings in the order of `ids`; ids that are not on the desk are left out."""
        return read.fetch(self._database, ids)

    def homes(self, ids: Sequence[str]) -> dict[str, str | None]:
        """Return the group of each posting on the desk, by id; None while it is not linked."""
        return read.homes(self._database, ids)

    def mentions(self, ids: Sequence[str]) -> list[Mention]:
        """Return the mentions of postings, in the order of `ids`, then as they stand in the posting."""
        return read.mentions_in(self._database, ids)

    def edges(self, group: str) -> list[Edge]:
        """Return the ties within a group."""
        return read.edges_in(self._database, group)

    def explain(self, a: str, b: str) -> list[Edge]:
        """Return the shortest chain of ties from one posting to another; empty if they are not of one group."""
        return read.explain(self._database, a, b)

    def why_group(self, name: str) -> GroupWhy:
        """Return why the postings of a group belong together, and what was refused; InputError if there is none."""
        from firstlight.desk.why import why_group  # noqa: PLC0415 (only explaining needs linking's rules)

        return why_group(self._database, name)

    def why_pair(self, a: str, b: str) -> PairWhy:
        """Return why two postings are linked or are not; raise InputError for one that is not on the desk."""
        from firstlight.desk.why import why_pair  # noqa: PLC0415 (only explaining needs linking's rules)

        return why_pair(self._database, a, b)

    def suggest(self, typed: str, *, most: int = 10) -> list[Suggestion]:
        """Return things that ads name whose words begin as what was typed, those in most ads first."""
        return suggest.suggest(self._database, typed, most)

    def sort(self, query: str, *, regions: Sequence[str] = ("US", "CA")) -> sorting.Sorted:
        """Count what a search finds by tier, site, place and month; raise BadQuery if it cannot be read."""
        return sorting.sort(self._database, query, regions)

    def remember(self, who: str, query: str, *, came: str = "", found: int = 0, capped: bool = False) -> None:
        """Note that a person searched, and from which search they came."""
        searches.remember(self._database, who, query, came=came, found=found, capped=capped)

    def keep_search(self, who: str, query: str, name: str) -> Search:
        """Keep a search under a name, or no longer if it is empty; raise InputError for one never made."""
        return searches.keep(self._database, who, query, name)

    def saved_searches(self, who: str) -> list[Search]:
        """Return the searches that a person keeps, by name."""
        return searches.saved(self._database, who)

    def search_history(self, who: str, *, most: int = 50) -> list[tuple[int, Search]]:
        """Return a person's last searches as a tree in order, each with its depth."""
        return searches.history(self._database, who, most)

    # Who writes on forums.

    def accounts(self, site: str = "", *, limit: int = 50, offset: int = 0) -> list[Listed]:
        """Return accounts, those with most posts first; of one site if it is given."""
        return accounts.listing(self._database, site, limit, offset)

    def sites(self) -> list[tuple[str, int]]:
        """Return every site with the number of its postings, largest first."""
        return accounts.sites(self._database)

    def threads(self, site: str, *, limit: int = 50, offset: int = 0) -> list[Thread]:
        """Return the threads of a site, the last to be written in first."""
        return accounts.threads(self._database, site, limit, offset)

    def thread(self, site: str, thread: str) -> Talk:
        """Return a thread's newest posts in order of time; raise InputError when there is none."""
        from firstlight.desk.talk import talk  # noqa: PLC0415 (only clues need the finders)

        return talk(self._database, site, thread)

    def author(self, account: str) -> Profile:
        """Return one account (`name@site`) in full; raise InputError when it has no postings."""
        from firstlight.desk.authors import profile  # noqa: PLC0415 (only authors need style and zones)

        return profile(self._database, Account.parse(account))

    def compare_authors(self, a: str, b: str) -> Comparison:
        """Return two accounts (`name@site`) side by side; raise InputError for one that has no postings."""
        from firstlight.desk.authors import compare  # noqa: PLC0415 (only authors need style and zones)

        return compare(self._database, Account.parse(a), Account.parse(b))

    def author_clues(self, account: str) -> Talk:
        """Return what an account wrote and what may locate it; raise InputError when it has no postings."""
        from firstlight.desk.talk import of_account  # noqa: PLC0415 (only clues need the finders)

        return of_account(self._database, Account.parse(account))

    def search(self, query: str, *, limit: int = 50, offset: int = 0, regions: Sequence[str] = ("US", "CA")) -> Found:
        """Return a page of what a query finds, newest first; raise BadQuery, with the position, if it cannot be read.

        `regions` are ISO 3166 codes by which phone numbers in the query are read, the most likely first.
        """
        return search.search(self._database, query, limit=limit, offset=offset, regions=regions)
