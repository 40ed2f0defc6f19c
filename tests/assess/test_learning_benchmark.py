"""The parts of the learning benchmark that its figures rest on."""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.learning import START, WRONG, decided, without
from firstlight.assess import GroupFacts, assess
from firstlight.assess.learning import Example, Said


def test_a_deletion_takes_out_what_is_named_and_nothing_else(group: Callable[..., GroupFacts]) -> None:
    whole = group("name=Amber age=17 phone=A place=Tulsa", "name=Amber age=25 phone=A place=Tulsa")
    stated = [m for ad in whole.ads for m in ad.mentions if m.kind == "age"]
    less = without(whole, stated)
    kept = [m for ad in less.ads for m in ad.mentions]
    assert sorted(kept + stated, key=str) == sorted((m for ad in whole.ads for m in ad.mentions), key=str)
    assert assess(less).score < assess(whole).score


def test_simulated_people_are_wrong_about_as_often_as_said() -> None:
    dice = random.Random(1)  # noqa: S311 (a lottery)
    true = Example(Said("G-1", "independent", "truth", START), {})
    wrong = sum(decided(true, 0, dice).said.label != "independent" for _ in range(4000)) / 4000
    assert WRONG * 0.6 < wrong < WRONG
