"""What is cut out of a page before it is kept: pictures and other files written into its text, and its scripts.

A page can carry a picture's bytes as base64 or hexadecimal digits. They are taken out and leave their digest, so that
the page stays text, and so does the archive. What cannot be cut out for sure makes the whole page refused. Scripts
leave their digest too; data in JSON stays, since it is text.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import html
import re
from dataclasses import dataclass, field
from urllib.parse import unquote, unquote_to_bytes

_URI = re.compile(
    r"""\bdata:(?P<mime>[\w.+-]+/[\w.+-]+)?(?P<more>(?:;[\w-]+(?:=[^,;"'<>\s]{0,100})?){0,5}),(?P<data>[^"'<>()\\]*)""",
    re.IGNORECASE,
)
_BASE64 = re.compile(
    r"(?:[/_]9j[/_]|iVBORw0KGgo|R0lGOD[dl]|UklGR|UEsDB[BQ]|UmFyIRoH|N3q8ryc|H4sI|JVBERi|GkXfow|SUkqA|TU0AK|AAAA[\w+/]{2}ZnR5c)"
    r"(?:[A-Za-z0-9+/=_-]{16,}(?:\\[rn]|\s){0,4})+[A-Za-z0-9+/=_-]*"
)
_HEX = re.compile(
    r"(?i)(?:ffd8ff[cde]|89504e470d0a1a0a|474946383[79]61|52494646|504b0304|526172211a07|377abcaf271c|1f8b08|255044462d"
    r"|1a45dfa3)(?:(?:[0-9a-f]{2}){16,}(?:\\[rn]|\s){0,4})+[0-9a-f]*"
)
_SCRIPT = re.compile(r"<script\b([^>]*)>", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</script\s*>", re.IGNORECASE)
_JSON = re.compile(r"""type\s*=\s*["']?application/(?:ld\+)?json\b""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cut:
    """One thing taken out: its kind (`script`, or a media type as stated), length, SHA-256; bytes in memory alone."""

    kind: str
    length: int
    sha256: str
    data: bytes = field(repr=False, default=b"")


def redact(text: str) -> tuple[str, tuple[Cut, ...]]:
    """Return a page without files and scripts in it, and what was cut out of it."""
    cuts: list[Cut] = []
    text = _without_scripts(text, cuts)

    def uri(match: re.Match[str]) -> str:
        data = match["data"]
        if "base64" in match["more"].lower():
            return "data:text/plain," + _mark(cuts, match["mime"] or "unknown", _unbased(unquote(data)))
        return "data:text/plain," + _mark(cuts, match["mime"] or "text/plain", unquote_to_bytes(data))

    text = _URI.sub(uri, text)
    text = _BASE64.sub(
        lambda match: _mark(cuts, "base64", _unbased(match[0].replace("\\n", "").replace("\\r", ""))), text
    )
    text = _HEX.sub(lambda match: _mark(cuts, "hexadecimal", bytes.fromhex(_digits(match[0]))), text)
    return text, tuple(cuts)


def rest(text: str) -> bool:
    """Whether a redacted page still carries a file in a spelling that was not cut out, such as character references."""
    plain = html.unescape(text)
    joined = unquote(plain) if "%" in plain else plain
    return any(
        (form.search(version) is not None) and form.search(text) is None
        for version in (plain, joined)
        for form in (_BASE64, _HEX)
    ) or any(not match["data"].startswith("cut-out-") for match in _URI.finditer(plain))


def _without_scripts(text: str, cuts: list[Cut]) -> str:
    parts: list[str] = []
    at = 0
    while start := _SCRIPT.search(text, at):
        end = _SCRIPT_END.search(text, start.end())
        stop = end.start() if end else len(text)
        inside = text[start.end() : stop]
        if inside.strip() and not _JSON.search(start[1]):
            inside = f"/* {_mark(cuts, 'script', inside.encode('utf-8', 'surrogatepass'))} */"
        parts += [text[at : start.end()], inside]
        at = stop
    return "".join((*parts, text[at:]))


def _mark(cuts: list[Cut], kind: str, data: bytes) -> str:
    digest = hashlib.sha256(data).hexdigest()
    cuts.append(Cut(kind.lower(), len(data), digest, b"" if kind == "script" else data))
    return f"cut-out-{len(data)}-bytes-sha256-{digest}"


def _digits(text: str) -> str:
    digits = re.sub(r"\\[rn]|\s", "", text)
    return digits[: len(digits) // 2 * 2]


def _unbased(text: str) -> bytes:
    """Decode base64 of either alphabet as far as it goes."""
    plain = re.sub(r"[^A-Za-z0-9+/]", "", text.replace("-", "+").replace("_", "/"))
    try:
        plain = plain[:-1] if len(plain) % 4 == 1 else plain
        return base64.b64decode(plain + "=" * (-len(plain) % 4))
    except binascii.Error:
        return plain.encode()
