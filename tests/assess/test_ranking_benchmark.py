"""The measures of benchmarks/ranking.py, on a market small enough to count by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from benchmarks.ranking import QUEUES, Market, label, measures
from firstlight.assess import GroupFacts

Build = Callable[..., GroupFacts]


def _truth(operator: str, kind: str, *, minor: bool = False, controlled: bool = False) -> dict[str, Any]:
    return {"operator": operator, "class": kind, "minor": minor, "controlled": controlled}


@pytest.fixture
def small(group: Build) -> Market:
    def alone(line: str, posting: str) -> GroupFacts:
        (ad,) = group(line).ads
        mentions = tuple(replace(mention, posting=posting) for mention in ad.mentions)
        return GroupFacts(f"G-{posting}", (replace(ad, posting=posting, mentions=mentions),))

    groups = [
        alone("day=3 word=AD-TRUST word=AD-SCREENING", "a"),
        alone("day=1 age=17", "b"),
        alone("day=2 word=AD-TRUST", "c"),
    ]
    truth = {
        "a": _truth("op-1", "independent"),
        "b": _truth("op-2", "minor", minor=True),
        "c": _truth("op-3", "controlled", controlled=True),
    }
    return Market(groups, truth)


QUEUE_CASES = [("Firstlight", "bac", 1.0), ("keyword count", "acb", 0.0), ("newest first", "acb", 0.0)]


@pytest.mark.parametrize(("name", "order", "recall"), QUEUE_CASES)
def test_a_queue_and_its_recall(small: Market, name: str, order: str, recall: float) -> None:
    queue = QUEUES[name](small)
    assert "".join(group.ads[0].posting[-1] for group in queue) == order
    assert measures(queue, small)["minor recall at K"] == recall


def test_the_best_order_gains_all(small: Market) -> None:
    best = [small.groups[1], small.groups[2], small.groups[0]]
    assert measures(best, small)["nDCG at 50"] == 1.0
    assert measures(best[::-1], small)["nDCG at 50"] < 1.0


def test_a_group_is_what_its_gravest_ad_is(small: Market) -> None:
    assert [label(group, small.truth) for group in small.groups] == ["independent", "minor", "controlled"]
