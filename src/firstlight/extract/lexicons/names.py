"""First names as data: which words are names, and which are names only where something says so."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def sure() -> frozenset[str]:
    """Return the words (as the normalised view has them) that are hardly ever anything but a first name."""
    return _read("sure")


@cache
def words() -> frozenset[str]:
    """Return the first names that are also a word, a place or a surname."""
    return _read("words")


@cache
def every() -> frozenset[str]:
    """Return the words that can be a first name."""
    return sure() | words()


def is_name(word: str) -> bool:
    """Tell whether a word can be a first name."""
    return word in every()


@cache
def _data() -> dict[str, Any]:
    return dict(yaml.safe_load(files(__package__).joinpath("names.yaml").read_text("utf-8")))


def _read(part: str) -> frozenset[str]:
    return frozenset(str(_data()[part]).split())
