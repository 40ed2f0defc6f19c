"""What assessment may know of a group: the rows of its ads and their mentions, never the raw text.

Everything derived is computed once, on first use, in one pass over the ads. Two readings of a group are kept apart:
`distinct` holds one ad for each offer, because a copy says nothing new; `ads` holds every row, because where
and when a text was posted is a fact about each row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple, Self

from firstlight.assess.case import Match
from firstlight.records import IDENTIFIER_KINDS, POSSIBLE, Edge, Mention

_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class AdFacts:
    """One ad: its row without the text, and what was found in it.

    Ads of equal wording, names and contacts left out, share `digest`; 0 where there is no wording.
    """

    ordinal: int
    posting: str
    site: str | None
    location: str | None
    posted_at: datetime | None
    author: str | None
    pictures: tuple[str, ...]
    digest: int
    mentions: tuple[Mention, ...]


class Sighting(NamedTuple):
    """A mention and the ad that it stands in."""

    ad: AdFacts
    mention: Mention


class Identifier(NamedTuple):
    """What can tie ads together: a kind of IDENTIFIER_KINDS and its value."""

    kind: str
    value: str


Offer = tuple[int, frozenset[tuple[str, str]]]
"""What an ad offers: its wording, and the names, ages, measures and terms that fill it.

Ads with the same offer are copies, in whatever places and under whatever numbers. How a number is written belongs to
the offer: a copy that hides it says something new.
"""

_OFFERED = frozenset({"name", "age", "measure", "wording", "phone"})
_IDENTIFIERS = frozenset(IDENTIFIER_KINDS)


@dataclass(slots=True)
class _Read:
    """What one pass over a group's mentions finds; see the properties of GroupFacts."""

    distinct: list[AdFacts] = field(default_factory=list)
    offers: dict[str, Offer] = field(default_factory=dict)
    found: dict[str, list[Sighting]] = field(default_factory=dict)
    identifiers: dict[Identifier, list[Sighting]] = field(default_factory=dict)
    names: dict[str, list[Sighting]] = field(default_factory=dict)
    areas: dict[str, str] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    _seen: set[Offer] = field(default_factory=set)

    def add(self, ad: AdFacts) -> None:
        """Read one ad; a copy adds its contacts, names and area only."""
        offered, places = set(), []
        for mention in ad.mentions:
            kind = mention.kind
            if kind in _OFFERED:
                offered.add(_offered(mention))
            if mention.score < POSSIBLE:
                continue
            if kind == "place":
                places.append(mention)
            elif kind == "name":
                _once(self.names.setdefault(ad.posting, []), ad, mention)
            elif kind in _IDENTIFIERS:
                _carry(self.identifiers.setdefault(Identifier(kind, mention.value), []), ad, mention)
        if area := _area(ad, places):
            self.areas[ad.posting] = area
            if not places:
                self.unread.add(ad.posting)
        offer = self.offers[ad.posting] = (ad.digest, frozenset(offered))
        if offer not in self._seen:
            self._seen.add(offer)
            self.distinct.append(ad)

    def of(self, kind: str) -> list[Sighting]:
        """Return the certain mentions of one kind in the distinct ads; looked for once, when they are asked for."""
        known = self.found.get(kind)
        if known is None:
            known = self.found[kind] = [
                Sighting(ad, mention)
                for ad in self.distinct
                for mention in ad.mentions
                if mention.kind == kind and mention.score >= POSSIBLE
            ]
        return known


