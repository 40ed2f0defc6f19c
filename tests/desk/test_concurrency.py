"""A writer and readers at once, two writers at once, and a writer that is killed in the middle."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from firstlight.desk import Desk
from tests.desk.world import ad, connect, load

WRITER = """
import sys
from itertools import count
from firstlight.desk import Desk
from tests.desk.world import ad, connect, load

desk = Desk.open(sys.argv[1])
for part in count(desk.linked_through() + 1):
    first = part * 50
    ads = [ad(first + n, f"dinner {first + n}", ("phone", "+19185550142", "dinner")) for n in range(50)]
    load(desk, *ads, part=part)
    connect(desk, {first + n: 0 for n in range(50)}, part=part)
    print(part, flush=True)
"""


def _part(desk: Desk, part: int) -> None:
    load(desk, *(ad(part * 20 + n, f"dinner {part}") for n in range(20)), part=part)
    connect(desk, {part * 20 + n: 0 for n in range(20)}, part=part)


def test_readers_while_a_writer_writes(url: str) -> None:
    done = Event()

    def read(_: int) -> list[int]:
        totals = []
        with Desk.open(url) as desk:
            while not done.is_set():
                totals.append(desk.search("dinner").total)
                loaded, groups = len(desk.loaded_parts()), desk.groups()
                assert not groups or len(groups[0].postings) % 20 == 0
                assert loaded * 20 >= totals[-1]
        return totals

    with Desk.open(url) as desk, ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read, n) for n in range(3)]
        try:
            for part in range(15):
                _part(desk, part)
        finally:
            done.set()
        for reader in readers:
            totals = reader.result()
            assert totals == sorted(totals)
            assert all(total % 20 == 0 for total in totals)  # never half a part


def test_two_writers_of_the_same_parts(url: str) -> None:
    def write(parts: range) -> None:
        with Desk.open(url) as desk:
            for part in parts:
                load(desk, *(ad(part * 20 + n, "dinner", ("name", f"n{n}", "d")) for n in range(20)), part=part)

    with ThreadPoolExecutor(2) as pool:
        for result in [pool.submit(write, range(12)), pool.submit(write, range(11, -1, -1))]:
            result.result()
    with Desk.open(url) as desk:
        assert desk.loaded_parts() == set(range(12))
        assert desk.search("dinner").total == desk.search("name:n3 OR dinner").total == 240


def test_a_writer_killed_in_the_middle_loses_nothing_that_it_acknowledged(url: str) -> None:
    root = Path(__file__).parents[2]
    for lines in (1, 4, 7):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, url], cwd=root, stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        acknowledged = [int(writer.stdout.readline()) for _ in range(lines)][-1]
        writer.kill()
        writer.communicate()
        with Desk.open(url) as desk:
            parts = desk.loaded_parts()
            assert parts >= set(range(acknowledged + 1))
            assert desk.linked_through() >= acknowledged
            assert desk.search("dinner").total == 50 * len(parts)
            assert len(desk.mentions([f"ad-{n}" for n in range(50 * len(parts) + 50)])) == 50 * len(parts)
            assert len(desk.groups()[0].postings) == 50 * (desk.linked_through() + 1)
