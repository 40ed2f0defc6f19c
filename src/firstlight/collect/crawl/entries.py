"""YAML read with the line of every entry, so that whoever wrote it is told where to mend it.

Each method takes one checked value or raises BadScope with file, line, entry and cause. A name that is not known, or
stands there twice, is an error: in a scope a slip of the pen must not pass as a permission.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar

import yaml

from firstlight.errors import BadScope, Where

T = TypeVar("T")


class Entry:
    """One value of a YAML file: where it stands, what it is called, and how to take it."""

    def __init__(self, file: str, name: str, node: yaml.Node) -> None:
        self.file = file
        self.name = name
        self.node = node

    @classmethod
    def root(cls, text: str, file: str) -> Entry:
        """Read a whole file. Raises BadScope when it is no YAML, or blank."""
        try:
            node = yaml.compose(text, Loader=yaml.SafeLoader)
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else 1
            raise BadScope(Where(file, line), f"not YAML: {' '.join(str(error).split())}") from error
        if node is None:
            raise BadScope(Where(file, 1), "it is empty; docs/hidden-services.md shows a scope")
        return cls(file, "", node)

    def wrong(self, cause: str) -> BadScope:
        """Return the error that says what is wrong here."""
        return BadScope(Where(self.file, self.node.start_mark.line + 1, self.name), cause)

    def fields(self, needed: Sequence[str], optional: Sequence[str] = ()) -> dict[str, Entry]:
        """Return the entries below this one by name; all those needed must be there, and none that is not known."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.wrong(f"must be names with values: {', '.join((*needed, *optional))}")
        found: dict[str, Entry] = {}
        for key, value in self.node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            entry = Entry(self.file, f"{self.name}.{name}".lstrip("."), value)
            if name not in (*needed, *optional):
                raise Entry(self.file, self.name, key).wrong(
                    f"does not know {name!r}; it knows {', '.join((*needed, *optional))}"
                )
            if name in found:
                raise entry.wrong("stands here twice")
            found[name] = entry
        if missing := [name for name in needed if name not in found]:
            raise self.wrong(f"lacks {', '.join(missing)}")
        return found

    def names(self) -> dict[str, Entry]:
        """Return the entries below this one, whatever they are called."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.wrong("must be names with values")
        keys = [key.value for key, _ in self.node.value if isinstance(key, yaml.ScalarNode)]
        return self.fields((), keys)

    def items(self, take: Callable[[Entry], T], *, least: int = 1) -> tuple[T, ...]:
        """Return the values of a list of at least so many."""
        if not isinstance(self.node, yaml.SequenceNode) or len(self.node.value) < least:
            raise self.wrong(f"must be a list of at least {least}" if least else "must be a list")
        return tuple(take(Entry(self.file, self.name, node)) for node in self.node.value)

    def text(self) -> str:
        """Return words, as they were written; numbers and dates count as words."""
        if not isinstance(self.node, yaml.ScalarNode) or not self.node.value.strip():
            raise self.wrong("must say something")
        return str(self.node.value).strip()

    def number(self, least: float, most: float, *, whole: bool = True) -> float:
        """Return a number between two others, both allowed."""
        text = self.text().replace("_", "")
        form = r"\d+" if whole else r"\d+(\.\d+)?"
        if not re.fullmatch(form, text) or not least <= float(text) <= most:
            kind = "a whole number" if whole else "a number"
            raise self.wrong(f"is {self.text()!r}: it must be {kind} from {least:,} to {most:,}")
        return float(text)

    def choice(self, *known: str) -> str:
        """Return one of the words that are known. YAML's bare `off` and `on` are words here."""
        text = self.text()
        if text not in known:
            raise self.wrong(f"is {text!r}: it must be {' or '.join(known)}")
        return text

    def day(self, *, ends: bool = False) -> datetime:
        """Return the beginning of a day in UTC (its end with `ends`), or a moment written with its zone."""
        text = self.text()
        try:
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
                moment = datetime.combine(date.fromisoformat(text), time(), UTC)
                return moment + timedelta(days=1) if ends else moment
            moment = datetime.fromisoformat(text)
        except ValueError as error:
            raise self.wrong(f"is {text!r}: write a day as 2026-11-30") from error
        if moment.tzinfo is None:
            raise self.wrong(f"is {text!r}: a time needs its zone, such as 2026-11-30T18:00+01:00")
        return moment.astimezone(UTC)

    def pattern(self) -> re.Pattern[str]:
        """Return a regular expression."""
        try:
            return re.compile(self.text())
        except re.error as error:
            raise self.wrong(f"{self.text()!r} is not a regular expression: {error}") from error

    def file_beside(self) -> Path:
        """Return the path of a file that is there; a relative one is looked for beside this file."""
        path = Path(self.file).parent / Path(self.text()).expanduser()
        if not path.is_file():
            raise self.wrong(f"there is no file {path}")
        return path

    def build(self, take: Callable[[str], Any], errors: type[ValueError]) -> Any:
        """Return what `take` makes of the words here; what it raises is told with this place."""
        try:
            return take(self.text())
        except errors as error:
            raise self.wrong(f"{self.text()!r}: {error}") from error
