"""What a sift tells while it runs, and when it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from time import perf_counter
from typing import Any

Progress = Callable[[str, int, int | None], None]
"""Called with the stage, how many units are done and how many there are (None while that is not known)."""


def silent(stage: str, done: int, total: int | None) -> None:
    """Tell nobody."""


@dataclass(slots=True)
class SiftReport:
    """The summary of one sift: what came in, what became of it, and how long each stage took.

    files, skipped: sources read, and passed over because they were read before. broken: sources that ended before
    their end, with the cause. postings: new ones; repeated: known ones. set_aside: rows that could not be read, and
    set_aside_files: where they wait to be mended. empty: sources without a single row. contradictions: decisions on
    pairs of postings that earlier ones speak against, in words: they are not followed. alerts: new postings that
    watches found. leads: how many there now are by tier. seconds: by stage. plugins: indicators of plugins that were
    left out or raised, in words.
    """

    files: int = 0
    skipped: int = 0
    broken: list[str] = field(default_factory=list)
    postings: int = 0
    repeated: int = 0
    set_aside: int = 0
    set_aside_files: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    contradictions: list[str] = field(default_factory=list)
    plugins: list[str] = field(default_factory=list)
    groups_touched: int = 0
    alerts: int = 0
    leads: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether everything that was given could be read."""
        return not self.set_aside and not self.broken

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain values, for JSON."""
        return asdict(self)

    @contextmanager
    def timing(self, stage: str) -> Iterator[None]:
        """Add the time that the block takes to a stage."""
        start = perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = round(self.seconds.get(stage, 0.0) + perf_counter() - start, 3)
