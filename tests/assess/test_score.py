from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.assess import REGISTRY, declared
from firstlight.assess.score import Weighed, discount, intervals, quarters, tier_of, weigh
from firstlight.records import Tier

PRIORS = declared()
STRENGTHS = st.dictionaries(st.sampled_from(sorted(REGISTRY)), st.floats(0.01, 1.0), max_size=len(REGISTRY))

QUARTERS = [(0.0, 0.0), (0.01, 0.25), (0.25, 0.25), (0.26, 0.5), (-0.3, -0.5), (7, 7.0)]


@pytest.mark.parametrize(("points", "rounded"), QUARTERS)
def test_quarters_never_round_a_sign_to_nothing(points: float, rounded: float) -> None:
    assert quarters(points) == rounded


def test_the_second_sign_of_a_family_counts_half_and_the_third_a_quarter() -> None:
    signs = discount([Weighed("GRP-BURST", 1.0), Weighed("GRP-NEARDUP", 4.0), Weighed("GRP-PHONE-MULTI", 3.0)])
    assert [(sign.id, sign.contribution) for sign in signs] == [
        ("GRP-NEARDUP", 4.0),
        ("GRP-PHONE-MULTI", 1.5),
        ("GRP-BURST", 0.25),
    ]


@given(STRENGTHS)
def test_a_family_never_counts_more_than_twice_its_strongest_sign(strengths: dict[str, float]) -> None:
    signs = weigh(strengths, PRIORS)
    for family in {REGISTRY[sign.id].family for sign in signs}:
        members = [sign for sign in signs if REGISTRY[sign.id].family == family]
        assert abs(sum(sign.contribution for sign in members)) <= 2 * max(abs(sign.points) for sign in members)


@given(STRENGTHS)
def test_contributions_add_up_to_the_last_bit_in_any_order(strengths: dict[str, float]) -> None:
    signs = weigh(strengths, PRIORS)
    assert sum(s.contribution for s in signs) == sum(s.contribution for s in reversed(signs))


@given(STRENGTHS, st.data())
def test_taking_a_sign_away_moves_the_score_against_it(strengths: dict[str, float], data: st.DataObject) -> None:
    telling = sorted(name for name in strengths if PRIORS.points(name))
    if not telling:
        return
    gone = data.draw(st.sampled_from(telling))

    def score(of: dict[str, float]) -> float:
        return sum(sign.contribution for sign in weigh(of, PRIORS))

    rest = score({name: strength for name, strength in strengths.items() if name != gone})
    assert (rest < score(strengths)) is (PRIORS.points(gone) > 0)


TIERS: list[tuple[str, dict[str, float], Tier]] = [
    ("nothing", {}, "low"),
    ("a stated age under 18", {"AD-AGE-MINOR": 1.0}, "urgent"),
    ("a doubtful age under 18 is no hard rule", {"AD-AGE-MINOR": 0.4}, "review"),
    ("an identifier of an open case", {"GRP-MISSING": 1.0}, "urgent"),
    ("a description that fits in name, place and age", {"GRP-MISSING": 0.7}, "urgent"),
    ("a weak description", {"GRP-MISSING": 0.45}, "review"),
    ("three signs, three families", {"AD-YOUTH-LANG": 1.0, "AD-CONTACT-OBF": 1.0, "AD-TRUST": 1.0}, "high"),
    ("two signs, however strong", {"AD-YOUTH-LANG": 1.0, "GRP-CIRCUIT": 1.0}, "review"),
    ("three signs of expert lists", {"AD-AGE-INCONSISTENT": 1.0, "AD-MULTI": 1.0, "AD-RESTRICT": 1.0}, "review"),
    ("signs that tested as nothing", {"AD-MOVE-LANG": 1.0, "AD-SCREENING": 1.0, "AD-AGE-U23": 1.0}, "low"),
    ("spam", {"SPAM-BLAST": 1.0, "AD-TRUST": 1.0}, "spam"),
    ("a little like spam", {"SPAM-SCAM": 0.3, "AD-YOUTH-LANG": 1.0}, "low"),
    ("spam that states an age under 18", {"SPAM-BLAST": 1.0, "AD-AGE-MINOR": 1.0}, "urgent"),
]


@pytest.mark.parametrize(("what", "strengths", "tier"), TIERS, ids=[row[0] for row in TIERS])
def test_tier(what: str, strengths: dict[str, float], tier: Tier) -> None:
    assert tier_of(weigh(strengths, PRIORS), PRIORS) == tier


def test_values_without_a_sign_are_the_declared_base_and_narrow_with_ads() -> None:
    few, many = intervals([], 1, PRIORS), intervals([], 100, PRIORS)
    for base, narrow, wide in zip((PRIORS.base.minor, PRIORS.base.control), many, few, strict=True):
        assert narrow.value == wide.value == base
        assert wide.low < narrow.low < base < narrow.high < wide.high


def test_the_two_values_move_apart() -> None:
    minor, control = intervals(weigh({"GRP-NEARDUP": 1.0, "GRP-CIRCUIT": 1.0}, PRIORS), 10, PRIORS)
    assert control.value / PRIORS.base.control > minor.value / PRIORS.base.minor
    stated, _ = intervals(weigh({"AD-AGE-MINOR": 1.0}, PRIORS), 10, PRIORS)
    assert stated.value > 0.5


@given(STRENGTHS, st.integers(0, 10_000))
def test_an_interval_holds_its_value(strengths: dict[str, float], ads: int) -> None:
    for interval in intervals(weigh(strengths, PRIORS), ads, PRIORS):
        assert 0.0 <= interval.low <= interval.value <= interval.high <= 1.0
