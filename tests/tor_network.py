"""A private Tor network for tests: three authorities, four relays, a client, and onion services in front of a forum.

It lives in a network namespace that has nothing but loopback, so that nothing can leave; Tor itself is told to know
no other network (`TestingTorNetwork`, our own authorities) and to bind to loopback alone. Needs Debian's `tor`, which
brings `tor-gencert`, and the right to make a namespace (as root, or as a user where the kernel lets users make them).

Run as a program (by `private_tor` below, inside the namespace) it starts everything, writes `ready.json`, and ends all
it started, each by its process id, when its standard input closes.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
KEYS = ROOT / ".pytest_cache" / "tor-authorities"
"""Where the authorities' keys are kept between runs: making them takes most of a minute."""

SOCKS, CONTROL, BACKEND = 9050, 9051, 8099
AUTHORITIES, RELAYS = 3, 4
SECONDS = 80
"""How long the network may take to become ready."""

_COMMON = """\
TestingTorNetwork 1
DataDirectory {folder}
Nickname {name}
RunAsDaemon 0
Address 127.0.0.1
OutboundBindAddress 127.0.0.1
ShutdownWaitLength 1
PathsNeededToBuildCircuits 0.67
AvoidDiskWrites 1
Log notice file {folder}/log
{authorities}
"""
_RELAY = """\
SocksPort 0
ORPort 127.0.0.1:{orport} IPv4Only
DirPort {dirport}
ExitRelay 0
ExitPolicy reject *:*
AssumeReachable 1
ContactInfo none
"""
_AUTHORITY = """\
AuthoritativeDirectory 1
V3AuthoritativeDirectory 1
V3AuthNIntervalsValid 2
TestingDirAuthVoteExit *
TestingDirAuthVoteHSDir *
TestingDirAuthVoteGuard *
TestingMinExitFlagThreshold 0
TestingV3AuthInitialVotingInterval 5
TestingV3AuthInitialVoteDelay 2
TestingV3AuthInitialDistDelay 2
V3AuthVotingInterval 10
V3AuthVoteDelay 2
V3AuthDistDelay 2
"""
_CLIENT = """\
SocksPort 127.0.0.1:{socks} IsolateSOCKSAuth
ControlPort 127.0.0.1:{control}
CookieAuthentication 0
HiddenServiceDir {folder}/onion
HiddenServicePort 80 127.0.0.1:{backend}
HiddenServiceDir {folder}/mirror
HiddenServicePort 80 127.0.0.1:{backend}
"""


class NoTor(Exception):
    """There is no Tor to run, or no namespace to run it in; says what to install."""


@dataclass(frozen=True, slots=True)
class Network:
    """A running network: its two onion addresses in front of the same forum, and how to run a command inside it."""

    onion: str
    mirror: str
    seconds: float
    enter: tuple[str, ...]
    client: int

    def command(self, *words: str) -> list[str]:
        """Return a command line that runs inside the network's namespace."""
        return [*self.enter, *words]


@contextmanager
def private_tor(folder: Path, topics: int = 12) -> Iterator[Network]:
    """Run the network until the block ends. Raises NoTor."""
    for program in ("tor", "tor-gencert", "unshare", "nsenter"):
        if shutil.which(program) is None:
            raise NoTor(f"hidden services are tested on a private network: {program} is missing (apt-get install tor)")
    mine = ["-n"] if os.getuid() == 0 else ["-U", "-r", "-n"]
    started = time.monotonic()
    command = ["unshare", *mine, sys.executable, __file__, str(folder), str(topics)]
    environ = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=environ, text=True) as holder:
        assert holder.stdin
        assert holder.stderr
        try:
            ready = folder / "ready.json"
            while not ready.exists():
                if holder.poll() is not None or time.monotonic() - started > 2 * SECONDS:
                    raise NoTor(
                        f"the private network did not start: {holder.stderr.read() if holder.poll() else folder}"
                    )
                time.sleep(0.1)
            facts = json.loads(ready.read_text())
            enter: tuple[str, ...] = ("nsenter", f"--net=/proc/{holder.pid}/ns/net")
            if os.getuid():
                enter = ("nsenter", "-U", "-n", "-t", str(holder.pid), "--preserve-credentials")
            yield Network(facts["onion"], facts["mirror"], time.monotonic() - started, enter, facts["client"])
        finally:
            holder.stdin.close()
            holder.wait(30)


def _run(*command: str, words: str = "") -> str:
    return subprocess.run(command, input=words, capture_output=True, text=True, check=True).stdout


@dataclass(slots=True)
class _Node:
    name: str
    folder: Path
    orport: int = 0
    dirport: int = 0
    identity: str = ""
    fingerprint: str = ""


