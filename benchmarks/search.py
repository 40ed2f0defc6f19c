"""How long a search takes: `python -m benchmarks.search [POSTGRESQL-URL]`, 150,000 simulated ads.

Prints the median and the 95th percentile of each kind of query beside its peer: the same answer from a plain
`LIKE '%...%'` scan of the same postings in the same database. Queries are drawn from the ads themselves; one
of each kind goes before, unmeasured, as on a desk that is in use.
FIRSTLIGHT_BENCH_ADS sets another number of ads.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

import numpy as np
import pyarrow as pa
from sqlalchemy import text

from firstlight import collect, extract, simulate
from firstlight.desk import Desk
from firstlight.desk.engine import Database
from firstlight.desk.words import words
from firstlight.records import POSTING

RUNS = 60
PEER_RUNS = 5
PART = 5_000

Query = tuple[str, Sequence[str]]
"""A query, and what its peer looks for."""


@dataclass(frozen=True, slots=True)
class Sample:
    """An ad to draw queries from."""

    words: list[str]
    day: str
    until: str
    phone: str
    place: str


def main(urls: Sequence[str] = ()) -> None:
    """Build the desk on SQLite, and on each URL given, and print a table for each."""
    ads = int(os.environ.get("FIRSTLIGHT_BENCH_ADS", "150000"))
    with tempfile.TemporaryDirectory() as folder:
        simulate.market(Path(folder), ads=ads, seed=7)
        parts = list(_parts(Path(folder)))
        for url in (f"sqlite:///{folder}/desk.sqlite", *urls):
            _measure(url, parts)


def _measure(url: str, parts: list[tuple[pa.Table, pa.Table]]) -> None:
    with Desk.open(url) as desk:
        start = time.perf_counter()
        for number, (postings, mentions) in enumerate(parts):
            desk.load(number, postings, mentions, np.arange(len(postings), dtype=np.uint64))
        seconds = time.perf_counter() - start
        rows = [sum(len(part[side]) for part in parts) for side in (0, 1)]
        name = url.split(":", maxsplit=1)[0]
        print(f"{name}: {rows[0]:,} postings and {rows[1]:,} mentions loaded in {seconds:.1f} s")
        print(f"{'query':34}{'p50 ms':>9}{'p95 ms':>9}{'found':>9}{'LIKE p50':>10}")
        for name, draw in _queries(_samples(parts)).items():
            _line(desk, url, name, draw)


def _line(desk: Desk, url: str, name: str, draw: Callable[[Random], Query]) -> None:
    random = Random(11)
    queries = [draw(random) for _ in range(RUNS)]
    took, found = [], []
    desk.search(draw(Random(12))[0])
    for query, _ in queries:
        start = time.perf_counter()
        found.append(desk.search(query).total)
        took.append((time.perf_counter() - start) * 1000)
    database = Database(url)
    peer = [_scan(database, wanted) for _, wanted in queries[:PEER_RUNS]]
    database.close()
    p50, p95 = np.percentile(took, [50, 95])
    print(f"{name:34}{p50:9.1f}{p95:9.1f}{np.median(found):9.0f}{np.median(peer):10.0f}", flush=True)


def _scan(database: Database, wanted: Sequence[str]) -> float:
    """Return the milliseconds of a scan for postings that hold all of `wanted` in their text."""
    clauses = " AND ".join(f"lower(text) LIKE :word{number}" for number in range(len(wanted)))
    query = f"SELECT ordinal FROM postings WHERE {clauses} ORDER BY posted_at DESC LIMIT 50"  # noqa: S608 (no values)
    with database.read() as connection:
        start = time.perf_counter()
        connection.execute(text(query), {f"word{n}": f"%{word.lower()}%" for n, word in enumerate(wanted)}).all()
        return (time.perf_counter() - start) * 1000


def _queries(samples: list[Sample]) -> dict[str, Callable[[Random], Query]]:
    """Return, by name, what draws a query of each kind."""
    often = Counter(word for sample in samples for word in set(sample.words))
    third = min(sorted(often), key=lambda word: abs(often[word] - len(samples) / 3))
    rare = sorted(word for word, count in often.items() if 2 <= count <= 5) or sorted(often)
    with_phone = [sample for sample in samples if sample.phone]
    with_place = [sample for sample in samples if sample.place and len(sample.words) > 20]

    def dated(random: Random) -> Query:
        ad = random.choice(with_place)
        three = random.sample(sorted(set(ad.words)), 3)
        return f'{" ".join(three)} place:"{ad.place}" after:{ad.day} before:{ad.until}', three

    def phrase(random: Random) -> Query:
        ad = random.choice(with_place)
        at = random.randrange(len(ad.words) - 3)
        three = ad.words[at : at + 3]
        return f'"{" ".join(three)}"', [" ".join(three)]

    return {
        "a phone": lambda random: (f"phone:{(phone := random.choice(with_phone).phone)}", [phone[-4:]]),
        "three words, place and date": dated,
        f"a word of {100 * often[third] // len(samples)}% of the ads": lambda _: (third, [third]),
        "a rare word": lambda random: ((word := random.choice(rare)), [word]),
        "a phrase": phrase,
        "a place": lambda random: (f'place:"{(place := random.choice(with_place).place)}"', [place]),
        "an age below 18": lambda _: ("age<18", ["17"]),
    }


def _samples(parts: list[tuple[pa.Table, pa.Table]]) -> list[Sample]:
    """Return what queries can be drawn from, from one part in five."""
    samples = []
    for postings, mentions in parts[::5]:
        carried: dict[int, dict[str, str]] = {}
        for row in mentions.select(["ordinal", "kind", "value"]).to_pylist():
            carried.setdefault(row["ordinal"], {})[row["kind"]] = row["value"]
        for row in postings.select(["ordinal", "text", "posted_at"]).to_pylist():
            has = carried.get(row["ordinal"], {})
            until = (row["posted_at"] + timedelta(days=14)).date().isoformat()
            day = row["posted_at"].date().isoformat()
            samples.append(Sample(words(row["text"]), day, until, has.get("phone", ""), has.get("place", "")))
    return samples


def _parts(folder: Path) -> Iterator[tuple[pa.Table, pa.Table]]:
    """Yield the simulated ads in parts, with what extraction finds in them."""
    (source,) = collect.sources([str(folder / "ads.jsonl")])
    batches = collect.read(source, mapping={}, reject=_refuse, batch_rows=PART)
    numbered = list(_numbered(batches))
    with ProcessPoolExecutor() as pool:
        yield from zip(numbered, pool.map(extract.run, numbered), strict=True)


def _numbered(batches: Iterator[pa.Table]) -> Iterator[pa.Table]:
    first = 0
    for batch in batches:
        ordinals = pa.array(np.arange(first, first + len(batch)), pa.int64())
        place = batch.schema.get_field_index("ordinal")
        yield batch.set_column(place, POSTING.field("ordinal"), ordinals).select(POSTING.names)
        first += len(batch)


def _refuse(bad: Exception) -> None:
    raise bad


if __name__ == "__main__":
    main(sys.argv[1:])
