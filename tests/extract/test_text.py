"""The normalised view, and the proof that every span leads back to the surface it came from."""

import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.extract.lookalikes import LETTERS, TWINS
from firstlight.extract.text import view

ANY = st.text(st.characters(codec=None), max_size=80)
TRICKY = st.text(
    st.sampled_from(
        "aA1 é\u0301\u200b\ufe0f\u20e3９①½ßﬁﬃİŉǰẞЖО☎🇺🇸👩\u200d\ud800\udc00\x00\n٣ⅧÆ…שלם\u202e\u2067\u2069한각\U000e0067"
    ),
    max_size=30,
)
TEXTS = st.one_of(ANY, TRICKY)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Call ME", "call me"),
        ("9️⃣1️⃣8️⃣", "918"),
        ("９１８ 𝟗𝟏𝟖 ⁹¹⁸ ⑨①⑧ ❾❶❽", "918 918 918 918 918"),
        ("٩١٨ ९१८ 九一八", "918 918 918"),
        ("⑩ ⒈ ½", "10 1 1/2"),
        ("Ѕеvеn Οne ᴏɴᴇ 𝓷𝓲𝓷𝓮 Ⓞ🅾️", "seven one one nine oo"),
        ("n\u200bi\u00adn\u2060e n\u0336i\u0336n\u0336e", "nine nine"),
        ("é ñ ø ł ß Æ", "e n o l ss ae"),
        ("“hi” – it’s…", '"hi" - it\'s...'),
        ("🌸call🌸🇺🇸", " call   "),
        ("📞☎️📲", "☎☎☎"),
        ("50€ £20 ₹9", "50€ £20 ₹9"),
        ("a\u00a0b\u2003c\u2028d", "a b c\nd"),
        ("name＠mail．com", "name@mail.com"),
    ],
)
def test_view(text: str, seen: str) -> None:
    assert view(text).text == seen


@pytest.mark.parametrize(
    ("text", "part", "surface"),
    [
        ("my 9️⃣1️⃣8️⃣ ok", "918", "9️⃣1️⃣8️⃣"),
        ("my n\u200bine ok", "nine", "n\u200bine"),
        ("x ﬁve y", "ve", "ve"),
        ("x ﬁve y", "i", "ﬁ"),
        ("🌸918🌸", "918", "918"),
        ("e\u0301t", "e", "e\u0301"),
    ],
)
def test_span_covers_the_part_and_no_more(text: str, part: str, surface: str) -> None:
    seen = view(text)
    at = seen.text.index(part)
    start, end = seen.span(at, at + len(part))
    assert text[start:end] == surface


@given(TEXTS)
def test_spans_lie_in_the_original_and_never_run_back(text: str) -> None:
    seen = view(text)
    spans = [seen.span(at, at + 1) for at in range(len(seen.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[0] <= other[0] and one[1] <= other[1] for one, other in pairwise(spans))


@given(TEXTS, st.data())
def test_the_surface_of_a_span_is_seen_as_that_part_of_the_view(text: str, data: st.DataObject) -> None:
    seen = view(text)
    start = data.draw(st.integers(0, len(seen.text)))
    end = data.draw(st.integers(start, len(seen.text)))
    first, last = seen.span(start, end)
    surface = view(text[first:last]).text
    assert seen.text[start:end] in surface
    assert start == end or not surface[1:-1] or surface[1:-1] in seen.text


@given(TEXTS, st.data())
def test_a_span_is_where_its_characters_come_from(text: str, data: st.DataObject) -> None:
    """Each character of the view comes from the one character of the original that is seen so, in the same order."""
    origins = [at for at, character in enumerate(text) for _ in view(character).text]
    seen = view(text)
    assert len(origins) == len(seen.text)
    if origins:
        start = data.draw(st.integers(0, len(origins) - 1))
        end = data.draw(st.integers(start + 1, len(origins)))
        last = origins[end - 1] + 1
        while last < len(text) and unicodedata.category(text[last]) in {"Mn", "Me"}:
            last += 1
        assert seen.span(start, end) == (origins[start], last)


@pytest.mark.parametrize("character", ["İ", "ŉ", "ǰ", "ﬃ", "ẞ", "ΐ"])
def test_a_letter_that_grows_when_made_small_keeps_the_rest_in_place(character: str) -> None:
    text = f"{character}918{character}"
    seen = view(text)
    at = seen.text.index("918")
    assert seen.span(at, at + 3) == (1, 4)


@given(TEXTS)
def test_seeing_again_changes_nothing(text: str) -> None:
    seen = view(text).text
    assert view(seen).text == seen


@given(TEXTS, TEXTS)
def test_texts_joined_are_seen_as_views_joined(one: str, other: str) -> None:
    assert view(one + other).text == view(one).text + view(other).text


@given(TEXTS)
def test_words_are_where_they_say(text: str) -> None:
    seen = view(text)
    assert all(seen.text[start:end] == word and word.isalnum() for start, end, word in seen.words)


def test_every_character_of_unicode_is_seen_once_and_for_all() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    seen = view(every).text
    assert view(seen).text == seen
    assert not any("\u0300" <= character <= "\u036f" for character in seen)


def test_ascii_keeps_its_place() -> None:
    seen = view("Tab\tNUL\x00 END")
    assert seen.span(4, 8) == (4, 8)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 1), (0, 4)])
def test_a_span_outside_the_view_is_refused(start: int, end: int) -> None:
    with pytest.raises(IndexError, match="no span"):
        view("abc").span(start, end)


def test_a_twin_stands_for_one_letter_only() -> None:
    assert sum(map(len, TWINS.values())) == len(LETTERS)
    assert not any(twin.isascii() for twin in LETTERS)


def test_a_long_text_is_seen_in_one_pass() -> None:
    text = "9\ufe0f\u20e3" * 200_000
    seen = view(text)
    assert seen.text == "9" * 200_000
    assert seen.span(199_999, 200_000) == (599_997, 600_000)
