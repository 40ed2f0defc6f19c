"""What goes wrong between us and a site, told apart by what helps: waiting, another circuit, a person, or nothing.

SOCKS reply codes: RFC 1928, section 6; the onion codes F0 to F7: Tor's proposal 304 (`ExtendedErrors`). What Tor
answers in practice was seen on a private network: 4 for an onion that was never published, 5 for one that was removed.
"""

from __future__ import annotations

import re
import ssl
from dataclasses import dataclass
from enum import StrEnum

import aiohttp
import aiohttp_socks
from aiohttp.http_exceptions import HttpProcessingError


class Cause(StrEnum):
    """What kind of trouble it is."""

    TOR_AWAY = "tor does not answer"
    TOR_STRANGE = "what answers is no SOCKS port of tor"
    NOT_PUBLISHED = "the onion service is not published: never was, or is down"
    REFUSED = "the site refuses the connection: the service is gone, or the port is wrong"
    NO_WAY = "no way through the network was found"
    TOO_SLOW = "it took longer than the scope allows"
    CUT_OFF = "the connection broke off"
    NO_HTTP = "the answer is not HTTP that can be read"
    CERTIFICATE = "the certificate is not valid for this site"
    NO_NAME = "the host's name is not known"
    KEY_NEEDED = "the onion service wants a client key that tor does not have"
    FORBIDDEN = "tor's own rules forbid it"


@dataclass(slots=True)
class Trouble(Exception):
    """One failed attempt. `again` says whether another may help, `circuit` whether it needs a new circuit."""

    cause: Cause
    detail: str = ""
    again: bool = True
    circuit: bool = False

    def __str__(self) -> str:
        return f"{self.cause}{f' ({self.detail})' if self.detail else ''}"


_REPLIES: dict[int, tuple[Cause, bool, bool]] = {
    0x01: (Cause.NO_WAY, True, True),
    0x02: (Cause.FORBIDDEN, False, False),
    0x03: (Cause.NO_WAY, True, True),
    0x04: (Cause.NOT_PUBLISHED, True, True),
    0x05: (Cause.REFUSED, True, True),
    0x06: (Cause.NO_WAY, True, True),
    0x07: (Cause.TOR_STRANGE, False, False),
    0x08: (Cause.TOR_STRANGE, False, False),
    0xF0: (Cause.NOT_PUBLISHED, True, True),
    0xF1: (Cause.NOT_PUBLISHED, True, True),
    0xF2: (Cause.NO_WAY, True, True),
    0xF3: (Cause.NO_WAY, True, True),
    0xF4: (Cause.KEY_NEEDED, False, False),
    0xF5: (Cause.KEY_NEEDED, False, False),
    0xF6: (Cause.NOT_PUBLISHED, False, False),
    0xF7: (Cause.NO_WAY, True, True),
}
"""SOCKS reply code: cause, whether another attempt may help, whether on a new circuit."""


def of_reply(code: int | None, words: str) -> Trouble:
    """Say what a SOCKS reply means."""
    if code is None and (named := re.search(r"reply code: 0X([0-9A-F]+)", words, re.IGNORECASE)):
        code = int(named[1], 16)
    if code is None or code not in _REPLIES:
        return Trouble(Cause.TOR_STRANGE, words, again=False)
    cause, again, circuit = _REPLIES[code]
    return Trouble(cause, f"SOCKS reply {code:X}", again=again, circuit=circuit)


def of_error(error: BaseException) -> Trouble:
    """Say what an error of the network libraries means."""
    if isinstance(error, Trouble):
        return error
    if isinstance(error, aiohttp_socks.ProxyError):
        return of_reply(getattr(error, "error_code", None), str(error))
    for kinds, cause, again, circuit in _ERRORS:
        if isinstance(error, kinds):
            return Trouble(cause, type(error).__name__ if cause is Cause.NO_HTTP else "", again=again, circuit=circuit)
    return Trouble(Cause.CUT_OFF, circuit=True)


_ERRORS: tuple[tuple[tuple[type[BaseException], ...], Cause, bool, bool], ...] = (
    ((aiohttp_socks.ProxyConnectionError,), Cause.TOR_AWAY, True, False),
    ((TimeoutError, aiohttp_socks.ProxyTimeoutError), Cause.TOO_SLOW, True, True),  # the libraries' own are of its kind
    ((aiohttp.ClientConnectorCertificateError, ssl.SSLCertVerificationError), Cause.CERTIFICATE, False, False),
    ((aiohttp.ClientConnectorDNSError,), Cause.NO_NAME, False, False),
    ((aiohttp.ClientConnectorError,), Cause.REFUSED, True, False),
    ((aiohttp.ClientResponseError, HttpProcessingError, ValueError), Cause.NO_HTTP, True, False),
)
"""Kinds of error, the special before the general: cause, whether another attempt may help, whether on a new circuit."""
