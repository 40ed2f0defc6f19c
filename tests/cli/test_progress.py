import io
import sys

import pytest

from firstlight.cli import progress as module
from firstlight.cli.progress import progress


class Terminal(io.StringIO):
    """A stderr that says whether it is a terminal."""

    def __init__(self, is_one: bool = True) -> None:
        super().__init__()
        self.is_one = is_one

    def isatty(self) -> bool:
        return self.is_one


def tell_all() -> None:
    with progress() as tell:
        for done in range(0, 101, 20):
            tell("read", done, None)
        for done in range(0, 101, 20):
            tell("extract", done, 100)


def test_nothing_is_drawn_when_piped(monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = Terminal(is_one=False)
    monkeypatch.setattr(sys, "stderr", stderr)
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.0)
    tell_all()
    assert stderr.getvalue() == ""


def test_a_short_job_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = Terminal()
    monkeypatch.setattr(sys, "stderr", stderr)
    tell_all()
    assert stderr.getvalue() == ""


def test_a_long_job_draws_each_stage_with_its_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    stderr = Terminal()
    monkeypatch.setattr(sys, "stderr", stderr)
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.0)
    tell_all()
    drawn = stderr.getvalue()
    for words in ("read", "extract", "100", "/s"):
        assert words in drawn
