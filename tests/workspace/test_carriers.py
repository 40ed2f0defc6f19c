"""Lists of carriers answer like sorted lists in memory, whatever the batches."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.workspace import keyruns
from firstlight.workspace.carriers import CarrierRuns

Entry = tuple[int, int, int]
entries = st.lists(
    st.tuples(st.integers(0, 3) | st.just(2**64 - 1), st.integers(0, 9) | st.just(2**62), st.integers(0, 10**6)),
    max_size=25,
)


def filled(folder: Path, batches: list[list[Entry]]) -> CarrierRuns:
    runs = CarrierRuns(folder)
    for part, batch in enumerate(batches):
        keys, ranks, values = zip(*batch, strict=True) if batch else ((), (), ())
        runs.add_ranked(part, part, np.array(keys, np.uint64), np.array(ranks, np.int64), np.array(values, np.int64))
    return runs


@given(
    batches=st.lists(entries, max_size=7),
    asked=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 10)), max_size=6),
    width=st.integers(1, 3),
)
@settings(deadline=None, max_examples=60)
def test_answers_like_sorted_lists(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[Entry]], asked: list[tuple[int, int]], width: int
) -> None:
    runs = filled(tmp_path_factory.mktemp("runs"), batches)
    every = sorted(entry for batch in batches for entry in batch)
    asked.sort()
    keys, ranks = np.array([key for key, _ in asked], np.uint64), np.array([rank for _, rank in asked], np.int64)
    found = list(zip(*(column.tolist() for column in runs.around(keys, ranks, width)), strict=True))
    assert not Counter(found) - Counter(every)  # none twice
    for key, rank in asked:
        mine = [entry for entry in every if entry[0] == key]
        before = [entry[1] for entry in mine if entry[1] < rank][-width:]
        after = [entry[1] for entry in mine if entry[1] >= rank][:width]
        told = sorted(entry[1] for entry in found if entry[0] == key)
        assert all(told.count(value) >= before.count(value) for value in before)
        assert all(told.count(value) >= min(after.count(value), width) for value in after)
    assert runs.counts(keys).tolist() == [sum(entry[0] == key for entry in every) for key, _ in asked]
    distinct = np.unique(keys)
    held = sorted(value for key, _, value in every if key in distinct.tolist())
    assert sorted(runs.values(distinct).tolist()) == held
    index, lowest = runs.first_ranks(distinct, width)
    for at, key in enumerate(distinct.tolist()):
        true = sorted({entry[1] for entry in every if entry[0] == key})
        told = sorted(set(lowest[index == at].tolist()))
        assert told[:width] == true[:width]


def test_merging_by_the_piece_keeps_keys_and_ranks_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyruns, "PIECE", 3)
    batches = [[(n % 3, (n * 7 + part) % 11, n) for n in range(9)] for part in range(4)]
    runs = filled(tmp_path, batches)
    assert len(list(tmp_path.iterdir())) == 1
    found = runs.around(np.arange(3, dtype=np.uint64), np.full(3, 5), 100)
    rows = list(zip(*(column.tolist() for column in found), strict=True))
    assert [row[:2] for row in rows] == sorted(entry[:2] for batch in batches for entry in batch)


def test_nothing_is_known_of_nothing(tmp_path: Path) -> None:
    runs = CarrierRuns(tmp_path)
    keys = np.array([1], np.uint64)
    assert runs.counts(keys).tolist() == [0]
    assert runs.values(keys).size == 0
    assert runs.first_ranks(keys, 3)[0].size == 0
    assert runs.around(keys, keys.astype(np.int64), 3)[0].size == 0


def test_many_parts_may_come_as_one_run_which_counts_as_all_of_them(tmp_path: Path) -> None:
    runs = CarrierRuns(tmp_path)
    key, rank = np.array([7, 7, 3], np.uint64), np.array([5, 2, 9], np.int64)
    runs.add_ranked(0, 19, key, rank, np.arange(3))
    assert (runs.covered, sorted(path.name for path in tmp_path.iterdir())) == (20, ["run-00000000-00000019.npy"])
    runs.add_ranked(20, 20, key[:1], rank[:1], np.array([3]))
    assert (runs.covered, len(list(tmp_path.iterdir()))) == (21, 2)  # a part is not merged with twenty
    found = zip(*(column.tolist() for column in runs.around(key[:1], rank[:1], 1)), strict=True)
    assert sorted(found) == [(7, 2, 1), (7, 5, 0), (7, 5, 3)]
