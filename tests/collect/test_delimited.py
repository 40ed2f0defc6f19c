from __future__ import annotations

import csv
import io
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.collect import clean, delimited
from tests.collect.reading import Read

DELIMITERS = [",", ";", "\t", "|"]


@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_each_delimiter_and_line_end(read: Read, delimiter: str, end: str) -> None:
    lines = [["id", "text", "price"], ["a1", "Dinner by appointment", "5"], ["a2", "Company", ""]]
    reading = read("ads.csv", end.join(delimiter.join(line) for line in lines))
    assert [(row["id"], row["text"], row["extra"]) for row in reading.rows] == [
        ("a1", "Dinner by appointment", '{"price": "5"}'),
        ("a2", "Company", None),
    ]


def test_quotes_lines_and_blank_rows(read: Read) -> None:
    reading = read("ads.csv", '\ufeffid,text\n1,"one ""two"", three\nand\r\nfour"\n\n2,five\n')
    assert [(row["id"], row["text"]) for row in reading.rows] == [("1", 'one "two", three\nand\r\nfour'), ("2", "five")]
    assert reading.bad == []


HEADER = "id,text,place\n"
BROKEN = [
    # (rows, ids that are read, (line, start of cause) of those set aside)
    ('1,"open,x\n2,two,x\n3,three,x\n', ["2", "3"], [(2, "the quoting is wrong: unexpected end of data")]),
    ('1,"open,x\n2,"two",x\n3,three,x\n', ["2", "3"], [(2, "the quoting is wrong: ',' expected")]),
    ('1,"open,x\n2,two,x\n3,a,"b"\n4,four,x\n', ["2", "3", "4"], [(2, "the quoting is wrong")]),
    ('1,"a"b",x\n2,two,x\n', ["2"], [(2, "the quoting is wrong")]),
    ('0,zero,x\n1,"open,x\n2,",two",x\n3,three,x\n', ["0", "2", "3"], [(3, "")]),
    ("1,one\n2,two,x\n", ["2"], [(2, "2 cells where the header has 3")]),
    ("1,one,x,y\n2,two,x\n", ["2"], [(2, "4 cells where the header has 3")]),
    (",one,x\n2,,x\n3,three,x\n", ["3"], [(2, "there is no id"), (3, "there is no text")]),
    ('1,6" tall,x\n', ["1"], []),  # a quote within an unquoted cell is only a quote
    ('1,"a\nb",x\n"2\n', ["1"], [(4, "the quoting is wrong")]),
    # Lines within a rightly quoted cell are no rows, whatever they look like.
    ('1,"a\nb,c,d\ne",x,y\n2,two,x\n', ["2"], [(2, "4 cells where the header has 3")]),
    ('1,"a\n2,b,c"\n3,three,x\n', ["3"], [(2, "2 cells where the header has 3")]),
    ('1,"a\nb, c",x,y\n2,two,x\n', ["2"], [(2, "4 cells where the header has 3")]),
    ('1,"a","\nb, ""c"", d\n",y\n2,two,x\n', ["2"], [(2, "4 cells where the header has 3")]),
    ('0,zero,x\n1,"open,x\n5,five,x\n2,",two",x\n3,three,x\n', ["0", "5", "2", "3"], [(3, "4 cells")]),
]


@pytest.mark.parametrize(("rows", "ids", "aside"), BROKEN)
def test_wrong_quoting_costs_its_own_row(read: Read, rows: str, ids: list[str], aside: list[tuple[int, str]]) -> None:
    reading = read("ads.csv", HEADER + rows)
    assert reading.ids == ids
    assert [bad.where.line for bad in reading.bad] == [line for line, _ in aside]
    assert all(bad.cause.startswith(cause) for bad, (_, cause) in zip(reading.bad, aside, strict=True))


def test_a_set_aside_row_carries_its_text_or_its_fields(read: Read) -> None:
    reading = read("ads.csv", HEADER + '1,"open,x\n2,,x\n')
    assert [bad.row for bad in reading.bad] == ['1,"open,x', json.dumps({"id": "2", "place": "x"})]


def test_a_row_of_many_lines_with_a_cell_too_many_is_set_aside_whole(read: Read) -> None:
    record = '7,"first line\ncall anna, now\nanother line, here",extra'
    reading = read("ads.csv", f"id,text\n1,plain ad\n{record}\n8,last ad")
    assert (reading.ids, reading.lines) == (["1", "8"], [2, 6])
    [bad] = reading.bad
    assert (bad.where.line, bad.cause, bad.row) == (3, "3 cells where the header has 2", record)


def test_many_bad_quotes_do_not_cost_the_square_of_the_file(read: Read) -> None:
    # Each of these lines opens a quote, and none closes one that is open.
    begun = time.process_time()
    count = 20_000
    reading = read("ads.csv", HEADER + 'x","""\n' * count + "9,nine,x\n", batch_rows=1000)
    assert reading.ids == ["9"]
    assert len(reading.bad) == count
    assert time.process_time() - begun < 30


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        ("sku,description\n1,one\n", "there is no column 'id'; it has sku, description. Say which one holds the id"),
        ("id,description\n1,one\n", "--map text=COLUMN"),
        ("id,text,id\n1,one,2\n", "names id twice"),
        ('id,"text\n1,one\n', "its header cannot be read"),
    ],
)
def test_a_header_that_cannot_be_used_is_refused(read: Read, content: str, cause: str) -> None:
    reading = read("ads.csv", content)
    assert reading.rows == []
    assert cause in str(reading.error)


def test_columns_are_mapped_and_joined(read: Read) -> None:
    content = "sku,name,description,text,when\n7,Sofa,Blue.,own,2024-03-04\n8,,Red.,own,x\n9,,,own,\n"
    mapping = {"id": "sku", "text": "name+description", "posted_at": "when"}
    reading = read("goods.csv", content, mapping=mapping)
    assert [(row["id"], row["text"]) for row in reading.rows] == [("7", "Sofa\nBlue."), ("8", "Red.")]
    assert [row["extra"] for row in reading.rows] == ['{"text": "own"}', '{"text": "own", "posted_at": "x"}']
    assert reading.places == [(4, "text")]


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(str.strip),
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
        ),
        max_size=8,
    )
)
def test_what_the_csv_module_writes_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([("id", "text"), *rows])
    path = tmp_path_factory.mktemp("csv") / "ads.csv"
    path.write_bytes(out.getvalue().encode())
    bad: list[Exception] = []
    found = [row.values for row in delimited.rows(str(path), bad.append, clean.plan({}))]
    assert found == [{name: value for name, value in zip(("id", "text"), row, strict=True) if value} for row in rows]
    assert bad == []


_WORDS = st.text(st.sampled_from('ab ,;\t|"\n'), min_size=1).filter(str.strip)


@settings(deadline=None)
@given(st.lists(st.lists(_WORDS, min_size=1, max_size=4), max_size=8))
def test_no_row_is_made_of_a_row_with_too_few_or_too_many_cells(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([("id", "text"), *rows])
    path = tmp_path_factory.mktemp("csv") / "ads.csv"
    path.write_bytes(out.getvalue().encode())
    bad: list[Exception] = []
    found = [row.values for row in delimited.rows(str(path), bad.append, clean.plan({}))]
    assert found == [dict(zip(("id", "text"), row, strict=True)) for row in rows if len(row) == 2]
    assert len(bad) == len([row for row in rows if len(row) != 2])
