import csv
import io
import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.records import Evidence, Interval, Lead, Reason
from firstlight.web.formats import LEAD_COLUMNS, csv_lines, guarded, json_line, plain

LEAD = Lead(
    rank=1,
    lead="L-A",
    group="G-A",
    tier="high",
    score=3.125,
    possible_minor=Interval(0.5, 0.25, 0.75),
    possible_control=Interval(0.25, 0.0, 0.5),
    evidence=2,
    reasons=(Reason("AD-MULTI", 3.125, "several people", "C", (Evidence("p", "text", 0, 2, "we"),)),),
    postings=("p", "=q"),
    places=("Tulsa, OK", "Wichita, KS"),
    first_seen=datetime(2026, 1, 2, 3, 4, tzinfo=UTC),
    last_seen=None,
)

GUARDED = [
    ("=1+1", "'=1+1"),
    ("+1+1", "'+1+1"),
    ("-2+3", "'-2+3"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("  =1+1", "'  =1+1"),
    ("\t=1", "'\t=1"),
    ("\r=1", "'\r=1"),
    ("＝1+1", "'＝1+1"),
    ("＠SUM(A1)", "'＠SUM(A1)"),
    ("+19185550142", "+19185550142"),
    ("-5", "-5"),
    ("+1 918 555 0142", "'+1 918 555 0142"),
    ("a=1", "a=1"),
    ("", ""),
    (None, ""),
    (-1.5, -1.5),
    ("a\0b", "a\N{REPLACEMENT CHARACTER}b"),
    ("\x1b[31mred", "\N{REPLACEMENT CHARACTER}[31mred"),
]


@pytest.mark.parametrize(("value", "cell"), GUARDED)
def test_a_cell_is_never_a_formula(value: object, cell: object) -> None:
    assert guarded(value) == cell


@given(st.text())
def test_no_text_starts_a_formula(text: str) -> None:
    cell = str(guarded(text))
    assert not cell.lstrip().startswith(("=", "@")) or cell.startswith("'")
    assert cell.lstrip()[:1] not in ("+", "-") or cell.lstrip()[1:].isdigit()


def test_a_lead_is_plain_with_the_names_of_the_interface() -> None:
    row = plain(LEAD)
    assert row["possible_minor"] == {"value": 0.5, "low": 0.25, "high": 0.75}
    assert row["reasons"][0]["evidence"] == [{"posting": "p", "field": "text", "start": 0, "end": 2, "surface": "we"}]
    assert row["first_seen"] == "2026-01-02T03:04:00Z"
    assert row["last_seen"] is None
    assert plain(date(2026, 1, 2)) == "2026-01-02"
    assert json.loads(json_line(LEAD)) == row


def test_a_lead_in_csv_has_a_cell_for_each_column() -> None:
    (row,) = csv.DictReader(io.StringIO("".join(csv_lines(LEAD_COLUMNS, [plain(LEAD)]))))
    assert tuple(row) == LEAD_COLUMNS
    assert row["possible_minor.low"] == "0.25"
    assert row["reasons"] == "AD-MULTI +3.12: several people"
    assert row["postings"] == "p | =q"
    assert row["places"] == "Tulsa, OK | Wichita, KS"
    assert row["last_seen"] == ""


@given(st.text())
def test_a_json_line_is_one_line_that_a_terminal_does_not_obey(text: str) -> None:
    line = json_line({"text": text})
    assert len(line.splitlines()) == 1
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 or "\u202a" <= c <= "\u202e" for c in line)
    assert json.loads(line) == {"text": text}


@given(st.lists(st.dictionaries(st.sampled_from(["a", "b"]), st.text() | st.none() | st.integers())))
def test_csv_reads_back_row_by_row(rows: list[dict[str, object]]) -> None:
    lines = "".join(csv_lines(("a", "b"), rows))
    assert len(list(csv.reader(io.StringIO(lines, newline="")))) == len(rows) + 1
