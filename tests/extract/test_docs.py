"""The page on extraction says what the rules' docstrings say, and every rule says what it catches and refuses."""

from __future__ import annotations

import sys

from benchmarks.extraction import rules
from firstlight.extract.kinds import kinds


def test_the_page_holds_the_rules_as_they_are() -> None:
    assert rules.PAGE.read_text("utf-8") == rules.page(), "run python -m benchmarks.extraction.rules --write"


def test_every_kind_says_what_it_catches_and_what_it_refuses() -> None:
    for kind in kinds():
        said = sys.modules[kind.find.__module__].__doc__ or ""
        assert "Catches" in said, kind.KIND
        assert "Refuses" in said, kind.KIND
