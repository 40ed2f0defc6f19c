"""Every kind of mention is held to its own examples and decoys, to its gate, to true spans, and to linear time."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.extract.kinds import Context, Found, Kind, identifier_kinds, kinds
from firstlight.extract.text import view
from firstlight.records import IDENTIFIER_KINDS, KINDS, POSSIBLE

ALL = [pytest.param(kind, id=kind.KIND) for kind in kinds()]
EXAMPLES = [pytest.param(k, text, values, id=f"{k.KIND}: {text[:40]}") for k in kinds() for text, values in k.EXAMPLES]
DECOYS = [pytest.param(kind, text, id=f"{kind.KIND}: {text[:40]}") for kind in kinds() for text in kind.DECOYS]

TEXTS = [text for kind in kinds() for text in (*(example for example, _ in kind.EXAMPLES), *kind.DECOYS)]
FRAGMENTS = [piece for text in TEXTS for piece in text.split()]


def read(kind: Kind, text: str) -> list[Found]:
    return list(kind.find(view(text), Context()))


def surely(kind: Kind, text: str) -> list[Found]:
    return [found for found in read(kind, text) if found.score >= POSSIBLE]


def passes(kind: Kind, text: str) -> bool:
    mask = pc.match_substring_regex(pa.array([view(text).text]), kind.GATE) if kind.GATE else pa.array([True])
    return bool(mask[0].as_py())


def test_every_kind_has_one_module() -> None:
    assert [kind.KIND for kind in kinds()] == list(KINDS)
    assert [kind for kind in kinds() if kind.KIND in IDENTIFIER_KINDS] == list(identifier_kinds())


@pytest.mark.parametrize(("kind", "text", "values"), EXAMPLES)
def test_example(kind: Kind, text: str, values: tuple[str, ...]) -> None:
    assert tuple(found.value for found in sorted(surely(kind, text), key=lambda f: (f.start, f.end))) == tuple(values)
    assert passes(kind, text)


@pytest.mark.parametrize(("kind", "text"), DECOYS)
def test_decoy(kind: Kind, text: str) -> None:
    assert surely(kind, text) == []


@pytest.mark.parametrize("kind", ALL)
def test_has_examples_decoys_and_an_explanation(kind: Kind) -> None:
    assert kind.EXAMPLES
    assert kind.DECOYS
    assert len((kind.__doc__ or "").splitlines()) > 3


def _true(kind: Kind, text: str) -> Iterator[str]:
    """Yield what is wrong with the finds in a text."""
    seen = view(text)
    for found in kind.find(seen, Context()):
        if not (0 <= found.start < found.end <= len(seen.text)):
            yield f"span {found}"
            continue
        start, end = seen.span(found.start, found.end)
        surface = text[start:end]
        if not surface or surface != surface.strip():
            yield f"surface {surface!r} of {found}"
        if not (found.value and 0 < found.score <= 1 and found.rule and found.kind == kind.KIND):
            yield f"fields of {found}"


@pytest.mark.parametrize("kind", ALL)
@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_gives_true_spans(kind: Kind, text: str) -> None:
    assert list(_true(kind, text)) == []


@pytest.mark.parametrize("kind", ALL)
@settings(max_examples=80, deadline=None)
@given(
    pieces=st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=4)), max_size=25),
    joint=st.sampled_from([" ", "", ", ", "\n", " \u200b", "-", ". "]),
)
def test_scrambled_examples_give_true_spans(kind: Kind, pieces: list[str], joint: str) -> None:
    assert list(_true(kind, joint.join(pieces))) == []


REPEATED = (
    "a", "1", "1 ", "a.", "@", "a@", "- ", "(", "http://", "18 ", "$1 ", "one ", "x@a.", "new ", "\u0301", "0x1",
    "5'", "St ", ", ", "18, ",
)  # fmt: skip


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("unit", REPEATED)
def test_time_is_linear_in_the_text(kind: Kind, unit: str) -> None:
    """Four times the text may take at most some ten times as long, whatever is repeated: nothing blows up."""
    short, long = (view(unit * (size // len(unit))) for size in (5_000, 20_000))
    list(kind.find(view(unit * 50), Context()))
    spent = []
    for seen in (short, long):
        assert len(seen.words) >= 0
        begun = time.process_time()
        list(kind.find(seen, Context()))
        spent.append(time.process_time() - begun)
    assert spent[1] < 10 * spent[0] + 0.5
