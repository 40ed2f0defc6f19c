"""What assessment may know of a group: the rows of its ads and their mentions, never the raw text.

Everything derived is computed once, on first use, in one pass over the ads. Two readings of a group are kept apart:
`distinct` holds one ad for each text, because a copy says nothing new; `ads` holds every row, because where
and when a text was posted is a fact about each row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import NamedTuple

from firstlight.assess.case import Match
from firstlight.records import IDENTIFIER_KINDS, POSSIBLE, Edge, Mention

_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class AdFacts:
    """One ad: its row without the text, and what was found in it. Copies of a text share `digest`."""

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


@dataclass(frozen=True)
class GroupFacts:
    """A group as assessment sees it; `edges` are its ties by posting id, `matches` the open cases that fit it."""

    group: str
    ads: tuple[AdFacts, ...]
    edges: tuple[Edge, ...] = ()
    matches: tuple[Match, ...] = ()

    @cached_property
    def distinct(self) -> tuple[AdFacts, ...]:
        """One ad for each distinct text: the first to arrive, in order of arrival."""
        first: dict[int, AdFacts] = {}
        for ad in sorted(self.ads, key=arrival):
            first.setdefault(ad.digest, ad)
        return tuple(first.values())

    @cached_property
    def found(self) -> dict[str, list[Sighting]]:
        """Certain mentions (score at least POSSIBLE) of the distinct ads, by kind."""
        found: dict[str, list[Sighting]] = defaultdict(list)
        for ad in self.distinct:
            for mention in ad.mentions:
                if mention.score >= POSSIBLE:
                    found[mention.kind].append(Sighting(ad, mention))
        return dict(found)

    def of(self, kind: str) -> list[Sighting]:
        """Return the certain mentions of one kind in the distinct ads, in order of arrival."""
        return self.found.get(kind, [])

    @cached_property
    def _wording(self) -> dict[str, list[Sighting]]:
        wording: dict[str, list[Sighting]] = defaultdict(list)
        for sighting in self.of("wording"):
            wording[sighting.mention.value].append(sighting)
        return dict(wording)

    def wording(self, indicator: str) -> list[Sighting]:
        """Return where the lexicon terms of one indicator were found in the distinct ads."""
        return self._wording.get(indicator, [])

    @cached_property
    def identifiers(self) -> dict[Identifier, list[Sighting]]:
        """Every certain identifier with its sightings in all ads, copies too, in order of arrival."""
        carried: dict[Identifier, list[Sighting]] = defaultdict(list)
        for ad in sorted(self.ads, key=arrival):
            seen = set()
            for mention in ad.mentions:
                if mention.kind in IDENTIFIER_KINDS and mention.score >= POSSIBLE:
                    identifier = Identifier(mention.kind, mention.value)
                    if identifier not in seen:
                        seen.add(identifier)
                        carried[identifier].append(Sighting(ad, mention))
        return dict(carried)

    @cached_property
    def names(self) -> dict[str, list[Sighting]]:
        """The names that each ad gives its persona, by posting; each name once an ad."""
        names: dict[str, list[Sighting]] = {}
        for ad in self.ads:
            once: dict[str, Sighting] = {}
            for mention in ad.mentions:
                if mention.kind == "name" and mention.score >= POSSIBLE:
                    once.setdefault(mention.value.casefold(), Sighting(ad, mention))
            if once:
                names[ad.posting] = list(once.values())
        return names

    @cached_property
    def areas(self) -> dict[str, str]:
        """The one area that each ad is about, by posting; ads that name none, or several, are left out."""
        return {ad.posting: area for ad in self.ads if (area := _area(ad))}

    @cached_property
    def templates(self) -> list[list[AdFacts]]:
        """All ads by text template: copies and, through near-duplicate edges, texts that differ in slots only."""
        parent = {ad.posting: ad.posting for ad in self.ads}
        for a, b in self._alike():
            if a in parent and b in parent:
                low, high = sorted((_root(parent, a), _root(parent, b)))
                parent[high] = low
        clusters: dict[str, list[AdFacts]] = defaultdict(list)
        for ad in sorted(self.ads, key=arrival):
            clusters[_root(parent, ad.posting)].append(ad)
        return list(clusters.values())

    def _alike(self) -> Iterator[tuple[str, str]]:
        first: dict[int, str] = {}
        for ad in self.ads:
            yield first.setdefault(ad.digest, ad.posting), ad.posting
        for edge in self.edges:
            if edge.kind not in IDENTIFIER_KINDS:
                yield edge.a, edge.b

    @cached_property
    def times(self) -> dict[str, datetime]:
        """When each ad was posted, by posting; a long time ago where it is not known."""
        return {ad.posting: ad.posted_at or _LONG_AGO for ad in self.ads}

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


def arrival(ad: AdFacts) -> tuple[int, str]:
    """Sort key: the order of arrival; the posting's id settles it outside a workspace, where ordinals are -1."""
    return (ad.ordinal, ad.posting)


def ads_of(sightings: Sequence[Sighting]) -> int:
    """Count the distinct ads among sightings."""
    return len({sighting.ad.posting for sighting in sightings})


def _area(ad: AdFacts) -> str | None:
    places = [m for m in ad.mentions if m.kind == "place" and m.score >= POSSIBLE]
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
