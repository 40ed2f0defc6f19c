"""Text only: by header, by first bytes, by the whole; and what is written into a page is cut out of it."""

from __future__ import annotations

import base64
import codecs
import hashlib
import html
import io
import tarfile
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.collect.crawl import guard, sniff
from firstlight.collect.crawl.guard import Kept, Refused
from firstlight.collect.crawl.redact import redact
from tests.collect.crawl.forum import page, picture

JPEG, PNG, GIF, WEBP, BMP = (picture(64, kind) for kind in ("JPEG", "PNG", "GIF", "WEBP", "BMP"))
TIFF, ICO = picture(64, "TIFF"), picture(64, "ICO")
WORDS = "The roses came through the frost. " * 5
PAGE = page("Roses", f"<p>{WORDS}</p>")


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", WORDS)
    return out.getvalue()


def _tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.size = 4
        archive.addfile(info, io.BytesIO(b"text"))
    return out.getvalue()


BEGINNINGS = [
    (JPEG, "picture"), (PNG, "picture"), (GIF, "picture"), (WEBP, "picture"), (BMP, "picture"), (TIFF, "picture"),
    (ICO, "picture"), (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "picture"),
    (b"  <svg/>", "picture"), (b"\0\0\0\x18ftypmp42", "film"),
    (b"\x1a\x45\xdf\xa3webm", "film"), (b"RIFF\0\0\0\0AVI LIST", "film"),
    (b"ID3\4", "sound"), (_zip(), "archive"), (_tar(), "archive"),
    (b"\x1f\x8b\x08", "archive"), (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"%PDF-1.7", "document"), (b"MZ\x90", "program"), (b"\x7fELF", "program"),
    (b"WARC/1.1\r\n", "archive"),
    (PAGE.encode(), ""), (b"plain words", ""), (b"", ""),
    (codecs.BOM_UTF8 + b"<html>", ""), (PAGE.encode("utf-16"), ""),
    (b"GIF is a word, but GIF8 begins no sentence"[:12], ""),
]  # fmt: skip


@pytest.mark.parametrize(("head", "kind"), BEGINNINGS, ids=range(len(BEGINNINGS)))
def test_first_bytes(head: bytes, kind: str) -> None:
    assert sniff.kind(head[: sniff.HEAD]) == kind


WHOLE = [
    (PAGE.encode(), "text/html", ""),
    (PAGE.encode("cp1251", "replace"), "text/html", ""),
    (page("Ночной поезд", WORDS).encode("cp1251"), "text/html", ""),
    (page("Ночной поезд", WORDS).encode("utf-16"), "text/html", ""),
    (WORDS.encode(), "text/plain", ""),
    (PAGE.encode(), "", ""),
    (WORDS.encode(), "", "states no type"),
    (PAGE.encode(), "image/jpeg", "not text"),
    (b"alert(1)", "application/javascript", "not text"),
    (b"{}", "application/json", "not text"),
    (JPEG, "text/html", "begins as a picture"),
    (PAGE.encode() + JPEG, "text/html", "inside the text"),
    (PAGE.encode() + PNG, "text/plain", "inside the text"),
    (PAGE.encode() + _zip(), "text/html", "inside the text"),
    (PAGE.encode() + GIF, "text/html", "it holds"),
    (PAGE.encode() + b"\0" * 10, "text/html", "no text"),
    (bytes(range(1, 32)) * 50, "text/plain", "no text"),
    (JPEG[2:] * 2, "text/plain; charset=utf-16", ""),
]


@pytest.mark.parametrize(("body", "header", "why"), WHOLE, ids=range(len(WHOLE)))
def test_the_whole_body(body: bytes, header: str, why: str) -> None:
    judged = guard.check(body, *guard.media(header))
    if header.endswith("utf-16"):
        assert isinstance(judged, Refused)
    elif why:
        assert isinstance(judged, Refused)
        assert why in judged.why
    else:
        assert isinstance(judged, Kept)
        assert judged.body == body


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _lines(text: str, end: str = "\n") -> str:
    return end.join(text[at : at + 76] for at in range(0, len(text), 76))


