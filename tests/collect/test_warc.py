from __future__ import annotations

import base64
import hashlib
import json
import tracemalloc
from time import process_time

import pytest

from firstlight.collect import warc
from firstlight.errors import BadRow, UnreadableFile
from tests.collect.archive import WORDS, capture, packed, page, record, response
from tests.collect.reading import Read

ONE, TWO, THREE = (capture(f"{word} {WORDS}", url=f"https://forum.example/{word}") for word in ("one", "two", "three"))


def words(reading_urls: list[str]) -> list[str]:
    return [url.rsplit("/", 1)[1] for url in reading_urls]


@pytest.mark.parametrize("content", [ONE + TWO + THREE, packed(ONE, TWO, THREE)], ids=["plain", "gz"])
@pytest.mark.parametrize("name", ["day.warc", "day.warc.gz"])
def test_records_in_order(read: Read, name: str, content: bytes) -> None:
    reading = read(name, content)
    assert words([row["url"] for row in reading.rows]) == ["one", "two", "three"]
    assert (reading.bad, reading.error) == ([], None)


def lying(length: int) -> bytes:
    return capture(f"lie {WORDS}", url="https://forum.example/lie", length=length)


HONEST = len(response(page(f"lie {WORDS}")))
LIES = [
    (HONEST - 10, "it goes on after its stated length"),
    (0, "it goes on after its stated length"),
    (HONEST + 10, "runs into the next record"),
    (HONEST + len(TWO) + 50, "runs into the next record"),
    (1 << 20, "runs into the next record"),
]


@pytest.mark.parametrize(("length", "cause"), LIES)
@pytest.mark.parametrize("gz", [False, True])
def test_a_lying_length_takes_its_own_record_alone(read: Read, length: int, cause: str, gz: bool) -> None:
    parts = (ONE, lying(length), TWO, THREE)
    reading = read("day.warc", packed(*parts) if gz else b"".join(parts))
    assert words([row["url"] for row in reading.rows]) == ["one", "two", "three"]
    assert [bad.where.line for bad in reading.bad] == [2]
    assert cause in reading.bad[0].cause
    assert "forum.example/lie" in reading.bad[0].row
    assert reading.error is None


DAMAGED: list[tuple[bytes, list[str], list[str], str]] = [
    # (content, pages read, causes set aside, error)
    (ONE + b"junk\r\n" + TWO, ["two"], ["it goes on after its stated length"], ""),
    (
        ONE + lying(5).replace(b"Content-Length: 5", b"Content-Length: five") + TWO,
        ["one", "two"],
        ["its length is 'five'"],
        "",
    ),
    (ONE + TWO[:-100], ["one"], ["but the file ends after"], "it ends in the middle of a record"),
    (ONE + TWO.rstrip(), ["one", "two"], [], ""),
    (ONE + b"\r\n\r\n" + TWO, ["one", "two"], [], ""),
    (ONE.replace(b"\r\n", b"\n") + TWO, ["two"], ["runs into the next record"], ""),
    (ONE + lying(10**15), ["one"], [], "states 1,000,000,000,000,000 bytes, more than the file has left"),
    (
        ONE + b"WARC/1.0\r\nWARC-Type: response\r\n" + b"x" * 100_000 + TWO,
        ["one", "two"],
        ["its header does not end"],
        "",
    ),
]


@pytest.mark.parametrize(("content", "urls", "causes", "error"), DAMAGED, ids=range(len(DAMAGED)))
def test_damage_is_bounded(read: Read, content: bytes, urls: list[str], causes: list[str], error: str) -> None:
    reading = read("day.warc", content)
    assert words([row["url"] for row in reading.rows]) == urls
    assert len(reading.bad) == len(causes)
    assert all(cause in bad.cause for bad, cause in zip(reading.bad, causes, strict=True))
    assert error in str(reading.error)
    assert bool(error) == (reading.error is not None)


def test_a_packed_archive_that_is_cut_off(read: Read) -> None:
    reading = read("day.warc.gz", packed(ONE, TWO)[:-30])
    assert words([row["url"] for row in reading.rows]) == ["one"]
    assert len(reading.bad) == 1
    assert "gzip data is cut off (1 postings were read before that)" in str(reading.error)


@pytest.mark.parametrize(
    ("content", "cause"),
    [(b"filedesc://a.arc 0.0.0.0 2024\n", "warcio recompress"), (b"hello", "no record begins at its start")],
)
def test_what_is_no_warc_is_refused(read: Read, content: bytes, cause: str) -> None:
    assert cause in str(read("day.warc", content).error)


def test_the_first_field_may_be_any(read: Read) -> None:
    assert len(read("day.warc", ONE.replace(b"WARC/1.1\r\n", b"WARC/0.18 \r\nX-Own: 1\r\n")).rows) == 1


def test_an_empty_archive_has_no_rows(read: Read) -> None:
    assert (read("day.warc", b"").error, read("day.warc", b"\r\n").error) == (None, None)


BLOCK = response(page())
SHA = hashlib.sha1(BLOCK, usedforsecurity=False).digest()


@pytest.mark.parametrize(
    ("digest", "altered"),
    [
        (f"sha1:{base64.b32encode(SHA).decode()}", False),
        (f"sha1:{SHA.hex()}", False),
        (f"SHA-1:{base64.b64encode(SHA).decode()}", False),
        (f"sha256:{hashlib.sha256(BLOCK).hexdigest()}", False),
        ("blake9:abc", False),
        ("sha1:", False),
        (f"sha1:{'0' * 40}", True),
    ],
)
def test_a_page_that_is_not_what_its_digest_says_is_read_and_marked(read: Read, digest: str, altered: bool) -> None:
    reading = read("day.warc", record(BLOCK, url="https://forum.example/", more=f"WARC-Block-Digest: {digest}\r\n"))
    [row] = reading.rows
    assert ("_altered" in json.loads(row["extra"])) == altered


def test_a_long_film_is_passed_over_and_a_long_page_set_aside(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "LONGEST", 1 << 20)
    size = warc.LONGEST + 1
    film = record(bytes(size), kind="resource", media="video/mp4")
    long_page = record(bytes(size), kind="resource", media="text/html")
    reading = read("day.warc", packed(ONE, film, long_page, TWO))
    assert words([row["url"] for row in reading.rows]) == ["one", "two"]
    assert [bad.where.line for bad in reading.bad] == [3]


def test_memory_follows_the_record_not_the_file() -> None:
    one = record(bytes(1 << 20), kind="resource", media="video/mp4")
    tracemalloc.start()
    count = sum(1 for _ in warc.records((one for _ in range(200)), "x", print))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 200
    assert peak < 16 << 20


def test_many_lengths_that_lie_cost_no_more_than_reading() -> None:
    record = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9000000\r\n\r\n" + b"x" * 300 + b"\r\n\r\n"
    blocks = [record * 2_000] * 10
    bad: list[BadRow] = []
    before = process_time()
    with pytest.raises(UnreadableFile, match="in the middle of a record"):
        list(warc.records(iter(blocks), "ads.warc", bad.append))
    assert len(bad) == 20_000
    assert process_time() - before < 15  # it was minutes when each looked for its end anew
