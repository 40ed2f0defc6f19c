from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.desk.parse import parse
from firstlight.desk.query import Identifier
from firstlight.desk.snippet import WIDTH, Marker, Snippet
from firstlight.records import Mention, Posting


def shown(query: str, text: str, *mentions: Mention, title: str | None = None) -> Snippet:
    marker = Marker(parse(query, lambda _: ()))
    return marker.snippet(Posting("a", text, title), [m for m in mentions if marker.fits(m.kind, m.value)])


def mention(kind: str, value: str, start: int, end: int, field: str = "text") -> Mention:
    return Mention("a", field, kind, value, start, end, "", 0.9, "r")


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("company", "Dinner Company, company", ["Company", "company"]),
        ("cafe", "the Caf\u00e9", ["Caf\u00e9"]),
        ('"new in town"', "new, in town; new town", ["new, in town"]),
        ("compan*", "companies in company", ["companies", "company"]),
        ('"in t*"', "in town in it", ["in town"]),
        ("new OR (town -old)", "old new town", ["new", "town"]),
        ("title:new", "new", []),
        ("-new", "new", []),
        ("absent", "new", []),
        ("after:2026", "new", []),
    ],
)
def test_words_are_marked_where_they_stand(query: str, text: str, marked: list[str]) -> None:
    found = shown(query, text)
    assert [found.text[start:end] for start, end in found.marks] == marked


@pytest.mark.parametrize(
    ("query", "found", "marks"),
    [
        ("name:anna", mention("name", "Anna Lee", 0, 8), ((0, 8),)),
        ("name:an*", mention("name", "Anna Lee", 0, 8), ((0, 8),)),
        ("name:an", mention("name", "Anna Lee", 0, 8), ()),
        ("age<18", mention("age", "17", 3, 5), ((3, 5),)),
        ("age<18", mention("age", "18", 3, 5), ()),
        ("age<18", mention("age", "old", 3, 5), ()),
        ("name:anna", mention("name", "Anna", 0, 4, "title"), ()),
    ],
)
def test_mentions_are_marked_where_they_stand(query: str, found: Mention, marks: tuple[tuple[int, int], ...]) -> None:
    assert shown(query, "some words here", found, title="title").marks == marks


def test_an_identifier_is_marked_by_its_mention_or_else_as_typed() -> None:
    marker = Marker(Identifier((("phone", "+19185550142"),), ("918", "555", "0142")))
    text = "918.555.0142 or 918-555-0142"
    assert marker.snippet(Posting("a", text), [mention("phone", "+19185550142", 16, 28)]).marks == ((16, 28),)
    assert marker.snippet(Posting("a", text), []).marks == ((0, 12), (16, 28))


def test_the_piece_is_taken_from_around_the_first_mark() -> None:
    found = shown("here", "x" * 500 + "\nhere\n" + "y" * 500)
    assert len(found.text) == WIDTH
    assert found.text[slice(*found.marks[0])] == "here"
    assert "\n" not in found.text
    assert shown("here", "x " * 500 + "here").text.endswith("here")


def test_the_piece_begins_and_ends_with_whole_words() -> None:
    found = shown("here", "company " * 40 + "here " + "dinner " * 40)
    assert set(found.text.split()) == {"company", "here", "dinner"}
    assert found.text[slice(*found.marks[0])] == "here"


@given(st.text(), st.text(min_size=1, max_size=3))
def test_marks_lie_within_the_piece_and_apart(text: str, word: str) -> None:
    tree = Identifier((), tuple(word.split()) or ("a",))
    found = Marker(tree).snippet(Posting("a", text), [])
    edges = [edge for mark in found.marks for edge in mark]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(found.text) for edge in edges)
