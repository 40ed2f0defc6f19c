"""Asking Tor itself, by its control port, whether it is ready, and telling the person what to do when it is not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import stem
import stem.control
import stem.util.log

from firstlight.errors import UpstreamError

WAIT_SECONDS = 90.0
"""How long a Tor that is starting up is waited for."""

_PAUSE = 0.5


@dataclass(frozen=True, slots=True)
class Health:
    """What the control port says: Tor's version, and how far it has come (percent, and its words for it)."""

    version: str
    percent: int
    words: str


async def ready(socks: tuple[str, int], control: tuple[str, int], tell: Callable[[str], None]) -> str:
    """Wait until Tor is ready; return its version, or an empty text where the control port does not answer.

    Raises UpstreamError when the SOCKS port does not answer, or Tor is not ready in time.
    """
    await _answers(socks)
    stem.util.log.get_logger().disabled = True  # it would log to a handler nobody asked for
    loop = asyncio.get_running_loop()
    deadline = loop.time() + WAIT_SECONDS
    told = -1
    while True:
        health = await asyncio.to_thread(_health, control)
        if health is None:
            tell(f"tor's control port {control[0]}:{control[1]} does not answer: going on without it")
            return ""
        if health.percent >= 100:
            return health.version
        if loop.time() > deadline:
            raise UpstreamError(
                f"tor is only {health.percent}% ready after {WAIT_SECONDS:.0f} s ({health.words}): "
                "look at its log and its clock, then run the same again; nothing is lost"
            )
        if health.percent != told:
            told = health.percent
            tell(f"tor is {health.percent}% ready ({health.words}): waiting")
        await asyncio.sleep(_PAUSE)


async def _answers(socks: tuple[str, int]) -> None:
    try:
        async with asyncio.timeout(10):
            _, writer = await asyncio.open_connection(*socks)
    except (OSError, TimeoutError) as error:
        raise UpstreamError(
            f"tor does not answer at {socks[0]}:{socks[1]}: start it (on Debian: sudo systemctl start tor), or name "
            "its SOCKS port with --tor; nothing was fetched another way, and nothing is lost"
        ) from error
    writer.close()
    await writer.wait_closed()


def _health(control: tuple[str, int]) -> Health | None:
    try:
        with stem.control.Controller.from_port(address=control[0], port=control[1]) as tor:
            tor.authenticate()
            phase = dict(part.split("=", 1) for part in tor.get_info("status/bootstrap-phase").split() if "=" in part)
            return Health(str(tor.get_version()).partition(" ")[0], int(phase.get("PROGRESS", 0)), phase.get("TAG", ""))
    except (stem.ControllerError, ValueError, OSError):
        return None
