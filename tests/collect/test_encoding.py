from __future__ import annotations

import codecs
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.collect.encoding import decide
from firstlight.errors import UnreadableFile
from tests.collect.reading import Read

TEXT = "Café, señorita, naïve: dîner à Genève. "
LINE = json.dumps({"id": "a1", "text": TEXT}, ensure_ascii=False) + "\n"

FILES = [
    (LINE.encode(), "utf-8", False),
    (codecs.BOM_UTF8 + LINE.encode(), "utf-8", False),
    (codecs.BOM_UTF16_LE + LINE.encode("utf-16-le"), "utf-16-le", False),
    (codecs.BOM_UTF16_BE + LINE.encode("utf-16-be"), "utf-16-be", False),
    (LINE.encode("utf-16-le"), "utf-16-le", False),
    (LINE.encode("utf-16-be"), "utf-16-be", False),
    (codecs.BOM_UTF32_LE + LINE.encode("utf-32-le"), "utf-32-le", False),
    (LINE.encode("cp1252"), "cp1252", True),
]


@pytest.mark.parametrize(("content", "codec", "guessed"), FILES)
def test_each_is_told_and_read(read: Read, content: bytes, codec: str, guessed: bool) -> None:
    choice = decide(content, "ads.jsonl")
    assert (choice.codec, choice.guessed) == (codec, guessed)
    [found] = read("ads.jsonl", content).rows
    assert found["text"] == TEXT
    assert found["extra"] == ('{"_encoding": "cp1252"}' if guessed else None)  # a guess is never silent


@pytest.mark.parametrize(
    "content", ["Ужин и компания".encode("cp1251") * 9, "夕食の会".encode("shift-jis") * 9, bytes(range(256))]
)
def test_what_cannot_be_told_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="save it as UTF-8"):
        decide(content, "ads.csv")


def test_a_row_that_its_files_encoding_cannot_hold_is_set_aside(read: Read) -> None:
    reading = read("ads.jsonl", LINE.encode() + b'{"id": "a2", "text": "caf\xe9"}\n' + LINE.encode())
    assert len(reading.rows) == 2
    [bad] = reading.bad
    assert (bad.where.line, bad.cause) == (2, "byte 0xe9 at place 26 is not utf-8")
    assert bad.row == '{"id": "a2", "text": "caf\\xe9"}'


def test_a_guess_does_not_outweigh_a_line_of_sound_utf_8(read: Read) -> None:
    stray = LINE.encode("cp1252")
    reading = read("ads.jsonl", stray * 30 + LINE.encode() + b'{"id": "a2", "text": "\x81"}\n')
    assert {row["text"] for row in reading.rows} == {TEXT}
    assert [(bad.where.line, bad.cause) for bad in reading.bad] == [(32, "byte 0x81 at place 23 is not cp1252")]


def test_a_lone_surrogate_in_utf_16_costs_its_line_alone(read: Read) -> None:
    content = LINE.encode("utf-16-le")
    reading = read("ads.jsonl", codecs.BOM_UTF16_LE + content + b"\x00\xd8\n\x00" + content)
    assert len(reading.rows) == 2
    assert reading.places == [(2, "")]


def test_utf_16_cut_within_a_character(read: Read) -> None:
    reading = read("ads.jsonl", (codecs.BOM_UTF16_LE + LINE.encode("utf-16-le") * 2)[:-1])
    assert len(reading.rows) == 1
    assert "utf-16-le text is damaged" in str(reading.error)


@given(st.binary(max_size=300))
def test_any_bytes_are_told_or_refused(content: bytes) -> None:
    try:
        choice = decide(content, "x")
    except UnreadableFile:
        return
    assert codecs.lookup(choice.codec)
    assert choice.mark <= len(content)


@given(st.text(max_size=300))
def test_utf_8_is_never_taken_for_less(text: str) -> None:
    content = text.encode("utf-8", "ignore")
    choice = decide(codecs.BOM_UTF8 + content, "x")
    assert content.decode(choice.codec) == content.decode()
