"""The lake: Parquet, one folder a stage, one part a batch.

A part's name carries its number and the ordinal of its first posting, so that listing a folder is enough to
find the part of any posting. Parts are written once and never changed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from firstlight.errors import WorkspaceError
from firstlight.workspace.atomic import sweep, writing

ROW_GROUP = 1_000
"""Rows in a Parquet row group: small, because history is read a few rows at a time."""


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """One batch of postings: its number in order of arrival, and the ordinal of its first posting."""

    number: int
    first: int

    @property
    def name(self) -> str:
        """The file's name, the same in every stage."""
        return f"part-{self.number:08d}-{self.first:012d}.parquet"

    @classmethod
    def named(cls, name: str) -> Part:
        """Read a part back from its file's name; raise ValueError for another name."""
        word, number, first = name.removesuffix(".parquet").split("-")
        if word != "part":
            raise ValueError(name)
        return cls(int(number), int(first))


class Lake:
    """The folder of stages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._next: Part | None = None

    def path(self, stage: str, part: Part) -> Path:
        """Where that part of that stage is, or will be."""
        return self.folder / stage / part.name

    def parts(self, stage: str = "postings") -> list[Part]:
        """The parts of a stage, in order; raise WorkspaceError for a file that does not belong there."""
        try:
            return sorted(Part.named(path.name) for path in (self.folder / stage).glob("[!.]*"))
        except ValueError as error:
            raise WorkspaceError(f"{self.folder / stage} holds a file that is no part of it: {error}") from error

    def sweep(self) -> None:
        """Remove what a killed run left half-written."""
        for stage in self.folder.glob("*"):
            sweep(stage)

    def next_part(self) -> Part:
        """The part that the next batch will become."""
        if self._next is None:  # listed once: what is written from then on is known
            last = max(self.parts(), default=None)
            self._next = self._after(last, self.rows("postings", last)) if last else Part(0, 0)
        return self._next

    @staticmethod
    def _after(part: Part, rows: int) -> Part:
        return Part(part.number + 1, part.first + rows)

    def rows(self, stage: str, part: Part) -> int:
        """How many rows a part has."""
        return int(self._open(stage, part).metadata.num_rows)

    def write(self, stage: str, part: Part, table: pa.Table) -> Path:
        """Write a part, whole or not at all, and return its path."""
        path = self.path(stage, part)
        write_part(path, table)
        if stage == "postings":
            self._next = self._after(part, table.num_rows)
        return path

    def read(self, stage: str, part: Part, columns: Sequence[str] | None = None) -> pa.Table:
        """Read a part; raise WorkspaceError when it is missing or damaged."""
        with self._open(stage, part) as file:
            return file.read(columns=list(columns) if columns else None, use_threads=False)

    def take(self, stage: str, ordinals: npt.NDArray[np.int64], columns: Sequence[str]) -> pa.Table:
        """Read rows of a stage that has one row a posting, in the order of `ordinals`; only row groups hit are read."""
        parts = self.parts(stage)
        firsts = [part.first for part in parts]
        wanted, inverse = np.unique(ordinals, return_inverse=True)
        places = np.array([bisect_right(firsts, ordinal) - 1 for ordinal in wanted.tolist()], dtype=np.int64)
        found = [
            self._rows(stage, parts[place], wanted[places == place] - firsts[place], columns)
            for place in np.unique(places).tolist()
        ]
        if not found:
            raise WorkspaceError(f"no row asked for in {self.folder / stage}")
        return pa.concat_tables(found).take(pa.array(inverse))

    def _rows(self, stage: str, part: Part, rows: npt.NDArray[np.int64], columns: Sequence[str]) -> pa.Table:
        with self._open(stage, part) as file:
            groups, inverse = np.unique(rows // ROW_GROUP, return_inverse=True)
            table = file.read_row_groups(groups.tolist(), columns=list(columns), use_threads=False)
        return pc.take(table, pa.array(inverse * ROW_GROUP + rows % ROW_GROUP))

    def _open(self, stage: str, part: Part) -> pq.ParquetFile:
        path = self.path(stage, part)
        try:
            return pq.ParquetFile(path)
        except FileNotFoundError as error:
            raise WorkspaceError(f"{path} is missing: restore it from a copy; `firstlight verify` lists all") from error
        except pa.ArrowInvalid as error:
            raise WorkspaceError(f"{path} is damaged ({error}): restore it; `firstlight verify` lists all") from error


def write_part(path: Path, table: pa.Table) -> None:
    """Write one Parquet file, whole or not at all."""
    with writing(path) as temporary:
        pq.write_table(table, temporary, compression="zstd", row_group_size=ROW_GROUP)
