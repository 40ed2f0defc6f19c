"""Anchors: a pattern tried at its words alone finds what it finds in the whole text, and a column what its texts."""

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.extract.anchors import Bits, Told, matches, matches_at, places, rows_with, soon, within
from firstlight.extract.column import Column
from firstlight.extract.kinds import Context, kinds
from firstlight.extract.text import view

WHOLE = [pytest.param(kind, id=kind.KIND) for kind in kinds() if hasattr(kind, "find_all")]
SAID = [text for kind in kinds() for text in (*(example for example, _ in kind.EXAMPLES), *kind.DECOYS)]
PIECES = sorted({piece for text in SAID for piece in re.findall(r"\w+|[^\w\s]+", text)})
MORE = [
    "9",
    "24",
    "5",
    "я8pm",
    "a0900",
    "x168cm",
    "sim28",
    "1oo",
    "٩",
    "½",
    "hundred",
    "$",
    "£",
    "-",
    ":",
    "\n",
    "_",
    "é",
    "\u200b",
]
JOINTS = st.sampled_from([" ", "", "-", ", ", ". ", "\n", ":", "/", "'", "  "])
SPLICED = st.lists(st.tuples(st.sampled_from([*PIECES, *MORE]), JOINTS), max_size=12).map(
    lambda said: "".join(piece + joint for piece, joint in said)
)
TEXTS = st.one_of(SPLICED, st.sampled_from(SAID), st.tuples(st.sampled_from(SAID), SPLICED).map(" ".join), st.just(""))


@pytest.mark.parametrize("kind", WHOLE)
@settings(max_examples=150, deadline=None)
@given(texts=st.lists(TEXTS, min_size=1, max_size=5))
def test_a_column_gives_what_its_texts_give_alone(kind: Any, texts: list[str]) -> None:
    contexts = [Context() for _ in texts]
    alone = [(row, found) for row, text in enumerate(texts) for found in kind.find(view(text), contexts[row])]
    assert list(kind.find_all(Column(texts), contexts)) == alone


@given(st.lists(st.booleans(), max_size=12), st.integers(0, 4), st.integers(0, 5))
def test_soon_looks_ahead(flags: list[bool], low: int, more: int) -> None:
    ahead = [any(flags[at + low : at + low + more]) for at in range(len(flags))]
    assert soon(np.array(flags, bool), low, low + more).tolist() == ahead


def test_within_looks_on_either_side() -> None:
    column = Column(["one two three four"])
    mask = np.array([False, True, False, False])
    assert within(column, mask, 1).tolist() == [True, True, True, False]
    assert within(column, mask, 0).tolist() == [False, True, False, False]


def test_gaps_are_told_before_the_first_word_and_behind_the_last() -> None:
    bits = Bits(Column(["$one two", "$"]), Told(lambda piece: "$" in piece))
    assert (bits.before(1).tolist(), bits.gap(1).tolist()) == ([True, False], [False, True])
    assert bits.word(1).tolist() == [False, False]


def test_places_are_words_figures_behind_letters_and_signs_between_words() -> None:
    column = Column(["", "$5 us$40, sim28x9 $", "1"])
    words = column.words
    figures = np.array([word[0].isdigit() for word in map(words.spelled.__getitem__, words.ids)])
    inner = np.array([word == "sim28x9" for word in map(words.spelled.__getitem__, words.ids)])
    signed = np.array([True] * (len(words.ids)))
    text = column.originals[1]
    found = [(row, here) for row, _, here in places(column, figures, inner, (signed, frozenset("$")))]
    assert found == [(1, [0, 1, 5, 6, text.index("28"), text.index("9"), len(text) - 1]), (2, [0])]
    assert list(places(column, np.zeros(len(words.ids), bool))) == []


@given(st.text("ab1 ", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_a_pattern_tried_everywhere_is_a_pattern_run_over_the_text(text: str, low: int, high: int) -> None:
    pattern = re.compile(r"(?<!a)b+1?|1 ?a(?!b)")
    found = [match.span() for match in matches_at(pattern, text, list(range(len(text))), low, high)]
    assert found == [match.span() for match in pattern.finditer(text, low) if match.start() < high]


def test_a_text_can_be_run_over_from_end_to_end() -> None:
    column = Column(["b b", "ab", "xb"])
    (pattern,) = patterns = [re.compile("b")]
    at_words = np.array([True] * len(column.words.ids))
    found = {
        row: [m.start() for m in scan(pattern)] for row, scan in matches(column, {pattern: at_words}, {pattern: [1]})
    }
    assert found == {0: [0, 2], 1: [1]}
    assert [list(scan(re.compile("c"))) for _, scan in matches(column, dict.fromkeys(patterns, at_words), {})] == [[]]


def test_rows_are_told_by_marks() -> None:
    column = Column(["24/7", "no 24", "aa", "a"])
    assert rows_with(column, ("24", "aa")) == {0, 1, 2}
    assert rows_with(column, ("24",), re.compile("24/")) == {0}


def test_a_piece_is_weighed_once_and_a_very_long_one_each_time() -> None:
    asked: list[str] = []

    def weigh(piece: str) -> int:
        asked.append(piece)
        return len(piece)

    told, long = Told(weigh), "a" * 1_000
    assert [told("ab"), told("ab"), told(long), told(long)] == [2, 2, 1_000, 1_000]
    assert asked == ["ab", long, long]
