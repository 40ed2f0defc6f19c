"""The lake keeps parts whole, in order, and gives back single rows by ordinal."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from firstlight.errors import WorkspaceError
from firstlight.workspace import Lake, Part


def _table(first: int, rows: int) -> pa.Table:
    return pa.table({"ordinal": range(first, first + rows), "word": [f"w{n}" for n in range(first, first + rows)]})


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    lake = Lake(tmp_path)
    for rows in (2500, 1, 1200):
        part = lake.next_part()
        lake.write("postings", part, _table(part.first, rows))
    return lake


def test_parts_are_numbered_and_know_their_first_posting(lake: Lake) -> None:
    assert lake.parts() == [Part(0, 0), Part(1, 2500), Part(2, 2501)]
    assert lake.next_part() == Lake(lake.folder).next_part() == Part(3, 3701)
    assert lake.parts("mentions") == []


@pytest.mark.parametrize(
    "ordinals", [[0], [3700, 0, 2500], [999, 1000, 1001], [2499, 2500, 2501, 2499], list(range(0, 3701, 13))]
)
def test_take_gives_rows_in_the_order_asked(lake: Lake, ordinals: list[int]) -> None:
    rows = lake.take("postings", np.array(ordinals), ["word"])
    assert rows.column("word").to_pylist() == [f"w{ordinal}" for ordinal in ordinals]


def test_part_names_read_back() -> None:
    assert Part.named(Part(12, 60_000).name) == Part(12, 60_000)


def test_a_stranger_in_the_lake_is_named(lake: Lake) -> None:
    (lake.folder / "postings" / "holiday.parquet").touch()
    with pytest.raises(WorkspaceError, match="holds a file that is no part of it"):
        lake.parts()


@pytest.mark.parametrize(("damage", "cause"), [(b"", "damaged"), (b"PAR1 nonsense", "damaged"), (None, "missing")])
def test_a_damaged_part_is_named(lake: Lake, damage: bytes | None, cause: str) -> None:
    path = lake.path("postings", Part(1, 2500))
    path.unlink()
    if damage is not None:
        path.write_bytes(damage)
    with pytest.raises(WorkspaceError, match=cause):
        lake.read("postings", Part(1, 2500))


def test_what_a_killed_writer_left_is_not_a_part_and_is_swept(lake: Lake) -> None:
    left = lake.folder / "postings" / f".writing-99-{Part(3, 3701).name}"
    left.write_bytes(b"half")
    assert len(lake.parts()) == 3
    lake.sweep()
    assert not left.exists()
