from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.collect.reading import Read

AD = {"id": "a1", "text": "Dinner company by appointment."}


def jsonl(*rows: Any) -> str:
    return "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)


def test_every_field(read: Read) -> None:
    row = AD | {
        "title": "New in town", "url": "https://board.example/1", "site": "board.example",
        "posted_at": "2024-03-04T05:00:00-05:00", "location": "Tulsa, OK", "author": "amber", "thread": "t9",
        "pictures": ["1.jpg", " 2.jpg "], "price": 5, "nested": {"a": [1, None]}, "empty": "", "nothing": None,
    }  # fmt: skip
    reading = read("ads.jsonl", jsonl(row))
    assert reading.bad == []
    [found] = reading.rows
    assert json.loads(found.pop("extra")) == {"price": 5, "nested": {"a": [1, None]}}
    assert found == {
        "ordinal": -1, "id": "a1", "text": "Dinner company by appointment.", "title": "New in town",
        "url": "https://board.example/1", "site": "board.example", "posted_at": datetime(2024, 3, 4, 10, tzinfo=UTC),
        "location": "Tulsa, OK", "author": "amber", "thread": "t9", "pictures": ["1.jpg", "2.jpg"],
    }  # fmt: skip


def test_what_is_not_there_is_null(read: Read) -> None:
    [found] = read("ads.jsonl", jsonl(AD)).rows
    assert {name for name, value in found.items() if value is not None} == {"ordinal", "id", "text"}


def test_each_posting_knows_its_line(read: Read) -> None:
    reading = read("ads.jsonl", jsonl(AD, "", "no row", AD | {"id": "a2"}), batch_rows=1)
    assert (reading.ids, reading.lines) == (["a1", "a2"], [1, 4])


BAD: list[tuple[Any, str, str]] = [
    ("{", "", "not JSON: Expecting property name enclosed in double quotes at character 2"),
    ('{"id": "b", "text": "cut', "", "not JSON: Unterminated string starting at at character 21"),
    ("[1]", "", "not an object but [1]"),
    ("7", "", "not an object but 7"),
    ("[" * 100_000, "", "not JSON that can be read: nested too deeply"),
    ('{"id": ' + "9" * 5000 + "}", "", "not JSON that can be read"),
    ({"text": "t"}, "id", "there is no id"),
    ({"id": None, "text": "t"}, "id", "there is no id"),
    ({"id": " ", "text": "t"}, "id", "the id is blank"),
    ({"id": True, "text": "t"}, "id", "the id is true or false, not text"),
    ({"id": ["a"], "text": "t"}, "id", "the id is a list, not text"),
    ({"id": "b"}, "text", "there is no text"),
    ({"id": "b", "text": "\n\u00a0 "}, "text", "the text is blank"),
    ({"id": "b", "text": "\0"}, "text", "the text is blank"),
    ({"id": "b", "text": {"en": "t"}}, "text", "the text is an object, not text"),
    ({"_raw": "a,b,c"}, "id", "there is no id; its raw text stands under _raw"),
    ('{"id": "b", "text": "x", "text": "y"}', "text", "the text is given twice"),
    ('{"id": "b", "text": "x", "\\u0069d": "b"}', "id", "the id is given twice"),
    ('{"id": "b", "text": "x", "url": null, "url": "u"}', "url", "the url is given twice"),
]


@pytest.mark.parametrize(("row", "field", "cause"), BAD)
def test_a_bad_row_is_set_aside_and_the_rest_goes_on(read: Read, row: Any, field: str, cause: str) -> None:
    reading = read("ads.jsonl", jsonl(AD, "", row, AD | {"id": "a2"}))
    assert reading.ids == ["a1", "a2"]
    [bad] = reading.bad
    assert (bad.where.line, bad.where.field) == (3, field)
    assert bad.where.file.endswith("ads.jsonl")
    assert bad.cause.startswith(cause)
    assert bad.row == (row if isinstance(row, str) else json.dumps(row))


KEPT = [
    "Call \u202e0010-555-819\u202c now \u200f\u200b\u200d\ufeff\u00ad end",  # direction and zero-width marks
    "  spaces \t and\r\nlines\u2028 stay \u00a0",
    "e\u0301 is not é; ① is not 1",
    "\U0001f339\ufe0f\u20e3",
    "x" * 10_000_000,
]


@pytest.mark.parametrize("text", KEPT, ids=range(len(KEPT)))
@pytest.mark.parametrize("ascii_only", [True, False])
def test_text_is_kept_to_the_character(read: Read, text: str, ascii_only: bool) -> None:
    [found] = read("ads.jsonl", json.dumps({"id": "a", "text": text}, ensure_ascii=ascii_only)).rows
    assert found["text"] == text


