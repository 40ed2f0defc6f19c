"""The shape that a rule written in YAML must have; what is wrong is told with file, entry and what would be right."""

from __future__ import annotations

import re
from typing import Any

from cssselect import SelectorError
from lxml.cssselect import CSSSelector

from firstlight.errors import InputError


class Check:
    """The shape a rule must have; each method returns a checked part or raises InputError."""

    def __init__(self, file: str) -> None:
        self.file = file

    def wrong(self, entry: str, cause: str) -> InputError:
        """The error that names file and entry."""
        return InputError(f"{self.file}: {entry}: {cause}")

    def mapping(self, data: Any, entry: str, known: tuple[str, ...] = ()) -> dict[str, Any]:
        """Names with values, of the known names alone where they are given."""
        if not isinstance(data, dict) or not data or not all(isinstance(name, str) for name in data):
            raise self.wrong(entry, "must be names with values")
        if unknown := [name for name in data if known and name not in known]:
            raise self.wrong(entry, f"does not know {unknown[0]!r}; it knows {', '.join(known)}")
        return data

    def words(self, value: Any, entry: str) -> str:
        """Text that is not blank, stripped."""
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(entry, "must say something")
        return value.strip()

    def form(self, value: Any, entry: str, flags: int = 0) -> re.Pattern[str]:
        """A regular expression."""
        try:
            return re.compile(self.words(value, entry), flags)
        except re.error as error:
            raise self.wrong(entry, f"{value!r} is not a regular expression: {error}") from error

    def selector(self, value: Any, entry: str) -> Any:
        """A CSS selector: what is called with an element and gives those within it."""
        try:
            return CSSSelector(self.words(value, entry), translator="html")
        except SelectorError as error:
            raise self.wrong(entry, f"{value!r} is not a CSS selector: {error}") from error
