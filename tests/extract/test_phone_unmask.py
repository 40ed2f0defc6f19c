"""Tricks that are undone before a number is read: what each brings to light, where, and what stays in peace."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.extract import phone
from firstlight.extract.kinds import Context, Found
from firstlight.extract.phone import tricks, unmask
from firstlight.extract.text import view
from firstlight.records import POSSIBLE

MOBILE = "+19185550142"


def read(text: str, regions: Sequence[str] = ("US", "CA")) -> list[Found]:
    return list(phone.find(view(text), Context(regions=regions)))


@pytest.mark.parametrize(
    ("trick", "text", "surface"),
    [
        (tricks.markup, "<b>918</b><i>555</i><u>0142</u>", "918</b><i>555</i><u>0142"),
        (tricks.markup, "918&nbsp;555&nbsp;0142", "918&nbsp;555&nbsp;0142"),
        (tricks.markup, "&#57;&#x31;8 555 0142 ok", "&#57;&#x31;8 555 0142"),
        (tricks.symbols, "9!8 555 0142", "9!8 555 0142"),
        (tricks.symbols, "call 918-555-@142", "918-555-@142"),
        (tricks.letters_apart, "n i n e o n e e i g h t f i v e f i v e f i v e z e r o o n e f o u r t w o", None),
        (tricks.starred, "n*ne one e*ght f*ve five f*ve z*ro one f*ur two", None),
        (tricks.signed, "$9$1$8 $5$5$5 $0$1$4$2", "9$1$8 $5$5$5 $0$1$4$2"),
        (tricks.signed, "9#1#8%5#5#5%0#1#4#2", None),
        (tricks.signed, "#nine #one #eight #five #five #five #zero #one #four #two", None),
        (tricks.between, "9x1y8z5a5b5c0d1e4f2", None),
        (tricks.between, "9 ring 1 me 8 then 5 or 5 may 5 see 0 you 1 at 4 noon 2", None),
        (tricks.backwards, "this is backwards: 2410-555-819", "2410-555-819"),
        (tricks.backwards, "ring \u202e2410 555 819\u202c now", "2410 555 819"),
        (tricks.out_of_order, "ends with 0142, starts with 918, in the middle 555", None),
        (tricks.out_of_order, "oh one four two is the end, 918555 is the start", None),
        (tricks.in_prose, "nine-one-eight here at home, five-five-five after lunch, zero-one-four-two at night", None),
        (tricks.capital_g, "9I8 555 OIG2".replace("OIG2", "0IG2"), None),
    ],
)
def test_each_trick_is_undone(trick: tricks.Trick, text: str, surface: str | None) -> None:
    seen = view(text)
    value = "+19185550162" if "G2" in text else MOBILE
    assert trick(seen) is not None
    (found,) = (found for found in read(text) if found.score >= POSSIBLE)
    assert (found.value, found.rule) == (value, unmask.RULE)
    if surface is not None:
        start, end = seen.span(found.start, found.end)
        assert text[start:end].strip("\u202e\u202c") == surface


def test_keys_of_a_telephone_are_read_in_capitals_after_a_hyphen_and_never_sure() -> None:
    (found,) = read("dial 1-800-FLOWERS today")
    assert (found.value, found.rule) == ("+18003569377", unmask.RULE)
    assert found.score <= 0.6


@pytest.mark.parametrize(
    "text",
    [
        "call 918-555-XXXX once you are verified",
        "LOOK 702 TONIGHT",
        "<b>120</b> for <i>60</i> min, <u>5</u> stars, <b>200</b> for 90",
        "12! 34| 56@ 78",
        "a b c d e f g h i j k l",
        "s*per n*ce f*n t*me m*et y*u th*re",
        "$9 $18 $55 $55 $014 for drinks",
        "2 eggs 3 cups 1 bowl",
        "read it backwards: never odd or even",
        "last 3 nights, first 2 guests, middle of May",
        "first floor, last door, room 142, ends at 5",
        "one-two-three is a waltz, four-five-six a march",
        "G20 in 2026, G7 in 1975",
        "a<b && c>d; x&y",
    ],
)
def test_what_only_looks_like_a_trick_gives_no_number(text: str) -> None:
    assert [found for found in read(text) if found.score >= POSSIBLE] == []


def test_every_trick_says_what_it_undoes_and_has_a_sign() -> None:
    assert all(trick.__doc__ and re.compile(sign) for sign, trick in tricks.TRICKS)
    assert unmask.RULE in phone.RULES


@given(st.text(st.sampled_from("0918245 -.,*#$%!|@<b>/&;nbspoihtevrfuzGX'\u202e\u202c\n"), max_size=90))
def test_finds_behind_tricks_lie_in_the_text(text: str) -> None:
    seen = view(text)
    for _, trick in tricks.TRICKS:
        meant = trick(seen)
        assert meant is None or len(meant.text) == len(meant.places)
        assert meant is None or all(0 <= place < len(seen.text) for place in meant.places)
    assert all(0 <= found.start < found.end <= len(seen.text) for found in read(text))


@pytest.mark.parametrize(
    "unit", ["<b>", "&#57;", "a ", "9a", "9 a ", "#9", "$1", "a*b", "last 0142 ", "nine-one-", "9!"]
)
def test_long_texts_of_one_sign_are_read_in_linear_time(unit: str) -> None:
    assert len(read(unit * (40_000 // len(unit)))) <= 4_000
