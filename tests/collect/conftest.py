from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from firstlight import collect
from firstlight.collect.batches import READ
from firstlight.errors import UnreadableFile
from tests.collect.reading import Read, Reading


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write content to a file (or take the one that is there) and read it through the public face."""

    def run(
        name: str,
        content: bytes | str | None = None,
        *,
        mapping: Mapping[str, str] | None = None,
        batch_rows: int = 100,
        sites: Sequence[str] = (),
    ) -> Reading:
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        [source] = collect.sources([str(path)])
        reading = Reading()
        try:
            for table in collect.read(
                source, mapping=mapping or {}, reject=reading.bad.append, batch_rows=batch_rows, sites=sites
            ):
                assert table.schema == READ
                assert 0 < table.num_rows <= batch_rows
                reading.lines += table.column("line").to_pylist()
                reading.rows += table.drop_columns(["line"]).to_pylist()
        except UnreadableFile as error:
            reading.error = error
        assert all(row["ordinal"] == -1 and row["id"] and row["text"] for row in reading.rows)
        return reading

    return run
