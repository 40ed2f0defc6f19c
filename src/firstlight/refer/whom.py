"""Whom to tell of a lead: proposed from the places, the age and the urgency; a person decides and calls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from firstlight.records import Lead
from firstlight.refer.directory import EVERYWHERE, Body, Directory, When, Whom

AGE, MISSING = "AD-AGE-MINOR", "GRP-MISSING"
"""The two signs that are hard rules: an age under 18 that is stated, and a fit with an open missing-child case."""

POSSIBLE_MINOR = 0.2
"""From this value on a lead is told to those who look after children too. Assumed: a call too many costs a call."""

_ORDER: tuple[When, ...] = ("emergency", "now", "report")


@dataclass(frozen=True, slots=True)
class Proposal:
    """One body to tell: for whom, how soon, and why it is named. `first`: it comes before everything else."""

    body: Body
    whom: tuple[Whom, ...]
    when: When
    why: str
    first: bool


def propose(lead: Lead, directory: Directory, *, countries: Iterable[str] = ()) -> list[Proposal]:
    """Return whom to tell, the most urgent first.

    countries: ISO 3166 codes to look in beside those of the lead's places, such as the unit's own.
    """
    about = concerned(lead)
    where = list(dict.fromkeys([*_countries(lead), *countries]))
    urgent = "minor" in about and lead.tier == "urgent"
    found = []
    for place, country in enumerate(where or [EVERYWHERE]):
        bodies = [body for body in directory if body.country == country]
        for body in bodies or [body for body in directory if body.country == EVERYWHERE]:
            for_whom = tuple(whom for whom in body.whom if whom in about)
            if for_whom:
                when = next(when for when in _ORDER if when in body.when)
                first = urgent and when == "now" and "minor" in for_whom and _has_phone(body)
                found.append((_rank(when, first, place), Proposal(body, for_whom, when, _why(lead, for_whom), first)))
    ordered = [proposal for _, proposal in sorted(found, key=lambda one: one[0])]
    return list({proposal.body.id: proposal for proposal in reversed(ordered)}.values())[::-1]


def concerned(lead: Lead) -> tuple[Whom, ...]:
    """Return for whom a lead asks for help; it never says that somebody is a minor, only that somebody may be."""
    signs = {reason.id for reason in lead.reasons}
    about: list[Whom] = ["missing"] if MISSING in signs else []
    if signs & {AGE, MISSING} or lead.possible_minor.value >= POSSIBLE_MINOR:
        about.append("minor")
    about.append("adult")
    return tuple(about)


def _rank(when: When, first: bool, place: int) -> tuple[int, int, int]:
    return (0 if first else 1, place, _ORDER.index(when))


def _has_phone(body: Body) -> bool:
    return any(way.by == "phone" for way in body.ways)


def _countries(lead: Lead) -> list[str]:
    """Return the countries of a lead's places, the most frequent first; places end with a code, as in Tulsa, OK, US."""
    ends = (place.rpartition(",")[2].strip() for place in lead.places)
    return [code for code, _ in Counter(end for end in ends if len(end) == 2 and end.isupper()).most_common()]


def _why(lead: Lead, whom: tuple[Whom, ...]) -> str:
    said = {reason.id: reason.text for reason in lead.reasons}
    if "missing" in whom:
        return said[MISSING]
    if "minor" in whom:
        return said.get(AGE) or said.get(MISSING) or f"a minor may be offered: {lead.possible_minor.value:.0%}"
    return f"somebody may be controlled by others: {lead.possible_control.value:.0%}"
