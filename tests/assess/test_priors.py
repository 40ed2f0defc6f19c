from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.assess import REGISTRY, declared
from firstlight.assess.priors import parse
from firstlight.errors import InputError

SHIPPED = (files("firstlight.assess") / "priors.yaml").read_text(encoding="utf-8")


def test_every_indicator_has_a_weight_with_a_source() -> None:
    priors = declared()
    assert set(priors.weights) == set(REGISTRY)
    assert all(weight.source for weight in priors.weights.values())


NOTHING = ("AD-AGE-U23", "AD-MOVE-LANG", "AD-SCREENING", "AD-ETHNICITY-STATED")


@pytest.mark.parametrize("name", NOTHING)
def test_what_tested_as_nothing_and_origin_add_nothing(name: str) -> None:
    assert declared().points(name) == 0


def test_only_spam_lowers_and_only_two_signs_are_hard_rules() -> None:
    weights = declared().weights
    assert {name for name, weight in weights.items() if weight.minor < 0} == {"SPAM-BLAST", "SPAM-SCAM"}
    assert {name for name, weight in weights.items() if weight.urgent} == {"AD-AGE-MINOR", "GRP-MISSING"}


REFUSED = [
    ("not YAML", "version: [", "", "cannot be read"),
    ("a part missing", "tiers:", "other:", "cannot be read"),
    ("an unknown word", "  high: 9", "  high: 9\n  higher: 10", "cannot be read"),
    ("a probability of one", "  minor: 0.01", "  minor: 1.0", "between 0 and 1"),
    ("no doubt", "  doubt: 6", "  doubt: 0", "above 0"),
    ("a share of nothing", "control: 0.5}", "control: 0}", "above 0"),
    ("tiers upside down", "  high: 9", "  high: 1", "high > review"),
    ("an indicator forgotten", "  AD-TRUST:", "  AD-TRUTH:", "AD-TRUST has no weight"),
    ("a weight that is a word", "{minor: 1, control: 3,", "{minor: much, control: 3,", "two numbers"),
    ("weights that pull apart", "{minor: 1, control: 3,", "{minor: -1, control: 3,", "two numbers"),
    ("another grade", "{minor: 1, control: 3, grade: A", "{minor: 1, control: 3, grade: B", "has grade B"),
]


@pytest.mark.parametrize(("what", "old", "new", "cause"), REFUSED, ids=[row[0] for row in REFUSED])
def test_a_file_that_is_wrong_is_refused_with_its_cause(what: str, old: str, new: str, cause: str) -> None:
    text = SHIPPED.replace(old, new) if new else old
    assert text != SHIPPED
    with pytest.raises(InputError, match=cause):
        parse(text)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse(text)
