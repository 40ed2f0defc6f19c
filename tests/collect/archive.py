"""Web archives made by hand, so that they can be wrong in any way."""

from __future__ import annotations

import gzip
import io
import zipfile

URL = "https://board.example/tulsa/1"
WORDS = (
    "Dinner company by appointment, ask for Amber at 918 555 0142 in the evening. New in town until Sunday, "
    "staying near the airport. Long walks, good talk, a table for two. Please call an hour before you come."
)


def record(
    block: bytes,
    *,
    kind: str = "response",
    url: str = URL,
    length: int | None = None,
    media: str = "application/http; msgtype=response",
    more: str = "",
) -> bytes:
    """One WARC record; `length` may lie."""
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-03-04T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\nContent-Type: {media}\r\n{more}"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def response(
    body: bytes | str, *headers: str, status: str = "200 OK", media: str = "text/html; charset=utf-8"
) -> bytes:
    """An HTTP response as it came over the wire."""
    content = body.encode() if isinstance(body, str) else body
    lines = (f"HTTP/1.1 {status}", f"Content-Type: {media}", *headers, "", "")
    return "\r\n".join(lines).encode() + content


def page(words: str = WORDS, title: str = "An ad") -> str:
    return (
        f"<html><head><title>{title}</title></head><body><nav>Home</nav><article><p>{words}</p></article></body></html>"
    )


def capture(words: str = WORDS, *, url: str = "https://forum.example/1", length: int | None = None) -> bytes:
    """A whole record of a page for which there is no site rule."""
    return record(response(page(words)), url=url, length=length)


def packed(*records: bytes) -> bytes:
    """Each record a gzip member, as the standard wants it."""
    return b"".join(gzip.compress(one) for one in records)


def wacz(**members: bytes) -> bytes:
    """A ZIP of files; '__' in a name stands for '/', '_' for '.'."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()
