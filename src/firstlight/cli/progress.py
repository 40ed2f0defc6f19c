"""Progress on stderr: rows, rate, time left; nothing at all when stderr is no terminal, or the job is short."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn, TaskID

PATIENCE_SECONDS = 1.0
"""A job shows its progress once it has taken this long."""


class Tell(Protocol):
    """What a long job calls: the stage, how much is done, and of how much (None while not known)."""

    def __call__(self, stage: str, done: int, total: int | None, /) -> None:
        """Take one report."""
        ...


@contextmanager
def progress() -> Iterator[Tell]:
    """Give a job something to tell its progress to, and clear the screen of it at the end."""
    if not sys.stderr.isatty():
        yield _silent
        return
    bars = _Bars()
    try:
        yield bars
    finally:
        bars.stop()


def _silent(stage: str, done: int, total: int | None) -> None:
    """Tell nobody: a log file wants no bars."""


class _Bars:
    """One bar a stage. Importing and drawing wait until the job proves long."""

    def __init__(self) -> None:
        self._started = monotonic()
        self._shown: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        if self._shown is None:
            if monotonic() - self._started < PATIENCE_SECONDS:
                return
            self._shown = self._begin()
        if stage not in self._tasks:
            for earlier in self._tasks.values():
                self._shown.stop_task(earlier)
            self._tasks[stage] = self._shown.add_task(stage, total=total)
        self._shown.update(self._tasks[stage], completed=done, total=total)

    def stop(self) -> None:
        """Take the bars off the screen."""
        if self._shown is not None:
            self._shown.stop()

    def _begin(self) -> Progress:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TimeElapsedColumn, TimeRemainingColumn

        shown = Progress(
            "{task.description:<8}", BarColumn(), "{task.completed:>11,.0f}", self._rate(),
            TimeElapsedColumn(), TimeRemainingColumn(), console=Console(stderr=True), transient=True,
        )  # fmt: skip
        shown.start()
        return shown

    def _rate(self) -> ProgressColumn:
        from rich.progress import ProgressColumn, Task
        from rich.text import Text

        class Rate(ProgressColumn):
            def render(self, task: Task) -> Text:
                speed = task.finished_speed or task.speed
                return Text(f"{speed:,.0f}/s" if speed else "")

        return Rate()
