"""Text only: what of a body may be kept. The header is asked, then the first bytes, then the whole of it.

All three must say text. Nothing is written before this has said so, and what it gives back holds no file and no script.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.message import Message

from firstlight.collect import markup
from firstlight.collect.crawl import sniff
from firstlight.collect.crawl.redact import Cut, redact, rest

PAGES = ("text/html", "application/xhtml+xml")
_TEXTS = (*PAGES, "text/plain")


@dataclass(frozen=True, slots=True)
class Kept:
    """A body that may be written: its bytes, the page as text, and what was cut out."""

    body: bytes
    text: str
    cuts: tuple[Cut, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A body that may not be written, and why."""

    why: str


def media(header: str) -> tuple[str, str]:
    """Return the media type (lower case, empty where none is stated) and the charset of a Content-Type header."""
    if not header.strip():
        return "", ""
    message = Message()
    message["content-type"] = header.replace("\r", " ").replace("\n", " ")
    return message.get_content_type(), str(message.get_param("charset", ""))


def check_header(kind: str) -> str:
    """Say why a body of this media type is not even read; empty where it may be text, or no type is stated."""
    return "" if not kind or kind in _TEXTS else f"it is {kind[:80]}, not text"


def check_head(head: bytes, kind: str) -> str:
    """Say why a body that begins like this is not kept; empty where it goes on looking like text."""
    if found := sniff.kind(head):
        return f"it begins as a {found} does, whatever its header says"
    if not kind and not sniff.looks_like_markup(head):
        return "its header states no type, and it does not begin as a page does"
    return ""


def check(body: bytes, kind: str, charset: str) -> Kept | Refused:
    """Judge a whole body, and cut out of it what may not be kept."""
    if why := check_header(kind) or check_head(body[: sniff.HEAD], kind):
        return Refused(why)
    text, encoding = markup.decode(body, charset)
    if why := sniff.hidden(body, encoding.codec):
        return Refused(f"it holds {why}")
    wide = encoding.codec.startswith("utf-16")
    # Latin-1 is a byte a character: what is not cut out comes back as it came.
    cut, cuts = redact(text if wide else body.decode("latin-1"))
    if rest(cut):
        return Refused("it carries a file in its text, in a spelling that cannot be cut out for sure")
    if not cuts:
        return Kept(body, text, ())
    kept = cut.encode("utf-16", "surrogatepass") if wide else cut.encode("latin-1")
    return Kept(kept, markup.decode(kept, charset)[0], cuts)
