"""WARC: records one after another, each with a header that says how long its block is.

Source: ISO 28500 (WARC 1.0 and 1.1), sections 4 and 5. Archives are damaged in practice: a length that lies
takes its own record out, not those after it. After each block the next record must begin; where it does not, the
record is set aside and reading goes on where the next one is found (inside the block, if the length was too great).
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from typing import NamedTuple

from firstlight.collect.batches import Reject
from firstlight.errors import BadRow, UnreadableFile, Where

LONGEST = 64 << 20
"""Bytes in a block that is read; longer ones (films, mostly) are passed over, and set aside when they hold a page."""
_HEADER = 1 << 16
_START = re.compile(rb"WARC/\d\.\d\r?\n(?=WARC-|Content-)", re.IGNORECASE)
_HERE = re.compile(rb"WARC/\d\.\d+[ \t]*\r?\n", re.IGNORECASE)  # where a record is due, its first field may be any
_BLANK = re.compile(rb"\r?\n\r?\n")


class Record(NamedTuple):
    """One record: its number in the file (1-based), header fields in lower case, block.

    `altered` says how the block differs from the digest in its header; a page is read all the same, and marked.
    """

    number: int
    fields: dict[str, str]
    block: bytes
    altered: str = ""


def header_fields(lines: bytes) -> dict[str, str]:
    """Read `Name: value` lines (WARC's and HTTP's): names in lower case, a folded line continues the one before it."""
    found: dict[str, str] = {}
    name = ""
    for line in lines.decode("utf-8", "replace").splitlines():
        if line[:1] in (" ", "\t") and name:
            found[name] += " " + line.strip()
            continue
        name, colon, value = line.partition(":")
        name = name.strip().lower() if colon else ""
        if name:
            found[name] = f"{found[name]}, {value.strip()}" if name in found else value.strip()
    return found


def records(blocks: Iterator[bytes], path: str, reject: Reject) -> Iterator[Record]:
    """Yield each whole record of an unpacked WARC; a damaged one goes to `reject`.

    Raises UnreadableFile when it is no WARC, breaks off, or states a length beyond its end with nothing to go on from.
    """
    reader = _Reader(blocks)
    number = 0
    while reader.skip_blank_lines():
        number += 1
        where = Where(path, number)
        if not _HERE.match(reader.peek(_HEADER)):
            if number == 1:
                raise UnreadableFile(path, _not_warc(reader.peek(_HEADER)))
            reject(BadRow(where, "no record begins where the one before it ends"))
            reader.seek_start()
            continue
        head = _BLANK.search(reader.peek(_HEADER))
        if head is None:
            reject(BadRow(where, "its header does not end"))
            reader.take(5)
            reader.seek_start()
            continue
        start = reader.take(head.end())
        fields = header_fields(start.partition(b"\n")[2])
        block = _block(reader, where, fields, reject)
        if block is not None:
            yield Record(number, fields, block, _altered(block, fields.get("warc-block-digest", "")))
    if reader.broken:
        if reader.rest:
            reject(BadRow(Where(path, number), "the file breaks off in this record"))
        raise reader.broken


def _block(reader: _Reader, where: Where, fields: dict[str, str], reject: Reject) -> bytes | None:
    """Take a record's block; None when it is set aside. The reader then stands after it, or at the next record."""
    stated = fields.get("content-length", "")
    if not (stated.isascii() and stated.isdigit() and len(stated) < 19):
        reject(BadRow(where, f"its length is {stated!r}, not a number", _row(fields)))
        reader.seek_start()
        return None
    length = int(stated)
    if length > LONGEST:
        if reader.skip(length) < length:
            raise UnreadableFile(
                where.file, f"record {where.line} states {length:,} bytes, more than the file has left"
            )
        if "html" in fields.get("content-type", "") or "http" in fields.get("content-type", ""):
            reject(BadRow(where, f"it has {length:,} bytes, more than {LONGEST:,}", _row(fields)))
        return None
    if reader.ends_at(length):
        return reader.take(length)
    held = min(length, len(reader.rest))
    passed = reader.seek_start()
    if passed < held and reader.rest:
        cause = f"its stated length of {length:,} bytes runs into the next record"
    elif held < length:
        reader.broken = reader.broken or UnreadableFile(where.file, "it ends in the middle of a record")
        cause = f"it states {length:,} bytes, but the file ends after {held:,}"
    else:
        cause = f"it goes on after its stated length of {length:,} bytes"
    reject(BadRow(where, cause, _row(fields)))
    return None


def _row(fields: dict[str, str]) -> str:
    """What is told of a damaged record."""
    return "\n".join(f"{name}: {value}" for name, value in fields.items())


def _altered(block: bytes, stated: str) -> str:
    """Say how a block differs from the digest its header states; empty when it does not, or none can be checked."""
    name, _, value = stated.partition(":")
    name = name.strip().lower().replace("-", "")
    if name not in ("sha1", "sha256", "sha512", "md5") or not value:
        return ""
    made = hashlib.new(name, block, usedforsecurity=False).digest()
    value = value.strip()
    in_base32, in_base64 = base64.b32encode(made).decode(), base64.b64encode(made).decode()
    if value.lower() == made.hex() or value.upper().rstrip("=") == in_base32.rstrip("=") or value == in_base64:
        return ""
    return f"its block is not what its digest says ({stated})"


def _not_warc(start: bytes) -> str:
    if start.startswith(b"filedesc://"):
        return "it is ARC, the format before WARC; convert it: warcio recompress FILE.arc FILE.warc.gz"
    return "it is not WARC: no record begins at its start"


class _Reader:
    """Bytes that can be looked at before they are taken. `broken` is why the stream ended before its end, if it did.

    Nothing is copied to look ahead: a hundred thousand records whose lengths lie would cost the square of the file.
    """

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self.rest = bytearray()
        self.broken: UnreadableFile | None = None

    def _fill(self, size: int) -> None:
        while len(self.rest) < size:
            try:
                block = next(self._blocks, b"")
            except UnreadableFile as error:
                self.broken, block = error, b""
            if not block:
                self._blocks = iter(())
                return
            self.rest += block

    def peek(self, size: int) -> bytes:
        """Up to `size` of the bytes ahead, without moving."""
        self._fill(size)
        return bytes(self.rest[:size])

    def take(self, size: int) -> bytes:
        """Up to `size` bytes, fewer at the end."""
        taken = self.peek(size)
        del self.rest[:size]
        return taken

    def skip(self, size: int) -> int:
        """Move on by `size` bytes without keeping them; return how many there were."""
        left = size
        while left and (taken := len(self.take(min(left, 1 << 20)))):
            left -= taken
        return size - left

    def skip_blank_lines(self) -> bool:
        """Move past line ends; whether anything follows."""
        while self.peek(1) in (b"\r", b"\n"):
            del self.rest[:1]
        return bool(self.rest)

    def ends_at(self, size: int) -> bool:
        """Whether after `size` bytes, line ends apart, a record or the end of the file comes next."""
        self._fill(size + 64)
        ahead = bytes(self.rest[size : size + 64]).lstrip(b"\r\n")
        return len(self.rest) >= size and (not ahead or ahead.startswith(b"WARC/"))

    def seek_start(self) -> int:
        """Move on to the next record, or to the end; return the bytes passed."""
        passed = 0
        while True:
            self._fill(1 << 20)
            found = _START.search(self.rest, 0, 1 << 20)
            step = found.start() if found else len(self.rest) if len(self.rest) < 1 << 20 else (1 << 20) - 64
            del self.rest[:step]
            passed += step
            if found or not self.rest:
                return passed
