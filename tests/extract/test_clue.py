from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.extract.clue import CATEGORIES, DECOYS, EXAMPLES, clues
from firstlight.extract.signature import identifiers, signature
from firstlight.records import Posting


def found(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((one.value.removeprefix("CLUE-").lower(), one.surface) for one in clues(Posting("p", text)))


@pytest.mark.parametrize(("text", "values"), EXAMPLES)
def test_examples(text: str, values: tuple[tuple[str, str], ...]) -> None:
    assert found(text) == values


@pytest.mark.parametrize("text", DECOYS)
def test_decoys(text: str) -> None:
    assert found(text) == ()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_a_clue_stands_where_it_says(text: str) -> None:
    for one in clues(Posting("p", text)):
        assert text[one.start : one.end] == one.surface
        assert one.rule.removeprefix("clues/") in CATEGORIES


def test_a_long_text_is_read_in_linear_time() -> None:
    assert len(found("The Old " * 20_000 + "School")) == 1


# Each case: what a posting carries beside its fields, as JSON; what its signature gives.
SIGNATURES = [
    (None, ()),
    ("{}", ()),
    ('{"signature": ""}', ()),
    ('{"signature": 7}', ()),
    ('["signature"]', ()),
    ('{"signature": "Plum season."}', ()),
    ('{"signature": "Mail: ivy@example.org"}', (("email", "ivy@example.org"),)),
]


@pytest.mark.parametrize(("extra", "values"), SIGNATURES)
def test_what_a_signature_gives(extra: str | None, values: tuple[tuple[str, str], ...]) -> None:
    assert identifiers(signature(extra)) == values
