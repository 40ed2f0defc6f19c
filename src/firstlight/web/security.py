"""What every answer carries, and which requests are answered at all.

The desk is served to this machine alone. A page in the same browser could still reach it under a name that it
points at 127.0.0.1 (DNS rebinding), so a request must name a loopback host. The content policy allows the desk's
own style sheet and nothing else: no script, no frame, nothing from elsewhere.
"""

from __future__ import annotations

import ipaddress
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from firstlight.errors import NotAllowed

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Headers of every answer. Nothing is kept in a browser's cache: the pages name people."""

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^:\[\]]+)(?::[0-9]{1,5})?", re.IGNORECASE)


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address, without its port, is this machine's own loopback."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def loopback_only(host: str) -> str:
    """Return the host if it is loopback; raise NotAllowed, saying why, if others could reach it."""
    if not is_loopback(host):
        raise NotAllowed(
            f"will not serve on {host}: the desk has no sign-in yet, so whoever reaches the address would read it. "
            "Serve on 127.0.0.1, and reach it from elsewhere through ssh -L."
        )
    return host


class Guard:
    """ASGI middleware: refuse requests for other hosts and put the headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request for a loopback host on; answer any other with 400."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        host = _HOST.fullmatch(Headers(scope=scope).get("host", ""))
        if host is None or not is_loopback(host.group(1)):
            refusal = PlainTextResponse("This desk answers only to localhost and 127.0.0.1.\n", 400, HEADERS)
            await refusal(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self._app(scope, receive, guarded)
