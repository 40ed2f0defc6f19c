"""Long texts of one unit, and of units mixed, are read to the end: no pattern backtracks.

How the time grows with the length is a table of its own: benchmarks/extraction/curve.py.
"""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.extraction.curve import UNITS
from firstlight.extract.run import run
from firstlight.schemas import POSTING


def read(text: str) -> list[tuple[int, int, str]]:
    found = run(pa.Table.from_pylist([{"ordinal": 0, "id": "p", "text": text}], schema=POSTING))
    return list(zip(*(found.column(name).to_pylist() for name in ("start", "end", "surface")), strict=True))


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_a_long_text_of_one_unit_is_read_to_the_end(unit: str) -> None:
    text = unit * (12_000 // len(unit))
    assert all(0 <= start < end and text[start:end] == surface for start, end, surface in read(text))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*UNITS.values(), *"aeo019 .-@/:$#'\"(<&*\n"]), min_size=1, max_size=5))
def test_units_mixed_are_read_to_the_end(units: list[str]) -> None:
    text = "".join(units)
    text *= 4_000 // len(text) + 1
    assert all(0 <= start < end and text[start:end] == surface for start, end, surface in read(text))
