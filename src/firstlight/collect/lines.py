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
        self._broken: UnreadableFile | None = None
        stream = self._until_break(files.blocks(path))
        head = b""
        while len(head) < encoding.HEAD and (block := next(stream, b"")):
            head += block
        if not head:
            self._raise_if_broken()
        try:
            self.encoding = encoding.decide(head[: encoding.HEAD], path)
        except UnreadableFile:
            self._raise_if_broken()  # damaged data unpacks to no text: the damage is the cause
            raise
        self._blocks = chain((head[self.encoding.mark :],), stream)

    def __iter__(self) -> Iterator[tuple[int, str]]:
        codec = self.encoding.codec
        narrow = codec in ("utf-8", "cp1252")
        blocks = self._blocks if narrow else _recoded(self._blocks, codec, self._path)
        # A guess does not outweigh a line that is sound UTF-8: Windows-1252 text is so by accident hardly ever.
        codecs_in_turn = ("utf-8", codec) if self.encoding.guessed else ("utf-8",)
        for number, line in self._cut(blocks):
            for attempt in codecs_in_turn:
                try:
                    yield number, line.decode(attempt)
                    break
                except UnicodeDecodeError as error:
                    cause = f"byte {error.object[error.start]:#04x} at place {error.start + 1} is not {codec}"
            else:
                row = line.decode("utf-8", "backslashreplace").rstrip("\r\n")
                self._reject(BadRow(Where(self._path, number), cause, row))

    def _until_break(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        """Blocks as long as they come; why they stopped is kept for the end."""
        try:
            yield from filter(None, blocks)
        except UnreadableFile as error:
            self._broken = error

    def _cut(self, blocks: Iterator[bytes]) -> Iterator[tuple[int, bytes]]:
        number, size = 1, 0
        rest: list[bytes] = []  # what has come of the current line, at most _LONGEST bytes of its `size`
        for block in blocks:
            for part in io.BytesIO(block):
                size += len(part)
                if size <= _LONGEST:
                    rest.append(part)
                if part.endswith(b"\n"):
                    if size > _LONGEST:
                        self._too_long(number, rest, size)
                    else:
                        yield number, b"".join(rest) if len(rest) > 1 else part
                    number, size, rest = number + 1, 0, []
        if size > _LONGEST:
            self._too_long(number, rest, size)
        elif size and self._broken is None:
            yield number, b"".join(rest)
        elif size:
            row = b"".join(rest).decode("utf-8", "backslashreplace")
            self._reject(BadRow(Where(self._path, number), "the file breaks off in this line", row))
        self._raise_if_broken()

    def _raise_if_broken(self) -> None:
        if self._broken is not None:
            raise self._broken

    def _too_long(self, number: int, start: list[bytes], size: int) -> None:
        row = b"".join(start)[:_SHOWN].decode("utf-8", "backslashreplace")
        cause = f"the line has {size:,} bytes, more than {_LONGEST:,}; only its start is kept here"
        self._reject(BadRow(Where(self._path, number), cause, row))


def _recoded(blocks: Iterator[bytes], codec: str, path: str) -> Iterator[bytes]:
    """UTF-16 or UTF-32 to UTF-8; lone surrogates pass, so that only the line they stand in is lost."""
    decoder = codecs.getincrementaldecoder(codec)("surrogatepass")
    try:
        for block in blocks:
            yield decoder.decode(block).encode("utf-8", "surrogatepass")
        yield decoder.decode(b"", final=True).encode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise UnreadableFile(path, f"its {codec} text is damaged: {error.reason}") from error
