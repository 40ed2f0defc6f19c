"""Work in a process of its own, with its memory told."""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

_Found = TypeVar("_Found")


def apart(work: Callable[..., _Found], *given: object) -> _Found:
    """Return what a module's function returns in a process of its own; what it raises there is printed there."""
    context = multiprocessing.get_context("spawn")
    receive, send = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(send, work, given))
    process.start()
    send.close()
    found: _Found = receive.recv()
    process.join()
    return found


def _send(send: object, work: Callable[..., object], given: tuple[object, ...]) -> None:
    send.send(work(*given))  # type: ignore[attr-defined]


def forget_peak() -> None:
    """Start to look for the peak of memory anew, where the system can (Linux)."""
    reset = Path("/proc/self/clear_refs")
    if reset.exists():
        reset.write_text("5")


def peak() -> float:
    """Return the largest resident set since `forget_peak`, in MB; that of the process's life where it cannot tell."""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
