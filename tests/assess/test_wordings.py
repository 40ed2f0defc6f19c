from __future__ import annotations

from collections.abc import Callable

import pytest

from firstlight.assess import GroupFacts
from firstlight.assess.wordings import count, kind_name, listing, quotes

COUNTS = [
    (1, "ad", "1 ad"),
    (3, "ad", "3 ads"),
    (2, "city", "2 cities"),
    (9, "day", "9 days"),
    (1200, "ad", "1,200 ads"),
]


@pytest.mark.parametrize(("number", "noun", "words"), COUNTS)
def test_count(number: int, noun: str, words: str) -> None:
    assert count(number, noun) == words


LISTINGS = [([], ""), (["a"], "a"), (["a", "b", "a"], "a, b"), (list("abcde"), "a, b, c and 2 more")]


@pytest.mark.parametrize(("values", "words"), LISTINGS)
def test_listing(values: list[str], words: str) -> None:
    assert listing(values) == words


def test_quotes_leave_out_what_may_not_be_shown(group: Callable[..., GroupFacts]) -> None:
    facts = group("word=AD-TRUST word=AD-ETHNICITY-STATED")
    assert quotes(facts, facts.of("wording")) == ": “some ad-trust”"
    assert quotes(facts, facts.wording("AD-ETHNICITY-STATED")) == ""


def test_kinds_have_everyday_names() -> None:
    assert (kind_name("email"), kind_name("handle")) == ("e-mail address", "handle")
