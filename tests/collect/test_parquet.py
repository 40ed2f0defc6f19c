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


FAR = 2**61
"""Microseconds since 1970: about the year 75,000."""
BEYOND = f"<value out of range: {FAR}>"
SINCE = pa.timestamp("us")
TIMES: list[tuple[pa.Array, Any]] = [
    (pa.array([[FAR, 0]], pa.list_(SINCE)), [BEYOND, "1970-01-01 00:00:00.000000"]),
    (pa.array([[1]], pa.list_(pa.timestamp("ns"))), ["1970-01-01 00:00:00.000000001"]),
    (pa.array([[FAR]], pa.large_list(SINCE)), [BEYOND]),
    (pa.array([[1]], pa.list_(pa.duration("us"), 1)), ["1"]),
    (pa.array([{"at": FAR, "n": 1}], pa.struct([("at", SINCE), ("n", pa.int8())])), {"at": BEYOND, "n": 1}),
    (pa.array([[("at", FAR)]], pa.map_(pa.string(), SINCE)), [["at", BEYOND]]),
    (pa.array([[{"at": [FAR]}]], pa.list_(pa.struct([("at", pa.list_(SINCE))]))), [{"at": [BEYOND]}]),
    (pa.array([FAR], SINCE).dictionary_encode(), BEYOND),
    (pa.array([2**30], pa.date32()), f"<value out of range: {2**30}>"),
]


@pytest.mark.parametrize(("times", "kept"), TIMES, ids=[str(times.type) for times, _ in TIMES])
def test_times_within_other_values_are_kept_as_words(read: Read, times: pa.Array, kept: Any) -> None:
    [found] = read("ads.parquet", packed({"id": ["a"], "text": ["t"], "seen": times})).rows
    assert json.loads(found["extra"]) == {"seen": kept}


def test_a_time_zone_that_is_not_known_is_read_as_utc(read: Read) -> None:
    moment = pa.array([1_709_546_400_000_000], pa.timestamp("us", "Nowhere/Land"))
    [found] = read("ads.parquet", packed({"id": ["a"], "text": ["t"], "posted_at": moment})).rows
    assert found["posted_at"] == datetime(2024, 3, 4, 10, tzinfo=UTC)


def latin(*texts: bytes) -> pa.Array:
    """Text that its writer did not check."""
    return pa.Array.from_buffers(pa.string(), len(texts), pa.array(texts, pa.binary()).buffers())


CAFE = b"caf\xe9"
UNREAD: list[tuple[str, pa.Array, str, dict[str, str]]] = [
    # (column, its three cells, cause for the second row, what is kept of that row beside its id)
    ("text", latin(b"one", CAFE, b"three"), "byte 0xe9 at place 4 of its text is not UTF-8", {"text_hex": "636166e9"}),
    (
        "text",
        latin(b"one", CAFE, b"three").dictionary_encode(),
        "byte 0xe9 at place 4 of its text is not UTF-8",
        {"text_hex": "636166e9"},
    ),
    ("text", pa.array([b"one", CAFE, b"three"]), "the text is bytes, not text", {"text_hex": "636166e9"}),
    (
        "note",
        pa.ListArray.from_arrays([0, 1, 2, 3], latin(b"one", CAFE, b"three")),
        "byte 0xe9 at place 4 of its note is not UTF-8",
        {"text": "two"},
    ),
    (
        "seen",
        pa.array([[[0]], [[FAR]], [[0]]], pa.list_(pa.list_view(SINCE))),
        "its seen cannot be read: date value out of range",
        {"text": "two"},
    ),
]


@pytest.mark.parametrize(("name", "cells", "cause", "kept"), UNREAD)
def test_a_cell_that_cannot_be_read_costs_its_own_row(
    read: Read, name: str, cells: pa.Array, cause: str, kept: dict[str, str]
) -> None:
    columns = {"id": ["a1", "a2", "a3"], "text": ["one", "two", "three"]} | {name: cells}
    reading = read("ads.parquet", packed(columns))
    assert (reading.ids, reading.lines) == (["a1", "a3"], [1, 3])
    assert reading.places == [(2, name)]
    assert reading.bad[0].cause.startswith(cause)
    assert json.loads(reading.bad[0].row) == {"id": "a2"} | kept
    assert reading.error is None


def test_the_row_set_aside_keeps_bytes_that_a_person_can_read(read: Read) -> None:
    columns = {
        "id": [None], "text": ["t"], "note": [b"caf\xc3\xa9"], "raw": [CAFE], "raw_hex": ["own"],
        "parts": [[b"a", CAFE]], "price": [Decimal("1.50")],
    }  # fmt: skip
    [bad] = read("ads.parquet", packed(columns | {"id": pa.array([None], pa.string())})).bad
    assert json.loads(bad.row) == {
        "id": None, "text": "t", "note": "café", "raw_hex_": "636166e9", "raw_hex": "own",
        "parts": ["a", "636166e9"], "price": "1.50",
    }  # fmt: skip


def test_a_column_twice_is_refused(read: Read) -> None:
    out = io.BytesIO()
    parquet.write_table(pa.Table.from_arrays([pa.array(["a"])] * 3, names=["id", "text", "text"]), out)
    assert "names text twice" in str(read("ads.parquet", out.getvalue()).error)


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
    assert "were read before that" not in str(reading.error)


def test_damage_inside_yields_the_row_groups_before_it(read: Read) -> None:
    texts = [f"Dinner number {number}" for number in range(10_000)]
    content = bytearray(packed({"id": list(range(10_000)), "text": texts}, row_group_size=5000))
    middle = parquet.ParquetFile(io.BytesIO(bytes(content))).metadata.row_group(1).column(0).data_page_offset
    content[middle : middle + 400] = b"\xff" * 400
    reading = read("ads.parquet", bytes(content))
    assert 4000 < len(reading.rows) <= 5000
    assert "its Parquet data is damaged" in str(reading.error)
