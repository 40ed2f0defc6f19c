"""Pages a second through a private Tor network, beside a plain aiohttp client in the same run; memory over many pages.

The network (tests/tor_network.py) and the forum behind its onion are on this machine; nothing leaves it. The peer asks
for the same pages with the same connections and keeps nothing. Firstlight judges, parses, archives and notes each.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import aiohttp
from aiohttp_socks import ProxyConnector

from tests.tor_network import SOCKS, Network, private_tor

TOPICS = 266
PAGES = 10_000
CONNECTIONS = 8

_SCOPE = """\
case: bench-{name}
operator: Benchmark
legal_basis: none needed on one's own machine
valid: {{from: 2020-01-01, until: 2099-01-01}}
through: tor
hosts: [{onion}]
start: ['http://{onion}/']
rate: {{per_second: 1000, connections: {connections}}}
limits: {{depth: 100, pages: {pages}, page_bytes: 2000000, total_bytes: 10000000000}}
robots: ignore
keep: text
pictures: off
"""


def main(topics: int = TOPICS, pages: int = PAGES) -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        with private_tor(base / "network", topics=max(topics, pages // 2)) as network:
            print(f"a network started cold gives its first page after {network.seconds:.1f} s")
            print(f"{'through the onion':34}{'pages':>8}{'seconds':>10}{'pages/s':>10}{'peak MB':>10}")
            for name, count, firstlight in (
                ("plain aiohttp client", topics, False),
                ("Firstlight, archived and noted", topics, True),
                ("Firstlight, many pages", pages, True),
            ):
                seconds, megabytes = _apart(network, base, count, firstlight=firstlight)
                print(f"{name:34}{count:8,}{seconds:10.1f}{count / seconds:10.1f}{megabytes:10.0f}", flush=True)


def _apart(network: Network, base: Path, count: int, *, firstlight: bool) -> tuple[float, float]:
    """Run one client inside the namespace, in a process of its own; return its seconds and peak memory (MB)."""
    words = (network.onion, str(count), str(base) if firstlight else "")
    command = network.command(sys.executable, "-m", "benchmarks.hidden", *words)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, megabytes = json.loads(done.stdout.splitlines()[-1])
    return seconds, megabytes


async def _plain(onion: str, count: int) -> None:
    """Ask for the start page and the topics that it names, as many at once as Firstlight does."""
    connector = ProxyConnector(host="127.0.0.1", port=SOCKS, rdns=True, limit=CONNECTIONS)
    waiting = iter(["/", *(f"/topic/{number}" for number in range(count - 1))])

    async def work(session: aiohttp.ClientSession) -> None:
        for path in waiting:
            async with session.get(f"http://{onion}{path}") as response:
                await response.read()

    async with aiohttp.ClientSession(connector=connector) as session:
        await asyncio.gather(*(work(session) for _ in range(CONNECTIONS)))


def _firstlight(onion: str, count: int, base: Path) -> None:
    from firstlight.collect.crawl import scope  # noqa: PLC0415  (the peer's process does without)
    from firstlight.collect.crawl.job import crawl  # noqa: PLC0415
    from firstlight.collect.crawl.options import Options  # noqa: PLC0415
    from firstlight.workspace import Workspace  # noqa: PLC0415

    text = _SCOPE.format(name=count, onion=onion, connections=CONNECTIONS, pages=count)
    report = crawl(scope.parse(text, "bench.yaml"), Workspace.open(base / f"ws-{count}"), Options())
    if report.outcomes != {"kept": count}:
        raise SystemExit(f"not all pages were kept: {report.outcomes} {report.stopped}")


def _measured(onion: str, count: int, base: str) -> None:
    start = time.perf_counter()
    if base:
        _firstlight(onion, count, Path(base))
    else:
        asyncio.run(_plain(onion, count))
    print(json.dumps([time.perf_counter() - start, _peak()]))


def _peak() -> float:
    """Return the process's own peak (MB); getrusage would give that of the one which started it, if higher."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    if len(sys.argv) == 4:
        _measured(sys.argv[1], int(sys.argv[2]), sys.argv[3])
    else:
        main()
