"""How a group fits open missing-child cases: a shared identifier first, then what an ad says of a person.

A description is compared ad by ad, never put together from different people's ads. It starts from the name, or, where
an ad states an age under 18, from the place; and adds place, age, measures, hair and eyes. Advertised ages are often
raised, so an age above the case's own is compatible, and weighs less than one inside it. Hair is dyed, so another
colour of it rules nothing out. Looks alone name no case: in a whole country they fit by chance. Origin is never
compared. The parts are declared, not measured.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple, overload

from firstlight.assess.case import Match, MissingRecord
from firstlight.assess.facts import AdFacts, GroupFacts
from firstlight.assess.indicators.age import under_age, years
from firstlight.assess.wordings import kind_name
from firstlight.records import POSSIBLE, Mention

GIVEN_NAME, FULL_NAME = 0.25, 0.45
SAME_CITY, SAME_STATE = 0.2, 0.05
AGE_INSIDE, AGE_COMPATIBLE = 0.25, 0.1
HEIGHT, WEIGHT = 0.15, 0.05
HAIR, EYES = 0.05, 0.05
LEAST = 0.45
"""Below this a description says too little to name a case."""
RAISED_YEARS = 8
"""An advertised age this far above the case's is still compatible; further, it is somebody else."""
_MEASURE = re.compile(r"(\d+(?:\.\d+)?) ?(cm|kg)\b")


class Records(Sequence[MissingRecord]):
    """Open cases, indexed once by identifier and by given name: a group is compared with few of them."""

    def __init__(self, cases: Sequence[MissingRecord]) -> None:
        self._cases = tuple(cases)

    @overload
    def __getitem__(self, index: int) -> MissingRecord: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[MissingRecord]: ...
    def __getitem__(self, index: int | slice) -> MissingRecord | Sequence[MissingRecord]:
        return self._cases[index]

    def __len__(self) -> int:
        return len(self._cases)

    @cached_property
    def by_identifier(self) -> dict[tuple[str, str], list[MissingRecord]]:
        """Cases by (kind, value) of their identifiers."""
        found: dict[tuple[str, str], list[MissingRecord]] = defaultdict(list)
        for case in self._cases:
            for identifier in case.identifiers:
                found[identifier].append(case)
        return dict(found)

    @cached_property
    def by_name(self) -> dict[str, list[MissingRecord]]:
        """Cases by folded given name."""
        found: dict[str, list[MissingRecord]] = defaultdict(list)
        for case in self._cases:
            if words := name_words(case.name):
                found[words[0]].append(case)
        return dict(found)

    @cached_property
    def by_city(self) -> dict[str, list[MissingRecord]]:
        """Cases by folded city where last seen."""
        found: dict[str, list[MissingRecord]] = defaultdict(list)
        for case in self._cases:
            if parts := _place_parts(case.last_seen_place):
                found[parts[0]].append(case)
        return dict(found)

    @cached_property
    def digest(self) -> str:
        """A short digest of the cases: another one means that groups have to be compared anew."""
        return hashlib.blake2b(repr(self._cases).encode(), digest_size=8).hexdigest()


class _Fit(NamedTuple):
    strength: float
    agrees: tuple[str, ...]
    evidence: tuple[Mention, ...]


def match(group: GroupFacts, records: Sequence[MissingRecord]) -> tuple[Match, ...]:
    """Return the cases that a group fits, best first."""
    if not records:
        return ()
    cases = records if isinstance(records, Records) else Records(records)
    best: dict[str, _Fit] = {}
    for case, fit in (*_by_identifier(group, cases), *_by_description(group, cases)):
        if case.id not in best or fit.strength > best[case.id].strength:
            best[case.id] = fit
    found = [Match(case, round(fit.strength, 3), fit.agrees, fit.evidence) for case, fit in best.items()]
    return tuple(sorted(found, key=lambda found: (-found.strength, found.record)))


def _by_identifier(group: GroupFacts, cases: Records) -> Iterator[tuple[MissingRecord, _Fit]]:
    for identifier, carried in group.identifiers.items():
        for case in cases.by_identifier.get((identifier.kind, identifier.value), ()):
            agrees = f"the same {kind_name(identifier.kind)} ({identifier.value})"
            yield case, _Fit(1.0, (agrees,), tuple(s.mention for s in carried))


def _by_description(group: GroupFacts, cases: Records) -> Iterator[tuple[MissingRecord, _Fit]]:
    for ad in group.distinct:
        area = group.areas.get(ad.posting)
        for case, name in _candidates(group, ad, area, cases):
            fit = _describe(ad, area, name, case)
            if fit and fit.strength >= LEAST:
                yield case, fit


def _candidates(
    group: GroupFacts, ad: AdFacts, area: str | None, cases: Records
) -> Iterator[tuple[MissingRecord, Mention | None]]:
    """Cases worth comparing with an ad: those of the same given name; with an age under 18, those of the same city."""
    for sighting in group.names.get(ad.posting, ()):
        words = name_words(sighting.mention.value)
        for case in cases.by_name.get(words[0], ()) if words else ():
            yield case, sighting.mention
    if area and any(under_age(m) for m in ad.mentions if m.kind == "age" and m.score >= POSSIBLE):
        for case in cases.by_city.get(_place_parts(area)[0], ()):
            yield case, None


