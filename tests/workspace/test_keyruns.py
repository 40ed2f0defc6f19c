"""Sorted key runs answer like a dictionary of lists, whatever the batches, and heal after a kill."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.workspace import KeyRuns, keyruns

pairs = st.lists(st.tuples(st.integers(0, 2**64 - 1) | st.integers(0, 5), st.integers(0, 1000)), max_size=20)


def _add(runs: KeyRuns, part: int, batch: list[tuple[int, int]]) -> None:
    runs.add(
        part,
        np.array([key for key, _ in batch], dtype=np.uint64),
        np.array([value for _, value in batch], dtype=np.int64),
    )


@given(batches=st.lists(pairs, max_size=9), asked=st.lists(st.integers(0, 5) | st.integers(0, 2**64 - 1), max_size=8))
@settings(deadline=None)
def test_answers_like_a_dictionary_of_lists(
    tmp_path_factory: object, batches: list[list[tuple[int, int]]], asked: list[int]
) -> None:
    runs = KeyRuns(tmp_path_factory.mktemp("runs"))  # type: ignore[attr-defined]
    for part, batch in enumerate(batches):
        _add(runs, part, batch)
    keys = np.array(asked, dtype=np.uint64)
    index, values = runs.lookup(keys)
    everything = [pair for batch in batches for pair in batch]
    expected = [sorted(value for key, value in everything if key == wanted) for wanted in asked]
    assert [values[index == place].tolist() for place in range(len(asked))] == expected
    assert runs.covered == len(batches)


def test_runs_stay_few(tmp_path: Path) -> None:
    runs = KeyRuns(tmp_path)
    for part in range(64):
        _add(runs, part, [(part, part)])
    assert len(list(tmp_path.glob("run-*.npy"))) <= 7
    assert runs.lookup(np.array([63, 0], dtype=np.uint64))[1].tolist() == [63, 0]


def test_a_merge_that_was_killed_before_it_removed_the_old_runs_counts_nothing_twice(tmp_path: Path) -> None:
    runs = KeyRuns(tmp_path)
    _add(runs, 0, [(7, 1)])
    old = (tmp_path / "run-00000000-00000000.npy").read_bytes()
    _add(runs, 1, [(7, 2)])
    (tmp_path / "run-00000000-00000000.npy").write_bytes(old)
    (tmp_path / ".writing-1-run-00000002-00000002.npy").write_bytes(b"half")
    assert runs.lookup(np.array([7], dtype=np.uint64))[1].tolist() == [1, 2]
    _add(runs, 2, [(7, 3)])
    assert runs.lookup(np.array([7], dtype=np.uint64))[1].tolist() == [1, 2, 3]
    assert not list(tmp_path.glob(".writing-*"))


def test_clear_forgets_everything(tmp_path: Path) -> None:
    runs = KeyRuns(tmp_path / "index")
    _add(runs, 0, [(1, 1)])
    runs.clear()
    assert runs.covered == 0
    assert runs.lookup(np.array([1], dtype=np.uint64))[1].size == 0


def test_runs_behind_a_gap_are_derived_again(tmp_path: Path) -> None:
    runs = KeyRuns(tmp_path)
    for part in range(7):
        _add(runs, part, [(7, part)])
    assert min(path.name for path in tmp_path.iterdir()) == "run-00000000-00000003.npy"
    (tmp_path / "run-00000000-00000003.npy").unlink()
    assert (runs.covered, runs.lookup(np.array([7], dtype=np.uint64))[1].size) == (0, 0)
    for part in range(7):
        _add(runs, part, [(7, part)])
    assert runs.lookup(np.array([7], dtype=np.uint64))[1].tolist() == list(range(7))


def test_merging_by_the_piece_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyruns, "PIECE", 3)
    runs = KeyRuns(tmp_path)
    rows = [(ordinal * 7 % 5, ordinal) for ordinal in range(40)]
    for part in range(4):
        _add(runs, part, rows[part * 10 : part * 10 + 10])
    index, values = runs.lookup(np.arange(5, dtype=np.uint64))
    assert list(zip(index.tolist(), values.tolist(), strict=True)) == sorted(rows)
    assert len(list(tmp_path.iterdir())) == 1
