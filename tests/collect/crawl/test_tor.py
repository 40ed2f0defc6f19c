"""Crawls through a real Tor network with real onion services, by the command line, inside the network's namespace."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from firstlight.workspace import Workspace
from tests.collect.crawl.conftest import onion
from tests.collect.crawl.test_job import captures, check, holds
from tests.tor_network import CONTROL, SOCKS, Network, private_tor

pytestmark = pytest.mark.xdist_group("tor")  # one network, however many workers

FIRSTLIGHT = str(Path(sys.executable).parent / "firstlight")
ALL = 25
NOBODY = onion("nobody")


@pytest.fixture(scope="module")
def tor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    with private_tor(tmp_path_factory.mktemp("tor") / "network") as network:
        yield network


def scope(folder: Path, *onions: str, rate: str = "{per_second: 1000, connections: 4}", case: str = "2026-014") -> Path:
    path = folder / f"{case}.yaml"
    path.write_text(
        f"case: {case}\noperator: Analyst 12\nlegal_basis: Order 55\nvalid: {{from: 2026-01-01, until: 2099-01-01}}\n"
        f"through: tor\nhosts: [{', '.join(onions)}]\nstart: [{', '.join(f'http://{onion}/' for onion in onions)}]\n"
        f"rate: {rate}\nlimits: {{depth: 9, pages: 500, page_bytes: 200000, total_bytes: 50000000}}\n"
        "robots: obey\nkeep: text\npictures: off\n"
    )
    return path


def run(tor: Network, *words: object) -> subprocess.CompletedProcess[str]:
    command = tor.command(FIRSTLIGHT, *map(str, words))
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def circuits(tor: Network) -> list[str]:
    """The SOCKS names of the circuits that Tor has now."""
    ask = (
        "import stem.control\n"
        f"with stem.control.Controller.from_port(port={CONTROL}) as tor:\n"
        "    tor.authenticate()\n    print(tor.get_info('circuit-status'))\n"
    )
    said = subprocess.run(tor.command(sys.executable, "-c", ask), capture_output=True, text=True, check=True).stdout
    lines = [line for line in said.splitlines() if "HS_CLIENT_REND" in line and "SOCKS_USERNAME" in line]
    return [line.split('SOCKS_USERNAME="')[1].split('"')[0] for line in lines]


def test_an_onion_and_its_mirror_from_scope_to_desk(tor: Network, tmp_path: Path) -> None:
    folder = tmp_path / "ws"
    done = run(tor, "crawl", scope(tmp_path, tor.onion, tor.mirror), "-w", folder, "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["outcomes"]["kept"] + report["outcomes"]["mirror"] == 2 * ALL
    assert report["outcomes"]["mirror"] >= ALL / 2
    # each site went on a circuit of its own, whose name tells neither case nor site
    names = set(circuits(tor))
    assert len(names) >= 2
    assert not [name for name in names if "2026" in name or "onion" in name]
    records = captures(Workspace.open(folder))
    metadata = [json.loads(payload) for kind, _, payload, _ in records if kind == "metadata"]
    assert {record["egress"] for record in metadata} == {"tor"}
    assert not [1 for *_, headers in records if "WARC-IP-Address" in headers]
    assert all(check(Path(path)) for path in report["archives"])
    verified = run(tor, "verify", "-w", folder)
    assert verified.returncode == 0, verified.stdout
    found = run(tor, "search", "roses", "-w", folder, "--format", "jsonl")
    # which of the two is fetched first, and so kept, is chance
    assert tor.onion in found.stdout or tor.mirror in found.stdout
    over = run(tor, "crawl", scope(tmp_path, tor.onion, tor.mirror), "-w", folder)
    assert over.returncode == 4
    assert "--again" in over.stderr


def test_an_onion_that_was_never_published_is_told_and_waits(tor: Network, tmp_path: Path) -> None:
    folder = tmp_path / "ws"
    done = run(tor, "crawl", scope(tmp_path, NOBODY, tor.onion), "-w", folder, "--no-sift")
    assert done.returncode == 5
    assert f"{NOBODY} does not answer: the onion service is not published" in done.stderr
    assert f"{ALL} kept" in done.stdout  # the other site is fetched all the same


def test_without_tor_nothing_is_fetched_another_way(tor: Network, tmp_path: Path) -> None:
    folder = tmp_path / "ws"
    done = run(tor, "crawl", scope(tmp_path, tor.onion), "-w", folder, "--tor", "127.0.0.1:9")
    assert done.returncode == 5
    assert "tor does not answer at 127.0.0.1:9" in done.stderr
    assert not list(folder.rglob("*.warc.gz"))


def test_a_port_that_is_not_tors_is_told(tor: Network, tmp_path: Path) -> None:
    done = run(tor, "crawl", scope(tmp_path, tor.onion), "-w", tmp_path / "ws", "--tor", f"127.0.0.1:{CONTROL}")
    assert done.returncode == 5
    assert "does not answer" in done.stderr
    assert "fault in Firstlight" not in done.stderr


def start_client(tor: Network, folder: Path) -> subprocess.Popen[bytes]:
    """Start a second Tor client, on ports of its own, that must first find its way."""
    folder.mkdir(mode=0o700, exist_ok=True)
    network = Path(Path(f"/proc/{tor.client}/cmdline").read_bytes().decode().split("\0")[4])
    lines = [
        line
        for line in network.read_text().splitlines()
        if not line.startswith(("HiddenService", "SocksPort", "ControlPort", "DataDirectory", "Log", "Nickname"))
    ]
    lines += ["Nickname second", f"DataDirectory {folder}", "SocksPort 127.0.0.1:9150", "ControlPort 127.0.0.1:9151"]
    (folder / "torrc").write_text("\n".join(lines))
    command = tor.command("tor", "--defaults-torrc", os.devnull, "-f", str(folder / "torrc"), "--quiet")
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait_for_pages(journal: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while not (journal.exists() and journal.read_bytes().count(b'"visit"') >= count):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_tor_that_starts_late_and_dies_in_the_middle(tor: Network, tmp_path: Path) -> None:
    folder = tmp_path / "ws"
    written = scope(tmp_path, tor.onion, rate="{per_second: 15, connections: 2}")
    command = [
        FIRSTLIGHT, "crawl", str(written), "-w", str(folder), "--no-sift",
        "--tor", "127.0.0.1:9150", "--tor-control", "127.0.0.1:9151",
    ]  # fmt: skip
    with start_client(tor, tmp_path / "second") as client:
        time.sleep(0.5)  # it listens, and knows no way yet
        with subprocess.Popen(tor.command(*command), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as crawl:
            wait_for_pages(folder / "crawl" / "2026-014" / "journal.jsonl", 5, crawl)
            os.kill(client.pid, signal.SIGKILL)
            _, said = crawl.communicate(timeout=60)
        assert crawl.returncode == 5, said
        assert b"tor does not answer" in said
        assert b"it goes on from there" in said
    assert holds(Workspace.open(folder))
    rest = run(tor, "crawl", written, "-w", folder, "--no-sift", "--tor", f"127.0.0.1:{SOCKS}")
    assert rest.returncode == 0, rest.stderr
    responses = [url for kind, url, *_ in captures(Workspace.open(folder)) if kind == "response"]
    assert len(responses) == len(set(responses)) == ALL
