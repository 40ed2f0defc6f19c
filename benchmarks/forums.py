"""How exactly pages of forums are read, and how fast: simulated forums in the markup of every engine.

The simulator and the rules were written by the same hands from the same knowledge of each engine's default theme, so
this measures that no case is lost on the way (pages, quotes, edits, zones, words for days), not that real boards look
so; `python -m benchmarks.forum_pages DIR` reads pages that others saved, `python -m benchmarks.real_forums` a real
engine's. `python -m benchmarks.forums sift N` sends N posts through the whole sift, as postings and as pages.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from firstlight import collect, simulate
from firstlight.errors import BadRow
from firstlight.settings import Settings
from firstlight.sift import sift

POSTS = 20_000
SEED = 11
FIELDS = (
    "text", "author", "posted_at", "thread", "title", "url", "quotes", "signature", "edited_at", "clock", "joined",
    "user_url", "deleted",
)  # fmt: skip
"""What is compared, beside the post itself."""


def main(posts: int = POSTS, seed: int = SEED) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        simulate.forum(out, posts=posts, seed=seed, pages=True)
        print(f"simulated forums, {posts:,} posts, seed {seed}; share of posts of which each is exactly so")
        head = ("posts", "author", "time", "text", "quotes", "signat.", "edited", "clock")
        print(
            f"{'engine':12}{'pages':>7}{''.join(f'{name:>9}' for name in head)}{'odd':>5}{'pages/s':>9}{'posts/s':>9}"
        )
        for row in measure(out):
            shares = "".join(f"{share:9.2%}" for share in row["shares"])
            print(
                f"{row['engine']:12}{row['pages']:7,}{shares}{row['set_aside']:5}{row['pages_a_second']:9,.0f}{row['posts_a_second']:9,.0f}"
            )


def measure(out: Path) -> list[dict[str, Any]]:
    """Read every archive of a simulation; return a row for each engine and one for all."""
    truth: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for line in (out / "postings.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        truth[row["site"]][row["id"]] = row
    total: Counter[str] = Counter()
    rows = []
    for path in sorted((out / "pages").iterdir()):
        counts = _read(path, truth)
        total.update(counts)
        rows.append(_row(path.name[3:].removesuffix(".warc.gz"), counts))
    return [*rows, _row("all", total)]


def _read(path: Path, truth: dict[str, dict[str, dict[str, Any]]]) -> Counter[str]:
    bad: list[BadRow] = []
    found: dict[str, dict[str, Any]] = {}
    source = collect.Source(str(path), path.stat().st_size, "warc")
    begun = time.process_time()
    pages = set()
    for table in collect.read(source, mapping={}, reject=bad.append, batch_rows=50_000):
        for read in table.to_pylist():
            pages.add(read["line"])
            row = read | json.loads(read["extra"] or "{}")
            row["posted_at"] = row["posted_at"].isoformat() if row["posted_at"] else None
            found[row["id"]] = row
    spent = time.process_time() - begun
    expected = truth[next(iter(found.values()))["site"]] if found else {}
    counts: Counter[str] = Counter(pages=len(pages), expected=len(expected), read=len(found), odd=len(bad))
    counts["microseconds"] = int(spent * 1e6)
    for name, wanted in expected.items():
        row = found.get(name, {})
        counts["posts"] += bool(row)
        for field in FIELDS:
            counts[field] += bool(row) and row.get(field) == wanted.get(field)
    counts["posts"] -= len(found.keys() - expected.keys())  # what is no post counts against it
    return counts


def _row(name: str, counts: Counter[str]) -> dict[str, Any]:
    measured = ("posts", "author", "posted_at", "text", "quotes", "signature", "edited_at", "clock")
    expected, seconds = max(1, counts["expected"]), max(1, counts["microseconds"]) / 1e6
    return {
        "engine": name,
        "pages": counts["pages"],
        "shares": [counts[field] / expected for field in measured],
        "fields": {field: counts[field] / expected for field in FIELDS},
        "set_aside": counts["odd"],
        "pages_a_second": counts["pages"] / seconds,
        "posts_a_second": counts["read"] / seconds,
    }  # fmt: skip


def through_the_sift(posts: int) -> None:
    """Print what sifting costs, and what a million posts would at the same rate (extrapolated: the cost is linear)."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        simulate.forum(out, posts=posts, seed=SEED, pages=True)
        print(f"{'source':12}{'posts':>9}{'seconds':>9}{'CPU s':>9}{'posts/s':>9}{'1M posts, minutes':>20}")
        for name, source in (("postings", out / "postings.jsonl"), ("pages", out / "pages")):
            context = multiprocessing.get_context("spawn")
            with context.Pool(1) as pool:
                count, seconds, spent = pool.apply(_sifted, (source, out / f"workspace-{name}"))
            minutes = seconds / count * 1e6 / 60
            print(f"{name:12}{count:9,}{seconds:9.1f}{spent:9.1f}{count / seconds:9,.0f}{minutes:20.1f}")


def _sifted(source: Path, workspace: Path) -> tuple[int, float, float]:
    begun = time.perf_counter()
    report = sift([str(source)], Settings(workspace=workspace))
    seconds = time.perf_counter() - begun
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return report.postings, seconds, sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    if sys.argv[1:2] == ["sift"]:
        through_the_sift(int(sys.argv[2]))
    else:
        main()
