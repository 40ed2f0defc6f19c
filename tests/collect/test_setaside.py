from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight import collect
from firstlight.collect import setaside
from firstlight.errors import BadRow, Where


def take_in(path: Path, aside: Path, **mapping: str) -> list[dict[str, Any]]:
    """Read a file as the main job does, with its bad rows set aside."""
    rows: list[dict[str, Any]] = []
    with collect.SetAside(aside) as reject:
        [source] = collect.sources([str(path)])
        for table in collect.read(source, mapping=mapping, reject=reject, batch_rows=10):
            rows += table.to_pylist()
    return rows


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


FILES: list[tuple[str, str, dict[str, Any]]] = [
    ("ads.jsonl", '{"text": "Dinner", "price": 5, "n": {"a": [1]}}\n', {"text": "Dinner", "price": 5, "n": {"a": [1]}}),
    ("ads.jsonl", '{"id": "a", "text"\n', {"_raw": '{"id": "a", "text"'}),
    ("ads.csv", "id,text,place\n,Dinner,Tulsa\n", {"text": "Dinner", "place": "Tulsa"}),
    ("ads.csv", "id,text,place\n1,Dinner, Tulsa,OK\n", {"_raw": "1,Dinner, Tulsa,OK"}),
    ("ads.csv", 'id,text\n1,"Dinner,\nTulsa",OK\n', {"_raw": '1,"Dinner,\nTulsa",OK'}),
    ("ads.jsonl", '{"id": "a", "text": "b", "text": "c"}', {"_raw": '{"id": "a", "text": "b", "text": "c"}'}),
    ("ads.jsonl", '{"id": "a", "n": {"x": 1, "x": 2}}', {"_raw": '{"id": "a", "n": {"x": 1, "x": 2}}'}),
]


@pytest.mark.parametrize(("name", "content", "kept"), FILES)
def test_set_aside_mended_and_fed_again(tmp_path: Path, name: str, content: str, kept: dict[str, Any]) -> None:
    source, first, second = tmp_path / name, tmp_path / "aside.jsonl", tmp_path / "again.jsonl"
    source.write_text(content)
    assert take_in(source, first) == []
    [row] = lines(first)
    about = row.pop("_set_aside")
    assert row == kept
    assert (about["file"], about["line"]) == (str(source), 1 if name.endswith("jsonl") else 2)
    assert set(about) == {"file", "line", "field", "cause"}

    # Fed again as it is, it is bad again, and nothing of it is lost.
    assert take_in(first, second) == []
    [again] = lines(second)
    assert {name: value for name, value in again.items() if name != "_set_aside"} == kept
    assert again["_set_aside"]["file"] == str(first)

    # Mended, it is a posting, and what was said of it does not go along.
    first.write_text(json.dumps(row | {"_set_aside": about, "id": "m1", "text": "Dinner in Tulsa"}) + "\n")
    [posting] = take_in(first, tmp_path / "none.jsonl")
    assert (posting["id"], posting["text"]) == ("m1", "Dinner in Tulsa")
    assert "_" not in (posting["extra"] or "")
    assert not (tmp_path / "none.jsonl").exists()


def bad(number: int) -> BadRow:
    return BadRow(Where("ads.jsonl", number, "id"), "there is no id", '{"text": "t"}')


def set_aside(path: Path, *numbers: int) -> Path:
    with collect.SetAside(path) as reject:
        for number in numbers:
            reject(bad(number))
        assert reject.count == len(numbers)
    return reject.path


def test_a_file_that_somebody_may_be_mending_is_never_written_over(tmp_path: Path) -> None:
    aside = tmp_path / "deep" / "aside.jsonl"
    assert set_aside(aside, 1) == aside
    assert set_aside(aside, 1, 2) == aside.with_name("aside-2.jsonl")
    assert [row["_set_aside"]["line"] for row in lines(aside)] == [1]
    assert [row["_set_aside"]["line"] for row in lines(aside.with_name("aside-2.jsonl"))] == [1, 2]


def test_the_same_rows_again_are_not_set_aside_twice(tmp_path: Path) -> None:
    aside = tmp_path / "aside.jsonl"
    assert set_aside(aside, 1) == set_aside(aside, 1) == aside
    assert set_aside(aside, 2) == set_aside(aside, 2) == tmp_path / "aside-2.jsonl"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["aside-2.jsonl", "aside.jsonl"]


def test_what_a_stopped_reading_set_aside_is_not_there(tmp_path: Path) -> None:
    def stopped() -> None:
        with collect.SetAside(tmp_path / "aside.jsonl") as reject:
            reject(bad(1))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert list(tmp_path.iterdir()) == []


@given(
    st.text(st.characters()) | st.recursive(st.text(), st.lists).map(json.dumps),
    st.text(st.characters()),
)
def test_any_row_is_one_line_of_json(row: str, cause: str) -> None:
    line = setaside.line(BadRow(Where("ads.jsonl", 1), cause, row))
    assert line.endswith("\n")
    assert "\n" not in line[:-1]
    assert json.loads(line.encode("utf-8"))["_set_aside"]["cause"] == cause
