"""Captured web pages to rows: by the site rule that fits a page, else by its forum's engine, else its main text."""

from __future__ import annotations

import hashlib
import json
import logging
import zlib
from collections.abc import Iterator, Sequence
from email.message import Message
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import brotli  # type: ignore[import-untyped]  # it ships none
import trafilatura

from firstlight.collect import dates, files, forums, markup, warc
from firstlight.collect.batches import Reject, Row
from firstlight.collect.forums import Forums
from firstlight.collect.rules import Rule
from firstlight.errors import BadRow, UnreadableFile, Where

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # it warns of pages that we set aside by name

_LONGEST = warc.LONGEST
_MAIN_TEXT = 2 << 20
_MOST_TAGS = 40_000
"""Characters and tags of HTML in which the main text is searched for; a page of more gives all its text."""

# trafilatura drops what cannot be printed, and with it the zero-width and direction marks that an ad hides its number
# behind. They pass through it as letters of a script that no ad is written in (Linear A).
_MARKS = (0xAD, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF)
_MASK = {mark: chr(0x10600 + place) for place, mark in enumerate(_MARKS)}
_UNMASK = {ord(letter): chr(mark) for mark, letter in _MASK.items()}
_FOR_XML = _MASK | dict.fromkeys((*range(9), 0xB, 0xC, *range(0xE, 0x20), 0xFFFE, 0xFFFF))  # what XML may not hold goes


class Page(NamedTuple):
    """A captured page: address, time of capture (as the archive writes it), record id, HTML.

    `guessed` is the encoding where it was a guess; `altered` says how the record differs from its digest.
    """

    url: str
    captured: str
    record: str
    text: str
    guessed: str
    altered: str


def rows(
    records: Iterator[warc.Record], path: str, reject: Reject, rules: Sequence[Rule], boards: Forums
) -> Iterator[Row]:
    """Yield a row for each posting on each page; `line` is the record's number.

    A page that cannot be unpacked, on which its rule finds nothing, that holds no text, or that no longer fits the
    engine of its forum goes to `reject`; what can be read of the last is yielded all the same.
    """
    for record in records:
        where = Where(path, record.number)
        try:
            page = page_of(record)
        except UnreadableFile as error:
            reject(BadRow(where, error.cause, _known(record.fields)))
            continue
        if page is None:
            continue
        rule = next((rule for rule in rules if rule.matches(page.url)), None)
        root = markup.parse(page.text)
        cut = _Cut([], _nothing(rule)) if root is None else _cut(root, page, rule, boards)
        for position, values in enumerate(cut.postings):
            yield Row(record.number, _base(page, position) | _dated(values))
        if cut.cause:
            reject(BadRow(where, cut.cause, _known(record.fields)))


def page_of(record: warc.Record) -> Page | None:
    """The HTML page that a record holds: a response with status 200 or a resource; None for all else.

    Raises UnreadableFile when its body cannot be unpacked.
    """
    fields = record.fields
    kind, media = fields.get("warc-type", "").lower(), fields.get("content-type", "")
    url = fields.get("warc-target-uri", "").strip("<> ")
    if kind == "response" and media.lower().startswith("application/http"):
        start, _, body = _split(record.block)
        status, _, lines = start.partition(b"\n")
        http = warc.header_fields(lines)
        if status.split()[1:2] != [b"200"]:
            return None
        media = http.get("content-type", "text/html")
    elif kind == "resource":
        http, body = {}, record.block
    else:
        return None
    name, charset = _media(media)
    if name not in ("text/html", "application/xhtml+xml"):
        return None
    text, encoding = markup.decode(_unpacked(body, http, url), charset)
    guessed = encoding.codec if encoding.guessed else ""
    return Page(url, fields.get("warc-date", ""), fields.get("warc-record-id", ""), text, guessed, record.altered)


def _split(block: bytes) -> tuple[bytes, bytes, bytes]:
    marks = [(block.find(mark), mark) for mark in (b"\r\n\r\n", b"\n\n")]
    at, mark = min(((at, mark) for at, mark in marks if at >= 0), default=(len(block), b""))
    return block[:at], mark, block[at + len(mark) :]


def _media(value: str) -> tuple[str, str]:
    message = Message()
    message["content-type"] = value.replace("\r", " ").replace("\n", " ")
    return message.get_content_type(), str(message.get_param("charset", ""))


def _unpacked(body: bytes, http: dict[str, str], url: str) -> bytes:
    if "chunked" in http.get("transfer-encoding", "").lower():
        body = _joined(body)
    packing = http.get("content-encoding", "").lower().strip()
    try:
        if packing == "br":
            return _limited(_unbrotlied(body), url)
        if packing == "deflate":
            return _limited(_inflated(body), url)
    except (brotli.error, zlib.error) as error:
        if markup.parse(body[:4096].decode("latin-1")) is not None and body.lstrip()[:1] == b"<":
            return body  # archived unpacked, with the header of the packed page
        raise UnreadableFile(url, f"its {packing} body is damaged: {error}") from error
    out = bytearray()
    for block in files.unpacked(iter((body,)), url):  # gzip and zstd are told by their first bytes
        out += block
        if len(out) > _LONGEST:
            break
    return _limited(bytes(out), url)


