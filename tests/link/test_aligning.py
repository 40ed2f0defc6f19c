from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.link.aligning import CHARACTERS, TOKENS, Slot, matched, tokens

# Each case: a text, its slots as (start, end, kind), and the tokens as they stand in it.
TOKENISED = [
    ("", [], []),
    ("...", [], []),
    ("Call me", [], ["Call", "me"]),
    ("Call 918-555-0142 now", [(5, 17, "phone")], ["Call", "918-555-0142", "now"]),
    ("918-555-0142", [(0, 12, "phone")], ["918-555-0142"]),
    ("Ivy, 21, Tulsa", [(0, 3, "name"), (5, 7, "age"), (9, 14, "place")], ["Ivy", "21", "Tulsa"]),
    ("mail a@b.example or so", [(5, 16, "email"), (7, 16, "handle")], ["mail", "a@b.example", "or", "so"]),
    ("out of it", [(4, 40, "phone"), (3, 3, "age"), (-2, 1, "age")], ["out", "of", "it"]),
    ("sooo ｎｉｃｅ", [], ["sooo", "ｎｉｃｅ"]),
    ("half918word", [(4, 7, "age")], ["918"]),  # a word that a mention stands in is no word of its own
    ("\u202e\u200bhidden", [], ["hidden"]),
]


@pytest.mark.parametrize(("text", "slots", "found"), TOKENISED)
def test_tokens_stand_in_the_original(text: str, slots: list[tuple[int, int, str]], found: list[str]) -> None:
    read = tokens(text, [Slot(*slot, "value") for slot in slots])
    assert [text[token.start : token.end] for token in read] == found


SAME = [("sooo", "soo"), ("sooo", "so"), ("ｎｉｃｅ", "nice"), ("CALL", "call"), ("café", "cafe"), ("nісe", "nice")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_words_that_read_alike_have_one_key(one: str, other: str) -> None:
    if other == "soo":  # two of a letter are spelling, three are drawn out
        assert tokens(one, [])[0].key != tokens(other, [])[0].key
    else:
        assert tokens(one, [])[0].key == tokens(other, [])[0].key


def test_mentions_of_a_kind_have_one_key_whatever_they_say_and_none_with_a_word() -> None:
    phone, age = Slot(0, 3, "phone", "a"), Slot(0, 3, "age", "b")
    keys = [tokens("one", [phone])[0].key, tokens("two", [phone])[0].key, tokens("two", [age])[0].key]
    assert keys[0] == keys[1] != keys[2]
    assert tokens("phone", [])[0].key not in keys


@given(st.text(max_size=200), st.lists(st.tuples(st.integers(-5, 210), st.integers(-5, 210)), max_size=6))
def test_tokens_come_in_order_and_never_overlap(text: str, spans: list[tuple[int, int]]) -> None:
    read = tokens(text, [Slot(start, end, "age", "x") for start, end in spans])
    done = 0
    for token in read:
        assert done <= token.start < token.end <= len(text)
        done = token.end


def test_of_a_text_of_ten_megabytes_the_beginning_is_looked_at() -> None:
    text = "word after word " * 650_000
    read = tokens(text, [Slot(len(text) - 4, len(text), "age", "x")])
    assert len(read) == TOKENS
    assert read[-1].end <= CHARACTERS


MATCHED = [
    ("", "", []),
    ("abc", "", [-1, -1, -1]),
    ("", "abc", []),
    ("abc", "abc", [0, 1, 2]),
    ("abc", "axbc", [0, 2, 3]),
    ("axbc", "abc", [0, -1, 1, 2]),
    ("abc", "xyz", [-1, -1, -1]),
]


@pytest.mark.parametrize(("seed", "other", "places"), MATCHED)
def test_where_tokens_are_found_again(seed: str, other: str, places: list[int]) -> None:
    assert matched(list(seed), list(other)) == places


@given(st.lists(st.sampled_from("ab")), st.lists(st.sampled_from("abc")))
def test_matches_are_equal_and_keep_their_order(seed: list[str], other: list[str]) -> None:
    places = matched(seed, other)
    kept = [place for place in places if place >= 0]
    assert len(places) == len(seed)
    assert kept == sorted(set(kept))
    assert all(place < 0 or seed[at] == other[place] for at, place in enumerate(places))
