from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.collect.reading import Read


def packed(columns: dict[str, Any], **options: Any) -> bytes:
    out = io.BytesIO()
    parquet.write_table(pa.table(columns), out, **options)
    return out.getvalue()


def test_rows_and_types(read: Read) -> None:
    moment = datetime(2024, 3, 4, 10, tzinfo=UTC)
    content = packed({
        "id": [1, 2, 3, None],
        "text": ["one", "two", None, "four"],
        "posted_at": pa.array([moment, None, None, None], pa.timestamp("ns", "America/Chicago")),
        "pictures": [["1.jpg"], [], None, None],
        "price": [Decimal("1.50"), None, None, None],
        "day": [date(2024, 3, 4), None, None, None],
        "raw": [b"\xff", None, None, None],
        "nested": [{"a": [1]}, None, None, None],
    })  # fmt: skip
    reading = read("ads.parquet", content)
    first, second = reading.rows
    assert (first["id"], first["text"], first["posted_at"], first["pictures"]) == ("1", "one", moment, ["1.jpg"])
    assert json.loads(first["extra"]) == {"price": "1.50", "day": "2024-03-04", "raw": "ff", "nested": {"a": [1]}}
    assert (second["id"], second["pictures"], second["extra"]) == ("2", None, None)
    assert reading.places == [(3, "text"), (4, "id")]
    assert json.loads(reading.bad[1].row)["text"] == "four"


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (pa.array(["a"]).dictionary_encode(), ["a"]),
        (pa.array([b"a"]), ["a"]),
        (pa.array([5.0]), ["5"]),
        (pa.array([b"\xff"]), []),
        (pa.array([["a"]]), []),
    ],
)
def test_ids_of_any_type(read: Read, ids: pa.Array, expected: list[str]) -> None:
    reading = read("ads.parquet", packed({"id": ids, "text": ["t"]}))
    assert reading.ids == expected
    assert len(reading.rows) + len(reading.bad) == 1


def test_times_beyond_pythons_are_kept_as_words(read: Read) -> None:
    far = pa.array([2**55], pa.timestamp("ms"))  # about the year 1,143,000
    [found] = read("ads.parquet", packed({"id": ["a"], "text": ["t"], "posted_at": far})).rows
    assert found["posted_at"] is None
    assert "posted_at" in json.loads(found["extra"])


def test_batches_over_row_groups(read: Read) -> None:
    content = packed({"id": list(range(5000)), "text": ["t"] * 5000}, row_group_size=700)
    assert read("ads.pq", content, batch_rows=999).ids == [str(number) for number in range(5000)]


def test_mapping(read: Read) -> None:
    content = packed({"sku": [1], "name": ["Sofa"], "description": ["Blue."]})
    [found] = read("goods.parquet", content, mapping={"id": "sku", "text": "name+description"}).rows
    assert (found["id"], found["text"]) == ("1", "Sofa\nBlue.")
    assert "there is no column 'id'" in str(read("goods.parquet").error)


def test_an_empty_file_has_no_rows(read: Read) -> None:
    assert read("ads.parquet", b"").error is None
    assert read("ads.parquet", packed({"id": pa.array([], pa.string()), "text": pa.array([], pa.string())})).rows == []


@pytest.mark.parametrize("kept", [5, 100, -1])
def test_cut_off(read: Read, kept: int) -> None:
    reading = read("ads.parquet", packed({"id": list(range(100)), "text": ["t"] * 100})[:kept])
    assert reading.rows == []
    assert "it is not whole Parquet" in str(reading.error)
    assert "(0 postings were read before that)" in str(reading.error)


def test_damage_inside_yields_the_row_groups_before_it(read: Read) -> None:
    texts = [f"Dinner number {number}" for number in range(10_000)]
    content = bytearray(packed({"id": list(range(10_000)), "text": texts}, row_group_size=5000))
    middle = parquet.ParquetFile(io.BytesIO(bytes(content))).metadata.row_group(1).column(0).data_page_offset
    content[middle : middle + 400] = b"\xff" * 400
    reading = read("ads.parquet", bytes(content))
    assert 4000 < len(reading.rows) <= 5000
    assert "its Parquet data is damaged" in str(reading.error)
