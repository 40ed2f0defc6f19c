"""The two ways out: through Tor's SOCKS port, each case and site on its own circuits, or straight into the clear web.

A scope names one, and there is no other way from it: a session made for Tor has no resolver and knows no direct
connection, a session for the clear web refuses onions and, for names, the machine's own and private networks.
"""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
from collections.abc import Sequence
from typing import Any

import aiohttp
import aiohttp.abc
from aiohttp_socks import ProxyConnector

from firstlight.collect.crawl.scope import Scope
from firstlight.errors import InputError

_HEADERS = {
    "Accept": "text/html,application/xhtml+xml;q=0.9,text/plain;q=0.8",
    "Accept-Language": "en-US,en;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}


def endpoint(text: str, setting: str) -> tuple[str, int]:
    """Read HOST:PORT of Tor, which must be on this machine. Raises InputError naming the setting."""
    host, colon, port = text.rpartition(":")
    try:
        local = ipaddress.ip_address(host.strip("[]")).is_loopback if host != "localhost" else True
    except ValueError:
        local = False
    if not (colon and port.isdigit() and 0 < int(port) < 65536 and local):
        raise InputError(f"{setting} is {text!r}: it must be an address of this machine, such as 127.0.0.1:9050")
    return host.strip("[]"), int(port)


class Line:
    """One site's connections. `renew` takes new circuits from then on; cookies outlive them."""

    def __init__(self, scope: Scope, site: str, socks: tuple[str, int], jar: aiohttp.CookieJar) -> None:
        self.scope = scope
        self.site = site
        self.jar = jar
        self.circuits = 0
        self._socks = socks
        self._salt = secrets.token_hex(
            8
        )  # so that no two runs share a circuit, and no name in Tor's memory says a case
        self._session: aiohttp.ClientSession | None = None

    @property
    def through_tor(self) -> bool:
        """Whether this line leads through Tor."""
        return self.scope.through == "tor"

    @property
    def session(self) -> aiohttp.ClientSession:
        """The session of now."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=self._connector(),
                cookie_jar=self.jar,
                headers={"User-Agent": self.scope.user_agent, **_HEADERS},
                trust_env=False,
                auto_decompress=False,
                requote_redirect_url=False,
                read_bufsize=1 << 16,
                max_line_size=32_768,
                max_field_size=32_768,
            )
        return self._session

    async def renew(self, seen: aiohttp.ClientSession) -> None:
        """Go on with new circuits (connections, in the clear web), unless that was done since `seen` was in use."""
        if self._session is seen:
            self.circuits += 1
            self._session = None
            await seen.close()

    async def close(self) -> None:
        """Close all connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _connector(self) -> aiohttp.TCPConnector:
        limit = self.scope.connections
        if not self.through_tor:
            return aiohttp.TCPConnector(limit=limit, resolver=_PublicResolver())
        name = hashlib.sha256(f"{self._salt} {self.scope.case} {self.site}".encode()).hexdigest()[:24]
        onion = self.site.partition(":")[0].endswith(".onion")
        # An onion's address is its key: Tor has proved it, and its certificate, if any, is rarely signed by others.
        return ProxyConnector(
            host=self._socks[0],
            port=self._socks[1],
            username=name,
            password=str(self.circuits),
            rdns=True,
            limit=limit,
            ssl=not onion,
        )


class _PublicResolver(aiohttp.abc.AbstractResolver):
    """Names of the clear web, without those that lead back to this machine or its neighbours.

    A site may not send us to what stands behind our own wall. An address that a scope names by number is not resolved.
    """

    def __init__(self) -> None:
        self._resolver = aiohttp.ThreadedResolver()

    async def resolve(self, host: str, port: int = 0, family: Any = 0) -> list[aiohttp.abc.ResolveResult]:
        if host.endswith(".onion"):
            raise OSError("an onion is never looked up outside Tor")
        return self._public(await self._resolver.resolve(host, port, family))

    async def close(self) -> None:
        await self._resolver.close()

    @staticmethod
    def _public(found: Sequence[aiohttp.abc.ResolveResult]) -> list[aiohttp.abc.ResolveResult]:
        public = [one for one in found if ipaddress.ip_address(one["host"].partition("%")[0]).is_global]
        if not public:
            raise OSError("the name leads to a private network")
        return public
