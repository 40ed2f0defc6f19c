"""By webhook: a signed POST to an address that the unit named, never to a private network by way of a public name.

The name is resolved once, every address that it has must be public, and the connection goes to one of these addresses:
a name that changes its mind in between (DNS rebinding) leads nowhere. No redirect is followed.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import ipaddress
import socket
import ssl
from urllib.parse import urlsplit

from firstlight.alert import letter
from firstlight.alert.way import NotSent, Post, Unclear
from firstlight.desk import Alert, Delivery, Watch

SECONDS = 10.0
"""How long the other side may take for one step."""

SIGNATURE = "Firstlight-Signature"
"""The header of the signature: `t=` the moment (a Unix time), `v1=` HMAC-SHA-256 of `moment.body` in hex."""


def send(post: Post, delivery: Delivery, watch: Watch | None, found: list[Alert], *, moment: int) -> None:
    """Call one webhook; raise NotSent or Unclear. Any answer but 2xx is a refusal."""
    if not post.webhook_key:
        raise NotSent("calls cannot be signed: set FIRSTLIGHT_WEBHOOK_KEY")
    parts = urlsplit(delivery.address)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    body = letter.body(watch, delivery, found)
    headers = {
        "Content-Type": "application/json",
        "Idempotency-Key": f"firstlight-{delivery.delivery}-{delivery.through}",
        SIGNATURE: signature(post.webhook_key, moment, body),
    }
    connection = _Pinned(host, port, address(host, port, post.webhook_private), secure=parts.scheme == "https")
    try:
        connection.connect()
    except OSError as error:
        raise NotSent(f"{host} cannot be reached: {error}") from error
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("POST", path, body, headers)
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        raise Unclear(f"{host} broke off: {error}") from error
    finally:
        connection.close()
    if not 200 <= status < 300:
        raise NotSent(f"{host} answered {status}")


def signature(key: str, moment: int, body: bytes) -> str:
    """Return the signature of a call, as its header has it."""
    made = hmac.new(key.encode(), f"{moment}.".encode() + body, hashlib.sha256)
    return f"t={moment},v1={made.hexdigest()}"


def address(host: str, port: int, private: tuple[str, ...]) -> str:
    """Return the address to connect to; raise NotSent where a name has none, or one that is not public.

    `private`: host:port of the unit's own machines, which may be anywhere.
    """
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise NotSent(f"{host} has no address: {error}") from error
    if f"{host}:{port}" not in private:
        for each in found:
            if not _public(each):
                raise NotSent(f"{host} is at {each}, which is no public address: see FIRSTLIGHT_WEBHOOK_PRIVATE")
    return min(found)


def _public(each: str) -> bool:
    known = ipaddress.ip_address(each.partition("%")[0])
    inner = getattr(known, "ipv4_mapped", None) or getattr(known, "sixtofour", None)
    return known.is_global and not known.is_multicast and (inner is None or inner.is_global)


class _Pinned(http.client.HTTPConnection):
    """A connection to one address, in the name of a host; the name is not resolved again."""

    def __init__(self, host: str, port: int, at: str, *, secure: bool) -> None:
        super().__init__(host, port, timeout=SECONDS)
        self._at, self._secure = at, secure

    def connect(self) -> None:
        """Connect to the address, and where it is secure, prove that it has the host's certificate."""
        reached = socket.create_connection((self._at, self.port), SECONDS)
        self.sock = reached
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(reached, server_hostname=self.host)
