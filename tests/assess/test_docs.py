"""The page on indicators says what the code says."""

from __future__ import annotations

from pathlib import Path

import pytest

from firstlight.assess import REGISTRY, declared

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", REGISTRY)
def test_every_indicator_has_its_row(name: str) -> None:
    entry, weight = REGISTRY[name], declared().weights[name]
    row = f"| {name} | {entry.grade} | {weight.minor:g} | {weight.control:g} | {entry.explanation} | {entry.source} |"
    assert row in (DOCS / "indicators.md").read_text(encoding="utf-8").splitlines()


def test_the_page_on_assessment_names_the_thresholds() -> None:
    page = (DOCS / "assessment.md").read_text(encoding="utf-8")
    tiers, base = declared().tiers, declared().base
    assert f"| high | {tiers.high:g} points or more" in page
    assert f"| review | {tiers.review:g} points or more" in page
    assert f"| spam | {tiers.spam:g} or more points" in page
    assert f"({base.minor * 100:g} and {base.control * 100:g} in 100 groups" in page