@dataclass(frozen=True)
class GroupFacts:
    """A group as assessment sees it; `edges` are its ties by posting id, `matches` the open cases that fit it."""

    group: str
    ads: tuple[AdFacts, ...]
    edges: tuple[Edge, ...] = ()
    matches: tuple[Match, ...] = ()

    def fitting(self, matches: tuple[Match, ...]) -> Self:
        """Return these facts with the open cases that fit; what was read of the ads goes along."""
        other = replace(self, matches=matches)
        other.__dict__.update(self.__dict__ | {"matches": matches})
        return other

    @cached_property
    def arrived(self) -> tuple[AdFacts, ...]:
        """All ads in order of arrival."""
        return tuple(sorted(self.ads, key=arrival))

    @property
    def distinct(self) -> list[AdFacts]:
        """One ad for each distinct offer, the first to arrive, in order of arrival: the others are copies of it."""
        return self._read.distinct

    @property
    def offers(self) -> dict[str, Offer]:
        """What each ad offers, by posting; see Offer."""
        return self._read.offers

    def of(self, kind: str) -> list[Sighting]:
        """Return the certain mentions of one kind in the distinct ads, in order of arrival."""
        return self._read.of(kind)

    def wording(self, indicator: str) -> list[Sighting]:
        """Return where the lexicon terms of one indicator were found in the distinct ads."""
        return self._worded.get(indicator, [])

    @cached_property
    def _worded(self) -> dict[str, list[Sighting]]:
        worded: dict[str, list[Sighting]] = defaultdict(list)
        for sighting in self.of("wording"):
            worded[sighting.mention.value].append(sighting)
        return dict(worded)

    @property
    def identifiers(self) -> dict[Identifier, list[Sighting]]:
        """Every certain identifier with its sightings in all ads, copies too, once an ad, in order of arrival."""
        return self._read.identifiers

    @property
    def names(self) -> dict[str, list[Sighting]]:
        """The names that each ad gives its persona, by posting; each name once an ad."""
        return self._read.names

    @property
    def areas(self) -> dict[str, str]:
        """The one area that each ad is about, by posting; ads that name none, or several, are left out."""
        return self._read.areas

    @property
    def placed(self) -> dict[str, str]:
        """The areas that were read as places; others are only what a location column says, in whatever spelling."""
        return {posting: area for posting, area in self.areas.items() if posting not in self._read.unread}

    @cached_property
    def _read(self) -> _Read:
        """Read every mention once; beyond what an ad offers only certain ones (score at least POSSIBLE) count."""
        read = _Read()
        for ad in self.arrived:
            read.add(ad)
        return read

    def everywhere(self, sightings: Iterable[Sighting]) -> list[Mention]:
        """Return every mention that says what was sighted: in the ad, where it says it again, and in the ad's copies.

        This is what a reason rests on that looks at distinct ads: were it not in any, the reason would not hold.
        """
        wanted: dict[Offer, set[tuple[str, str]]] = defaultdict(set)
        for sighting in sightings:
            wanted[self.offers[sighting.ad.posting]].add(_offered(sighting.mention))
        found: list[Mention] = []
        for offer, said in wanted.items():
            kinds = {kind for kind, _ in said}
            for ad in self._copies[offer]:
                found += [m for m in ad.mentions if m.kind in kinds and _offered(m) in said]
        return found

    @cached_property
    def _copies(self) -> dict[Offer, list[AdFacts]]:
        copies: dict[Offer, list[AdFacts]] = defaultdict(list)
        for ad in self.arrived:
            copies[self.offers[ad.posting]].append(ad)
        return dict(copies)

    @cached_property
    def templates(self) -> list[list[AdFacts]]:
        """All ads by text template: equal wording, and through wording edges texts that differ a little more."""
        parent = {ad.posting: ad.posting for ad in self.ads}
        for a, b in self._alike():
            if a in parent and b in parent:
                low, high = sorted((_root(parent, a), _root(parent, b)))
                parent[high] = low
        clusters: dict[str, list[AdFacts]] = defaultdict(list)
        for ad in self.arrived:
            clusters[_root(parent, ad.posting)].append(ad)
        return list(clusters.values())

    def _alike(self) -> Iterator[tuple[str, str]]:
        first: dict[int, str] = {}
        for ad in self.arrived:
            if ad.digest:
                yield first.setdefault(ad.digest, ad.posting), ad.posting
        for edge in self.edges:
            if edge.kind == "wording":
                yield edge.a, edge.b

    @cached_property
    def recency(self) -> dict[str, int]:
        """The place of each ad, by posting, when the newest stands first; ads without a time stand last."""
        newest = sorted(self.arrived, key=lambda ad: ad.posted_at or _LONG_AGO, reverse=True)
        return {ad.posting: place for place, ad in enumerate(newest)}

    @cached_property
    def _guarded(self) -> dict[tuple[str, str], list[tuple[int, int]]]:
        """Spans, by posting and field, that may never be quoted: a stated origin is not read out."""
        spans: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for ad in self.ads:
            for mention in ad.mentions:
                if mention.kind == "wording" and mention.value == "AD-ETHNICITY-STATED":
                    spans[mention.posting, mention.field].append((mention.start, mention.end))
        return dict(spans)

    def quotable(self, mention: Mention) -> bool:
        """Whether a mention's words may be shown as evidence: not where they touch a stated origin."""
        if not self._guarded:
            return True
        guarded = self._guarded.get((mention.posting, mention.field), ())
        return all(mention.end <= start or end <= mention.start for start, end in guarded)


arrival = attrgetter("ordinal", "posting")
"""Sort key: the order of arrival; the posting's id settles it outside a workspace, where ordinals are -1."""


def ads_of(sightings: Sequence[Sighting]) -> int:
    """Count the distinct ads among sightings."""
    return len({sighting.ad.posting for sighting in sightings})


def again(sightings: Iterable[Sighting]) -> list[Mention]:
    """Return every mention that says what was sighted, in the same ads: a name that stands in title and text is two."""
    wanted: dict[str, tuple[AdFacts, set[tuple[str, str]]]] = {}
    for sighting in sightings:
        wanted.setdefault(sighting.ad.posting, (sighting.ad, set()))[1].add(_said(sighting.mention))
    found: list[Mention] = []
    for ad, said in wanted.values():
        kinds = {kind for kind, _ in said}
        found += [m for m in ad.mentions if m.kind in kinds and _said(m) in said]
    return found


def _said(mention: Mention) -> tuple[str, str]:
    return mention.kind, mention.value.casefold() if mention.kind == "name" else mention.value


def _offered(mention: Mention) -> tuple[str, str]:
    """What a mention adds to an offer: of a phone how it is written, since copies of an ad may give another number."""
    return mention.kind, mention.rule if mention.kind == "phone" else mention.value


def _once(names: list[Sighting], ad: AdFacts, mention: Mention) -> None:
    """Add a name unless the ad has given it already."""
    folded = mention.value.casefold()
    for name in names:
        if name.mention.value.casefold() == folded:
            return
    names.append(Sighting(ad, mention))


def _carry(carried: list[Sighting], ad: AdFacts, mention: Mention) -> None:
    """Add an identifier's sighting unless it is the same ad's second."""
    if not carried or carried[-1].ad is not ad:
        carried.append(Sighting(ad, mention))


def _area(ad: AdFacts, places: Sequence[Mention]) -> str | None:
    for place in places:
        if place.field == "location":
            return place.value
    if ad.location and ad.location.strip():
        return " ".join(ad.location.split())
    named = {place.value for place in places}
    return named.pop() if len(named) == 1 else None


def _root(parent: dict[str, str], node: str) -> str:
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node
