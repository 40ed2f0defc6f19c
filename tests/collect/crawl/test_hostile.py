"""Servers that behave badly: limits hold, the state is safe, and the person is told."""

from __future__ import annotations

import asyncio
import gzip
import resource
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from aiohttp import web

from firstlight.collect.crawl import address
from firstlight.collect.crawl.gate import Gate, Refusal
from firstlight.collect.crawl.options import Options
from firstlight.collect.crawl.report import CrawlReport
from tests.collect.crawl.conftest import Bench, onion
from tests.collect.crawl.forum import SENTENCES, html, packed, page, picture
from tests.collect.crawl.test_job import captures, holds

Handler = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]
QUICK = "{depth: 8, pages: 300, page_bytes: 100000, total_bytes: 50000000, page_seconds: SECONDS}"
WORDS = f"<p>{' '.join(SENTENCES)}</p>"


async def slow(request: web.BaseRequest) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/html"})
    await response.prepare(request)
    while True:
        await response.write(b"<p>")
        await asyncio.sleep(0.05)


async def endless(request: web.BaseRequest) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/html", "Content-Length": str(10 * 10**9)})
    await response.prepare(request)
    for _ in range(10_000):
        await response.write(b"<p>roses</p>" * 80_000)
    return response


@cache
def bombed() -> bytes:
    """Two hundred megabytes in two hundred kilobytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([packer.compress(b"<p>roses</p>" * 1_000_000) for _ in range(17)]) + packer.flush()


async def bomb(_: web.BaseRequest) -> web.StreamResponse:
    return web.Response(body=bombed(), headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})


async def damaged_gzip(_: web.BaseRequest) -> web.StreamResponse:
    return web.Response(
        body=packed(page("a", WORDS))[:-20], headers={"Content-Type": "text/html", "Content-Encoding": "gzip"}
    )


async def strange_packing(_: web.BaseRequest) -> web.StreamResponse:
    return web.Response(body=b"xyz", headers={"Content-Type": "text/html", "Content-Encoding": "br"})


async def cut_off(request: web.BaseRequest) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/html", "Content-Length": "5000"})
    await response.prepare(request)
    await response.write(page("Roses", WORDS).encode())
    assert request.transport is not None
    request.transport.close()
    return response


async def vanishing(request: web.BaseRequest) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.close()
    return web.Response()


async def wrong_charset(_: web.BaseRequest) -> web.StreamResponse:
    return web.Response(
        body=page("Ночной поезд", "<p>Поезд уходит в десять.</p>").encode("cp1251"),
        headers={"Content-Type": "text/html; charset=utf-8"},
    )


async def no_such_charset(_: web.BaseRequest) -> web.StreamResponse:
    return web.Response(body=page("a", WORDS).encode(), headers={"Content-Type": "text/html; charset=../../x"})


async def circle(request: web.BaseRequest) -> web.StreamResponse:
    return web.Response(status=302, headers={"Location": "/case?b" if request.query_string == "a" else "/case?a"})


async def growing_redirect(request: web.BaseRequest) -> web.StreamResponse:
    return web.Response(status=302, headers={"Location": f"/case?n={len(request.query_string)}{request.query_string}"})


async def redirect_out(_: web.BaseRequest) -> web.StreamResponse:
    return web.Response(status=302, headers={"Location": "http://elsewhere.example/"})


async def redirect_nowhere(_: web.BaseRequest) -> web.StreamResponse:
    return web.Response(status=302, headers={"Location": "javascript:alert(1)"})


async def lying_type(_: web.BaseRequest) -> web.StreamResponse:
    return web.Response(body=picture(), headers={"Content-Type": "text/html"})


async def picture_type(_: web.BaseRequest) -> web.StreamResponse:
    return web.Response(body=picture(), content_type="image/jpeg")


async def program(_: web.BaseRequest) -> web.StreamResponse:
    return web.Response(body=gzip.compress(b"x" * 1000), headers={"Content-Type": "text/plain"})


async def lying_clock(_: web.BaseRequest) -> web.StreamResponse:
    return html(
        page("a", WORDS), headers={"Date": "Wed, 01 Jan 2070 00:00:00 GMT", "Last-Modified": "yesterday", "ETag": "x"}
    )


async def long_header(_: web.BaseRequest) -> web.StreamResponse:
    return html(page("a", WORDS), headers={"X-Long": "a" * 100_000})


async def broken(_: web.BaseRequest) -> web.StreamResponse:
    return web.Response(status=500, text=page("Down", WORDS), content_type="text/html")


async def nested(_: web.BaseRequest) -> web.StreamResponse:
    return html("<div>" * 20_000 + WORDS)


async def many_links(_: web.BaseRequest) -> web.StreamResponse:
    links = "".join(f'<a href="http://h{n}.elsewhere.example/">x</a>' for n in range(20_000))
    return web.Response(text=page("a", links)[:95_000], content_type="text/html")


async def evidence(_: web.BaseRequest) -> web.StreamResponse:
    text = (
        'WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\n{"visit":"http://127.0.0.1/","outcome":"kept"}\n'
    )
    return html(page("a", f"<pre>{text}</pre>{WORDS}"))


CASES: dict[str, tuple[Handler, str, str]] = {
    "slow for ever": (slow, "failed", "it took longer than the scope allows"),
    "ten gigabytes": (endless, "kept", ""),
    "gzip bomb": (bomb, "kept", ""),
    "damaged gzip": (damaged_gzip, "failed", "the packing is damaged"),
    "a packing not asked for": (strange_packing, "not text", "which was not asked for"),
    "cut off": (cut_off, "kept", ""),
    "vanishing": (vanishing, "failed", "broke off"),
    "wrong charset": (wrong_charset, "kept", ""),
    "no such charset": (no_such_charset, "kept", ""),
    "redirects in a circle": (circle, "redirected", "in a circle"),
    "redirects without end": (growing_redirect, "redirected", "more than 10 times"),
    "redirect out": (redirect_out, "redirected", "its host is not in the scope"),
    "redirect to a script": (redirect_nowhere, "redirected", "not http or https"),
    "a picture said to be a page": (lying_type, "not text", "begins as a picture"),
    "a picture": (picture_type, "not text", "image/jpeg, not text"),
    "an archive said to be text": (program, "not text", "begins as a archive"),
    "a clock that lies": (lying_clock, "kept", ""),
    "a header without end": (long_header, "failed", "not HTTP"),
    "an error": (broken, "kept", ""),
    "deep nesting": (nested, "kept", ""),
    "links out without end": (many_links, "kept", ""),
    "our own evidence": (evidence, "kept", ""),
}


def run(bench: Bench, handler: Handler, **changes: str) -> CrawlReport:
    bench.forum.topics = 2
    bench.forum.more["/case"] = handler

    async def start(_: web.BaseRequest) -> web.StreamResponse:
        return html(page("Start", f'<a href="/topic/0">0</a><a href="/case">case</a><a href="/topic/1">1</a>{WORDS}'))

    bench.forum.more["/"] = start
    limits = QUICK.replace("SECONDS", "1" if handler is slow else "20")
    return bench.crawl(None, **({"limits": limits} | changes))


@pytest.mark.parametrize(("handler", "outcome", "cause"), CASES.values(), ids=CASES)
def test_limits_hold_and_the_rest_goes_on(bench: Bench, handler: Handler, outcome: str, cause: str) -> None:
    bombed()  # made before the clock and the memory are watched
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    report = run(bench, handler)
    found = bench.outcome("/case")
    assert found["outcome"] == outcome, found
    assert cause in found.get("cause", "")
    assert report.outcomes["kept"] >= 5  # start page and two topics of two pages
    assert found.get("bytes", 0) <= 11 * 100_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # KiB
    assert holds(bench.workspace)
    if outcome == "failed":
        assert any(cause in why for _, why in report.failures)


def test_what_was_cut_short_says_so(bench: Bench) -> None:
    run(bench, endless)
    [headers] = [h for kind, url, _, h in captures(bench.workspace) if kind == "response" and url.endswith("/case")]
    assert headers["WARC-Truncated"] == "length"
    assert int(headers["Content-Length"]) < 101_000


def test_a_page_that_broke_off_is_kept_as_far_as_it_came(bench: Bench) -> None:
    run(bench, cut_off)
    [(payload, headers)] = [
        (p, h) for k, url, p, h in captures(bench.workspace) if k == "response" and url.endswith("/case")
    ]
    assert headers["WARC-Truncated"] == "disconnect"
    assert SENTENCES[0].encode() in payload


def test_failed_pages_are_tried_again_by_the_next_run(bench: Bench) -> None:
    run(bench, vanishing)

    async def mended(_: web.BaseRequest) -> web.StreamResponse:
        return html(page("Mended", WORDS))

    bench.forum.more["/case"] = mended
    assert bench.crawl().outcomes == {"kept": 1}


def test_a_site_that_goes_down_is_left_and_taken_up_again(bench: Bench) -> None:
    bench.forum.topics = 40
    up = True

    async def topic(request: web.BaseRequest) -> web.StreamResponse:
        if not up:
            return await vanishing(request)
        return html(page(request.path, f"<p>{request.path} {WORDS}</p>"))

    bench.forum.more["topic"] = topic
    bench.crawl(limits="{depth: 8, pages: 10, page_bytes: 9000, total_bytes: 9999999}")
    up = False
    report = bench.crawl()
    assert report.down
    assert "broke off" in next(iter(report.down.values()))
    assert report.waiting > 20
    up = True
    bench.crawl()
    assert len({entry["visit"] for entry in bench.journal() if entry.get("outcome") == "kept"}) == 41


def test_a_trap_of_endless_links_is_left(bench: Bench) -> None:
    async def calendar(request: web.BaseRequest) -> web.StreamResponse:
        day = int(request.query.get("day", "0"))
        more = "".join(f'<a href="/case?day={day * 2 + n}">{day * 2 + n}</a>' for n in (1, 2))
        return html(page("Calendar", f"<p>Nothing is planned for day {day} of the garden club so far.</p>{more}"))

    report = run(bench, calendar, limits="{depth: 100, pages: 300, page_bytes: 9000, total_bytes: 9999999}")
    assert report.outcomes["trap"] > 10
    assert sum(asked for path, asked in bench.forum.asked.items() if path.startswith("/case")) < 70
    assert report.outcomes["kept"] < 75
    assert report.limit == ""


def test_addresses_that_grow_are_not_followed(bench: Bench) -> None:
    async def growing(request: web.BaseRequest) -> web.StreamResponse:
        return html(page("a", f'<a href="{request.path}/more/">on</a>{WORDS}'))

    bench.forum.more["case"] = growing
    bench.crawl(
        start=f"['{bench.base}/case']", limits="{depth: 900, pages: 300, page_bytes: 9000, total_bytes: 9999999}"
    )
    assert sum(bench.forum.asked.values()) < 10


def test_a_site_that_is_busy_is_given_rest(bench: Bench) -> None:
    asked = count()

    async def busy(_: web.BaseRequest) -> web.StreamResponse:
        if next(asked) == 0:
            return web.Response(status=429, headers={"Retry-After": "1"}, text="slow down")
        return html(page("Now", WORDS))

    run(bench, busy)
    assert bench.outcome("/case")["outcome"] == "kept"
    assert bench.forum.asked["/case"] == 2


CAPTCHA = page("One moment", '<form method="post"><img src="/captcha.png"><input name="captcha_answer"></form>')


def test_a_captcha_is_handed_to_a_person_and_the_crawl_goes_on_after(bench: Bench) -> None:
    bench.forum.topics = 20
    inner = bench.forum._page

    async def walled(request: web.BaseRequest) -> web.StreamResponse:
        if "passed=yes" not in request.headers.get("Cookie", ""):
            return html(CAPTCHA)
        return inner(request) or html(page("Start", WORDS))

    bench.forum.more |= {"/": walled, "topic": walled}
    report = bench.crawl()
    assert not report.person  # one walled start page is not yet a wall, but it is not done either
    assert bench.outcome("/")["outcome"] == "captcha"
    exported = bench.folder / "session.txt"
    exported.write_text("# Netscape HTTP Cookie File\n127.0.0.1\tFALSE\t/\tFALSE\t0\tpassed\tyes\n")
    assert bench.crawl(Options(cookies=exported)).outcomes["kept"] == 41
    stored = [path for path in bench.folder.rglob("*") if path.is_file() and b"passed" in path.read_bytes()]
    assert {path.name for path in stored} == {"session.txt", "cookies.json"}
    assert (bench.folder / "ws" / "crawl" / "2026-014" / "cookies.json").stat().st_mode & 0o077 == 0


def _login(folder: Path) -> str:
    secret = folder / "password.txt"
    secret.write_text("letmein\n")
    secret.chmod(0o600)
    return (
        "{signed_in: 'a.out', form: {page: 'http://127.0.0.1:PORT/login', "
        "fields: {name: gardener12, password: {file: password.txt}}}}"
    )


FORM = page(
    "Sign in",
    '<form action="/login" method="post"><input type="hidden" name="token" value="t1"><input name="name">'
    '<input type="password" name="password"></form>',
)


@pytest.mark.parametrize(("word", "good"), [("letmein", True), ("other", False)])
def test_a_login_that_expires_is_renewed_or_handed_to_a_person(bench: Bench, word: str, good: bool) -> None:
    left = 0

    async def login(request: web.BaseRequest) -> web.StreamResponse:
        nonlocal left
        if request.method == "GET":
            return html(FORM)
        sent = await request.post()
        if (sent["name"], sent["password"], sent["token"]) != ("gardener12", word, "t1"):
            return html(FORM)
        left = 9
        return web.Response(status=302, headers={"Location": "/", "Set-Cookie": "session=s3cr3t; Path=/"})

    async def members(request: web.BaseRequest) -> web.StreamResponse:
        nonlocal left
        if left <= 0 or "session=s3cr3t" not in request.headers.get("Cookie", ""):
            return html(FORM)
        left -= 1
        found = bench.forum._page(request)
        assert found is not None
        assert found.text
        return html(found.text.replace("<body>", '<body><a class="out" href="/logout">sign out</a>'))

    bench.forum.more |= {"/login": login, "/": members, "topic": members}
    report = bench.crawl(login=_login(bench.folder).replace("PORT", str(bench.port)))
    if good:
        assert report.outcomes["kept"] == 25
        assert any("signed in" in line for line in bench.told)
    else:
        assert "are name and password right?" in next(iter(report.person.values()))
        assert report.outcomes == {"login": 1}
    kept = list((bench.folder / "ws").rglob("*.warc.gz"))
    everything = b"".join(payload for *_, payload, _ in captures(bench.workspace)) + b"".join(
        p.read_bytes() for p in kept
    )
    assert b"letmein" not in everything
    assert b"s3cr3t" not in everything


def test_a_captcha_on_every_page_stops_the_site(bench: Bench) -> None:
    async def walled(_: web.BaseRequest) -> web.StreamResponse:
        return html(CAPTCHA)

    bench.forum.topics = 20
    bench.forum.more |= {"topic": walled}
    report = bench.crawl(rate="{per_second: 1000, connections: 1}")
    assert list(report.person.values()) == ["a captcha stands in the way"]
    assert report.outcomes == {"kept": 1, "captcha": 3}
    assert report.waiting == 17


def test_clear_web_names_do_not_lead_into_our_own_network(bench: Bench) -> None:
    report = bench.crawl(hosts="[localhost]", start=f"['http://localhost:{bench.port}/']")
    assert report.down
    assert not bench.forum.asked


def test_replace_is_no_way_around_the_gate(bench: Bench) -> None:
    """A scope changed in memory to reach an onion without Tor still does not send a request."""
    name = onion("garden")
    scope = replace(bench.scope(), hosts=(name,))
    assert Gate(scope).judge(address.parse(f"http://{name}/")) is Refusal.ONION
