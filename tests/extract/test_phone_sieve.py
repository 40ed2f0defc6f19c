"""The sieve: a column gives what each of its texts gives alone, and only what can be a number is read closely."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.extract import phone
from firstlight.extract.column import Column
from firstlight.extract.kinds import Context
from firstlight.extract.phone.plain import open_numbers
from firstlight.extract.phone.sieve import stretches
from firstlight.extract.text import view

# ruff: noqa: E501 - tables read better with a row a line

PIECES = st.sampled_from([
    "918", "555", "0142", "918-555-0142", "(405) 555-0188", "+1 212 555 0101", "nine", "eight", "one", "oh", "to", "for", "ate",
    "I", "so", "o", "SSS", "OI42", "n1ne", "niiine", "nien", "five hundred", "triple", "double five", "three fives", "5 three times",
    "twenty two", "then", "last four", "area code", "my number is", "call", "$200", "22", "5'6", "10:30", "2026-11-22", "5/14/2026",
    "36.15, -95.99", "74103-0142", "1.2.3.4", "abc", "some other words", "dash", "and", "x", "9x1x8", "9️⃣", "٩", "🌸", "\n", "\n\n\n", "+",
    "<b>9</b>", "&#57;", "n i n e", "s*ven", "$9$1$8$5$5", "#nine #one", "9a1b8c5d5e5f0g1h4i2", "9 call 1 me 8", "backwards",
    "last four 0142", "first three 918", "middle 555", "nine-one-eight", "1-800-FLOWERS", "G02", "9!8", "@42", "<", "&", "#", "*",
    "+44", "07700", "900123", "020 7946", "cinco", "uno", "neuf", "quatre-vingt-dix", "wa.me/19185550142", "@", "\u200b", "\u202e", "London",
])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=14).flatmap(
    lambda said: st.sampled_from([" ", "", "-", ", ", ". ", "  "]).map(lambda joint: joint.join(said))
)
CONTEXTS = st.sampled_from([
    Context(), Context(regions=("GB", "US")), Context(site="example.com.mx"), Context(location="London"),
])  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(TEXTS, CONTEXTS), min_size=1, max_size=5))
def test_a_column_gives_what_its_texts_give_alone(rows: list[tuple[str, Context]]) -> None:
    texts, contexts = [text for text, _ in rows], [context for _, context in rows]
    alone = [(row, found) for row, (text, context) in enumerate(rows) for found in phone.find(view(text), context)]
    assert list(phone.find_all(Column(texts), contexts)) == alone


@pytest.mark.parametrize(
    "text",
    [
        "Call 918-555-0142 now",
        "Ruby, 22, 5'6, $200 an hour, 10am to 9pm, 918-555-0142",
        "one two three, easy as that; four or five friends",
        "ninety minutes of rest at five. forty five minutes more for two",
        "no figures at all, someone has money for a phone",
    ],
)
def test_what_is_explained_or_too_short_is_not_read_closely(text: str) -> None:
    column = Column([text])
    assert stretches(column, open_numbers(column.text), lambda _: False) == []


@pytest.mark.parametrize(
    "text", ["9 1 8 5 5 5 0 1 4 2", "nine one eight, then 555, last four oh-one-four-two", "918 555 O142"]
)
def test_what_can_be_a_number_is_one_stretch(text: str) -> None:
    column = Column(["nothing", text, "nothing"])
    (stretch,) = stretches(column, open_numbers(column.text), lambda _: False)
    assert (stretch.row, stretch.first, stretch.last) == (1, 1, len(column.words.ids) - 2)


def test_without_ten_digits_the_plan_spoken_decides() -> None:
    column = Column(["07700 900123", "77 11 900 1"])
    assert [s.row for s in stretches(column, [], lambda _: False)] == [0]
    assert [s.row for s in stretches(column, [], lambda _: True)] == [0, 1]
