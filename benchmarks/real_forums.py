"""A real forum engine, filled with neutral posts, crawled and sifted: which share of its posts comes out exactly.

    python -m benchmarks.real_forums

FlaskBB is installed from the package index into an environment of its own (a temporary folder), filled with simulated
posts, served on loopback, crawled within a scope and read from the archive that the crawl made. Its pages were written
by others; nothing of it is kept. It wants Python 3.12 or later: name one with FLASKBB_PYTHON where python3 is older.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from firstlight import collect, simulate
from firstlight.collect.crawl import scope
from firstlight.collect.crawl.job import crawl
from firstlight.collect.crawl.options import Options
from firstlight.errors import BadRow
from firstlight.workspace import Workspace

PACKAGE = "flaskbb==2.2.0"
POSTS = 60
_SITE = Path(__file__).parent / "flaskbb_site.py"
_SCOPE = """\
case: bench
operator: Benchmark
legal_basis: none needed on one's own machine
valid: {{from: 2020-01-01, until: 2099-01-01}}
through: clear
hosts: [127.0.0.1]
start: ['http://127.0.0.1:{port}/']
rate: {{per_second: 1000, connections: 2}}
limits: {{depth: 20, pages: 3000, page_bytes: 2000000, total_bytes: 1000000000}}
robots: ignore
keep: text
pictures: off
"""


def show() -> int:
    """Print what was put in and what came out; return 0 when every post came out exactly."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        python = _environment(base / "environment")
        posts = _posts(base)
        with _served(python, posts, base / "site") as port:
            report = crawl(
                scope.parse(_SCOPE.format(port=port), "bench.yaml"), Workspace.open(base / "workspace"), Options()
            )
        truth = [json.loads(line) for line in (base / "site" / "truth.jsonl").read_text("utf-8").splitlines()]
        found, bad = _found(base / "workspace")
        print(
            f"{PACKAGE}: {sum(report.outcomes.values())} addresses crawled, {report.outcomes.get('kept', 0)} pages kept"
        )
        return _compared(truth, found, bad)


def _environment(folder: Path) -> Path:
    python = os.environ.get("FLASKBB_PYTHON", "python3")
    subprocess.run([python, "-m", "venv", str(folder)], check=True)
    subprocess.run([str(folder / "bin" / "pip"), "install", "--quiet", PACKAGE], check=True)
    return folder / "bin" / "python"


def _posts(base: Path) -> Path:
    """Some simulated posts of one line each: what is measured is the engine's pages, not how it renders Markdown."""
    simulate.forum(base / "simulated", posts=2_000, seed=5)
    rows = [json.loads(line) for line in (base / "simulated" / "postings.jsonl").read_text("utf-8").splitlines()]
    plain = [row for row in rows if row["engine"] == "flaskbb" and row["text"].replace("\n", "").isascii()]
    kept = [{**row, "text": " ".join(row["text"].split())} for row in (plain or rows)[:POSTS]]
    path = base / "posts.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in kept), "utf-8")
    return path


@contextmanager
def _served(python: Path, posts: Path, folder: Path) -> Iterator[int]:
    folder.mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [str(python), str(_SITE), str(posts), str(folder), str(port)]
    with (folder / "log").open("w") as log, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log) as site:
        try:
            if site.stdout is None or site.stdout.readline().strip() != b"ready":
                raise SystemExit(f"the site did not start: {(folder / 'log').read_text()[-2000:]}")
            yield port
        finally:
            site.terminate()


def _found(workspace: Path) -> tuple[dict[int, dict[str, Any]], list[BadRow]]:
    bad: list[BadRow] = []
    found: dict[int, dict[str, Any]] = {}
    for path in sorted((workspace / "evidence" / "captures").rglob("*.warc.gz")):
        source = collect.Source(str(path), path.stat().st_size, "warc")
        for table in collect.read(source, mapping={}, reject=bad.append, batch_rows=10_000):
            for row in table.to_pylist():
                extra = json.loads(row["extra"] or "{}")
                if "post_number" in extra:
                    found[extra["post_number"]] = row | extra
    return found, bad


def _exact(name: str, want: dict[str, Any], got: dict[str, Any]) -> bool:
    if name == "posted_at":
        return got[name] is not None and got[name].isoformat() == want[name]
    return bool(got[name] == want[name])


def _compared(truth: list[dict[str, Any]], found: dict[int, dict[str, Any]], bad: list[BadRow]) -> int:
    total, whole = len(truth), True
    for name in ("post_number", "author", "posted_at", "title", "text"):
        numbers = (row["post_number"] for row in truth)
        pairs = [(row, found[number]) for row, number in zip(truth, numbers, strict=True) if number in found]
        count = sum(_exact(name, want, got) for want, got in pairs)
        whole = whole and count == total
        print(f"{name:16}{count:6} of {total} {count / total:8.2%}")
    extra = len(found.keys() - {row["post_number"] for row in truth})
    print(f"posts that were never put in: {extra}; pages set aside: {len(bad)}")
    for cause in sorted({row.cause for row in bad}):
        print(f"  {cause}")
    return 0 if whole and not extra else 1


if __name__ == "__main__":
    begun = time.perf_counter()
    code = show()
    print(f"{time.perf_counter() - begun:.0f} s in all")
    sys.exit(code)
