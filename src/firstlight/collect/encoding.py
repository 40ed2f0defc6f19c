"""Which encoding a text file is in: decided once for the file, on its first mebibyte, and never silently.

A byte order mark decides. Without one the file is UTF-8, unless its bytes speak against that: then it is
UTF-16 (zero bytes at every other place) or Windows-1252, which is marked on every posting (`extra._encoding`)
because it is a guess. What is neither is refused. A row that its file's encoding cannot hold is set aside.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from firstlight.errors import UnreadableFile

HEAD = 1 << 20
"""Bytes looked at."""


class Encoding(NamedTuple):
    """A codec's name, how many bytes of mark stand before the text, and whether it was guessed."""

    codec: str
    mark: int = 0
    guessed: bool = False


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def decide(head: bytes, path: str) -> Encoding:
    """Decide from a file's first bytes. Raises UnreadableFile when it is no text that can be told."""
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return Encoding(codec, len(mark))
    if wide := _wide(head):
        return Encoding(wide)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return _eight_bit(head, path)
    return Encoding("utf-8")


def _wide(head: bytes) -> str:
    """UTF-16 without a mark: most of its text is below U+0100, so every other byte is zero."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half < 2 or max(even, odd) < 0.4 * half or min(even, odd) > 0.02 * half:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _eight_bit(head: bytes, path: str) -> Encoding:
    sound = len(_SEQUENCE.findall(head))
    stray = sum(byte >= 0x80 for byte in _SEQUENCE.sub(b"", head))
    if sound >= stray:
        return Encoding("utf-8")  # a UTF-8 file with some damaged rows
    letters = sum(chr(byte).isalpha() for byte in head if byte < 0x80)
    if stray * 4 > letters or head.count(0) > max(8, len(head) // 100):  # a NUL here and there is only dirt
        raise UnreadableFile(
            path, "its text is neither UTF-8, UTF-16 nor Western (Windows-1252); save it as UTF-8 and read it again"
        )
    return Encoding("cp1252", guessed=True)
