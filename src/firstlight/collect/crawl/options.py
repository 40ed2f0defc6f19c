"""How a crawl is run, beside what its scope says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

Progress = Callable[[str, int, int | None], None]


def _nobody(*_: object) -> None:
    """Tell nobody."""


class Options(NamedTuple):
    """How a crawl is run, beside its scope: a new round, cookies of a browser, where Tor is, whom to tell what.

    pause: seconds of rest after a failure, doubled with each further one. sessions: how often one may sign in anew.
    """

    again: bool = False
    cookies: Path | None = None
    tor: str = "127.0.0.1:9050"
    tor_control: str = "127.0.0.1:9051"
    tell: Callable[[str], None] = _nobody
    progress: Progress = _nobody
    pause: float = 1.0
    sessions: int = 20
