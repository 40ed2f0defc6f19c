from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.desk.parse import LONGEST, parse
from firstlight.desk.query import Age, And, Belongs, Dates, Identifier, InTier, Node, Not, Or, Reading, Tag, Words
from firstlight.errors import BadQuery

PHONE = ("phone", "+19185550142")


def read(query: str) -> list[Reading]:
    """Read phones as extraction does, for the few spellings of these tests."""
    spellings = r"9185550142|918\) 555 0142|\+19185550142|nine one eight 555 0142"
    return [Reading(*PHONE, *match.span()) for match in re.finditer(spellings, query)]


def w(*words: str) -> Words:
    return Words(words)


def when(year: int, month: int = 1, day: int = 1) -> datetime:
    return datetime(year, month, day, tzinfo=UTC)


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("tulsa", w("tulsa")),
        ("Tulsa company", And((w("tulsa"), w("company")))),
        ("tulsa AND company", And((w("tulsa"), w("company")))),
        ('"new in town"', w("new", "in", "town")),
        ("“new in town”", w("new", "in", "town")),
        ("e-mail", w("e", "mail")),
        ("compan*", Words(("compan",), prefix=True)),
        ("a OR b c", Or((w("a"), And((w("b"), w("c")))))),
        ("a | b", Or((w("a"), w("b")))),
        ("(a OR b) c", And((Or((w("a"), w("b"))), w("c")))),
        ("a -b", And((w("a"), Not(w("b"))))),
        ("a NOT (b OR c)", And((w("a"), Not(Or((w("b"), w("c"))))))),
        ("NOT NOT a", Not(Not(w("a")))),
        ("a - b", And((w("a"), w("b")))),
        ("or and not", And((w("or"), w("and"), w("not")))),
        ("ORANGE NOTE ANDES", And((w("orange"), w("note"), w("andes")))),
        ("a 🌹 !!", w("a")),
        ("title:spa", Words(("spa",), field="title")),
        ("title:spa*", Words(("spa",), prefix=True, field="title")),
        ("name:Anna", Tag("name", "anna")),
        ("NAME:anna", Tag("name", "anna")),
        ("site:example.com", Tag("site", "example com")),
        ("indicator:AD-YOUTH-LANG", Tag("wording", "ad youth lang")),
        ("author:ab*", Tag("author", "ab", prefix=True)),
        ("place:tulsa", Or((Tag("place", "tulsa"), Words(("tulsa",), field="location")))),
        ('place:"new york"', Or((Tag("place", "new york"), Words(("new", "york"), field="location")))),
        ("age:17", Age(17, 17)),
        ("age:14-17", Age(14, 17)),
        ("age<18", Age(0, 17)),
        ("age<=18", Age(0, 18)),
        ("age>17", Age(18, 999)),
        ("age>=17", Age(17, 999)),
        ("tier:Urgent", InTier("urgent")),
        ("id:ad-17", Belongs("id", "ad-17")),
        ("group:G-7K3M9QX2R5TW", Belongs("group", "G-7K3M9QX2R5TW")),
        ("lead:L-7K3M9QX2R5TW", Belongs("lead", "L-7K3M9QX2R5TW")),
        ("after:2026-01-05", Dates(since=when(2026, 1, 5))),
        ("before:2026-02", Dates(until=when(2026, 2))),
        ("date:2026-01", Dates(when(2026, 1), when(2026, 2))),
        ("date:2026-12", Dates(when(2026, 12), when(2027, 1))),
        ("date:2026-12-31", Dates(when(2026, 12, 31), when(2027, 1))),
        ("date:2026", Dates(when(2026), when(2027))),
    ],
)
def test_trees(query: str, tree: Node) -> None:
    assert parse(query, read) == tree


@pytest.mark.parametrize(
    ("query", "typed"),
    [
        ("(918) 555 0142", ("918", "555", "0142")),
        ("+19185550142", ("19185550142",)),
        ("nine one eight 555 0142", ("nine", "one", "eight", "555", "0142")),
        ("9185550142", ("9185550142",)),
        ("phone:9185550142", ("9185550142",)),
        ("phone:(918) 555 0142", ("918", "555", "0142")),
        ('phone:"(918) 555 0142"', ("918", "555", "0142")),
    ],
)
def test_a_number_is_one_thing_in_any_spelling(query: str, typed: tuple[str, ...]) -> None:
    number = Identifier((PHONE,), typed)
    assert parse(query, read) == number
    assert parse(f"{query} tulsa", read) == And((number, w("tulsa")))
    assert parse(f"tulsa OR -{query}", read) == Or((w("tulsa"), Not(number)))
    assert parse(f"({query} OR tulsa)", read) == Or((number, w("tulsa")))


def test_a_number_in_quotation_marks_is_words() -> None:
    assert parse('"9185550142"', read) == w("9185550142")


def test_part_of_a_number_is_looked_for_as_typed() -> None:
    assert parse("phone:1918555*", read) == Tag("phone", "1918555", prefix=True)


def test_readings_of_the_same_characters_are_one_identifier() -> None:
    two = [Reading("handle", "anna", 0, 5), Reading("url", "x.test/anna", 0, 5)]
    assert parse("@anna", lambda _: two) == Identifier((("handle", "anna"), ("url", "x.test/anna")), ("anna",))


@pytest.mark.parametrize(
    ("query", "position", "says"),
    [
        ("", 0, "give a word"),
        ("  !! 🌹", 0, "give a word"),
        ("a OR", 2, "both sides"),
        ("OR a", 0, "both sides"),
        ("AND a", 0, "before it"),
        ("a NOT", 2, "after it"),
        ("(a", 0, "never closed"),
        ("b (a", 2, "never closed"),
        ("a)", 1, "closes nothing"),
        ('a "b', 2, "never closed"),
        ("a colour:red", 2, "no field 'colour'"),
        ("site<3", 0, "site is written site:value"),
        ("age:old", 4, "age:17"),
        ("age<14-17", 4, "age:17"),
        ("tier:top", 5, "urgent, high, review, low, spam"),
        ("a after:soon", 8, "2026-01-05"),
        ("date:2026-13", 5, "2026-01-05"),
        ("date:9999", 5, "2026-01-05"),
        ("date:0000", 5, "2026-01-05"),
        ("name:🌹", 5, "letter or digit"),
        ("(" * 100, 33, "deep"),
        ("-" * 5000 + "a", 0, "characters"),
        ("NOT " * 100 + "a", 131, "deep"),
        ("a " * 100, 128, "terms"),
    ],
)
def test_bad_queries_say_where_and_what_would_be_right(query: str, position: int, says: str) -> None:
    with pytest.raises(BadQuery) as caught:
        parse(query, read)
    assert says in str(caught.value)
    assert caught.value.position == position


_PIECES = [
    "(",
    ")",
    '"',
    "-",
    "OR ",
    "AND ",
    "NOT ",
    "|",
    "*",
    ":",
    "age<",
    "name:",
    "after:",
    "9185550142",
    "a",
    " ",
    "'",
    "\0",
    "🌹",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(_PIECES)).map("".join)))
def test_any_text_gives_a_tree_or_a_bad_query(query: str) -> None:
    bad = _refusal(query)
    assert bad is None or 0 <= bad.position <= min(len(query), LONGEST)


def _refusal(query: str) -> BadQuery | None:
    try:
        parse(query, read)
    except BadQuery as error:
        return error
    return None
