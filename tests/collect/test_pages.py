from __future__ import annotations

import gzip
import json
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard

from firstlight.collect import warc
from tests.collect.archive import WORDS, page, record, response
from tests.collect.reading import Read

FORUM = "https://forum.example/t/1"


def test_a_page_without_a_rule_gives_its_main_text(read: Read) -> None:
    [row] = read("day.warc", record(response(page()), url=FORUM)).rows
    assert row["text"] == WORDS
    assert (row["title"], row["url"], row["site"]) == ("An ad", FORUM, "forum.example")
    assert row["posted_at"] == datetime(2024, 3, 4, 10, tzinfo=UTC)
    extra = json.loads(row["extra"])
    assert extra["captured_at"] == "2024-03-04T10:00:00Z"
    assert extra["record"] == "<urn:uuid:00000000-0000-0000-0000-000000000001>"


BOARD = """
<html><body><h1>Tulsa</h1>
<article class="listing"><h2><a href="/ad/7">Amber in town</a></h2><p class="description">Dinner<br>company.</p>
  <time datetime="2024-03-03T20:00:00-06:00">yesterday</time>
  <span class="location"> Tulsa </span><span class="number">7</span>
  <img src="a.jpg"><img src="//pics.example/b.jpg"></article>
<article class="listing"><h2>Plain</h2><p class="description">Massage by appointment</p>
  <time datetime="soon"></time></article>
<article class="listing"><h2>No words</h2></article>
</body></html>
"""


def test_a_board_is_cut_into_postings_by_its_rule(read: Read) -> None:
    url = "https://www.board.example/tulsa/page2"
    reading = read("day.warc", record(response(BOARD), url=url))
    first, second = reading.rows
    assert first["title"] == "Amber in town"
    assert first["text"] == "Dinner\ncompany."
    assert first["url"] == "https://www.board.example/ad/7"
    assert first["posted_at"] == datetime(2024, 3, 4, 2, tzinfo=UTC)
    assert first["location"] == "Tulsa"
    assert first["pictures"] == ["https://www.board.example/tulsa/a.jpg", "https://pics.example/b.jpg"]
    extra = json.loads(first["extra"])
    assert (extra["rule"], extra["listing_number"]) == ("classified-board", "7")
    assert (second["text"], second["url"]) == ("Massage by appointment", url)
    assert second["posted_at"] == datetime(2024, 3, 4, 10, tzinfo=UTC)
    assert json.loads(second["extra"])["posted_at_as_written"] == "soon"
    assert reading.places == [(1, "text")]
    assert json.loads(reading.bad[0].row)["title"] == "No words"


def test_ids_are_the_same_when_read_again_and_differ_by_place_and_capture(read: Read) -> None:
    one = record(response(BOARD))
    later = one.replace(b"2024-03-04T10", b"2024-03-05T10")
    ids = read("day.warc", one + later).ids
    assert ids == read("copy.warc", one + later).ids
    assert len(set(ids)) == 4


@pytest.mark.parametrize(
    ("url", "body", "cause"),
    [
        ("https://board.example/1", page(), "its site rule, classified-board, finds no posting on the page"),
        (FORUM, page(words="", title="T").replace("Home", ""), "no text is found on the page"),
        (FORUM, "", "no text is found on the page"),
    ],
)
def test_a_page_on_which_nothing_is_found_is_told(read: Read, url: str, body: str, cause: str) -> None:
    reading = read("day.warc", record(response(body), url=url))
    assert reading.rows == []
    assert [bad.cause for bad in reading.bad] == [cause]


PACKINGS: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("gzip", gzip.compress),
    ("x-gzip", gzip.compress),
    ("br", brotli.compress),
    ("deflate", zlib.compress),
    ("deflate", lambda body: zlib.compress(body)[2:-4]),
    ("zstd", zstandard.compress),
    ("gzip", bytes),  # archived unpacked, its header left as it was
    ("br", bytes),
    ("deflate", bytes),
    ("identity", bytes),
]


@pytest.mark.parametrize(("name", "pack"), PACKINGS)
@pytest.mark.parametrize("chunked", [False, True])
def test_packed_and_chunked_bodies(read: Read, name: str, pack: Callable[[bytes], bytes], chunked: bool) -> None:
    body = pack(page().encode())
    headers = [f"Content-Encoding: {name}"]
    if chunked:
        headers.append("Transfer-Encoding: chunked")
        half = len(body) // 2
        body = b"".join(b"%x;x=1\r\n%s\r\n" % (len(part), part) for part in (body[:half], body[half:])) + b"0\r\n\r\n"
    [row] = read("day.warc", record(response(body, *headers), url=FORUM)).rows
    assert row["text"] == WORDS


