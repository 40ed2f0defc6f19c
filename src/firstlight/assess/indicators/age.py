"""Stated ages: under 18, different for one person, and just over 18.

An age mention's value is `17` or a span, `19-22`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from firstlight.assess.facts import GroupFacts, Sighting, ads_of
from firstlight.assess.indicator import Signal, indicator, prevalence
from firstlight.assess.wordings import count, listing
from firstlight.records import POSSIBLE, Mention

ADULT = 18


@lru_cache(maxsize=4_096)
def years(value: str) -> tuple[int, int] | None:
    """Read an age mention's value as the lowest and the highest age in years; None if it is neither form."""
    low, dash, high = value.partition("-")
    if not low.isdecimal() or (dash and not high.isdecimal()):
        return None
    return int(low), int(high or low)


def under_age(mention: Mention) -> bool:
    """Whether an age mention names an age under 18."""
    span = years(mention.value)
    return span is not None and span[0] < ADULT


@indicator("AD-AGE-MINOR", family="age", grade="B", source="NCMEC")
def stated_minor(group: GroupFacts) -> Signal | None:
    """An age under 18 is stated, written openly or hidden in words and symbols.

    A certain reading brings the group before a person at once, whatever else its score says. A doubtful reading
    only adds to the score.
    """
    certain = [s for s in group.of("age") if under_age(s.mention)]
    if certain:
        ages = listing(sorted({s.mention.value for s in certain}))
        reason = f"An age under 18 is stated ({ages}) in {count(ads_of(certain), 'ad')}"
        return Signal(1.0, reason, group.everywhere(certain))
    doubtful = [
        Sighting(ad, m)
        for ad in group.distinct
        for m in ad.mentions
        if m.kind == "age" and m.score < POSSIBLE and under_age(m)
    ]
    if not doubtful:
        return None
    ages = listing(sorted({s.mention.value for s in doubtful}))
    reason = f"Words that may state an age under 18 ({ages}); the reading is doubtful"
    return Signal(max(s.mention.score for s in doubtful), reason, group.everywhere(doubtful))


class _Stated(NamedTuple):
    low: int
    high: int
    at: datetime | None
    sighting: Sighting


def _ages_by_persona(group: GroupFacts) -> dict[str, list[_Stated]]:
    """Ages by name, from the ads that offer one person: one name, and one age in each field."""
    personas: dict[str, list[_Stated]] = defaultdict(list)
    fields: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in group.of("age"):
        fields[sighting.ad.posting].append(sighting)
    for posting, sightings in fields.items():
        names = group.names.get(posting, [])
        values = {(s.mention.field, s.mention.value) for s in sightings}
        if len(names) != 1 or len(values) > len({field for field, _ in values}):
            continue
        for sighting in sightings:
            if span := years(sighting.mention.value):
                personas[names[0].mention.value].append(_Stated(*span, sighting.ad.posted_at, sighting))
    return personas


def _spread(stated: Sequence[_Stated]) -> int:
    """Years between the youngest and the oldest age that time between the ads does not explain."""
    youngest = min(stated, key=lambda s: s.high)
    oldest = max(stated, key=lambda s: s.low)
    apart = oldest.low - youngest.high
    if apart > 0 and youngest.at and oldest.at and oldest.at > youngest.at:
        apart -= round((oldest.at - youngest.at).days / 365)
    return apart


@indicator("AD-AGE-INCONSISTENT", family="age", grade="C", source="NCMEC")
def inconsistent(group: GroupFacts) -> Signal | None:
    """The same name is given ages two or more years apart in ads that belong together.

    Years that passed between the ads are allowed for, and ads that offer several people are left out. It weighs more
    when the youngest age given is 21 or less, and less when it is one name of many.
    """
    personas = _ages_by_persona(group)
    spreads = {name: stated for name, stated in personas.items() if _spread(stated) >= 2}
    if not spreads:
        return None
    name, stated = max(spreads.items(), key=lambda item: (_near_eighteen(item[1]), _spread(item[1]), item[0]))
    ages = listing((str(age) for age in sorted({s.low for s in stated} | {s.high for s in stated})), 6)
    others = f", and so {_be(len(spreads) - 1)} {count(len(spreads) - 1, 'other name')}" if len(spreads) > 1 else ""
    evidence = group.everywhere(s.sighting for persona in spreads.values() for s in persona)
    strength = max(_told(persona) for persona in spreads.values()) / len(personas) ** 0.25
    return Signal(strength, f"“{name}” is given different ages: {ages}{others}", evidence)


def _told(stated: Sequence[_Stated]) -> float:
    """How much one name's ages say, 0..1: more when more ads give another age than the usual, and near eighteen."""
    usual = Counter(s.low for s in stated).most_common(1)[0][0]
    others = len({s.sighting.ad.posting for s in stated if abs(s.low - usual) >= 2}) or 1
    return prevalence(others, others) * (1.0 if _near_eighteen(stated) else 0.4)


def _near_eighteen(stated: Sequence[_Stated]) -> bool:
    return min(s.low for s in stated) <= 21


def _be(number: int) -> str:
    return "is" if number == 1 else "are"


@indicator("AD-AGE-U23", family="age", grade="A", source="Lugo-Graulich et al., 10.1080/23322705.2024.2349447")
def just_adult(group: GroupFacts) -> Signal | None:
    """An age of 18 to 22 is stated. Tested against known outcomes it tells nothing, so it adds nothing."""
    young = [s for s in group.of("age") if (span := years(s.mention.value)) and ADULT <= span[0] <= 22]
    if not young:
        return None
    strength = prevalence(ads_of(young), len(group.distinct))
    return Signal(strength, f"An age of 18 to 22 is stated in {count(ads_of(young), 'ad')}", group.everywhere(young))
