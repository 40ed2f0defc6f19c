from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.web.beside import LONGEST, apart, differing
from tests.web.conftest import HOSTILE

CASES = [
    ("Ivy is here", "Ruby is here", ["Ivy"], ["Ruby"]),
    ("same words", "Same WORDS", [], []),
    ("call 918 now", "call now", ["918"], []),
    ("", "all of it", [], ["all of it"]),
    ("a b c d", "a x c y", ["b", "d"], ["x", "y"]),
    ("one, two", "one; two", [","], [";"]),
]


@pytest.mark.parametrize(("one", "other", "left", "right"), CASES)
def test_words_that_only_one_has(one: str, other: str, left: list[str], right: list[str]) -> None:
    found = differing(one, other)
    assert [one[start:end] for start, end in found[0]] == left
    assert [other[start:end] for start, end in found[1]] == right


def words(text: str, without: list[tuple[int, int]]) -> list[str]:
    for start, end in reversed(without):
        text = f"{text[:start]} {text[end:]}"
    return [word.casefold() for word in re.findall(r"\w+|[^\w\s]", text)]


@given(st.text("ab ,.\u202eÄß\n", max_size=60), st.text("ab ,.\u202eÄß\n", max_size=60))
def test_what_is_left_is_the_same_in_both(one: str, other: str) -> None:
    left, right = differing(one, other)
    assert words(one, left) == words(other, right)


def test_nothing_of_an_ad_is_markup() -> None:
    page = apart(HOSTILE, differing(HOSTILE, "plain")[0])
    assert set(re.findall(r"<(\w+)", page)) <= {"ins", "span"}
    assert len(apart("x" * (LONGEST + 5), [])) == LONGEST
