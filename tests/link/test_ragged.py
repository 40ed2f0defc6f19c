from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from firstlight.link.ragged import Ragged, common

Lists = list[list[int]]
SETS = st.lists(st.sets(st.integers(0, 9), max_size=5).map(sorted), min_size=1, max_size=6)


def ragged(lists: Lists) -> Ragged:
    return Ragged.of(pa.chunked_array([pa.array(lists, pa.list_(pa.uint64()))]))


def plain(found: Ragged) -> Lists:
    return [found.values[a:b].tolist() for a, b in zip(found.offsets[:-1], found.offsets[1:], strict=True)]


@given(SETS, st.data())
def test_lists_are_taken_and_go_to_arrow_and_back(lists: Lists, data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.integers(0, len(lists) - 1), max_size=8))
    taken = ragged(lists).take(np.array(rows, np.int64))
    assert plain(taken) == [lists[row] for row in rows]
    assert taken.arrow(pa.uint64()).to_pylist() == plain(taken)
    assert taken.rows.tolist() == [at for at, row in enumerate(rows) for _ in lists[row]]


@given(SETS, st.data())
def test_common_counts_what_both_lists_hold(lists: Lists, data: st.DataObject) -> None:
    places = st.integers(0, len(lists) - 1)
    pairs = data.draw(st.lists(st.tuples(places, places), min_size=1, max_size=8))
    early, late = (np.array(side, np.int64) for side in zip(*pairs, strict=True))
    assert common(ragged(lists), early, late).tolist() == [len(set(lists[a]) & set(lists[b])) for a, b in pairs]


def test_unique_sorts_and_drops_what_stands_twice() -> None:
    found = Ragged.unique(np.array([2, 0, 2, 2]), np.array([5, 9, 3, 5]), 4)
    assert plain(found) == [[9], [], [3, 5], []]


def test_null_lists_and_chunks_are_read() -> None:
    column = pa.chunked_array([pa.array([[1], None], pa.list_(pa.uint64())), pa.array([[2, 3]], pa.list_(pa.uint64()))])
    assert plain(Ragged.of(column)) == [[1], [], [2, 3]]
    assert len(Ragged.of(pa.chunked_array([], pa.list_(pa.uint64())))) == 0
