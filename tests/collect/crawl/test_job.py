"""The crawl from end to end on a well-behaved forum: scope, rounds, resuming, mirrors, robots, limits."""

from __future__ import annotations

import fcntl
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from firstlight.collect.crawl import archive
from firstlight.collect.crawl.options import Options
from firstlight.errors import NotAllowed, WorkspaceError
from firstlight.workspace import Workspace
from tests.collect.crawl.conftest import Bench, written
from tests.collect.crawl.forum import Forum, html, page, post, serving

ALL = 25  # the start page, and 12 topics of two pages


def captures(workspace: Workspace) -> list[tuple[str, str, bytes, dict[str, str]]]:
    """(type, address, payload, header fields) of every record, read by a public reader."""
    found = []
    for path in sorted((workspace.folder / "evidence" / "captures").rglob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                headers = dict(record.rec_headers.headers)
                found.append(
                    (record.rec_type, headers.get("WARC-Target-URI", ""), record.content_stream().read(), headers)
                )
    return found


def check(path: Path) -> bool:
    """Whether warcio's own check finds every digest right."""
    arguments: Any = type("Arguments", (), {"inputs": [str(path)], "verbose": False})
    return not Checker(arguments).process_all()


def holds(workspace: Workspace) -> bool:
    return all(finding.holds for finding in workspace.manifest.verify(workspace.folder))


def test_everything_inside_is_fetched_once_and_nothing_outside(bench: Bench) -> None:
    report = bench.crawl()
    assert report.outcomes == {"kept": ALL}
    assert (report.links_out, report.limit, report.stopped, report.waiting) == (24, "", {}, 0)
    pages = {path: count for path, count in bench.forum.asked.items() if path != "/robots.txt"}
    assert len(pages) == ALL
    assert set(pages.values()) == {1}
    assert not [path for path in pages if "logout" in path or "picture" in path]


def test_captures_can_be_replayed_and_checked_by_others(bench: Bench) -> None:
    bench.crawl()
    [path] = (bench.workspace.folder / "evidence" / "captures" / "2026-014").glob("*.warc.gz")
    assert check(path)
    records = captures(bench.workspace)
    assert [kind for kind, *_ in records[:4]] == ["warcinfo", "response", "request", "metadata"]
    responses = {url: payload for kind, url, payload, _ in records if kind == "response"}
    assert len(responses) == ALL
    assert "About roses" in responses[f"{bench.base}/topic/0"].decode()
    assert all(
        headers["WARC-Payload-Digest"].startswith("sha256:") for kind, _, _, headers in records if kind == "response"
    )
    made = subprocess.run(["warcio", "index", str(path)], capture_output=True, text=True, check=True).stdout
    assert len(made.splitlines()) == len(records)
    assert holds(bench.workspace)
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert not holds(bench.workspace)


def test_a_capture_record_says_what_a_court_asks(bench: Bench) -> None:
    bench.crawl()
    records = [json.loads(payload) for kind, _, payload, _ in captures(bench.workspace) if kind == "metadata"]
    record = next(record for record in records if record["requested"].endswith("/topic/0"))
    assert {name: record[name] for name in ("case", "operator", "legal_basis", "egress", "status", "outcome")} == {
        "case": "2026-014", "operator": "Analyst 12, Example Unit", "egress": "clear", "status": 200, "outcome": "kept",
        "legal_basis": "Order 2026-55 of the Example County Court",
    }  # fmt: skip
    assert record["began"] <= record["ended"]
    assert record["software"].startswith("Firstlight ")
    assert record["scope_sha256"] == bench.scope().digest
    assert record["cut_out"][0]["kind"] == "script"
    assert record["not_followed"]["its host is not in the scope"] == ["http://elsewhere.example/x"]
    assert record["not_followed"]["asking for it would do something there, such as sign out"] == [
        f"{bench.base}/logout"
    ]
    ids = {headers["WARC-Record-ID"] for *_, headers in captures(bench.workspace)}
    assert set(record["records"].values()) <= ids
    everything = json.dumps(records)
    assert os.uname().nodename not in everything


def test_a_finished_round_is_not_repeated_unasked(bench: Bench) -> None:
    bench.crawl()
    with pytest.raises(NotAllowed, match="--again"):
        bench.crawl()
    assert sum(bench.forum.asked.values()) == ALL + 1


def test_a_second_round_keeps_only_what_changed(bench: Bench) -> None:
    bench.crawl()
    bench.forum.more["/topic/3"] = lambda _: _said(
        page("About ferries", "<p>The pier is closed for repairs until May.</p>")
    )
    bench.forum.topics = 13
    report = bench.crawl(Options(again=True))
    # the start page names a new topic, topic 3 says something else (and no longer leads to its second page)
    assert report.outcomes == {"unchanged": 22, "kept": 4}
    assert {entry["visit"] for entry in bench.journal() if entry.get("outcome") == "kept"} >= {f"{bench.base}/topic/12"}
    revisits = [headers for kind, *_, headers in captures(bench.workspace) if kind == "revisit"]
    assert len(revisits) == 22
    assert all(headers["WARC-Refers-To-Target-URI"] == headers["WARC-Target-URI"] for headers in revisits)
    assert holds(bench.workspace)


async def _said(text: str) -> web.Response:
    return html(text)


def test_pages_with_a_tag_are_asked_for_only_if_changed(bench: Bench) -> None:
    asked: list[str] = []

    async def tagged(request: web.BaseRequest) -> web.Response:
        asked.append(request.headers.get("If-None-Match", ""))
        if asked[-1] == '"v1"':
            return web.Response(status=304)
        return html(
            post(1, 1, 1).replace("all topics", "home") + '<a href="/topic/2">two</a>', headers={"ETag": '"v1"'}
        )

    bench.forum.more["/tagged"] = tagged
    start = f"['{bench.base}/tagged']"
    first = bench.crawl(start=start)
    second = bench.crawl(Options(again=True), start=start)
    third = bench.crawl(Options(again=True), start=start)
    assert asked == ["", '"v1"', '"v1"']
    # the links of a page that was not sent again are those of the page as it was kept
    assert sum(first.outcomes.values()) == sum(second.outcomes.values()) == sum(third.outcomes.values()) == ALL + 1
    assert second.outcomes == third.outcomes == {"unchanged": ALL + 1}


def test_pages_whose_numbers_alone_change_are_not_kept_again(bench: Bench) -> None:
    count = iter(range(100))

    async def counted(_: web.BaseRequest) -> web.Response:
        return html(page("Timetables", f"<p>{next(count)} readers now. The mountain line has a new timetable.</p>"))

    bench.forum.more["/"] = counted
    assert bench.crawl().outcomes == {"kept": 1}
    size = len([kind for kind, *_ in captures(bench.workspace) if kind == "response"])
    assert bench.crawl(Options(again=True)).outcomes == {"same words": 1}
    assert bench.crawl(Options(again=True)).outcomes == {"same words": 1}
    assert len([kind for kind, *_ in captures(bench.workspace) if kind == "response"]) == size


def test_a_mirror_is_recognised_by_what_it_says(bench: Bench) -> None:
    with serving(Forum().handle) as other:
        start = f"['{bench.base}/', 'http://127.0.0.1:{other}/']"
        report = bench.crawl(start=start, rate="{per_second: 1000, connections: 1}")
    assert report.outcomes["kept"] + report.outcomes["mirror"] == 2 * ALL
    assert report.outcomes["mirror"] == ALL
    assert sum(report.mirrors.values()) == ALL
    assert all(" mirrors 127.0.0.1:" in pair for pair in report.mirrors)
    assert len([1 for kind, *_ in captures(bench.workspace) if kind == "revisit"]) == ALL


ROBOTS = "User-agent: *\nDisallow: /topic/1\nAllow: /\n"


@pytest.mark.parametrize(("robots", "kept", "refused"), [("obey", 19, 4), ("ignore", 25, 0)])
def test_robots_are_obeyed_as_the_scope_says(bench: Bench, robots: str, kept: int, refused: int) -> None:
    bench.forum.robots = ROBOTS
    report = bench.crawl(robots=robots)
    assert report.outcomes.get("robots", 0) == (3 if refused else 0)  # topics 1, 10 and 11
    assert report.outcomes["kept"] == kept
    assert bool(bench.forum.asked["/robots.txt"]) == (robots == "obey")


LIMITS = [
    ("{depth: 8, pages: 7, page_bytes: 200000, total_bytes: 50000000}", 7, "pages"),
    ("{depth: 8, pages: 500, page_bytes: 2000, total_bytes: 6000}", 6, "total_bytes"),
    ("{depth: 1, pages: 500, page_bytes: 200000, total_bytes: 50000000}", 13, ""),
    ("{depth: 0, pages: 500, page_bytes: 200000, total_bytes: 50000000}", 1, ""),
]


@pytest.mark.parametrize(("limits", "most", "limit"), LIMITS)
def test_limits_hold_and_can_be_raised(bench: Bench, limits: str, most: int, limit: str) -> None:
    report = bench.crawl(limits=limits)
    assert report.outcomes["kept"] <= most
    assert report.limit == limit
    if limit:
        assert report.bytes <= 6_000 or limit == "pages"
        rest = bench.crawl()
        assert report.outcomes["kept"] + rest.outcomes["kept"] == ALL
        pages = {path: count for path, count in bench.forum.asked.items() if path != "/robots.txt"}
        assert set(pages.values()) == {1}


def test_the_rate_is_kept(bench: Bench) -> None:
    started = time.monotonic()
    bench.crawl(
        rate="{per_second: 20, connections: 8}", limits="{depth: 8, pages: 11, page_bytes: 9000, total_bytes: 999999}"
    )
    assert time.monotonic() - started >= 11 / 20  # eleven pages and robots.txt: eleven pauses


def test_another_case_shares_nothing(bench: Bench) -> None:
    bench.crawl()
    assert bench.crawl(case="2026-015").outcomes == {"kept": ALL}
    assert len(list((bench.workspace.folder / "evidence" / "captures").iterdir())) == 2


def test_files_are_sealed_as_they_fill(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "FULL", 10_000)
    report = bench.crawl()
    assert len(report.archives) > 2
    assert all(check(path) for path in report.archives)
    assert len([1 for kind, *_ in captures(bench.workspace) if kind == "response"]) == ALL
    assert holds(bench.workspace)


def test_one_case_is_crawled_by_one_process(bench: Bench) -> None:
    bench.crawl(limits="{depth: 8, pages: 3, page_bytes: 2000, total_bytes: 99999}")
    with (bench.workspace.folder / "crawl" / "2026-014" / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(WorkspaceError, match="being crawled by another process"):
            bench.crawl()


def test_captures_are_noted_later_when_the_workspace_is_held(bench: Bench) -> None:
    with bench.workspace.locked():
        report = bench.crawl(limits="{depth: 8, pages: 3, page_bytes: 2000, total_bytes: 99999}")
    assert not report.noted
    assert not list(bench.workspace.manifest.entries())
    assert bench.crawl().noted
    assert len([entry for entry in bench.workspace.manifest.entries() if entry["kind"] == "capture"]) == 2
    assert holds(bench.workspace)


def test_a_clock_that_was_set_back_is_refused(bench: Bench) -> None:
    bench.crawl(limits="{depth: 8, pages: 3, page_bytes: 2000, total_bytes: 99999}")
    later = time.time() + 7_200
    os.utime(bench.workspace.folder / "crawl" / "2026-014" / "journal.jsonl", (later, later))
    with pytest.raises(NotAllowed, match="clock"):
        bench.crawl()


def test_a_scope_that_is_over_fetches_nothing(bench: Bench) -> None:
    with pytest.raises(NotAllowed, match="was valid until"):
        bench.crawl(valid="{from: 2020-01-01, until: 2020-12-31}")
    assert not bench.forum.asked


def _pages_done(journal: Path) -> int:
    return journal.read_bytes().count(b'"visit"') if journal.exists() else 0


@pytest.mark.parametrize("after", [1, 7, 30])
def test_a_kill_at_any_moment_loses_nothing_and_repeats_nothing(bench: Bench, after: int) -> None:
    bench.forum.topics = 30
    scope = bench.folder / "scope.yaml"
    scope.write_text(written(bench.port, rate="{per_second: 120, connections: 4}"))
    folder = bench.folder / "ws"
    journal = folder / "crawl" / "2026-014" / "journal.jsonl"
    program = str(Path(sys.executable).parent / "firstlight")
    command = [program, "crawl", str(scope), "-w", str(folder), "--no-sift"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as killed:
        while _pages_done(journal) < after and killed.poll() is None:
            time.sleep(0.002)
        assert killed.poll() is None
        os.kill(killed.pid, signal.SIGKILL)
    before = {entry["visit"] for entry in bench.journal() if "visit" in entry}
    asked = dict(bench.forum.asked)
    bench.crawl()
    assert {entry["visit"] for entry in bench.journal() if "visit" in entry} >= before
    responses = [url for kind, url, *_ in captures(bench.workspace) if kind == "response"]
    assert len(responses) == len(set(responses)) == 61
    again = [path for path, count in asked.items() if bench.forum.asked[path] > count and path != "/robots.txt"]
    assert not {bench.base + path for path in again} & before
    assert len(again) <= 4  # what was on its way when the kill came
    assert all(check(path) for path in (folder / "evidence" / "captures").rglob("*.warc.gz"))
    assert holds(bench.workspace)


TORN = [
    # bytes cut off the open archive, bytes of junk added to it, bytes cut off the journal: what a power cut leaves
    (0, 0, 0), (0, 500, 0), (0, 0, 30), (1, 0, 0), (3_000, 0, 0), (0, 500, 30), (10**9, 0, 0), (0, 0, 10**9),
]  # fmt: skip


@pytest.mark.parametrize(("cut", "junk", "torn"), TORN)
def test_a_power_cut_is_mended(bench: Bench, cut: int, junk: int, torn: int) -> None:
    report = bench.crawl(limits="{depth: 8, pages: 9, page_bytes: 2000, total_bytes: 999999}")
    sealed = report.archives[-1]
    # as if the power had gone before the file was sealed and noted
    opened = sealed.with_name("00000.open.warc.gz")
    sealed.rename(opened)
    (bench.workspace.folder / "evidence" / "manifest.jsonl").unlink()
    content = opened.read_bytes()
    opened.write_bytes(content[: max(0, len(content) - cut)] + os.urandom(junk))
    journal = bench.workspace.folder / "crawl" / "2026-014" / "journal.jsonl"
    lines = journal.read_bytes()
    journal.write_bytes(lines[: max(0, len(lines) - torn)])
    bench.crawl()
    responses = [url for kind, url, *_ in captures(bench.workspace) if kind == "response"]
    assert len(responses) == len(set(responses)) == ALL
    assert all(check(path) for path in (bench.workspace.folder / "evidence" / "captures").rglob("*.warc.gz"))
    assert holds(bench.workspace)


def test_a_damaged_journal_is_told(bench: Bench) -> None:
    bench.crawl(limits="{depth: 8, pages: 3, page_bytes: 2000, total_bytes: 99999}")
    journal = bench.workspace.folder / "crawl" / "2026-014" / "journal.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(lines[0] + b"\xffnot a line\n" + b"".join(lines[1:]))
    with pytest.raises(WorkspaceError, match=r"journal.jsonl:2 is damaged"):
        bench.crawl()


def test_records_are_read_as_text(bench: Bench) -> None:
    """What is in the archive is text, each byte of it."""
    bench.crawl()
    for *_, payload, _headers in captures(bench.workspace):
        io.TextIOWrapper(io.BytesIO(payload), encoding="utf-8").read()
