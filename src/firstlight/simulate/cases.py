"""Open missing-child cases for a simulated market.

A case is an age span, where and when last seen, at times an identifier; its name is a number. Some fit a simulated
minor; most fit nobody. The file never says which; the truth stands beside the ads (`case` in truth.jsonl).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from firstlight.simulate import places
from firstlight.simulate.dice import Dice
from firstlight.simulate.operators import Operator, Persona
from firstlight.simulate.rates import Rates

FIELDS = ("id", "name", "age_low", "age_high", "last_seen_place", "last_seen", "identifiers")


@dataclass(frozen=True, slots=True)
class Case:
    """One open case, and the persona it is about, None for nobody in the market."""

    id: str
    name: str
    age_low: int
    age_high: int
    last_seen_place: str
    last_seen: str
    identifiers: str
    persona: int | None


def draw(dice: Dice, rates: Rates, operators: Sequence[Operator], first_days: dict[int, int]) -> list[Case]:
    """Return the cases. `first_days` is the day on which each operator first posts, counted from the first day."""
    found: list[tuple[Operator, Persona] | None] = []
    for operator in operators:
        for persona in operator.personas:
            if persona.age < 18 and operator.serial in first_days and dice.chance(rates.record_for_minor):
                found += [(operator, persona), *[None] * rates.other_records_each]
    return [_case(dice, rates, at, about, first_days) for at, about in enumerate(dice.some(found, len(found)), 1)]


def _case(
    dice: Dice, rates: Rates, at: int, about: tuple[Operator, Persona] | None, first_days: dict[int, int]
) -> Case:
    if about is None:
        age = dice.between(12, 17)
        city = places.draw(dice)
        day = dice.below(rates.old_days)
        identifiers: list[str] = []
    else:
        operator, persona = about
        age = persona.age
        city = operator.cities[0] if dice.chance(0.7) else dice.pick(places.neighbours(operator.cities[0]))
        day = first_days[operator.serial] - dice.between(3, 60)
        known = [*operator.phones[:1], *([f"@{operator.handle}"] if operator.handle else [])]
        identifiers = known[:1] if dice.chance(rates.record_identifier) else []
    low = age - dice.below(2)
    seen: date = rates.last_day - timedelta(days=rates.old_days - 1 - day)
    return Case(
        f"case-{at:05d}",
        f"Simulated {at:05d}",
        low,
        low + dice.between(1, 2),
        f"{city.name}, {city.state}",
        seen.isoformat(),
        "; ".join(identifiers),
        about[1].serial if about else None,
    )
