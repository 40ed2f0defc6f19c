"""What every answer carries, and which requests are answered at all.

The desk is served to this machine alone. A page in the same browser could still reach it under a name that it
points at 127.0.0.1 (DNS rebinding), so a request must name a loopback host. It could also send a form here (CSRF), so
whatever changes something must come from a page of this desk: browsers say where a form comes from in `Origin`. The
content policy allows the desk's own style sheet and scripts and nothing else: nothing inline, no frame, nothing from
elsewhere.
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
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with none at all, a browser hides from us where our own forms come from
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
        """Pass a request for a loopback host on; answer any other with 400, and a form from elsewhere with 403."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = _refusal(scope["method"], Headers(scope=scope))
        if refusal:
            await refusal(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self._app(scope, receive, guarded)


def _refusal(method: str, headers: Headers) -> PlainTextResponse | None:
    """Return the answer to a request that may not be passed on, None for one that may."""
    name = headers.get("host", "")
    host = _HOST.fullmatch(name)
    if host is None or not is_loopback(host.group(1)):
        return PlainTextResponse("This desk answers only to localhost and 127.0.0.1.\n", 400, HEADERS)
    if method not in ("GET", "HEAD") and headers.get("origin") != f"http://{name}":
        return PlainTextResponse(
            f"Only a page of this desk may change something. A program says so itself: Origin: http://{name}\n",
            403,
            HEADERS,
        )
    return None
