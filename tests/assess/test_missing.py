from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firstlight.assess import MissingRecord, Records, read_records
from firstlight.errors import BadRow, UnreadableFile

HEADER = "id,name,age,height,weight,hair,eyes,last_seen_place,last_seen,identifiers,ethnicity\n"
FULL = MissingRecord(
    id="case-1",
    name="Carter, Emilia",
    age_low=15,
    age_high=16,
    height_cm=162.6,
    weight_kg=50.0,
    hair="brown",
    eyes="green",
    last_seen_place="Tulsa, OK",
    last_seen=date(2026, 1, 5),
    identifiers=(("phone", "+19185550142"),),
)
FULL_CSV = (
    '"case-1","Carter, Emilia",15-16,"5\'4""",50 kg,brown,green,"Tulsa, OK",2026-01-05,(918) 555-0142,not to be read\n'
)
FULL_JSON = {
    "id": "case-1",
    "name": "Carter, Emilia",
    "age_low": 15,
    "age_high": 16,
    "height": "162.6 cm",
    "weight": "50 kg",
    "hair": "brown",
    "eyes": "green",
    "last_seen_place": "Tulsa, OK",
    "last_seen": "2026-01-05",
    "identifiers": ["(918) 555-0142"],
    "ethnicity": "not to be read",
}


def read(path: Path, text: str | bytes) -> tuple[Records, list[BadRow]]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    rejected: list[BadRow] = []
    return read_records(path, reject=rejected.append), rejected


FILES = [
    ("cases.csv", HEADER + FULL_CSV),
    ("cases.csv", "\ufeff" + HEADER.upper() + FULL_CSV),
    ("cases.json", json.dumps([FULL_JSON])),
    ("cases.jsonl", json.dumps(FULL_JSON) + "\n\n"),
]


@pytest.mark.parametrize(("name", "text"), FILES)
def test_a_case_is_read_whole_and_its_origin_not_at_all(tmp_path: Path, name: str, text: str) -> None:
    records, rejected = read(tmp_path / name, text)
    assert list(records) == [FULL]
    assert rejected == []
    assert "not to be read" not in repr(records[0])


def test_a_case_without_a_name_needs_an_age_and_a_place(tmp_path: Path) -> None:
    header = "case,age_low,age_high,last_seen_place,last_seen_date,identifiers\n"
    records, rejected = read(tmp_path / "cases.csv", header + 'case-9,14,16,"Tulsa, OK",2026-01-05,\n')
    assert [(case.id, case.age_low, case.age_high) for case in records] == [("case-9", 14, 16)]
    assert records[0].last_seen == date(2026, 1, 5)
    assert rejected == []


HEIGHTS = [
    ("165 cm", 165.0),
    ("1.65 m", 165.0),
    ("5'4\"", 162.6),
    ("5 ft 4 in", 162.6),
    ("6'", 182.9),
    ("64 in", 162.6),
]


@pytest.mark.parametrize(("written", "centimetres"), HEIGHTS)
def test_height(tmp_path: Path, written: str, centimetres: float) -> None:
    records, _ = read(tmp_path / "cases.json", json.dumps([{"id": "1", "name": "Emilia", "height": written}]))
    assert records[0].height_cm == centimetres


BAD = [
    ({"name": "Emilia"}, "id", "needs an id"),
    ({"id": "1"}, "name", "to be matched by"),
    ({"id": "1", "name": "Emilia", "age": "young"}, "age", "not an age"),
    ({"id": "1", "name": "Emilia", "age": "17-15"}, "age", "must rise"),
    ({"id": "1", "name": "Emilia", "age": "15-"}, "age", "not an age"),
    ({"id": "1", "name": "Emilia", "age": 150}, "age", "within 0 and 25"),
    ({"id": "1", "name": "Emilia", "age": "²"}, "age", "not an age"),
    ({"id": "1", "name": "Emilia", "height": "165"}, "height", "unit"),
    ({"id": "1", "name": "Emilia", "height": "9 m"}, "height", "cannot be"),
    ({"id": "1", "name": "Emilia", "weight": "1 kg"}, "weight", "cannot be"),
    ({"id": "1", "name": "Emilia", "weight": "50 stone"}, "weight", "unit"),
    ({"id": "1", "name": "Emilia", "last_seen": "05/01/2026"}, "last_seen", "not a date"),
    ({"id": "1", "name": "Emilia", "last_seen": "9999-01-01"}, "last_seen", "future"),
    ({"id": "1", "name": "Emilia", "identifiers": "hello"}, "identifiers", "not read as"),
    ({"id": "1", "name": {"first": "Emilia"}}, "name", "must be text"),
    ({"id": "0", "name": "Emilia"}, "id", "in the file already"),
    ("Emilia", "id", "needs an id"),
]


@pytest.mark.parametrize(("row", "field", "cause"), BAD)
def test_a_bad_row_is_set_aside_and_the_rest_is_read(tmp_path: Path, row: object, field: str, cause: str) -> None:
    good = [{"id": "0", "name": "Ada"}, row, {"id": "2", "name": "Eve"}]
    records, rejected = read(tmp_path / "cases.json", json.dumps(good))
    assert [case.id for case in records] == ["0", "2"]
    (bad,) = rejected
    assert (bad.where.line, bad.where.field) == (2, field)
    assert cause in bad.cause


def test_a_row_longer_than_its_header_is_set_aside(tmp_path: Path) -> None:
    records, rejected = read(tmp_path / "cases.csv", "id,name\n1,Emilia,15\n2,Ada\n")
    assert [case.id for case in records] == ["2"]
    assert rejected[0].where.line == 2


UNREADABLE = [
    ("cases.csv", b""),
    ("cases.csv", b"id,name\n1,Em\xefl\n"),
    ("cases.json", b"[{"),
    ("cases.json", b"[" * 100_000),
    ("cases.jsonl", b'{"id": "1", "name": "Ada"}\nnot json\n'),
]


@pytest.mark.parametrize(("name", "content"), UNREADABLE)
def test_a_file_that_is_no_case_file_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read(tmp_path / name, content)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        read_records(tmp_path / "none.csv", reject=list[BadRow]().append)


def test_another_file_has_another_digest(tmp_path: Path) -> None:
    one, _ = read(tmp_path / "one.json", json.dumps([FULL_JSON]))
    same, _ = read(tmp_path / "same.csv", HEADER + FULL_CSV)
    other, _ = read(tmp_path / "other.json", json.dumps([{"id": "1", "name": "Ada"}]))
    assert one.digest == same.digest != other.digest


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.binary(max_size=300), st.sampled_from(("fuzz.csv", "fuzz.json", "fuzz.jsonl")))
def test_any_bytes_are_read_set_aside_or_refused(tmp_path: Path, content: bytes, name: str) -> None:
    try:
        read(tmp_path / name, content)
    except UnreadableFile:
        return


FIELDS = st.sampled_from(("id", "name", "age", "height", "weight", "last_seen", "last_seen_place", "identifiers"))
VALUES = st.none() | st.text(max_size=12) | st.integers() | st.floats() | st.lists(st.text(max_size=5), max_size=2)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.lists(st.dictionaries(FIELDS, VALUES), max_size=5))
def test_every_row_is_read_or_set_aside(tmp_path: Path, rows: list[dict[str, object]]) -> None:
    records, rejected = read(tmp_path / "fuzz.json", json.dumps(rows))
    assert len(records) + len(rejected) == len(rows)
