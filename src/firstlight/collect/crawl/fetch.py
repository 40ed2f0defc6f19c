"""One request and its answer, within the scope's limits of time and size, and text only.

The answer's header is judged before its body is read, its first bytes before the rest, and the whole before it is given
back. What is refused is let go at once, with its connection. Packed bodies are unpacked as they come, never past the
limit.
"""

from __future__ import annotations

import asyncio
import hashlib
import zlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import aiohttp
import aiohttp_socks
from yarl import URL

from firstlight.collect.crawl import guard, sniff
from firstlight.collect.crawl.gate import Pass
from firstlight.collect.crawl.guard import Kept, Refused
from firstlight.collect.crawl.network import Line
from firstlight.collect.crawl.redact import Cut
from firstlight.collect.crawl.trouble import Cause, Trouble, of_error

_PACKINGS = {"gzip": 31, "x-gzip": 31, "deflate": 47}
_REDIRECT = 1 << 16
"""Bytes kept of a redirect's body, which nobody reads."""
_TROUBLES = (
    aiohttp.ClientError,
    aiohttp_socks.ProxyError,
    aiohttp_socks.ProxyConnectionError,
    aiohttp_socks.ProxyTimeoutError,
    TimeoutError,
    OSError,
    ValueError,
)


@dataclass(slots=True)
class Answer:
    """What came back for one request. Times are UTC; `body` is what may be kept, empty where `refused` says why not.

    `received` and `sha256` are length and digest of the body as it was unpacked; `truncated` is WARC's word for why it
    is not whole (`length`, `disconnect`), and empty where it is.
    """

    url: str
    method: str
    began: datetime
    ended: datetime
    status: int
    reason: str
    version: str
    request_headers: list[tuple[str, str]]
    headers: list[tuple[str, str]]
    media: str = ""
    body: bytes = b""
    text: str = ""
    received: int = 0
    sha256: str = ""
    truncated: str = ""
    refused: str = ""
    cuts: tuple[Cut, ...] = field(default=(), repr=False)

    def header(self, name: str) -> str:
        """The first value of a header; empty where there is none."""
        return next((value for known, value in self.headers if known.lower() == name), "")


async def ask(
    line: Line, allowed: Pass, *, headers: Mapping[str, str] | None = None, form: Mapping[str, str] | None = None,
    last: bool = False,
) -> Answer:  # fmt: skip
    """Ask for a page (or send a form, with POST). Raises Trouble.

    `last` says that this is the last attempt: then what came of a body before the connection broke off is kept.
    """
    _safe(line, allowed)
    session = line.session
    url = URL(str(allowed.address), encoded=True)
    began = datetime.now(UTC)
    try:
        async with (
            asyncio.timeout(line.scope.limits.page_seconds),
            session.request(
                "POST" if form is not None else "GET", url, headers=headers, data=form, allow_redirects=False
            ) as response,
        ):
            answer = _begun(response, began)
            kind, charset = guard.media(response.headers.get("Content-Type", ""))
            answer.media = kind
            most = line.scope.limits.page_bytes
            if 300 <= response.status < 400:
                most = min(most, _REDIRECT)
            await _read(response, answer, kind, charset, most, last=last)
            answer.ended = datetime.now(UTC)
            return answer
    except _TROUBLES as error:
        trouble = of_error(error)
        if trouble.circuit:
            await line.renew(session)
        raise trouble from error


async def ask_picture(line: Line, allowed: Pass, most: int) -> bytes:
    """Return a picture's bytes, in memory alone; empty where it is none, or longer than `most`. Raises Trouble."""
    _safe(line, allowed)
    session = line.session
    try:
        async with (
            asyncio.timeout(line.scope.limits.page_seconds),
            session.get(URL(str(allowed.address), encoded=True), allow_redirects=False) as response,
        ):
            if response.status != 200:
                return b""
            found = bytearray()
            async for piece in _pieces(response, most + 1):
                found += piece
                if len(found) > most or (
                    len(found) >= sniff.HEAD and sniff.kind(bytes(found[: sniff.HEAD])) != "picture"
                ):
                    response.close()
                    return b""
            return bytes(found) if sniff.kind(bytes(found[: sniff.HEAD])) == "picture" else b""
    except _TROUBLES as error:
        trouble = of_error(error)
        if trouble.circuit:
            await line.renew(session)
        raise trouble from error


