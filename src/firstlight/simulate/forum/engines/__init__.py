"""Pages of threads, in the markup that each engine has by default, written from knowledge of it and not copied."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from firstlight.simulate.forum.engines import (
    discourse,
    flaskbb,
    mybb,
    phpbb,
    smf,
    vbulletin_new,
    vbulletin_old,
    xenforo,
)
from firstlight.simulate.forum.engines.sheet import Sheet
from firstlight.simulate.forum.posts import Thread
from firstlight.simulate.forum.rates import ForumRates

_PAGES: Mapping[str, Callable[[Sheet], str]] = {
    "discourse": discourse.page,
    "flaskbb": flaskbb.page,
    "mybb": mybb.page,
    "phpbb": phpbb.page,
    "smf2.0": smf.page,
    "smf2.1": smf.page,
    "vbulletin3": vbulletin_old.three,
    "vbulletin4": vbulletin_old.four,
    "vbulletin5": vbulletin_new.page,
    "xenforo1": xenforo.one,
    "xenforo2": xenforo.two,
}


def pages(thread: Thread, rates: ForumRates) -> Iterator[tuple[str, str]]:
    """Yield (address, HTML) of each page of a thread."""
    each = thread.board.per_page
    count = -(-len(thread.posts) // each)
    for page in range(1, count + 1):
        posts = tuple(thread.posts[(page - 1) * each : page * each])
        sheet = Sheet(thread.board, rates, thread, posts, page, count)
        yield sheet.url, _PAGES[thread.board.engine](sheet)
