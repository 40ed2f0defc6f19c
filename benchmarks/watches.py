"""What watches cost: `python -m benchmarks.watches`, 1,000 watches over a sift of 150,000 simulated ads.

Prints the CPU seconds of the sift, of one look by no watch, by 1,000 watches and by 10,000, and beside it the peer:
each watch asked as a search of its own of the whole desk (100 of them, times ten). Then how long a packet of 500 ads
takes, redacted and in full. FIRSTLIGHT_BENCH_ADS sets another number of ads.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random

from firstlight import simulate
from firstlight.desk import Desk
from firstlight.records import Posting
from firstlight.refer.exporting import export
from firstlight.settings import Settings
from firstlight.sift import sift

PACKET = 500
PEER = 100


def main() -> None:
    """Sift, watch, and print both tables."""
    ads = int(os.environ.get("FIRSTLIGHT_BENCH_ADS", "150000"))
    with tempfile.TemporaryDirectory() as folder:
        simulate.market(Path(folder), ads=ads, seed=7)
        settings = Settings(workspace=Path(folder) / "ws", who="bench")
        start = os.times()
        report = sift([f"{folder}/ads.jsonl"], settings)
        whole = _spent(start, os.times())
        print(f"{report.postings:,} ads sifted in {whole:.1f} CPU s")
        with Desk.open(f"sqlite:///{folder}/ws/desk.sqlite") as desk:
            _watches(desk, whole)
            _packet(desk)


def _spent(start: os.times_result, end: os.times_result) -> float:
    return sum(end[:4]) - sum(start[:4])


def _watches(desk: Desk, sift_seconds: float) -> None:
    wanted = list(islice(_things(desk), 10_000))
    print(f"{'watches':>8}{'found':>10}{'CPU s':>8}{'of the sift':>13}")
    set_so_far = 0
    for number in (0, 1_000, 10_000):
        for what in wanted[set_so_far:number]:
            desk.watches.add(what, who="bench")
        set_so_far = max(set_so_far, number)
        _everything_is_new(desk)
        start = time.process_time()
        found = desk.watches.look()
        took = time.process_time() - start
        print(f"{number:>8,}{sum(sight.total for sight in found):>10,}{took:>8.2f}{took / sift_seconds:>12.1%}")
    start = time.process_time()
    for what in wanted[:PEER]:
        desk.search(what, limit=1)
    print(f"peer: {PEER} of them as searches, times ten: {10 * (time.process_time() - start):.2f} CPU s")


def _everything_is_new(desk: Desk) -> None:
    """Let the next look take every ad for new: the log of watches is append-only, so it is done beside it."""
    with desk._database.write() as connection:  # noqa: SLF001 - what no door does
        for change in ("DROP TRIGGER IF EXISTS watch_log_no_update", "UPDATE watch_log SET since = 0",
                       "DELETE FROM alerts", "DELETE FROM progress WHERE name = 'watched'"):  # fmt: skip
            connection.exec_driver_sql(change)


def _things(desk: Desk) -> Iterator[str]:
    """Yield what people watch, by turns: a phone, two words of an ad, a place with a word, a group."""
    random = Random(5)
    groups = desk.groups(limit=20_000)
    while True:
        group = random.choice(groups)
        (ad,) = desk.postings([random.choice(group.postings)])
        phones = [one for one in group.identifiers if one.startswith("phone:")]
        yield phones[0] if phones else group.group
        yield _two_words(random, ad)
        yield f'place:"{group.places[0]}" {_two_words(random, ad)}' if group.places else _two_words(random, ad)
        yield group.group


def _two_words(random: Random, ad: Posting) -> str:
    words = [word for word in ad.text.split() if word.isalpha() and word.isascii() and len(word) > 3]
    return " ".join(word.lower() for word in random.sample(words, min(2, len(words)))) or "company"


def _packet(desk: Desk) -> None:
    groups = sorted(desk.groups(limit=200_000), key=lambda group: abs(len(group.postings) - PACKET))
    case = desk.cases.new("bench", who="bench").case
    wanted = [name for group in groups[:PACKET] for name in group.postings][:PACKET]
    for name in wanted:
        desk.cases.add(case, "posting", name, who="bench")
    for full in (False, True):
        start = time.process_time()
        made = export(desk, case, "packet.pdf", who="bench", full=full)
        took = time.process_time() - start
        which = "full" if full else "redacted"
        print(f"packet of {len(wanted)} ads, {which}: {took:.2f} CPU s, {len(made.content):,} bytes")


if __name__ == "__main__":
    main()
