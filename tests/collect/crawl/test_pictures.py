"""Pictures leave hashes and nothing else: no byte of one reaches the disk, by any way, not even for a moment."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from aiohttp import web
from PIL import Image

from firstlight.collect.crawl import hashlists
from firstlight.collect.crawl.pictures import hash_picture
from firstlight.errors import BadRow, UnreadableFile
from tests.collect.crawl.conftest import Bench
from tests.collect.crawl.forum import SENTENCES, html, page, picture
from tests.collect.crawl.test_guard import spellings
from tests.collect.crawl.test_job import captures

PICTURES = {kind: picture(96, kind) for kind in ("JPEG", "PNG", "GIF", "WEBP")}


def _hash_list(folder: Path, data: bytes) -> str:
    known = hash_picture("x", data, ())
    (folder / "known.csv").write_text(f"sha256,pdq\n{known.sha256},\n,{known.pdq}\n")
    return "{hash_lists: [known.csv]}"


_watching: list[set[str]] = []


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _watching and event == "open" and isinstance(arguments[2], int):
        path, _, flags = arguments
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            _watching[-1].add(str(path))


sys.addaudithook(_hook)  # a hook cannot be taken out again; it listens only while a test watches


@contextmanager
def watching() -> Iterator[set[str]]:
    """Note every file that this process opens for writing, temporary ones too."""
    opened: set[str] = set()
    _watching.append(opened)
    try:
        yield opened
    finally:
        _watching.pop()


def unpacked(path: Path) -> bytes:
    content = path.read_bytes()
    return content + (gzip.decompress(content) if path.name.endswith(".gz") else b"")


@pytest.mark.parametrize("pictures", ["off", "hashed"])
def test_no_picture_byte_reaches_the_disk(bench: Bench, pictures: str, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = bench.folder / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    jpeg, png, gif, webp = PICTURES.values()

    async def serve(request: web.BaseRequest) -> web.StreamResponse:
        kind = request.path.strip("/").split("/")[1]
        body, media = {
            "a.jpg": (jpeg, "image/jpeg"), "noending": (png, "image/png"), "liar": (gif, "text/html"),
            "untold": (webp, ""), "hung-on": (page("a", " ".join(SENTENCES)).encode() + jpeg, "text/html"),
            "octets": (png, "application/octet-stream"), "redirected": (b"", ""),
        }[kind]  # fmt: skip
        if kind == "redirected":
            return web.Response(status=302, body=jpeg, headers={"Location": "/files/liar", "Content-Type": "text/html"})
        return web.Response(body=body, headers={"Content-Type": media} if media else {})

    names = ("a.jpg", "noending", "liar", "untold", "hung-on", "octets", "redirected")
    links = "".join(f'<a href="/files/{name}">x</a>' for name in names)
    shown = "".join(f'<img src="/files/{name}">' for name in ("a.jpg", "noending", "untold"))
    inline = (
        f'<img src="data:image/gif;base64,{base64.b64encode(gif).decode()}"><p>{base64.b64encode(webp).decode()}</p>'
    )

    async def start(_: web.BaseRequest) -> web.StreamResponse:
        return html(page("Start", links + shown + inline + " ".join(SENTENCES)))

    bench.forum.more |= {"/": start, "files": serve}
    with watching() as opened:
        report = bench.crawl(pictures="off" if pictures == "off" else _hash_list(bench.folder, jpeg))
    files = [path for path in (bench.folder / "ws").rglob("*") if path.is_file()]
    assert files
    for path in files:
        content = unpacked(path)
        for data in PICTURES.values():
            assert not [piece for piece in spellings(data) if piece in content], path
    assert not list(temporary.iterdir())
    names_opened = {Path(path).name.removeprefix(f".writing-{os.getpid()}-") for path in opened}
    assert {name.partition(".")[2] for name in names_opened if name[:5].isdigit() and len(name) < 20} == {
        "open.warc.gz"
    }
    allowed = {"journal.jsonl", "lock", "manifest.jsonl", "cookies.json", "format.json", "known.csv"}
    assert {name for name in names_opened if not name.endswith((".warc.gz", ".tsq"))} <= allowed
    asked = set(bench.forum.asked)
    assert ("/files/a.jpg" in asked) == (pictures != "off")
    if pictures == "off":
        assert (report.pictures, report.hits) == (0, [])
    else:
        assert {"url": f"{bench.base}/files/a.jpg", "list": "known.csv", "by": "sha256"} in report.hits
        noted = [json.loads(payload) for kind, _, payload, _ in captures(bench.workspace) if kind == "metadata"]
        hashes = {record["picture"]["sha256"] for record in noted if "picture" in record}
        assert hashes >= {hashlib.sha256(data).hexdigest() for data in (jpeg, png, gif, webp)}


def test_a_changed_picture_is_found_by_its_look(tmp_path: Path) -> None:
    patches = np.random.default_rng(1).integers(0, 256, (16, 16, 3), dtype=np.uint8)
    image = Image.fromarray(patches).resize((400, 400), Image.Resampling.BICUBIC)
    first, second = io.BytesIO(), io.BytesIO()
    image.save(first, "JPEG", quality=92)
    image.resize((300, 300)).save(second, "JPEG", quality=60)
    _hash_list(tmp_path, first.getvalue())
    lists = hashlists.load([tmp_path / "known.csv"])
    assert hash_picture("u", first.getvalue(), lists).hits == ({"list": "known.csv", "by": "sha256"},)
    assert hash_picture("u", second.getvalue(), lists).hits == ({"list": "known.csv", "by": "pdq"},)
    assert hash_picture("u", picture(), lists).hits == ()


def _bomb() -> bytes:
    """A PNG that says it has 60,000 times 60,000 pixels."""
    content = bytearray(picture(64, "PNG"))
    content[16:24] = (60_000).to_bytes(4, "big") * 2
    return bytes(content)


NO_PDQ = [b"", b"\xff\xd8\xff", picture()[:200], picture(4, "PNG"), _bomb(), b"GIF89a" + bytes(100), b"not a picture"]


@pytest.mark.parametrize("data", NO_PDQ, ids=range(len(NO_PDQ)))
def test_what_cannot_be_decoded_has_its_exact_hashes_alone(data: bytes) -> None:
    found = hash_picture("u", data, ())
    assert (found.pdq, found.quality) == ("", 0)
    assert found.sha256 == hashlib.sha256(data).hexdigest()


BAD_LISTS = [
    (b"a,b\n1,2\n", UnreadableFile, "must name the columns"),
    (b"", UnreadableFile, "must name the columns"),
    (b"sha256\nabc\n", BadRow, "known.csv:2 (sha256): it is no sha256 hash"),
    (b"pdq\n" + b"0" * 64 + b"\n" + b"g" * 64 + b"\n", BadRow, "known.csv:3 (pdq)"),
    (b"\xff\xfe\x00", UnreadableFile, "cannot read this hash list"),
]


@pytest.mark.parametrize(("content", "error", "cause"), BAD_LISTS, ids=range(len(BAD_LISTS)))
def test_a_bad_list_is_told_and_not_used(tmp_path: Path, content: bytes, error: type[Exception], cause: str) -> None:
    (tmp_path / "known.csv").write_bytes(content)
    with pytest.raises(error) as told:
        hashlists.load([tmp_path / "known.csv"])
    assert cause in str(told.value)
    assert "abc" not in str(told.value)
