"""A small neutral forum (gardening, trains, travel) on loopback, and servers that behave badly. Run as a program, it
serves the forum on a port until it is ended, for hidden services and benchmarks."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import io
import sys
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from aiohttp import web
from PIL import Image

TOPICS = ("roses", "night trains", "alpine walks", "tomatoes", "narrow gauge", "ferries", "pruning", "timetables")
SENTENCES = (
    "The roses came through the frost better than I had hoped.",
    "We changed at the junction and the connection waited for us.",
    "A morning boat leaves from the old pier, and the view is worth it.",
    "Mulch early, water late, and leave the worms to do the digging.",
    "The timetable of the mountain line changes at the end of the month.",
    "Has anyone walked the ridge path after the first snow?",
)

Handler = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]


def picture(size: int = 64, kind: str = "JPEG") -> bytes:
    """A neutral picture: a gradient with a grid on it."""
    image = Image.new("RGB", (size, size))
    image.putdata([(x * 4 % 256, y * 4 % 256, (x * y) % 256) for y in range(size) for x in range(size)])
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def page(title: str, body: str) -> str:
    return f"<!doctype html><html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"


def post(topic: int, number: int, pages: int = 1) -> str:
    """One topic's page: a few posts, links to its neighbours."""
    words = " ".join(SENTENCES[(topic * 7 + number * 3 + i) % len(SENTENCES)] for i in range(4))
    about = TOPICS[topic % len(TOPICS)]
    unique = " ".join(_word(topic * 997 + number * 17 + i) for i in range(12))
    onward = f'<a href="/topic/{topic}?page={number + 1}">next</a>' if number < pages else ""
    return page(
        f"About {about}, {_word(topic)}",
        f'<article class="post"><b class="author">gardener{topic % 9}</b><p>{words} {unique}</p></article>'
        f'{onward}<a href="/">all topics</a><a href="/logout">sign out</a><img src="/picture/{topic % 5}.jpg">'
        '<a href="http://elsewhere.example/x">elsewhere</a><script>let a = 1;</script>',
    )


def _word(number: int) -> str:
    """A made-up word for each number, no two alike as far as any test goes."""
    made = hashlib.blake2b(str(number).encode(), digest_size=7).digest()
    return "".join("abcdefghijklmnoprstuvw"[byte % 22] for byte in made)


class Forum:
    """The routes of a forum of so many topics; `asked` counts the requests to each path."""

    def __init__(self, topics: int = 12, pages: int = 2) -> None:
        self.topics, self.pages = topics, pages
        self.asked: Counter[str] = Counter()
        self.more: dict[str, Handler] = {}
        self.robots = ""

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        self.asked[request.path_qs] += 1
        first = request.path.strip("/").partition("/")[0]
        for name in (request.path, first):
            if name in self.more:
                return await self.more[name](request)
        return self._page(request) or web.Response(status=404, text=page("Not here", ""), content_type="text/html")

    def _page(self, request: web.BaseRequest) -> web.Response | None:
        first, _, rest = request.path.strip("/").partition("/")
        if request.path == "/":
            links = "".join(f'<li><a href="/topic/{n}">topic {n}</a></li>' for n in range(self.topics))
            return html(page("Garden and rail", f"<p>{' '.join(SENTENCES)}</p><ul>{links}</ul>"))
        if first == "topic" and rest.isdigit() and int(rest) < self.topics:
            return html(post(int(rest), int(request.query.get("page", "1")), self.pages))
        if first == "picture":
            return web.Response(body=picture(64 + int(rest[0])), content_type="image/jpeg")
        return web.Response(text=self.robots) if request.path == "/robots.txt" and self.robots else None


def html(text: str, **more: Any) -> web.Response:
    return web.Response(text=text, content_type="text/html", **more)


def packed(text: str) -> bytes:
    return gzip.compress(text.encode())


@contextmanager
def serving(handle: Handler, port: int = 0) -> Iterator[int]:
    """Serve on loopback from a thread; yield the port."""
    loop = asyncio.new_event_loop()
    ready = threading.Event()
    found: list[int] = []
    stop = asyncio.Event()

    async def run() -> None:
        server = web.Server(handle)
        runner = web.ServerRunner(server, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        found.append(runner.addresses[0][1])
        ready.set()
        await stop.wait()
        await runner.cleanup()

    thread = threading.Thread(target=lambda: loop.run_until_complete(run()), daemon=True)
    thread.start()
    assert ready.wait(20)
    try:
        yield found[0]
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(20)
        loop.close()


if __name__ == "__main__":
    with serving(Forum(int(sys.argv[2])).handle, int(sys.argv[1])):
        threading.Event().wait()