def _describe(ad: AdFacts, area: str | None, name: Mention | None, case: MissingRecord) -> _Fit | None:
    """Add up what agrees between one ad and a case; None when something contradicts."""
    if case.last_seen and ad.posted_at and ad.posted_at.date() < case.last_seen:
        return None
    parts = [_name(name, case)]
    for part in (_place(area, case), _age(ad, case), *_measures(ad, case), *_looks(ad, case)):
        if part is None:
            return None
        parts.append(part)
    return _Fit(
        sum(points for points, _, _ in parts),
        tuple(words for _, words, _ in parts if words),
        tuple(mention for _, _, mentions in parts for mention in mentions),
    )


_Part = tuple[float, str, list[Mention]]
_SILENT: _Part = (0.0, "", [])


def _name(name: Mention | None, case: MissingRecord) -> _Part:
    if name is None:
        return _SILENT
    words = name_words(name.value)
    full = len(words) > 1 and sorted(words) == sorted(name_words(case.name))
    return FULL_NAME if full else GIVEN_NAME, f"{'full' if full else 'given'} name “{name.value}”", [name]


def _place(area: str | None, case: MissingRecord) -> _Part:
    here, last = _place_parts(area or ""), _place_parts(case.last_seen_place)
    if here and last and here[0] == last[0] and all(a == b for a, b in zip(here, last, strict=False)):
        return SAME_CITY, f"place last seen, {case.last_seen_place}", []
    if len(here) > 1 and len(last) > 1 and here[1] == last[1]:
        return SAME_STATE, f"state last seen, {case.last_seen_place}", []
    return _SILENT


def _place_parts(place: str) -> list[str]:
    return [part.strip().casefold() for part in place.split(",") if part.strip()]


def _age(ad: AdFacts, case: MissingRecord) -> _Part | None:
    """Compare the ages that an ad states with the case's; None when every one contradicts."""
    stated = [(span, m) for m in ad.mentions if m.kind == "age" and m.score >= POSSIBLE and (span := years(m.value))]
    if case.age_low is None or case.age_high is None or not stated:
        return _SILENT
    inside = [m for (low, high), m in stated if low <= case.age_high and high >= case.age_low]
    if inside:
        return AGE_INSIDE, f"age {inside[0].value} (case: {_span(case)})", inside[:1]
    near = [m for (low, _), m in stated if case.age_high < low <= case.age_high + RAISED_YEARS]
    if near:
        return AGE_COMPATIBLE, f"age {near[0].value}, which may be raised (case: {_span(case)})", near[:1]
    return None


def _span(case: MissingRecord) -> str:
    return f"{case.age_low}" if case.age_low == case.age_high else f"{case.age_low} to {case.age_high}"


def _measures(ad: AdFacts, case: MissingRecord) -> Iterator[_Part | None]:
    """Compare height and weight where both sides state them; None for a height that cannot be the same person's."""
    for mention in ad.mentions:
        read = _MEASURE.search(mention.value) if mention.kind == "measure" and mention.score >= POSSIBLE else None
        if read is None:
            continue
        value = float(read[1])
        if read[2] == "cm" and case.height_cm is not None:
            apart = abs(value - case.height_cm)
            if apart <= 4:
                yield HEIGHT, f"height {mention.surface}", [mention]
            elif apart > 12:
                yield None
        if read[2] == "kg" and case.weight_kg is not None and abs(value - case.weight_kg) <= 5:
            yield WEIGHT, f"weight {mention.surface}", [mention]


_COLOURS = {"blond": "blonde", "auburn": "red", "ginger": "red", "brunette": "brown", "dark": "brown"}


def _looks(ad: AdFacts, case: MissingRecord) -> Iterator[_Part | None]:
    """Compare the colours of hair and eyes where both sides state them; None for eyes of another colour."""
    for part, stated, points in (("hair", case.hair, HAIR), ("eyes", case.eyes, EYES)):
        words = [_COLOURS.get(word, word) for word in stated.casefold().split()]
        wanted = {f"{part.upper()}-{word.upper()}" for word in words}
        said = [m for m in ad.mentions if m.kind == "wording" and m.value.startswith(f"{part.upper()}-")]
        agreeing = [m for m in said if m.value in wanted]
        if part == "eyes" and said and wanted and not agreeing:
            yield None
        elif agreeing:
            yield points, f"{part} ({agreeing[0].surface})", agreeing[:1]


@lru_cache(maxsize=65_536)
def name_words(name: str) -> tuple[str, ...]:
    """Fold a name and put the given name first: `Carter, Émilie` gives `emilie`, `carter`."""
    last, comma, first = name.partition(",")
    bare = unicodedata.normalize("NFKD", f"{first} {last}" if comma else name).casefold()
    return tuple(re.findall(r"[^\W\d_]+", "".join(c for c in bare if not unicodedata.combining(c))))
