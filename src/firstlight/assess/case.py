"""An open missing-child case, and how a group fits one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from firstlight.records import Mention


@dataclass(frozen=True, slots=True)
class MissingRecord:
    """One open case. Years, centimetres, kilograms; None and () where the record is silent.

    `identifiers` are (kind, value) as extraction writes them. Origin, ethnicity and skin are not fields of this
    record: they are not read from a case file, and nothing is matched on them.
    """

    id: str
    name: str = ""
    age_low: int | None = None
    age_high: int | None = None
    height_cm: float | None = None
    weight_kg: float | None = None
    hair: str = ""
    eyes: str = ""
    last_seen_place: str = ""
    last_seen: date | None = None
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """How a group fits a case: strength 0..1 (1 is a shared identifier), what agrees in words, and where."""

    record: str
    strength: float
    agrees: tuple[str, ...]
    evidence: tuple[Mention, ...]
