"""Forums: the pages of each engine to posts, with the page itself saying when it no longer fits."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from firstlight.collect.forums import engine as engines
from firstlight.collect.forums.cut import Found, cut
from firstlight.collect.forums.engine import Engine

__all__ = ["Engine", "Forums", "Found", "is_engine", "load", "read"]

_HOSTS = 10_000


def load(paths: Sequence[str] = ()) -> tuple[Engine, ...]:
    """The unit's own engines among these files of rules, then the shipped ones: the first that fits a page is used.

    Raises InputError naming the file, the entry and what would be right.
    """
    own = ((path, Path(path).read_text("utf-8", "replace")) for path in paths if Path(path).is_file())
    return tuple(engines.parse(text, path) for path, text in own if is_engine(text)) + engines.shipped()


def is_engine(text: str) -> bool:
    """Whether a rule is one for a forum, and not one for a site."""
    try:
        data = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return False
    return isinstance(data, dict) and "engine" in data


class Forums:
    """Reads the pages of forums by the engines that are known; remembers which one a host runs, to ask it first."""

    def __init__(self, engines: Sequence[Engine]) -> None:
        self._engines = tuple(engines)
        self._runs: dict[str, Engine] = {}

    def read(self, page: Any, url: str, captured: str) -> Found | None:
        """What a page holds if it is a forum's; None where it is of no engine that is known.

        captured: the time of its capture as the archive writes it, against which "today" is understood.
        """
        host = url.split("/", 3)[2] if url.count("/") > 2 else ""
        likely = self._runs.get(host)
        for engine in (likely, *self._engines) if likely else self._engines:
            if engine.runs(page, url):
                if len(self._runs) > _HOSTS:
                    self._runs.clear()
                self._runs[host] = engine
                return cut(engine, page, url, captured)
        return None


def read(page: Any, url: str, captured: str, known: Sequence[Engine]) -> Found | None:
    """One page, as `Forums` reads it."""
    return Forums(known).read(page, url, captured)
