"""The pages of a board as a web archive (WARC 1.1, a gzip member for each record), the same bytes for a seed."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path


def write(path: Path, pages: Iterable[tuple[str, str]], captured: datetime) -> int:
    """Write (address, HTML) pages, captured one after another from a moment on; return how many there were."""
    count = 0
    with path.open("wb") as file:
        for url, html in pages:
            # All within the second: what a page says of "now" must hold for each of them.
            file.write(
                gzip.compress(_record(url, html.encode(), captured + timedelta(milliseconds=count % 900)), mtime=0)
            )
            count += 1
    return count


def _record(url: str, body: bytes, at: datetime) -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    block = http + body
    name = hashlib.sha256(url.encode()).hexdigest()[:32]
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {at:%Y-%m-%dT%H:%M:%S.%f}Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{name[:8]}-{name[8:12]}-{name[12:16]}-{name[16:20]}-{name[20:]}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"
