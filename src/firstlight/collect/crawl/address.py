"""Addresses in one canonical spelling, so that what the gate has judged is byte for byte what is asked for.

Whatever two programs could read differently (a backslash, a name and password, a control character, a host that is not
plain) is no address here. Source for the parts: RFC 3986; for host names: RFC 5891 (IDNA 2008) with UTS 46 mapping.
"""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

import idna

LONGEST = 2_000
"""Characters; longer addresses are traps or attacks."""

_PORTS = {"http": 80, "https": 443}
_LABELS = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")
_ONION = re.compile(r"[a-z2-7]{56}")
_ESCAPED = re.compile(r"%([0-9a-fA-F]{2})")
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_SAFE_PATH = "/:@!$&'()*+,;=-._~%"


class NoAddress(ValueError):
    """A text is no address that may be asked for; says why."""


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """A web address: scheme (http, https), host (lower case, ASCII), port, path with query. Fragments are gone."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def site(self) -> str:
        """Host, with the port where it is not the scheme's own: what a circuit, a pace and a login belong to."""
        return self.host if self.port == _PORTS[self.scheme] else f"{self.host}:{self.port}"

    @property
    def onion(self) -> bool:
        """Whether the host is a hidden service's."""
        return self.host.endswith(".onion")

    @property
    def path(self) -> str:
        """The path without the query."""
        return self.target.partition("?")[0]

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.target}"


def parse(text: str, base: Address | None = None) -> Address:
    """Read an address, relative to `base` if given. Raises NoAddress saying why it is none."""
    text = text.strip(" \t\r\n\f")
    if not text or any(ord(character) < 0x21 or character in "\\\x7f" for character in text.replace(" ", "")):
        raise NoAddress("it is empty, or holds a backslash or a control character")
    try:
        parts = urlsplit(urljoin(str(base), text) if base else text)
        port = parts.port
    except ValueError as error:
        raise NoAddress(f"it cannot be read: {error}") from error
    if parts.scheme not in _PORTS:
        raise NoAddress(f"it is of the kind {parts.scheme or 'nothing'}:, not http or https")
    if "@" in parts.netloc:
        raise NoAddress("it holds a user name")
    if port == 0:
        raise NoAddress("it names port 0")
    query = f"?{_spelled(parts.query, _SAFE_PATH + '?')}" if parts.query else ""
    address = Address(parts.scheme, host(parts.hostname or ""), port or _PORTS[parts.scheme], _path(parts.path) + query)
    if len(str(address)) > LONGEST:
        raise NoAddress(f"it is longer than {LONGEST:,} characters")
    return address


def host(name: str) -> str:
    """Return a host's one spelling: ASCII, lower case, an IP address as it is usually written. Raises NoAddress."""
    name = name.strip("[]").lower().rstrip(".")
    if ":" in name or re.fullmatch(r"[\d.]+", name):
        try:
            return ipaddress.ip_address(name).compressed
        except ValueError as error:
            raise NoAddress(f"{name!r} is no IP address") from error
    if not name.isascii():
        try:
            name = idna.encode(name, uts46=True).decode("ascii")
        except idna.IDNAError as error:
            raise NoAddress(f"its host {name!r} is no name: {error}") from error
    if len(name) > 253 or not _LABELS.fullmatch(name) or re.fullmatch(r"0x[0-9a-f]+|\d+", name.rpartition(".")[2]):
        raise NoAddress(f"its host {name!r} is no name")
    if name.endswith(".onion") and not _is_onion(name.split(".")[-2]):
        raise NoAddress(f"{name!r} is no onion address of today, or was mistyped: its checksum does not hold")
    return name


def _is_onion(label: str) -> bool:
    """Whether a label is a version 3 onion address with its own checksum. Source: Tor's rend-spec-v3, section 6."""
    if not _ONION.fullmatch(label):
        return False
    raw = base64.b32decode(label.upper())
    key, checksum, version = raw[:32], raw[32:34], raw[34:]
    return version == b"\3" and hashlib.sha3_256(b".onion checksum" + key + version).digest()[:2] == checksum


def _path(path: str) -> str:
    """The path with its dot segments taken out and its escapes spelled one way."""
    kept: list[str] = []
    segments = _spelled(path or "/", _SAFE_PATH).split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments and segments[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def _spelled(text: str, safe: str) -> str:
    """Escape what must be escaped, undo escapes of plain characters, and write the others in capitals."""

    def one(match: re.Match[str]) -> str:
        character = chr(int(match[1], 16))
        return character if character in _PLAIN else match[0].upper()

    text = re.sub(r"%(?![0-9a-fA-F]{2})", "%25", text)
    return _ESCAPED.sub(one, quote(text, safe=safe, errors="replace"))