SPELLED = [
    f'<img src="data:image/jpeg;base64,{_b64(JPEG)}">',
    f"<img src='data:image/png;base64,{_lines(_b64(PNG))}'>",
    f"<img src=data:image/gif;base64,{_b64(GIF)}>",
    f'<div style="background:url(data:image/webp;base64,{_b64(WEBP)})">',
    f'<img src="DATA:;base64,{_b64(JPEG)}">',
    '<img src="data:image/gif,' + "".join(f"%{byte:02x}" for byte in GIF) + '">',
    f'<a href="data:application/zip;charset=x;base64,{_b64(_zip())}">',
    f"<p>look: {_b64(JPEG)}</p>",
    f"<pre>{_lines(_b64(PNG), chr(13) + chr(10))}</pre>",
    f'<script type="application/json">{{"p": "{_lines(_b64(JPEG), chr(92) + "n")}"}}</script>',
    f"<script>let p = '{_b64(JPEG)}';</script>",
    f"<script>{_b64(JPEG)}",
    f"<p>{JPEG.hex()}</p>",
    f"<p>{_lines(PNG.hex().upper())}</p>",
    f"<p>{base64.urlsafe_b64encode(JPEG).decode()}</p>",
]


def spellings(data: bytes) -> list[bytes]:
    """Pieces by which a picture's bytes would be known again, in each alphabet."""
    cores = [data[at : at + 48] for at in range(30, len(data) - 48, 96)]
    return [piece for core in cores for piece in (core, base64.b64encode(core), core.hex().encode())]


@pytest.mark.parametrize("markup", SPELLED, ids=range(len(SPELLED)))
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_a_file_in_the_text_is_cut_out_and_leaves_its_digest(markup: str, codec: str) -> None:
    body = page("Roses", f"<p>{WORDS}</p>{markup}<p>after</p>").encode(codec)
    judged = guard.check(body, "text/html", codec)
    assert isinstance(judged, Kept)
    assert judged.cuts
    kept = judged.body.decode(codec).encode("latin-1", "replace")
    assert WORDS.encode() in kept
    for data in (JPEG, PNG, GIF, WEBP):
        assert not [piece for piece in spellings(data) if piece in kept]
        # base64 of the same bytes at the other two offsets
        for shift in (1, 2):
            assert base64.b64encode(data[shift : shift + 300])[4:-8] not in kept


def test_the_digest_left_is_that_of_the_file() -> None:
    judged = guard.check(page("x", SPELLED[0]).encode(), "text/html", "utf-8")
    assert isinstance(judged, Kept)
    [cut] = judged.cuts
    assert (cut.kind, cut.length, cut.sha256) == ("image/jpeg", len(JPEG), hashlib.sha256(JPEG).hexdigest())
    assert cut.sha256 in judged.text


DISGUISED = [
    '<img src="' + "".join(f"&#{ord(character)};" for character in f"data:image/jpeg;base64,{_b64(JPEG)}") + '">',
    f'<img src="data&colon;image/jpeg;base64,{_b64(JPEG)}">'.replace("/9j/", "/9&#106;/"),
    "<p>" + html.escape(_b64(JPEG)).replace("/9j/", "&#47;9j&#x2f;") + "</p>",
    "<p>" + _b64(PNG).replace("iVBORw0KGgo", "%69VBORw0KGgo") + "</p>",
]


@pytest.mark.parametrize("markup", DISGUISED, ids=range(len(DISGUISED)))
def test_a_file_in_disguise_is_not_kept(markup: str) -> None:
    judged = guard.check(page("Roses", markup).encode(), "text/html", "utf-8")
    if isinstance(judged, Kept):
        assert not [piece for piece in spellings(JPEG) + spellings(PNG) if piece in judged.body]
        assert judged.cuts
    else:
        assert "cannot be cut out" in judged.why


UNTOUCHED = [
    "-----BEGIN PGP MESSAGE-----\n\nhQEMA1sTEUp1Y3bXAQf/" + _lines(_b64(hashlib.sha512(b"x").digest() * 8)),
    "metadata: roses, trains; data: 5, 6",
    "key 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    '<script type="application/ld+json">{"@type": "DiscussionForumPosting"}</script>',
    "GIF89a and PNG are names of formats; PK is no archive.",
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_text_is_left_as_it_came(text: str) -> None:
    assert redact(text) == (text, ())


@given(st.binary(max_size=600), st.sampled_from(["", "text/html", "text/plain"]), st.sampled_from(["", "utf-16", "x"]))
def test_whatever_comes_is_judged(body: bytes, kind: str, charset: str) -> None:
    judged = guard.check(body, kind, charset)
    if isinstance(judged, Kept):
        assert sniff.kind(judged.body[: sniff.HEAD]) == ""
        again = guard.check(judged.body, kind, charset)
        assert isinstance(again, Kept)


@given(st.integers(0, 400), st.sampled_from([JPEG, PNG, GIF, WEBP]))
def test_a_picture_at_any_place_in_a_page_is_never_kept(at: int, data: bytes) -> None:
    text = PAGE.encode()
    body = text[:at] + data + text[at:]
    assert isinstance(guard.check(body, "text/html", ""), Refused)
