"""Number words and the words around numbers, from one data file a language (`languages/*.toml`).

To add a language, add a file with the tables of `en.toml`: every table but `digits` and `words` may be left out.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache
from importlib import resources
from typing import Any


class Role(IntEnum):
    """What a number word does: stands for digits, or does something to its neighbours."""

    DIGITS = 0
    TENS = 1
    ZEROS = 2
    TIMES = 3
    HUNDREDS = 4
    PLURAL = 5


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number word. value: its digits, or for ZEROS and TIMES the count. sure: it hardly means anything else."""

    role: Role
    value: str
    sure: bool = True


@dataclass(slots=True)
class Vocabulary:
    """All languages together; a word that two languages share keeps its first sure meaning.

    stems: the first three letters of the digits' names. telling: cues and bad words.
    """

    numerals: dict[str, Numeral] = field(default_factory=dict)
    stems: set[str] = field(default_factory=set)
    joiners: set[str] = field(default_factory=set)
    ordinals: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    separators: set[str] = field(default_factory=set)
    fillers: set[str] = field(default_factory=set)
    split: set[str] = field(default_factory=set)
    cues: set[str] = field(default_factory=set)
    bad: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)
    telling: set[str] = field(default_factory=set)


_TABLES = {
    "digits": (Role.DIGITS, True),
    "teens": (Role.DIGITS, True),
    "tens": (Role.TENS, True),
    "zeros": (Role.ZEROS, True),
    "hundreds": (Role.HUNDREDS, True),
    "times": (Role.TIMES, True),
    "plurals": (Role.PLURAL, True),
    "homophones": (Role.DIGITS, False),
    "weak_teens": (Role.DIGITS, False),
}


@cache
def vocabulary() -> Vocabulary:
    """Read every language file, English first."""
    words = Vocabulary()
    for tables in _files():
        for table, (role, sure) in _TABLES.items():
            for value, spellings in tables.get(table, {}).items():
                if table == "digits":
                    words.stems.add(spellings.split()[0][:3])
                for spelling in spellings.split():
                    known = words.numerals.get(spelling)
                    if known is None or (sure and not known.sure):
                        words.numerals[spelling] = Numeral(role, value, sure)
        said = tables["words"]
        words.joiners.update(said["and"].split())
        for name in ("ordinals", "units", "separators", "fillers", "split", "cues", "bad", "after"):
            getattr(words, name).update(said[name].split())
    words.telling = words.cues | words.bad
    return words


def _files() -> Iterator[dict[str, Any]]:
    folder = resources.files(__package__) / "languages"
    for file in sorted(folder.iterdir(), key=lambda file: (file.name != "en.toml", file.name)):
        if file.name.endswith(".toml"):
            yield tomllib.loads(file.read_text("utf-8"))
