"""The query language: what a person types, read into a tree. Knows no SQL.

    (918) 555 0142                an identifier in any spelling: nine one eight..., +19185550142, an e-mail, a link
    tulsa company                 both words; "new in town" is a phrase, compan* a beginning
    tulsa OR dallas, NOT spa      one of the two; -spa is short for NOT spa; parentheses group
    phone:1918555* name:anna      a mention of a kind; also email, handle, url, onion, wallet, pgp, rate, time, measure
    age:17 age<18 age:14-17       ages that an ad states
    place:tulsa site:example.com  where an ad says it is, where it was found; author: and thread: likewise
    near:tulsa near:leeds~20      within 50 kilometres of a city, or as many as are given (mi for miles)
    title:word id:ad-17           a word of the title; one posting
    indicator:AD-YOUTH-LANG       a wording indicator
    tier:urgent group:G- lead:L-  postings of leads and groups
    after:2026-01-05 before:2026-02 date:2026-01
                                  posted on that day or later; before that month; within that month

Words find themselves in any case, script or disguise that a reader would take for them (`words`). A value with
spaces goes in quotation marks: place:"new york". OR, AND and NOT are written in capitals.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from firstlight.records import IDENTIFIER_KINDS, Tier


@dataclass(frozen=True, slots=True)
class Words:
    """Words that follow one another, in one field or ("") in any; `prefix`: the last is only a beginning."""

    words: tuple[str, ...]
    prefix: bool = False
    field: Literal["", "title", "location"] = ""


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier, as any of its (kind, value) readings; `words` is what was typed, for when no ad carries it."""

    readings: tuple[tuple[str, str], ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tag:
    """A thing of a kind whose folded name is `name`, or goes on with further words; `prefix`: or with anything."""

    kind: str
    name: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Any of these places, by their captions."""

    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Age:
    """A stated age from `low` to `high` years, both within."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Dates:
    """Posted from `since` on and before `until`; None for no bound."""

    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Belongs:
    """The posting with this id, or the postings of this group or lead."""

    what: Literal["id", "group", "lead"]
    name: str


@dataclass(frozen=True, slots=True)
class InTier:
    """Postings whose group's lead is in a tier."""

    tier: Tier


@dataclass(frozen=True, slots=True)
class Not:
    """Whatever `part` does not find."""

    part: Node


@dataclass(frozen=True, slots=True)
class And:
    """What all parts find."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What any part finds."""

    parts: tuple[Node, ...]


Leaf = Words | Identifier | Tag | Near | Age | Dates | Belongs | InTier
Node = Leaf | Not | And | Or

FIELDS = (
    *IDENTIFIER_KINDS, "place", "near", "name", "rate", "time", "measure", "age", "indicator", "site", "author",
    "thread", "title", "location", "id", "group", "lead", "tier", "after", "before", "date",
)  # fmt: skip
"""Every name that may stand before a colon."""


class Reading(NamedTuple):
    """An identifier that stands in a query, as characters start to end."""

    kind: str
    value: str
    start: int
    end: int


Reader = Callable[[str], Sequence[Reading]]
"""Finds the identifiers in a query."""
