"""Writing so that a file is either whole or not there: to a neighbour first, flushed, then renamed over the name."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from firstlight.errors import WorkspaceError

TEMPORARY = ".writing-"


@contextmanager
def writing(path: Path) -> Iterator[Path]:
    """Give a temporary neighbour of `path` to write to; it takes the name when the block ends well, else it goes."""
    neighbour = path.with_name(f"{TEMPORARY}{os.getpid()}-{path.name}")
    with disk_errors(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            yield neighbour
            flush(neighbour)
            neighbour.replace(path)
            flush(path.parent)
        finally:
            neighbour.unlink(missing_ok=True)


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn what a disk refuses (full, read-only, forbidden) into a WorkspaceError that says what to do."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise WorkspaceError(
                f"the disk is full at {path.parent}: nothing is half-written; free some space and run the same again"
            ) from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise WorkspaceError(f"cannot write to {path.parent}: {error.strerror}; check who owns it") from error
        raise


def flush(path: Path) -> None:
    """Ask the disk to keep what was written to a file, or the names in a folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Remove what a killed writer left behind in `folder`."""
    for left in folder.glob(f"{TEMPORARY}*"):
        left.unlink(missing_ok=True)
