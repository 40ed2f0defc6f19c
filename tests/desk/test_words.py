from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.desk.words import MOST, folded, page_name, spans, words
from firstlight.extract.text import view


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (None, []),
        ("", []),
        ("!!! 🌹 --", []),
        ("New in Town", ["new", "in", "town"]),
        ("e-mail: a_b@c.com", ["e", "mail", "a", "b", "c", "com"]),
        ("Café Ñandú", ["cafe", "nandu"]),
        ("Тulsа", ["tulsa"]),  # Cyrillic T and a
        ("𝐓𝐮𝐥𝐬𝐚", ["tulsa"]),
        ("東京", ["東", "京"]),
        ("x" * 100, ["x" * 64, "x" * 36]),
    ],
)
def test_words(text: str | None, found: list[str]) -> None:
    assert words(text) == found


def test_a_huge_text_is_searched_by_its_beginning() -> None:
    assert len(words("word " * (MOST + 10))) == MOST


@given(st.text())
def test_spans_hold_the_same_words_in_order(text: str) -> None:
    found = list(spans(view(text)))
    assert [word for word, _, _ in found] == words(text)
    assert all(0 <= start < end <= len(text) for _, start, end in found)


@pytest.mark.parametrize(
    ("value", "name"), [("Tulsa, OK", "tulsa ok"), (" ANNA ", "anna"), ("a" * 500, "a" * 64 + " ")]
)
def test_folded(value: str, name: str) -> None:
    assert folded(value).startswith(name)
    assert len(folded(value)) <= 200


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.Example.com/ads/17", "example com ads 17"),
        ("example.com/ads/17", "example com ads 17"),
        ("http://example.com", "example com"),
        ("www.example.com", "example com"),
        ("", ""),
    ],
)
def test_page_name(address: str, name: str) -> None:
    assert page_name(address) == name
