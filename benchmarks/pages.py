"""How long pages take on the server, and what they weigh: `python -m benchmarks.pages`, 150,000 simulated ads.

Prints for each page the median and the 95th percentile over RUNS requests, each with its own question, as the
application answers them (without the network), the 95th percentile of processor time, and the kilobytes that go over
the wire, packed, with all that the page loads. FIRSTLIGHT_BENCH_ADS sets another number of ads;
FIRSTLIGHT_BENCH_WORKSPACE measures a workspace that is there.
"""

from __future__ import annotations

import gzip
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from urllib.parse import quote

import numpy as np
from starlette.testclient import TestClient

import firstlight.web
from firstlight import simulate
from firstlight.desk import Desk
from firstlight.records import Lead
from firstlight.settings import Settings
from firstlight.sift import sift
from firstlight.sift.like import like
from firstlight.web.app import create_app
from firstlight.workspace import Workspace

RUNS = 40
STATIC = Path(firstlight.web.__file__).parent / "static"
SHELL = ("firstlight.css", "icon.svg", "built/desk.js")
"""What every page loads."""

DRAWN = ("built/when-*.js", "built/network-*.js", "built/chunk-*.js", "built/us.json")
"""What a group's page loads beside it, to draw."""


def main() -> None:
    """Print the table."""
    there = os.environ.get("FIRSTLIGHT_BENCH_WORKSPACE")
    if there:
        _measure(Workspace.open(Path(there), create=False))
        return
    ads = int(os.environ.get("FIRSTLIGHT_BENCH_ADS", "150000"))
    with tempfile.TemporaryDirectory() as folder:
        simulate.market(Path(folder), ads=ads, seed=7)
        sift([f"{folder}/ads.jsonl"], Settings(workspace=Path(folder) / "ws"))
        _measure(Workspace.open(Path(folder) / "ws"))


def _measure(workspace: Workspace) -> None:
    with Desk.open(workspace.desk_url) as desk:
        app = create_app(lambda: desk, like=lambda text: like(workspace, text, ("US",)))
        client = TestClient(app, base_url="http://localhost")
        leads = desk.leads(top=2_000)
        ads = sum(desk.tier_counts().values())
        print(f"{ads:,} leads; the group shown has {max(len(lead.postings) for lead in leads):,} ads")
        print(f"{'page':34}{'p50 ms':>9}{'p95 ms':>9}{'CPU p95 ms':>12}{'KB':>7}")
        for name, ask, loads in _pages(desk, leads):
            _line(client, name, ask, loads)


def _line(client: TestClient, name: str, ask: Callable[[Random], str], loads: tuple[str, ...]) -> None:
    random = Random(11)
    client.get(ask(random)).raise_for_status()
    took, work, sizes = [], [], []
    for _ in range(RUNS):
        address = ask(random)
        start, before = time.perf_counter(), time.process_time()
        answer = client.get(address)
        took.append((time.perf_counter() - start) * 1_000)
        work.append((time.process_time() - before) * 1_000)
        answer.raise_for_status()
        sizes.append(int(answer.headers["Content-Length"]))
    p50, p95 = np.percentile(took, [50, 95])
    busy = np.percentile(work, 95)
    weight = (max(sizes) + sum(map(_packed, loads))) / 1_000
    print(f"{name:34}{p50:9.1f}{p95:9.1f}{busy:12.1f}{weight:7.0f}", flush=True)


def _packed(pattern: str) -> int:
    return sum(len(gzip.compress(file.read_bytes(), 5)) for file in STATIC.glob(pattern))


def _pages(desk: Desk, leads: list[Lead]) -> Iterator[tuple[str, Callable[[Random], str], tuple[str, ...]]]:
    """Yield name, what draws an address, and what the page loads beside itself."""
    big = max(leads, key=lambda lead: len(lead.postings)).group
    here = f"/groups/{big}"
    places = [place for lead in leads for place in lead.places]
    words = sorted({word for posting in desk.postings([lead.postings[0] for lead in leads[:200]])
                    for word in posting.text.split() if word.isalpha()})  # fmt: skip
    yield "queue", lambda random: f"/?page={random.randint(1, 9)}", SHELL
    yield "queue, narrowed to a place", lambda random: f"/?place={random.choice(places)}", SHELL
    yield "queue, one by one", lambda random: f"/?view=one&page={random.randint(1, 99)}", SHELL
    yield "the largest group", lambda random: f"{here}?page={random.randint(1, 2)}", (*SHELL, *DRAWN)
    yield "its sightings", lambda _: f"{here}/sightings.json", ()
    yield "its network", lambda _: f"{here}/network.json", ()
    yield "search, one word", lambda random: f"/search?q={random.choice(words)}", SHELL
    yield (
        "search, two words and a place",
        lambda random: f"/search?q={random.choice(words)}+{random.choice(words)}+place:%22{random.choice(places)}%22",
        SHELL,
    )
    yield (
        "search, near a city",
        lambda random: f"/search?q={random.choice(words)}+near:tulsa~{random.randint(9, 99)}",
        SHELL,
    )
    yield "suggestions", lambda random: f"/suggest.json?q={random.choice(words)[:3]}", ()
    texts = [posting.text for posting in desk.postings([lead.postings[0] for lead in leads[:200]])]
    yield (
        "find like this",
        lambda random: f"/like?text={quote(random.choice(texts)[:900])}",
        SHELL,
    )


if __name__ == "__main__":
    main()
