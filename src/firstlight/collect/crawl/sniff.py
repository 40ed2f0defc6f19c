"""What bytes are, by their signatures. Text passes; pictures, films, archives, programs and what is no text do not.

Sources: the WHATWG MIME Sniffing standard, sections 6 and 7, and the formats' own specifications.
"""

from __future__ import annotations

import re

HEAD = 512
"""Bytes that must be at hand (or the end of the body) before anything is decided."""

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "picture"), (b"\x89PNG", "picture"), (b"GIF8", "picture"), (b"II*\0", "picture"),
    (b"MM\0*", "picture"), (b"\0\0\1\0", "picture"), (b"\0\0\2\0", "picture"), (b"8BPS", "picture"),
    (b"\0\0\0\x0cjP", "picture"), (b"\xff\x0a", "picture"), (b"\0\0\0\x0cJXL", "picture"),
    (b"<svg", "picture"), (b"%!PS", "document"), (b"%PDF-", "document"), (b"\xd0\xcf\x11\xe0", "document"),
    (b"\x1a\x45\xdf\xa3", "film"), (b"FLV\1", "film"), (b"\0\0\1\xba", "film"), (b"\0\0\1\xb3", "film"),
    (b"0&\xb2u", "film"), (b"ID3", "sound"), (b"OggS", "sound"), (b"fLaC", "sound"), (b"MThd", "sound"),
    (b"\xff\xfb", "sound"), (b"\xff\xf1", "sound"),
    (b"PK\3\4", "archive"), (b"PK\5\6", "archive"), (b"Rar!\x1a", "archive"), (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"), (b"BZh", "archive"), (b"\xfd7zXZ", "archive"), (b"\x28\xb5\x2f\xfd", "archive"),
    (b"MSCF", "archive"), (b"WARC/", "archive"), (b"\x04\x22\x4d\x18", "archive"),
    (b"MZ", "program"), (b"\x7fELF", "program"), (b"\xca\xfe\xba\xbe", "program"), (b"\0asm", "program"),
    (b"FWS", "program"), (b"CWS", "program"), (b"ZWS", "program"), (b"SQLite format 3\0", "database"),
)  # fmt: skip
"""How a body of that kind begins."""

_ANYWHERE = re.compile(
    rb"\xff\xd8\xff[\xc0-\xfe]|\x89PNG\r\n|GIF8[79]a[^\s\w.,;:<>\"'()-]|RIFF[\s\S]{4}(?:WEBP|AVI )"
    rb"|ftyp(?:isom|mp4|avif|heic|qt  )"
    rb"|PK\x03\x04[\s\S]\x00|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1a\x45\xdf\xa3"
)
"""Signatures strong enough to be looked for inside a text, where a file may be hung on to a page."""

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|!--|html|head|body|title|meta|div|table|p|h1|\?xml)", re.IGNORECASE
)


def kind(head: bytes) -> str:
    """The kind of thing that begins like this, such as `picture`; empty where it may be text."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n") if head[:16].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" else head
    for signature, name in _STARTS:
        if start.startswith(signature):
            return name
    if head[4:8] == b"ftyp":
        return "film"
    if head[:4] == b"RIFF":
        return {b"WEBP": "picture", b"AVI ": "film"}.get(head[8:12], "sound")
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0":
        return "picture"
    if head[257:262] == b"ustar":
        return "archive"
    return (
        "picture"
        if re.match(rb"<\?xml[^>]*>\s*(?:<!--.*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg", start, re.DOTALL)
        else ""
    )


def looks_like_markup(head: bytes) -> bool:
    """Whether a body begins as a page of HTML does."""
    return _MARKUP.match(head) is not None


def hidden(body: bytes, codec: str) -> str:
    """Say what a whole body holds that is no text; empty where it is text through and through.

    `codec` is what the body was decoded with. Only UTF-16 and UTF-32 may hold zero bytes.
    """
    if _ANYWHERE.search(body):
        return "a picture, film or archive inside the text"
    if codec.startswith(("utf-16", "utf-32")):
        text = body.decode(codec, "replace")
        strange = text.count("\ufffd") + len(re.findall(r"[\0-\x08\x0e-\x1f\ue000-\uf8ff]", text))
        return "bytes that are no text" if strange * 200 > len(text) + 200 else ""
    if b"\0" in body or len(_CONTROL.findall(body)) * 500 > len(body) + 500:
        return "bytes that are no text"
    return ""