def _safe(line: Line, allowed: Pass) -> None:
    """Refuse, a second time and whatever happened before, what would leave outside Tor or the line's own site."""
    if allowed.address.onion and not line.through_tor:
        raise Trouble(Cause.FORBIDDEN, "an onion is reached through tor alone", again=False)
    if allowed.address.site != line.site:
        raise Trouble(Cause.FORBIDDEN, "another site's connection", again=False)


def _begun(response: aiohttp.ClientResponse, began: datetime) -> Answer:
    version = response.version or aiohttp.HttpVersion11
    return Answer(
        url=str(response.url),
        method=response.method,
        began=began,
        ended=began,
        status=response.status,
        reason=response.reason or "",
        version=f"HTTP/{version.major}.{version.minor}",
        request_headers=[(name, value) for name, value in response.request_info.headers.items()],
        headers=[(name.decode("latin-1"), value.decode("latin-1")) for name, value in response.raw_headers],
    )


async def _read(
    response: aiohttp.ClientResponse, answer: Answer, kind: str, charset: str, most: int, *, last: bool
) -> None:
    packing = response.headers.get("Content-Encoding", "").strip().lower()
    answer.refused = guard.check_header(kind) or (
        f"it is packed as {packing[:40]}, which was not asked for"
        if packing not in ("", "identity", *_PACKINGS)
        else ""
    )
    if answer.refused:
        response.close()
        return
    body = bytearray()
    looked = False
    try:
        async for piece in _pieces(response, most + 1):
            body += piece
            if not looked and len(body) >= sniff.HEAD:
                looked = True
                if why := guard.check_head(bytes(body[: sniff.HEAD]), kind):
                    answer.refused = why
                    response.close()
                    return
            if len(body) > most:
                response.close()
                del body[most:]
                answer.truncated = "length"
                break
    except (aiohttp.ClientPayloadError, aiohttp.ClientConnectionError, zlib.error) as error:
        if not (last and body):
            raise Trouble(Cause.CUT_OFF, "its length lies, or the packing is damaged", circuit=True) from error
        answer.truncated = "disconnect"
    answer.received, answer.sha256 = len(body), hashlib.sha256(body).hexdigest()
    judged = guard.check(bytes(body), kind, charset) if body else Kept(b"", "", ())
    if isinstance(judged, Refused):
        answer.refused = judged.why
        return
    answer.body, answer.text, answer.cuts = judged.body, judged.text, judged.cuts


async def _pieces(response: aiohttp.ClientResponse, most: int) -> AsyncIterator[bytes]:
    """Yield a body unpacked, in pieces of at most 64 KiB, and no more than `most` bytes from one that is packed."""
    packing = response.headers.get("Content-Encoding", "").strip().lower()
    if packing not in _PACKINGS:
        async for piece in response.content.iter_chunked(1 << 16):
            yield piece
        return
    unpack = None
    given = 0
    async for packed in response.content.iter_chunked(1 << 16):
        if unpack is None:
            raw = packing == "deflate" and packed[:1] and packed[0] & 0x0F != 8  # without its zlib wrapper
            unpack = zlib.decompressobj(-15 if raw else _PACKINGS[packing])
        rest = packed
        while rest and given < most:
            piece = unpack.decompress(rest, 1 << 16)
            rest = unpack.unconsumed_tail
            given += len(piece)
            if piece:
                yield piece
        if given >= most:
            return
    if unpack is not None and not unpack.eof:
        raise Trouble(Cause.CUT_OFF, "the packing is damaged", circuit=True)
