"""A column of texts is seen as each of its texts alone: the same views, words and spans."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.extract.column import BORDER, Column
from firstlight.extract.text import view

ANY = st.text(st.characters(codec=None), max_size=60)
TRICKY = st.text(
    st.sampled_from("aA1 é\u0301\u200b\ufe0f\u20e3９①½ßﬁЖО☎€🇺🇸👩\u200d\ud800\x00\n_٣ⅧÆ…\u202e"), max_size=30
)
COLUMNS = st.lists(st.one_of(ANY, TRICKY, st.just(""), st.text("abc 123", max_size=20)), min_size=1, max_size=6)


@settings(deadline=None)
@given(COLUMNS)
def test_each_text_is_seen_as_alone(texts: list[str]) -> None:
    column = Column(texts)
    for row, text in enumerate(texts):
        seen, alone = column.view(row), view(text)
        assert (seen.original, seen.text, seen.words) == (text, alone.text, alone.words)
    assert column.arrow.to_pylist() == [view(text).text for text in texts]


@settings(deadline=None)
@given(COLUMNS, st.data())
def test_spans_are_those_of_each_text_alone(texts: list[str], data: st.DataObject) -> None:
    column = Column(texts)
    rows = [row for row in range(len(texts)) if view(texts[row]).text]
    starts = [data.draw(st.integers(0, len(view(texts[row]).text) - 1)) for row in rows]
    ends = [
        data.draw(st.integers(start + 1, len(view(texts[row]).text))) for row, start in zip(rows, starts, strict=True)
    ]
    alone = [view(texts[row]).span(start, end) for row, start, end in zip(rows, starts, ends, strict=True)]
    assert list(zip(*column.spans(rows, starts, ends), strict=True)) == alone
    assert [column.view(row).span(start, end) for row, start, end in zip(rows, starts, ends, strict=True)] == alone


@settings(deadline=None)
@given(COLUMNS)
def test_hits_are_those_of_each_text_alone(texts: list[str]) -> None:
    column, among = Column(texts), frozenset({"a", "1", "abc", "9"})
    assert [column.view(row).hits(among) for row in range(len(texts))] == [view(text).hits(among) for text in texts]


@settings(deadline=None)
@given(COLUMNS, st.integers(0, 3))
def test_words_are_asked_for_once_each(texts: list[str], first: int) -> None:
    words = Column(texts).words
    assert len(words.spelled) == len(set(words.spelled))
    assert words.tell(len).tolist() == [len(piece) for piece in words.spelled]
    for row, text in enumerate(texts):
        low, high = words.bounds[row], words.bounds[row + 1]
        if low + first < high:
            assert words.triples_of(low + first, high - 1) == view(text).words[first:]


def test_what_stands_between_texts_is_no_part_of_any() -> None:
    column = Column([f"918{BORDER}", "-555", BORDER])
    assert [column.view(row).text for row in range(3)] == [f"918{BORDER}", "-555", BORDER]
    assert column.rows_of([column.view_starts[1], column.view_ends[1] - 1]) == [1, 1]


@pytest.mark.parametrize("pattern", ["^a", "b$", "[0-9]"])
def test_a_pattern_matches_within_a_text(pattern: str) -> None:
    texts = ["ab", "ba", "", "Á1", "🇺🇸b"]
    assert Column(texts).matching(pattern) == [
        row for row, text in enumerate(texts) if re.search(pattern, view(text).text)
    ]