def _inflated(body: bytes) -> bytes:
    """Deflate with or without its zlib wrapper: servers send both."""
    try:
        return zlib.decompressobj().decompress(body, _LONGEST + 1)
    except zlib.error:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(body, _LONGEST + 1)


def _unbrotlied(body: bytes) -> bytes:
    decoder = brotli.Decompressor()
    out: bytes = decoder.process(body, output_buffer_limit=_LONGEST + 1)
    if not decoder.is_finished() and len(out) <= _LONGEST:
        raise brotli.error("it is cut off")
    return out


def _limited(body: bytes, url: str) -> bytes:
    if len(body) > _LONGEST:
        raise UnreadableFile(url, f"its body unpacks to more than {_LONGEST:,} bytes")
    return body


def _joined(body: bytes) -> bytes:
    """Put the chunks of a body together; a body that was archived joined is returned as it is.

    Source: RFC 9112, section 7.1. Where the chunks break off or go wrong, what is left is taken as it stands.
    """
    parts: list[bytes] = []
    at = 0
    while (end := body.find(b"\n", at, at + 100)) >= 0:
        size = body[at:end].partition(b";")[0].strip()
        if not size or len(size) > 8 or size.strip(b"0123456789abcdefABCDEF"):
            break
        length = int(size, 16)
        if not length:
            return b"".join(parts)
        parts.append(body[end + 1 : end + 1 + length])
        at = end + 1 + length
        at += 2 if body[at : at + 2] == b"\r\n" else body[at : at + 1] == b"\n"
    return b"".join((*parts, body[at:]))


class _Cut(NamedTuple):
    """What came of a page: the fields of its postings, and why it is set aside (empty when it is not)."""

    postings: list[dict[str, Any]]
    cause: str


def _nothing(rule: Rule | None) -> str:
    """Why there is nothing of a page."""
    if rule is None:
        return "no text is found on the page"
    return f"its site rule, {rule.name}, finds no posting on the page"


def _cut(root: Any, page: Page, rule: Rule | None, boards: Forums) -> _Cut:
    if rule is not None:
        found = [{"rule": rule.name} | values for values in rule.cut(root, page.url)]
        return _Cut(found, "" if found else _nothing(rule))
    forum = boards.read(root, page.url, page.captured)
    if forum is not None and (forum.posts or forum.lists):
        return _Cut(forum.posts, _misfit(forum))
    title = root.find(".//title")
    heading = markup.text_of(title) if title is not None else ""
    text = _main_text(root, page)
    whole = [{"title": heading, "text": text}] if text else []
    return _Cut(whole, _misfit(forum) if forum is not None and forum.misfits else "" if whole else _nothing(None))


def _misfit(forum: forums.Found) -> str:
    """Why a forum's page is set aside; the address stands with it."""
    return f"the page does not fit the rules for {forum.engine}: {'; '.join(forum.misfits)}" if forum.misfits else ""


def _main_text(root: Any, page: Page) -> str:
    body = root.find("body")
    plain = markup.text_of(root if body is None else body)
    if len(page.text) > _MAIN_TEXT or page.text.count("<") > _MOST_TAGS or not plain:
        return plain
    for node in root.iter():
        node.text = node.text and node.text.translate(_FOR_XML)
        node.tail = node.tail and node.tail.translate(_FOR_XML)
    main = trafilatura.extract(root)
    return main.translate(_UNMASK) if main else plain


def _dated(values: dict[str, Any]) -> dict[str, Any]:
    """A date that cannot be read gives way to the day of capture, and is kept as it was written; a post keeps none."""
    if "engine" in values:
        return {"posted_at": None} | values
    if "posted_at" in values and dates.parse(values["posted_at"]) is None:
        values["posted_at_as_written"] = values.pop("posted_at")
    return values


def _base(page: Page, position: int) -> dict[str, Any]:
    """The fields that every posting of a page has; its id is the same whenever the archive is read again."""
    capture = f"{page.url}\n{page.captured}\n{position}"
    base = {
        "id": "w" + hashlib.blake2b(capture.encode("utf-8", "replace"), digest_size=10).hexdigest(),
        "url": page.url,
        "site": _host(page.url),
        "posted_at": page.captured,
        "captured_at": page.captured,
        "record": page.record,
    }
    return base | {"_encoding": page.guessed, "_altered": page.altered}


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _known(fields: dict[str, str]) -> str:
    return json.dumps({"url": fields.get("warc-target-uri", ""), "posted_at": fields.get("warc-date", "")})
