"""The assumptions of a simulated market, in one place.

None of these figures was measured on real ads. They are chosen so that a market is hard in the ways that
real ones are known to be hard; a figure reached on one is never accuracy on trafficking.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date


@dataclass(frozen=True, slots=True)
class Size:
    """How many ads, personas or numbers an operator has: anywhere from `low` to `high`, small ones likelier."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares in 0..1 unless said otherwise; days are counted back from `last_day`.

    The shares of classes are shares of operators, not of ads, and add up to 1. `hidden` is whoever offers a minor or
    controls others: how often such an ad is posted word for word, how much of the others is rewritten, how many more
    numbers are used up, and how many such operators give a stranger's number beside their own (`decoy`).
    """

    last_day: date = date(2026, 6, 5)
    current_days: int = 5
    recent_days: int = 50
    old_days: int = 300
    current_share: float = 0.75
    former_share: float = 0.06

    independent: float = 0.65
    touring: float = 0.12
    agency: float = 0.05
    controlled: float = 0.08
    minor: float = 0.03
    scam: float = 0.05
    spam: float = 0.02

    independent_ads: Size = Size(1, 14)
    touring_ads: Size = Size(6, 26)
    agency_ads: Size = Size(24, 110)
    controlled_ads: Size = Size(14, 80)
    minor_ads: Size = Size(3, 50)
    scam_ads: Size = Size(4, 24)
    spam_ads: Size = Size(40, 240)
    largest_operator: float = 0.04

    agency_personas: Size = Size(4, 14)
    controlled_personas: Size = Size(2, 7)
    controlled_phones: Size = Size(2, 5)
    spam_phones: Size = Size(12, 60)
    circuit_cities: Size = Size(3, 6)
    stay_days: Size = Size(1, 3)

    obfuscating: float = 0.25
    obfuscating_hidden: float = 0.55
    handle: float = 0.35
    email: float = 0.12
    contact_left_out: float = 0.05
    author_account: float = 0.6

    verbatim: float = 0.45
    rewriting: float = 0.12
    boilerplate: float = 0.14
    stolen_wording: float = 0.04
    stolen_picture: float = 0.05
    hub_user: float = 0.08
    recycled_number: float = 0.5

    minor_controlled: float = 0.6
    minor_stated: float = 0.12
    minor_inconsistent: float = 0.55
    minor_youth_wording: float = 0.5
    adult_youth_wording: float = 0.12
    minor_trust_wording: float = 0.5
    adult_trust_wording: float = 0.25
    adult_age_shaved: float = 0.12
    adult_inconsistent: float = 0.06
    movement_wording: float = 0.08
    touring_movement_wording: float = 0.6
    screening_wording: float = 0.2
    restricted_hidden: float = 0.4
    restricted: float = 0.12
    third_person_hidden: float = 0.5
    third_person: float = 0.05

    hidden_verbatim: float = 0.45
    hidden_rewriting: float = 0.12
    hidden_more_phones: int = 0
    decoy: float = 0.0
    origin_wording: float = 0.0
    spanish: float = 0.0

    record_for_minor: float = 0.3
    record_identifier: float = 0.4
    other_records_each: int = 3

    def shares(self) -> dict[str, float]:
        """Return the share of operators in each class, in the order in which classes are drawn."""
        names = ("independent", "touring", "agency", "controlled", "minor", "scam", "spam")
        return {name: float(getattr(self, name)) for name in names}

    def listing(self) -> list[tuple[str, str]]:
        """Return every assumption as (name, value), for the README that lies beside a market."""
        return [(field.name, _show(getattr(self, field.name))) for field in fields(self)]


def _show(value: object) -> str:
    if isinstance(value, Size):
        return f"{value.low} to {value.high}"
    return str(value)
