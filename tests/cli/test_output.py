import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.cli.doors import Format
from firstlight.cli.output import Column, clean, cut, width, write

CLEAN = [
    ("plain", "plain"),
    (" two\n lines\t", "two lines"),
    ("\x1b[31mred", "<U+001B>[31mred"),
    ("a\u202eb", "a<U+202E>b"),
    ("a\u200bb", "a<U+200B>b"),
    ("\x9b31m", "<U+009B>31m"),
    ("می\u200cخواهم", "می\u200cخواهم"),
]

CUT = [
    ("abcdef", 6, "abcdef"),
    ("abcdefg", 6, "abcde…"),
    ("東京都", 6, "東京都"),
    ("東京都庁", 6, "東京…"),
    ("", 3, ""),
]


@pytest.mark.parametrize(("text", "expected"), CLEAN)
def test_a_terminal_is_given_nothing_to_obey(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(("text", "widest", "expected"), CUT)
def test_a_cell_is_cut_by_what_it_takes_on_screen(text: str, widest: int, expected: str) -> None:
    assert cut(text, widest) == expected


@given(st.text(), st.integers(1, 30))
def test_whatever_the_text_a_cell_fits_and_is_one_line(text: str, widest: int) -> None:
    shown = cut(clean(text), widest)
    assert width(shown) <= widest
    assert len(shown.splitlines()) <= 1
    assert "\x1b" not in shown


def test_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    columns = (Column("N", lambda row: row["n"], right=True), Column("NAME", lambda row: row["name"], widest=5))
    rows = [{"n": 5, "name": "東京"}, {"n": 10, "name": "a name"}]
    write(rows, Format.TABLE, names=("n",), table=columns, below=Column("", lambda row: "why" if row["n"] == 5 else ""))
    assert capsys.readouterr().out == " N  NAME\n 5  東京\n    why\n10  a na…\n"


def test_the_other_forms(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"n": 1, "name": "=x"}]
    write(rows, Format.JSONL, names=(), table=())
    write(rows, Format.CSV, names=("name", "n"), table=())
    write([], Format.TABLE, names=(), table=(Column("N", str),))
    assert capsys.readouterr().out == '{"n": 1, "name": "=x"}\nname,n\r\n\'=x,1\r\n'
