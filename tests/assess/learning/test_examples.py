from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from firstlight.assess.learning.examples import FULL_VOICE, Question, Said, answer, gather, voices
from firstlight.records import LABELS, Label

START = datetime(2026, 1, 1, tzinfo=UTC)

ANSWERS: dict[Question, dict[str, bool | None]] = {
    "minor": {"minor": True, "trafficking": False, "independent": False, "agency": False},
    "control": {"trafficking": True, "independent": False, "agency": False},
    "spam": {"spam": True, "scam": True, "minor": False, "trafficking": False, "independent": False, "agency": False},
}


def said(group: str, label: Label, who: str = "a", minute: int = 0) -> Said:
    return Said(group, label, who, START + timedelta(minutes=minute))


@pytest.mark.parametrize("question", ANSWERS)
@pytest.mark.parametrize("label", LABELS)
def test_what_a_label_says_to_a_question(question: Question, label: str) -> None:
    assert answer(label, question) is ANSWERS[question].get(label)


def test_one_label_a_group_in_order_of_time() -> None:
    agreed, contradicted = gather([said("G-2", "spam", minute=2), said("G-1", "minor", minute=1)])
    assert [(one.group, one.label) for one in agreed] == [("G-1", "minor"), ("G-2", "spam")]
    assert contradicted == []


def test_contradicted_groups_teach_nothing_and_are_reported() -> None:
    first, second = said("G-1", "minor", "a"), said("G-1", "agency", "b", 5)
    agreed, contradicted = gather([second, first, said("G-2", "minor", "b")])
    assert [one.group for one in agreed] == ["G-2"]
    assert contradicted == [(first, second)]


def test_unclear_contradicts_nothing() -> None:
    agreed, contradicted = gather([said("G-1", "unclear", "a"), said("G-1", "minor", "b", 1)])
    assert ([one.label for one in agreed], contradicted) == (["minor"], [])


@pytest.mark.parametrize(
    ("counts", "weights"),
    [
        ({"a": 10}, {"a": 1.0}),
        ({"a": 200}, {"a": 0.25}),
        ({"a": 400, "b": 100}, {"a": 0.25, "b": 1.0}),
        ({"a": 300, "b": 300}, {"a": 1.0, "b": 1.0}),
    ],
)
def test_no_account_outvotes_the_others(counts: dict[str, int], weights: dict[str, float]) -> None:
    everything = [said(f"G-{who}{at}", "spam", who) for who, count in counts.items() for at in range(count)]
    assert voices(everything) == weights
    total = len(everything)
    for who, count in counts.items():
        assert count * weights[who] <= max(FULL_VOICE, total - count)
