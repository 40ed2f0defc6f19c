"""PGP keys: key blocks, by the fingerprint worked out from the key itself, and fingerprints and key ids as written.

Catches armoured public key blocks, the key that a signature or a revocation names, 40 hexadecimal digits in any
grouping after a word such as "PGP", "key" or "fingerprint", and 16 or 8 digits after "0x" beside such a word. The value
is the fingerprint in capitals without spaces; of a key id "0x" and its digits.
Refuses digests and order numbers that nothing calls a key, and blocks whose inside is no key; an encrypted message
names no key of its sender and is left alone.
Sources: RFC 9580 (OpenPGP), sections 5.2, 5.5.4 and 6.2.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator

from firstlight.extract.covered import Covered
from firstlight.extract.kinds import Context, Found
from firstlight.extract.text import TextView

KIND = "pgp"
GATE = r"begin pgp|\b(?:pgp|gpg|openpgp|fingerprint|fpr|key|keyid|huella|clave)\b"
FIELDS = ("title", "text")

_PRINT = "D8692123C4065DEA5E0F3AB5249B39D24F25E3B6"
EXAMPLES = (
    (f"PGP: {_PRINT}", (_PRINT,)),
    ("my fingerprint is D869 2123 C406 5DEA 5E0F  3AB5 249B 39D2 4F25 E3B6.", (_PRINT,)),
    ("gpg key 0x249B39D24F25E3B6", ("0x249B39D24F25E3B6",)),
    ("key id: 0x4F25E3B6 (pgp)", ("0x4F25E3B6",)),
    (f"GPG fingerprint {_PRINT.lower()}", (_PRINT,)),
)
DECOYS = (
    f"sha1 {_PRINT}", "pgp required for orders", "the key is 12345678", "-----BEGIN PGP PUBLIC KEY BLOCK-----",
    "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----", "key 0x12", "commit 0xdeadbeef",
    f"order {_PRINT} keys",
)  # fmt: skip

_BLOCK = re.compile(r"-{5}begin pgp (public key block|signature)-{5}")
_GROUPS = re.compile(r"(?<![^\W_])(?:0x)?[0-9a-f]{4}(?:[\s:]{0,2}[0-9a-f]{4}){9}(?![^\W_])")
_KEY_ID = re.compile(r"(?<![^\W_])0x([0-9a-f]{16}|[0-9a-f]{8})(?![^\W_])")
_CUE = re.compile(r"\b(?:pgp|gpg|openpgp|fingerprint|fpr|key ?id|public key|huella|clave publica)\b")
_BODY_LINE = re.compile(r"[A-Za-z0-9+/]+={0,2}")
_REACH = 60


def find(view: TextView, context: Context) -> Iterator[Found]:
    """Yield every key that the text holds or names."""
    del context
    text = view.text
    blocks = Covered(len(text))
    done = 0
    unended: set[str] = set()
    for head in _BLOCK.finditer(text):
        footer = f"-----end pgp {head[1]}-----"
        if head.start() < done or head[1] in unended:
            continue
        end = text.find(footer, head.end()) + len(footer)
        if end < head.end() + len(footer):
            unended.add(head[1])
            continue
        done = end
        blocks.add(head.start(), end)
        first, last = view.span(head.start(), end)
        key = _key(view.original[first:last], head[1])
        if key is not None:
            yield Found(KIND, key, head.start(), end, 1.0, f"pgp/{head[1].split()[0]}")
    for pattern, score in ((_GROUPS, 0.95), (_KEY_ID, 0.7)):
        for match in pattern.finditer(text):
            if blocks.meets(*match.span()) or not _cued(text, *match.span()):
                continue
            digits = re.sub(r"[\s:]", "", match[0].removeprefix("0x")).upper()
            yield Found(KIND, digits if len(digits) == 40 else f"0x{digits}", *match.span(), score, "pgp/written")


def _cued(text: str, start: int, end: int) -> bool:
    """Tell whether what stands near calls it a key."""
    return bool(_CUE.search(text[max(0, start - _REACH) : start]) or _CUE.search(text[end : end + _REACH // 3]))


def _key(armour: str, what: str) -> str | None:
    """Return the fingerprint of the key in an armoured block, or of the one that a signature names; None if broken."""
    try:
        raw = base64.b64decode("".join(_body(armour)), validate=True)
        tag, body = _packet(raw)
        if what == "signature" or tag == 2:
            return _issuer(body) if tag == 2 else None
        return _fingerprint(body) if tag == 6 else None
    except (binascii.Error, ValueError, IndexError):
        return None


def _body(armour: str) -> Iterator[str]:
    """Yield the lines of base64: not the headers before the empty line, not the checksum."""
    for line in armour.splitlines()[1:-1]:
        piece = line.strip().lstrip(">").strip()
        if piece and not piece.startswith("=") and ":" not in piece and _BODY_LINE.fullmatch(piece):
            yield piece


def _packet(raw: bytes) -> tuple[int, bytes]:
    """Return tag and body of the first packet (RFC 9580, section 4.2)."""
    head = raw[0]
    if not head & 0x80:
        raise ValueError("not a packet")
    if head & 0x40:
        tag, first = head & 0x3F, raw[1]
        if first < 192:
            start, length = 2, first
        elif first < 224:
            start, length = 3, ((first - 192) << 8) + raw[2] + 192
        else:
            start, length = 6, int.from_bytes(raw[2:6], "big")
    else:
        tag, size = head >> 2 & 0x0F, 1 << (head & 3)
        start, length = 1 + size, int.from_bytes(raw[1 : 1 + size], "big")
    body = raw[start : start + length]
    if len(body) != length or length < 6:
        raise ValueError("a packet that is cut off")
    return tag, body


def _fingerprint(body: bytes) -> str | None:
    """Work out the fingerprint of a version 4 or 6 key packet."""
    if body[0] == 4:
        return hashlib.sha1(b"\x99" + len(body).to_bytes(2, "big") + body, usedforsecurity=False).hexdigest().upper()
    if body[0] == 6:
        return hashlib.sha256(b"\x9b" + len(body).to_bytes(4, "big") + body).hexdigest().upper()
    return None


def _issuer(body: bytes) -> str | None:
    """Return the issuer's fingerprint (subpacket 33) or key id (16) that a version 4 signature carries."""
    if body[0] != 4:
        return None
    at, key_id = 4, None
    for _ in range(2):
        end = at + 2 + int.from_bytes(body[at : at + 2], "big")
        at += 2
        while at < end:
            length, at = body[at], at + 1
            kind, value = body[at] & 0x7F, body[at + 1 : at + length]
            if kind == 33 and value[:1] == b"\x04" and len(value) == 21:
                return value[1:].hex().upper()
            if kind == 16 and len(value) == 8:
                key_id = f"0x{value.hex().upper()}"
            at += length
    return key_id
