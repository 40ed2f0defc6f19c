"""Serve the pages on this machine."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import uvicorn
from fastapi import FastAPI

from firstlight.errors import InputError
from firstlight.web.security import loopback_only


class _Server(uvicorn.Server):
    """A server that says where it answers, once it does."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[str], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: Any = None) -> None:
        try:
            await super().startup(sockets)
        except SystemExit as error:
            where = f"{self.config.host}:{self.config.port}"
            raise InputError(
                f"cannot serve on {where}: something else may be serving there already; --port 0 takes a free port"
            ) from error
        host = f"[{self.config.host}]" if ":" in self.config.host else self.config.host
        self._ready(f"http://{host}:{self.servers[0].sockets[0].getsockname()[1]}/")


def run(app: FastAPI, *, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until interrupted; call `ready` with the address once pages can be opened.

    Raises NotAllowed for an address that other machines could reach, InputError when the port is taken. Port 0 is any
    free one. No access log is written: addresses of pages hold what was searched for.
    """
    config = uvicorn.Config(
        app, host=loopback_only(host), port=port, log_config=None, access_log=False, server_header=False, lifespan="on"
    )
    with suppress(KeyboardInterrupt):  # Ctrl-C is how a desk is closed
        _Server(config, ready).run()
