from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

import pytest

from firstlight.assess import declared
from firstlight.assess.learning import extra
from firstlight.assess.learning.challenger import challenge
from firstlight.assess.learning.examples import Example, Said
from firstlight.assess.learning.model import LEAST_FACTOR, MOST_FACTOR
from firstlight.assess.learning.training import LEAST_EACH, train, trust
from firstlight.assess.learning.trial import compare, ndcg
from firstlight.errors import InputError
from firstlight.records import Label

PRIORS = declared()
START = datetime(2026, 1, 1, tzinfo=UTC)


def example(number: int, label: Label, shown: Mapping[str, float] = MappingProxyType({}), who: str = "a") -> Example:
    named = {name.replace("_", "-"): strength for name, strength in shown.items()}
    return Example(Said(f"G-{number:04d}", label, who, START + timedelta(minutes=number)), named)


def world(count: int, seed: int = 1) -> list[Example]:
    """Groups in which contact hiding goes with minors and trust wording, against its declaration, with adults."""
    dice = random.Random(seed)  # noqa: S311 (a lottery)
    made = []
    for number in range(count):
        minor = dice.random() < 0.3
        shown = {}
        if dice.random() < (0.8 if minor else 0.2):
            shown["AD_CONTACT_OBF"] = dice.uniform(0.3, 1.0)
        if dice.random() < (0.1 if minor else 0.7):
            shown["AD_TRUST"] = dice.uniform(0.3, 1.0)
        made.append(example(number, "minor" if minor else "independent", shown))
    return made


def test_labels_move_weights_as_they_should_and_within_bounds() -> None:
    factors, refused = train(world(300), PRIORS)
    minor = factors["minor"]
    assert max(minor["AD-CONTACT-OBF"]) > 1 > max(minor["AD-TRUST"])
    assert all(LEAST_FACTOR <= factor <= MOST_FACTOR for row in minor.values() for factor in row)
    assert "control" in refused


def test_the_same_labels_give_the_same_factors() -> None:
    assert train(world(80), PRIORS) == train(world(80), PRIORS)


@pytest.mark.parametrize(
    ("what", "examples", "why"),
    [
        ("none", [], "no labels yet"),
        ("one class only", [example(n, "minor", {"AD_TRUST": 1.0}) for n in range(30)], "all 30 labels say yes"),
        ("too few", [example(n, "minor" if n < 2 else "agency") for n in range(30)], "2 labels say yes and 28 say no"),
    ],
)
def test_what_cannot_be_learned_is_refused_with_the_reason(what: str, examples: list[Example], why: str) -> None:
    factors, refused = train(examples, PRIORS)
    assert factors == {}
    assert why in refused["minor"]


def test_few_labels_are_trusted_less_than_many_and_one_account_no_more_than_the_others() -> None:
    def trusted(examples: list[Example]) -> float:
        yes = [one.said.label == "minor" for one in examples]
        return trust(examples, yes, {"AD-CONTACT-OBF": 2.0}, PRIORS)["AD-CONTACT-OBF"]

    few, many = trusted(world(40)), trusted(world(400))
    assert 0 < few < many < 1
    shared = [
        Example(Said(e.said.group, e.said.label, str(n % 4), e.said.at), e.strengths) for n, e in enumerate(world(400))
    ]
    assert many < trusted(shared)


def test_poisoned_labels_of_one_account_cannot_turn_a_sign() -> None:
    honest = world(60)
    poison = [example(1000 + n, "minor", {"AD_TRUST": 1.0}, "liar") for n in range(600)]
    factors, _ = train([*honest, *poison], PRIORS)
    assert all(LEAST_FACTOR <= factor <= MOST_FACTOR for row in factors["minor"].values() for factor in row)


def test_the_challenger_learns_the_same_direction() -> None:
    both = challenge(world(300), PRIORS)["minor"]
    assert both["AD-CONTACT-OBF"][-1] > 1 > both["AD-TRUST"][-1]
    assert challenge(world(LEAST_EACH), PRIORS) == {}


def test_a_better_order_wins_on_later_groups() -> None:
    tried = compare(world(300), PRIORS)
    assert tried.winner in ("ebm", "lambdarank")
    assert tried.mean(tried.winner) > tried.mean("declared")


@pytest.mark.parametrize("examples", [[], world(300)[:4], [example(n, "minor") for n in range(50)]])
def test_without_groups_to_tell_apart_the_declared_weights_win(examples: list[Example]) -> None:
    assert compare(examples, PRIORS).winner == "declared"


def test_what_made_the_label_is_hidden() -> None:
    told = [example(1, "minor", {"GRP_MISSING": 1.0}), example(2, "independent", {"AD_TRUST": 1.0})]
    assert ndcg(told, {}, PRIORS) < 1


def test_a_missing_library_is_named_with_its_extra() -> None:
    with pytest.raises(InputError, match=r"firstlight\[learn\]"):
        extra.needed("no_such_library_here.part")
