"""Why postings belong together, or do not, as records: of one group, and of two postings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from firstlight.desk.read import Stay, Use
from firstlight.records import Edge

if TYPE_CHECKING:
    from firstlight.link.explaining import Finding
    from firstlight.link.paths import Way
    from firstlight.link.template import Template


@dataclass(frozen=True, slots=True)
class Persona:
    """A name that a group's ads give: in how many, the ages given where it is the only name, and when it was used."""

    name: str
    ages: tuple[int, ...]
    postings: int
    first_seen: datetime | None
    last_seen: datetime | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that a group shares with ads outside it, and why it ties nothing.

    `postings` ads of `groups` other groups share it, at least. `posting` is one of the group's own, `other` one of
    theirs, and `text` what `rule` says of the two.
    """

    kind: str
    value: str
    rule: str
    text: str
    posting: str
    other: str
    groups: int
    postings: int


@dataclass(frozen=True, slots=True)
class GroupWhy:
    """Why the postings of one group belong together, in the order of their arrival.

    anchor: the earliest, to which each one's way leads. refused: what would have tied others to it.
    """

    group: str
    anchor: str
    ways: tuple[Way, ...]
    templates: tuple[Template, ...]
    identifiers: tuple[Use, ...]
    personas: tuple[Persona, ...]
    stays: tuple[Stay, ...]
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class PairWhy:
    """Why two postings are linked, or are not.

    groups: the group of each, None while it is not linked. chain: the shortest chain of ties from one to the other,
    empty where there is none. findings: what linking sees in the two themselves, what ties them first.
    """

    a: str
    b: str
    groups: tuple[str | None, str | None]
    linked: bool
    chain: tuple[Edge, ...]
    findings: tuple[Finding, ...]
