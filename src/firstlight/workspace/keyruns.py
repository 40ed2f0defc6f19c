"""An index from 64-bit keys to postings: sorted runs on disk, merged as they grow.

Each run covers a range of the lake's parts and is derived from them, so a run that is missing is made again.
A lookup of q keys among n costs O(q log n) and touches only the pages it needs, so a day's cost follows the day.
Runs of like size are merged (a log-structured merge tree, O'Neil et al. 1996): there are O(log n) of them. They are
merged a piece at a time, so that memory does not follow the history either.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from firstlight.ordered import Keys, Side, spans, spread
from firstlight.workspace.atomic import sweep, writing

Values = npt.NDArray[np.int64]

PIECE = 1 << 20
"""Pairs that a merge holds in memory at once."""


class KeyRuns:
    """Pairs (key, value), many values a key. Not safe for two writers; the workspace's lock sees to that."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def covered(self) -> int:
        """How many of the lake's parts, from the first on, are in the index."""
        runs = self._runs()
        return runs[-1][1] + 1 if runs else 0

    def clear(self) -> None:
        """Forget everything; it can be derived again."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def add(self, part: int, keys: Keys, values: Values) -> None:
        """Add the pairs of the next part (`part == covered`), and merge runs that have grown alike."""
        self._tidy()
        order = np.argsort(keys, kind="stable")
        self._write(part, part, np.stack([keys[order], values[order].astype(np.uint64)]))
        self._merge()

    def lookup(self, keys: Keys) -> tuple[npt.NDArray[np.intp], Values]:
        """Return (index into `keys`, value) for every pair whose key is asked for, ordered by index, then value."""
        found = [_matches(run, keys) for run in self._load()]
        if not found:
            return np.empty(0, dtype=np.intp), np.empty(0, dtype=np.int64)
        index = np.concatenate([positions for positions, _ in found])
        values = np.concatenate([matched for _, matched in found])
        order = np.lexsort((values, index))
        return index[order], values[order]

    def _load(self) -> Iterator[Keys]:
        for _, _, path in self._runs():
            yield np.asarray(np.load(path, mmap_mode="r"))  # a plain view: numpy's own is slow to slice

    def _runs(self) -> list[tuple[int, int, Path]]:
        """The runs (first part, last part, path) in order, up to the first part that none covers.

        A run inside a larger one was merged, and is passed over; one behind a run that was lost is derived again.
        """
        found = sorted((*_covers(path), path) for path in self.folder.glob("run-*.npy"))
        runs: list[tuple[int, int, Path]] = []
        for run in found:
            if any(other is not run and other[0] <= run[0] and run[1] <= other[1] for other in found):
                continue
            if run[0] != (runs[-1][1] + 1 if runs else 0):
                break
            runs.append(run)
        return runs

    def _write(self, first: int, last: int, pairs: Keys) -> None:
        with writing(self.folder / f"run-{first:08d}-{last:08d}.npy") as temporary, temporary.open("wb") as file:
            np.save(file, pairs)

    def _tidy(self) -> None:
        sweep(self.folder)
        kept = {path for _, _, path in self._runs()}
        for path in set(self.folder.glob("run-*.npy")) - kept:
            path.unlink()

    def _merge(self) -> None:
        while len(runs := self._runs()) > 1:
            (first, middle, older), (_, last, newer) = runs[-2:]
            if middle - first > last - middle - 1:
                return
            with writing(self.folder / f"run-{first:08d}-{last:08d}.npy") as temporary:
                self._join(np.load(older, mmap_mode="r"), np.load(newer, mmap_mode="r"), temporary)
            older.unlink()
            newer.unlink()

    def _join(self, older: Keys, newer: Keys, target: Path) -> None:
        """Write two runs as one, equal keys in the order of age."""
        size = older.shape[1] + newer.shape[1]
        joined = np.lib.format.open_memmap(target, "w+", np.uint64, (older.shape[0], size))
        with target.open("r+b") as file:  # a full disk must be told now: later it would end the process
            os.posix_fallocate(file.fileno(), 0, target.stat().st_size)
        sides: tuple[tuple[Keys, Keys, Side], ...] = (older, newer, "left"), (newer, older, "right")
        for run, other, side in sides:
            for start in range(0, run.shape[1], PIECE):
                piece = np.array(run[:, start : start + PIECE])
                place = np.arange(start, start + piece.shape[1]) + self._places(other, piece, side)
                joined[:, place] = piece
        joined.flush()

    def _places(self, run: Keys, piece: Keys, side: Side) -> npt.NDArray[np.intp]:
        """Return where in a run the columns of a piece would stand, before their equals or after."""
        places: npt.NDArray[np.intp] = np.searchsorted(run[0], piece[0], side)
        return places


def _covers(path: Path) -> tuple[int, int]:
    first, last = path.stem.removeprefix("run-").split("-")
    return int(first), int(last)


def _matches(run: Keys, keys: Keys) -> tuple[npt.NDArray[np.intp], Values]:
    left, right = spans(run[0], keys)
    index = np.repeat(np.arange(len(keys)), right - left)
    return index, run[1][spread(left, right - left)].astype(np.int64)
