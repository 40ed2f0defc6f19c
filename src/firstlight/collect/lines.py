"""The lines of a text file, decoded, with their numbers."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from itertools import chain

from firstlight.collect import encoding, files
from firstlight.collect.batches import Reject
from firstlight.errors import BadRow, UnreadableFile, Where

_LONGEST = 64 << 20
"""Bytes in a line; a longer one is set aside, so that a file without line ends cannot fill the memory."""
_SHOWN = 1000
"""Characters of an over-long line that are kept with it."""


class Lines:
    """A text file as an iterator of (number, line with its end); `encoding` is known once it is made.

    Lines that are too long or cannot be decoded go to `reject`. Where the file breaks off, the line it breaks
    in is rejected and UnreadableFile follows.
    """

    def __init__(self, path: str, reject: Reject) -> None:
        self._path = path
        self._reject = reject
        stream = files.blocks(path)
        head, self._broken = b"", None
        try:
            for block in stream:
                head += block
                if len(head) >= encoding.HEAD:
                    break
        except UnreadableFile as error:  # what came before the break is still read
            stream, self._broken = iter(()), error
            if not head:
                raise
        self.encoding = encoding.decide(head[: encoding.HEAD], path)
        self._blocks = chain((head[self.encoding.mark :],), stream)

    def __iter__(self) -> Iterator[tuple[int, str]]:
        codec = self.encoding.codec
        narrow = codec in ("utf-8", "cp1252")
        blocks = self._blocks if narrow else _recoded(self._blocks, codec, self._path)
        for number, line in self._cut(blocks):
            try:
                yield number, line.decode(codec if narrow else "utf-8")
            except UnicodeDecodeError as error:
                cause = f"byte {error.object[error.start]:#04x} at place {error.start + 1} is not {codec}"
                self._reject(
                    BadRow(Where(self._path, number), cause, line.decode("utf-8", "backslashreplace").rstrip("\r\n"))
                )

    def _cut(self, blocks: Iterator[bytes]) -> Iterator[tuple[int, bytes]]:
        number, rest, size = 1, [], 0
        broken: UnreadableFile | None = None
        while True:
            try:
                block = next(blocks, b"")
            except UnreadableFile as error:
                broken, block = error, b""
            if not block:
                break
            if b"\n" not in block:
                size += len(block)
                if size <= _LONGEST:
                    rest.append(block)
                continue
            for line in io.BytesIO(b"".join((*rest, block)) if size <= _LONGEST else block):
                if line.endswith(b"\n"):
                    if size > _LONGEST:
                        self._too_long(number, b"".join(rest), size)
                    else:
                        yield number, line
                    number, rest, size = number + 1, [], 0
                else:
                    rest, size = [line], len(line)
        broken = broken or self._broken
        if size > _LONGEST:
            self._too_long(number, b"".join(rest), size)
        elif size and broken is None:
            yield number, b"".join(rest)
        elif size:
            row = b"".join(rest).decode("utf-8", "backslashreplace")
            self._reject(BadRow(Where(self._path, number), "the file breaks off in this line", row))
        if broken is not None:
            raise broken

    def _too_long(self, number: int, start: bytes, size: int) -> None:
        cause = f"the line has {size:,} bytes, more than {_LONGEST:,}; only its start is kept here"
        self._reject(BadRow(Where(self._path, number), cause, start[:_SHOWN].decode("utf-8", "backslashreplace")))


def _recoded(blocks: Iterator[bytes], codec: str, path: str) -> Iterator[bytes]:
    """UTF-16 or UTF-32 to UTF-8; lone surrogates pass, so that only the line they stand in is lost."""
    decoder = codecs.getincrementaldecoder(codec)("surrogatepass")
    try:
        for block in blocks:
            yield decoder.decode(block).encode("utf-8", "surrogatepass")
        yield decoder.decode(b"", final=True).encode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise UnreadableFile(path, f"its {codec} text is damaged: {error.reason}") from error
