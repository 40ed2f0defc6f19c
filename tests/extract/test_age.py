"""Ages: the literal table of what is the person's age and what is not; under 18 above all."""

from __future__ import annotations

import pytest

from firstlight.extract.age import find
from firstlight.extract.kinds import Context, Found
from firstlight.extract.numerals import number_at
from firstlight.extract.text import view


def ages(text: str, field: str = "text") -> list[str]:
    return [found.value for found in find(view(text), Context(field=field)) if found.score >= 0.5]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("She is 17 and new", ["17"]),
        ("I am 16 years old", ["16"]),
        ("17 y/o", ["17"]),
        ("Jade, 17.", ["17"]),
        ("im 15", ["15"]),
        ("edad 16", ["16"]),
        ("i8 yrs old, calm", ["18"]),
        ("I'm 2l", ["21"]),
        ("I’m twenty-one", ["21"]),
        ("thirty two years old", ["32"]),
        ("23 anos", ["23"]),
        ("I am ２２", ["22"]),
        ("ladies 20 to 25 years old", ["20-25"]),
        ("sisters, 21 and 23", ["21", "23"]),
        ("Still not 18 but soon", ["0-17"]),
        ("i'm under 18", ["0-17"]),
    ],
)
def test_the_person(text: str, values: list[str]) -> None:
    assert ages(text) == values


@pytest.mark.parametrize(
    "text",
    [
        "I have a son, he goes to school, my kid is 12",
        "Must be over 18", "over 18s only", "18 or older", "are you 17? leave", "no one under 18 please",
        "16 ounces", "aged 12 years", "17th street", "June 17", "June 17, 2026", "17-06-2026", "17%", "17 off", "1-17",
        "apartment 17", "room 17", "bus 17", "17 people", "#17", "17:30", "17h", "5'10", "14k gold", "10 out of 10",
        "15 min", "13 reasons", "my 16 year old truck", "a 14 year old tradition", "for 16 years", "12 yrs experience",
        "your 16 year old", "daughter of 16", "if you are 17 you must leave",
    ],
)  # fmt: skip
def test_nothing(text: str) -> None:
    assert ages(text) == []


@pytest.mark.parametrize(
    ("title", "values"), [("Ruby 22 available", ["22"]), ("Topaz 19 new ad", ["19"]), ("May 22", [])]
)
def test_titles(title: str, values: list[str]) -> None:
    assert ages(title, "title") == values


def test_a_phone_is_no_age() -> None:
    text = "I am 22 555 0142"
    phone = Found("phone", "+12255550142", 5, 16, 0.9, "phone")
    assert list(find(view(text), Context(found=[phone]))) == []


def test_what_stands_amid_a_long_row_of_numbers_is_nobodys_age() -> None:
    assert ages("22 f " + "9 1 8 24 " * 30) == ["22"]
    assert ages("21 24 22 years old, " * 3) == ages("21 24 22 years old") * 3


def test_a_long_list_does_not_exhaust_the_stack() -> None:
    assert len(ages("ages 21, " + "22, " * 5_000)) > 1_000


@pytest.mark.parametrize(
    ("text", "value"), [("22", 22), ("twenty two", 22), ("treinta y dos", 32), ("2o", 20), ("twentyone", 21),
    ("lo", None), ("dog", None)]
)  # fmt: skip
def test_numbers(text: str, value: int | None) -> None:
    number = number_at(view(text), 0)
    assert (number.value if number else None) == value
