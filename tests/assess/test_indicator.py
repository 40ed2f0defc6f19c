from __future__ import annotations

import pytest

from firstlight.assess import REGISTRY, GroupFacts, Signal, indicator
from firstlight.assess.indicator import GRADES, Grade, prevalence, saturate


def _explained(group: GroupFacts) -> Signal | None:
    """Explained."""


def _unexplained(group: GroupFacts) -> Signal | None:
    return None


REFUSED: list[tuple[str, str, str, Grade, str, bool]] = [
    ("no docstring", "AD-NEW", "age", "A", "somebody", False),
    ("no family", "AD-NEW", "", "A", "somebody", True),
    ("no source", "AD-NEW", "age", "A", "", True),
    ("declared twice", "AD-TRUST", "trust", "A", "somebody", True),
]


@pytest.mark.parametrize(("what", "name", "family", "grade", "source", "explained"), REFUSED)
def test_the_registry_refuses(what: str, name: str, family: str, grade: Grade, source: str, explained: bool) -> None:
    before = dict(REGISTRY)
    with pytest.raises(ValueError, match=name):
        indicator(name, family=family, grade=grade, source=source)(_explained if explained else _unexplained)
    assert before == REGISTRY


def test_every_indicator_explains_itself_and_says_where_it_comes_from() -> None:
    for name, entry in REGISTRY.items():
        assert entry.id == name
        assert entry.explanation.endswith(".")
        assert entry.grade in GRADES
        assert entry.family
        assert entry.source


SATURATE = [(0, 2, 0.0), (-1, 2, 0.0), (2, 2, 0.5), (4, 2, 0.75), (1, 1, 0.5)]


@pytest.mark.parametrize(("count", "half", "strength"), SATURATE)
def test_saturate(count: float, half: float, strength: float) -> None:
    assert saturate(count, half) == pytest.approx(strength)


def test_prevalence_rises_with_hits_and_with_agreeing_ads_and_outlives_dilution() -> None:
    assert prevalence(1, 1) < prevalence(3, 3) < prevalence(30, 30) < 1.0
    assert prevalence(1, 100) < 0.1
    assert prevalence(5, 50) > 0.3