MENDED: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"id": 7}, {"id": "7"}),
    ({"id": 12345678901234567890123}, {"id": "12345678901234567890123"}),
    ({"id": 7.0}, {"id": "7"}),
    ({"text": 2.5}, {"text": "2.5"}),
    ({"text": "5\x0055"}, {"text": "555"}),
    ({"text": "a\ud800b"}, {"text": "a\ufffdb"}),
    ({"text": "\ud83c\udf39"}, {"text": "\U0001f339"}),
    ({"title": ""}, {"title": None}),
    ({"location": {"city": "Tulsa"}}, {"location": None, "extra": {"location": {"city": "Tulsa"}}}),
    ({"posted_at": "a while ago"}, {"posted_at": None, "extra": {"posted_at": "a while ago"}}),
    ({"posted_at": {"day": 4}}, {"posted_at": None, "extra": {"posted_at": {"day": 4}}}),
    ({"pictures": "1.jpg|2.jpg"}, {"pictures": ["1.jpg", "2.jpg"]}),
    ({"pictures": '["a b.jpg"]'}, {"pictures": ["a b.jpg"]}),
    ({"pictures": "[a.jpg\nb.jpg"}, {"pictures": ["[a.jpg", "b.jpg"]}),
    ({"pictures": ["\ud800.jpg"]}, {"pictures": ["\ufffd.jpg"]}),
    ({"pictures": [{"src": "1"}]}, {"pictures": None, "extra": {"pictures": [{"src": "1"}]}}),
    ({"note": "a\0\ud800"}, {"extra": {"note": "a\ufffd"}}),
    ({"deep": {"k\0": ["\0", 1.5, True]}}, {"extra": {"deep": {"k": ["", 1.5, True]}}}),
    ({"id": "a", "far": float("inf"), "none": float("nan")}, {"extra": None}),
    ({"far": "1"}, {"extra": {"far": "1"}}),
    ({"_set_aside": {"cause": "x"}, "_raw": "x"}, {"extra": None}),
]


@pytest.mark.parametrize(("change", "expected"), MENDED)
def test_what_is_mended(read: Read, change: dict[str, Any], expected: dict[str, Any]) -> None:
    reading = read("ads.jsonl", jsonl(AD | change))
    assert reading.bad == []
    [found] = reading.rows
    found["extra"] = found["extra"] and json.loads(found["extra"])
    assert {name: found[name] for name in expected} == expected


def test_a_name_twice_that_is_no_field_keeps_both_values(read: Read) -> None:
    [found] = read("ads.jsonl", '{"id": "a", "text": "t", "tag": 1, "tag": [2], "in": {"id": 1, "id": 2}}').rows
    assert json.loads(found["extra"]) == {"tag": [1, [2]], "in": {"id": [1, 2]}}


def test_of_a_mapping_the_columns_count_and_not_the_fields(read: Read) -> None:
    rows = '{"sku": 1, "text": "t", "id": 8, "id": 9}\n{"sku": 2, "sku": 3, "text": "t"}\n'
    reading = read("ads.jsonl", rows, mapping={"id": "sku"})
    assert (reading.ids, reading.places) == (["1"], [(2, "id")])


def test_numbers_beyond_range_in_extra(read: Read) -> None:
    [found] = read("ads.jsonl", '{"id": "a", "text": "t", "far": [1e999], "big": 123456789012345678901234}').rows
    assert json.loads(found["extra"]) == {"far": [None], "big": 123456789012345678901234}


def test_batches_follow_the_files_order(read: Read) -> None:
    ids = [f"a{number}" for number in range(25)]
    assert read("ads.jsonl", jsonl(*(AD | {"id": name} for name in ids)), batch_rows=7).ids == ids


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff", " "])
def test_an_empty_file_has_no_rows(read: Read, content: str) -> None:
    reading = read("ads.jsonl", content)
    assert (reading.rows, reading.bad, reading.error) == ([], [], None)


def test_the_last_line_needs_no_end(read: Read) -> None:
    assert read("ads.jsonl", jsonl(AD).rstrip()).ids == ["a1"]


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (json.dumps([AD]), "it is a JSON array; one object a line is wanted: jq -c '.[]' FILE"),
        ("\n" + json.dumps([AD], indent=2), "it is a JSON array"),
        (json.dumps(AD, indent=2), "its JSON is spread over lines; one object a line is wanted: jq -c . FILE"),
        ("\r\n" + json.dumps(AD, indent=2), "its JSON is spread over lines"),
    ],
)
def test_json_that_is_no_json_lines_is_refused_with_what_would_be_right(read: Read, content: str, cause: str) -> None:
    reading = read("ads.json", content)
    assert (reading.rows, reading.bad) == ([], [])
    assert cause in str(reading.error)
    assert str(reading.error).endswith("FILE.jsonl")


@pytest.mark.parametrize("end", ["\n", ""])
def test_an_over_long_line_is_set_aside_by_its_start(read: Read, monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    monkeypatch.setattr("firstlight.collect.lines._LONGEST", 5 << 20)
    second = jsonl(AD | {"id": "a2"})
    long = "x" * (6 << 20) + end
    content = jsonl(AD) + (long + second if end else second + long)
    reading = read("ads.jsonl", content)
    assert reading.ids == ["a1", "a2"]
    [bad] = reading.bad
    assert bad.cause.startswith("the line has 6,29")
    assert bad.row == "x" * 1000


def test_a_batch_ends_early_at_much_text(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("firstlight.collect.batches._BATCH_CHARACTERS", 10)
    assert read("ads.jsonl", jsonl(AD, AD | {"id": "a2"})).ids == ["a1", "a2"]