def _make_authority(node: _Node) -> None:
    """Give an authority its keys: those of an earlier run, or new ones. Its certificate names its port."""
    kept = KEYS / node.name
    if not (kept / "fingerprint").exists():
        new = KEYS / f".new-{os.getpid()}-{node.name}"
        keys = new / "keys"
        keys.mkdir(parents=True)
        _run(
            "tor-gencert", "--create-identity-key", "--passphrase-fd", "0", "-m", "12",
            "-a", f"127.0.0.1:{node.dirport}", "-i", str(keys / "authority_identity_key"),
            "-s", str(keys / "authority_signing_key"), "-c", str(keys / "authority_certificate"),
            words="word\n",
        )  # fmt: skip
        said = _run(
            "tor", "--ignore-missing-torrc", "-f", str(new / "none"), "--quiet", "--TestingTorNetwork", "1",
            "--DirAuthority", f"fake 127.0.0.1:1 {'F' * 40}", "--Address", "127.0.0.1", "--SocksPort", "0",
            "--ORPort", f"127.0.0.1:{node.orport}", "--DataDirectory", str(new), "--Nickname", node.name,
            "--list-fingerprint",
        )  # fmt: skip
        (new / "fingerprint").write_text("".join(said.split()[-10:]))
        if kept.exists():
            shutil.rmtree(kept)
        new.rename(kept)
    shutil.copytree(kept / "keys", node.folder / "keys")
    node.fingerprint = (kept / "fingerprint").read_text()
    certificate = (node.folder / "keys" / "authority_certificate").read_text()
    found = re.search(r"^fingerprint ([0-9A-F]{40})", certificate, re.MULTILINE)
    assert found
    node.identity = found[1]


def _configured(folder: Path) -> list[_Node]:
    nodes = [_Node(f"auth{n}", folder / f"auth{n}", 5000 + 2 * n, 5001 + 2 * n) for n in range(AUTHORITIES)]
    nodes += [_Node(f"relay{n}", folder / f"relay{n}", 5100 + n) for n in range(RELAYS)]
    nodes.append(_Node("client", folder / "client"))
    for node in nodes:
        node.folder.mkdir(mode=0o700, parents=True)
    with ThreadPoolExecutor(AUTHORITIES) as pool:
        list(pool.map(_make_authority, nodes[:AUTHORITIES]))
    authorities = "\n".join(
        f"DirAuthority {node.name} orport={node.orport} no-v2 v3ident={node.identity} 127.0.0.1:{node.dirport} "
        f"{node.fingerprint}"
        for node in nodes[:AUTHORITIES]
    )
    for node in nodes:
        text = _COMMON.format(folder=node.folder, name=node.name, authorities=authorities)
        if node.orport:
            text += _RELAY.format(orport=node.orport, dirport=node.dirport)
            text += _AUTHORITY if node.dirport else ""
        else:
            text += _CLIENT.format(folder=node.folder, socks=SOCKS, control=CONTROL, backend=BACKEND)
        (node.folder / "torrc").write_text(text)
    return nodes


def _loopback_up() -> None:
    """Bring up `lo`, the only interface there is; the kernel's numbers are from netdevice(7)."""
    interfaces = [name for _, name in socket.if_nameindex()]
    if interfaces != ["lo"]:
        raise SystemExit(f"this is no namespace of its own: it has {interfaces}")
    set_flags, up_and_running = 0x8914, 0x41
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, set_flags, struct.pack("16sH14x", b"lo", up_and_running))


def _answers(onion: str) -> bool:
    """Whether a page comes back from an onion, asked for by hand through the SOCKS port (RFC 1928)."""
    host = onion.encode()
    try:
        with socket.create_connection(("127.0.0.1", SOCKS), 10) as line:
            line.sendall(b"\5\1\0")
            line.recv(2)
            line.sendall(b"\5\1\0\3" + bytes([len(host)]) + host + b"\0\x50")
            if line.recv(10)[1:2] != b"\0":
                return False
            line.sendall(b"GET / HTTP/1.0\r\nHost: " + host + b"\r\n\r\n")
            return line.recv(12).startswith(b"HTTP/1.")
    except OSError:
        return False


def _main(folder: Path, topics: Sequence[str]) -> None:
    _loopback_up()
    with ExitStack() as running:

        def start(*command: str) -> subprocess.Popen[bytes]:
            child = running.enter_context(
                subprocess.Popen(
                    command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                )
            )
            running.callback(child.kill)  # called before it is waited for
            return child

        start(sys.executable, "-m", "tests.collect.crawl.forum", str(BACKEND), *topics)
        nodes = _configured(folder)
        client = [
            start("tor", "--defaults-torrc", os.devnull, "-f", str(n.folder / "torrc"), "--quiet") for n in nodes
        ][-1]
        names = [nodes[-1].folder / service / "hostname" for service in ("onion", "mirror")]
        deadline = time.monotonic() + SECONDS
        while not (all(name.exists() for name in names) and all(_answers(name.read_text().strip()) for name in names)):
            if time.monotonic() > deadline:
                raise SystemExit(f"no onion answered within {SECONDS} s; the logs are in {folder}/*/log")
            time.sleep(0.2)
        onion, mirror = (name.read_text().strip() for name in names)
        facts = json.dumps({"onion": onion, "mirror": mirror, "client": client.pid})
        (folder / "ready.part").write_text(facts)
        (folder / "ready.part").rename(folder / "ready.json")
        sys.stdin.read()  # until whoever wanted the network goes


if __name__ == "__main__":
    _main(Path(sys.argv[1]), sys.argv[2:])