@pytest.mark.parametrize("name", ["gzip", "br", "zstd"])
def test_a_damaged_body_is_set_aside(read: Read, name: str) -> None:
    pack = dict(PACKINGS[::-1]) | {"gzip": gzip.compress, "br": brotli.compress, "zstd": zstandard.compress}
    body = pack[name](page(WORDS * 50).encode())
    bad = record(response(body[: len(body) // 2], f"Content-Encoding: {name}"), url=FORUM)
    reading = read("day.warc", bad + record(response(page()), url=FORUM))
    assert len(reading.rows) == 1
    assert reading.places == [(1, "")]


def test_a_body_that_unpacks_beyond_measure_is_set_aside(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("firstlight.collect.pages._LONGEST", 1 << 20)
    for name, pack in (
        ("gzip", gzip.compress),
        ("br", brotli.compress),
        ("deflate", zlib.compress),
        ("zstd", zstandard.compress),
    ):
        reading = read(
            "day.warc", record(response(pack(b"<p>" + bytes(2 << 20)), f"Content-Encoding: {name}"), url=FORUM)
        )
        assert "unpacks to more than" in reading.bad[0].cause, name


@pytest.mark.parametrize("body", [b"zz\r\nnot chunked", b"ffffff\r\nshort", b"5\r\nfirstrest", b"\r\n"])
def test_wrong_chunks_are_taken_as_they_stand(read: Read, body: bytes) -> None:
    content = b"<html><body><p>" + body
    reading = read("day.warc", record(response(content, "Transfer-Encoding: chunked"), url=FORUM))
    assert len(reading.rows) + len(reading.bad) == 1


PASSED_OVER = [
    record(response(page(), status="404 Not Found")),
    record(response(page(), status="301 Moved")),
    record(response("{}", media="application/json")),
    record(response(b"\x89PNG", media="image/png")),
    record(response(page()), kind="request"),
    record(b"software: x", kind="warcinfo", media="application/warc-fields"),
    record(page().encode(), kind="metadata", media="text/html"),
    record(b"dns", media="text/dns"),
]


@pytest.mark.parametrize("content", PASSED_OVER, ids=range(len(PASSED_OVER)))
def test_what_is_no_page_is_passed_over(read: Read, content: bytes) -> None:
    reading = read("day.warc", content)
    assert (reading.rows, reading.bad, reading.error) == ([], [], None)


def test_a_resource_is_a_page(read: Read) -> None:
    [row] = read("day.warc", record(page().encode(), kind="resource", media="text/html", url=FORUM)).rows
    assert row["text"] == WORDS


MARKS = "\u202e2410\u202c \u200b5\u200d5\u20605\ufeff \u00ad \u200f"


@pytest.mark.parametrize("url", [FORUM, "https://board.example/"])
def test_direction_and_zero_width_marks_survive(read: Read, url: str) -> None:
    words = f"{WORDS} {MARKS} שלום {WORDS}"
    body = f'<html><body><article class="listing"><div class="description">{words}</div></article></body></html>'
    [row] = read("day.warc", record(response(body), url=url)).rows
    assert MARKS in row["text"]
    assert "שלום" in row["text"]


@pytest.mark.parametrize(
    "media", ["text/html", "application/xhtml+xml", "TEXT/HTML; charset=nonsense", 'text/html; charset="utf-8']
)
def test_media_types(read: Read, media: str) -> None:
    assert len(read("day.warc", record(response(page(), media=media), url=FORUM)).rows) == 1


@pytest.mark.parametrize(
    "body", ["", "<html></html>", "<script>x</script>", "\0\0", "<!-- -->", "<html><body><img></body>"]
)
def test_a_page_without_text_is_set_aside(read: Read, body: str) -> None:
    reading = read("day.warc", record(response(body), url=FORUM))
    assert (len(reading.rows), len(reading.bad)) == (0, 1)
    assert json.loads(reading.bad[0].row)["url"] == FORUM


@pytest.mark.parametrize("url", ["", "http://[bad/", "forum", "http://forum.example/a b", "//", "http://\ud7ff"])
def test_addresses_that_are_none(read: Read, url: str) -> None:
    assert len(read("day.warc", record(response(page()), url=url)).rows) == 1


def test_control_characters_do_no_harm(read: Read) -> None:
    [row] = read("day.warc", record(response(page(f"{WORDS} \x01\x0c\ufffe {WORDS}\u200b")), url=FORUM)).rows
    assert row["text"].endswith("you come.\u200b")


def test_heavy_pages_end(read: Read) -> None:
    begun = time.process_time()
    deep = "<div>" * 20_000 + "deep" + "</div>" * 20_000
    long = f"<html><body><p>{WORDS * 100_000}</p></body></html>"
    wide = f"<html><body><p {' '.join(f'a{at}=1' for at in range(60_000))}>{WORDS}</p></body></html>"
    many = "<p>x</p>" * 200_000
    reading = read("day.warc", b"".join(record(response(body), url=FORUM) for body in (deep, wide, many, long)))
    assert [row["text"] for row in reading.rows[:-1]] == ["deep", WORDS, "\n".join("x" * 200_000)]
    assert len(reading.rows[-1]["text"]) > 7_000_000
    assert time.process_time() - begun < 30


def test_a_page_nested_too_deeply_gives_all_its_text(read: Read) -> None:
    deep = f"{'<div>' * 2_050}<p>Call 918 555 0142</p>{'</div>' * 2_050}"
    body = f"<title>An ad</title><p>{WORDS}</p>{deep}<p>{WORDS[:99]}</p>"
    [row] = read("day.warc", record(response(body), url=FORUM)).rows
    assert (row["title"], row["text"]) == ("An ad", f"{WORDS}\nCall 918 555 0142\n{WORDS[:99]}")


def test_header_fields() -> None:
    lines = b"Name: one\r\nname: two\r\n  folded\r\nno colon\r\n: nameless\r\nByte: \xff\r\n"
    assert warc.header_fields(lines) == {"name": "one, two folded", "byte": "\ufffd"}
