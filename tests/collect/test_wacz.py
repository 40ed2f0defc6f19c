from __future__ import annotations

import pytest

from tests.collect.archive import WORDS, capture, packed, wacz
from tests.collect.reading import Read

ONE, TWO = (capture(f"{word} {WORDS}", url=f"https://forum.example/{word}") for word in ("one", "two"))


def test_every_archive_inside_in_order_of_name(read: Read) -> None:
    content = wacz(
        datapackage_json=b"{}",
        archive__b_warc=TWO,
        archive__a_warc_gz=packed(ONE),
        indexes__index_cdx=b"",
        pages__x_warc=ONE,
    )
    reading = read("day.wacz", content)
    assert [row["url"][-3:] for row in reading.rows] == ["one", "two"]
    assert (reading.bad, reading.error) == ([], None)


WHOLE = wacz(datapackage_json=b"{}", archive__a_warc=ONE + TWO)
DAMAGED = [
    (WHOLE[:-30], 0, "it is not a whole WACZ"),
    (b"PK\x03\x04", 0, "it is not a whole WACZ"),
    (wacz(notes_txt=b"x"), 0, "it holds no WARC under archive/"),
    (WHOLE.replace(b"Amber", b"Ember", 1), 0, "Bad CRC-32"),
    (wacz(archive__a_warc_gz=packed(ONE, TWO)[:-20]), 1, "gzip data is cut off"),
    (b"", 0, ""),
]


@pytest.mark.parametrize(("content", "count", "cause"), DAMAGED, ids=range(len(DAMAGED)))
def test_damage_is_told(read: Read, content: bytes, count: int, cause: str) -> None:
    reading = read("day.wacz", content)
    assert len(reading.rows) == count
    assert cause in str(reading.error)
    assert bool(cause) == (reading.error is not None)
