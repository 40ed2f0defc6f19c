"""Pages of forums to posts: the whole way for every engine, and what pages say when they no longer fit."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks import forums as benchmark
from firstlight import simulate
from firstlight.collect import forums, markup
from firstlight.errors import InputError
from firstlight.simulate.forum import ForumRates, World, engines
from firstlight.simulate.forum.boards import ENGINES
from firstlight.simulate.rates import Size
from tests.collect.archive import record, response
from tests.collect.reading import Read

CAPTURED = "2026-06-05T15:00:00Z"
URL = "http://garden.example/viewtopic.php?t=7"


def test_every_engines_pages_are_read_exactly(tmp_path: Path) -> None:
    simulate.forum(tmp_path, posts=900, seed=21, pages=True, rates=ForumRates(posts_per_person=Size(4, 30)))
    rows = benchmark.measure(tmp_path)
    assert {row["engine"] for row in rows} == {*ENGINES, "all"}
    wrong = {row["engine"]: row["fields"] for row in rows if min(*row["shares"], *row["fields"].values()) < 0.995}
    assert wrong == {}
    assert [row["set_aside"] for row in rows] == [0] * len(rows)


def post(number: int = 1, author: str = "fern", when: str = "2026-03-04T10:32:11+00:00", text: str = "Roses.") -> str:
    name = (
        f'<strong><a class="username" href="./memberlist.php?mode=viewprofile&u=3">{author}</a></strong>'
        if author
        else ""
    )
    time = f'<time datetime="{when}">then</time>' if when else ""
    return (
        f'<div id="p{number}" class="post"><div class="postbody"><p class="author">{name} {time}</p>'
        f'<div class="content">{text}</div></div></div>'
    )


def phpbb(*posts: str, title: str = "About roses") -> str:
    head = f'<html><body id="phpbb"><h2 class="topic-title">{title}</h2>'
    return f'{head}{"".join(posts)}<li class="rightside">All times are UTC</li></body></html>'


def found(page: str, url: str = URL) -> forums.Found:
    cut = forums.read(markup.parse(page), url, CAPTURED, forums.load())
    assert cut is not None
    return cut


def test_a_post_has_the_fields_of_a_posting() -> None:
    [row] = found(
        phpbb(post(12, text="<blockquote><div><cite>moss wrote:</cite>Peat.</div></blockquote>No peat."))
    ).posts
    assert row == {
        "id": "garden.example#12", "engine": "phpbb", "rule": "forum/phpbb", "title": "About roses", "thread": "7",
        "author": "fern", "text": "No peat.", "quotes": [{"author": "moss", "text": "Peat."}], "deleted": False,
        "clock": "absolute", "posted_at": "2026-03-04T10:32:11+00:00", "post_number": 12,
        "user_url": "http://garden.example/memberlist.php?mode=viewprofile&u=3",
        "url": "http://garden.example/viewtopic.php?p=12#p12",
    }  # fmt: skip


def test_two_boards_on_one_host_do_not_share_ids() -> None:
    [row] = found(phpbb(post(12)), "http://garden.example:8080/garden/viewtopic.php?t=7").posts
    assert row["id"] == "garden.example:8080/garden#12"


MISFITS = [
    (phpbb('<div class="postbody"><div class="content">x</div></div>'), "1 texts of posts, and 0 posts are found"),
    (phpbb(), "a thread's page by its address, and no post is found"),
    (phpbb(post(1), post(2, author="")), "1 of 2 posts have no author"),
    (phpbb(post(1, when=""), post(2)), "1 of 2 posts have no time that can be read"),
    (phpbb(post(1), post(1)), "1 numbers of posts stand on it twice"),
    (phpbb(post(1, text=""), post(2, text=""), post(3)), "2 of 3 posts have no words"),
    (phpbb(post(1), '<div class="post" id="odd"><div class="postbody"><div class="content">x</div></div></div>'),
     "2 texts of posts, and 1 posts"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "cause"), MISFITS)
def test_a_page_that_no_longer_fits_says_so(page: str, cause: str) -> None:
    assert cause in "; ".join(found(page).misfits)


def test_a_page_that_does_not_fit_is_set_aside_and_what_is_right_on_it_is_kept(read: Read) -> None:
    page = phpbb(post(1, text="Dinner at eight"), post(2, author=""))
    reading = read("day.warc", record(response(page), url=URL))
    assert [row["text"] for row in reading.rows] == ["Dinner at eight", "Roses."]
    [bad] = reading.bad
    assert "does not fit the rules for phpbb: 1 of 2 posts have no author" in bad.cause
    assert json.loads(bad.row)["url"] == URL


def test_a_thread_that_cannot_be_cut_is_kept_as_one_text(read: Read) -> None:
    page = phpbb("<div class=other>Ferry times and hotel prices on the island, as of this week.</div>")
    reading = read("day.warc", record(response(page), url=URL))
    assert ["Ferry times" in row["text"] for row in reading.rows] == [True]
    assert len(reading.bad) == 1


def test_pages_that_list_give_nothing_and_are_not_set_aside(read: Read) -> None:
    page = phpbb('<a href="viewtopic.php?t=7">About roses</a>')
    reading = read("day.warc", record(response(page), url="http://garden.example/viewforum.php?f=2"))
    assert (reading.rows, reading.bad) == ([], [])


def test_a_post_within_a_post_is_anothers_markup() -> None:
    inner = post(99, author="forged")
    posts = found(phpbb(post(1, text=f"Look: {inner}"), post(2))).posts
    assert [row["post_number"] for row in posts] == [1, 2]


def test_a_post_of_quotes_alone_says_that_it_has_no_words() -> None:
    [row] = found(phpbb(post(1, text="<blockquote><div><cite>moss wrote:</cite>Peat.</div></blockquote>"))).posts
    assert row["text"] == "[no words of its own]"


def test_a_time_without_zone_is_marked_and_none_is_put_in_its_place(read: Read) -> None:
    page = phpbb(post(1, when=""))
    [row] = read("day.warc", record(response(page), url=URL)).rows
    assert row["posted_at"] is None
    assert json.loads(row["extra"])["clock"] == "none"


def test_sessions_are_no_part_of_an_address() -> None:
    page = phpbb(post(1)).replace("u=3", f"u=3&sid={'a1' * 16}")
    assert found(page).posts[0]["user_url"].endswith("?mode=viewprofile&u=3")


OWN: dict[str, Any] = {
    "engine": "gardenboard", "about": "a board of its own make", "fits": [r"http://own\.example/talk/.*"],
    "thread": r"/talk/(\d+)", "each": "section.say", "title": "h1", "permalink": "{page}#{number}",
    "post": {
        "number": {"attribute": "id"}, "author": "b", "posted_at": {"css": "i", "form": "on (.*)"}, "text": "p",
    },
    "quotes": {"each": "q"}, "month_first": False,
}  # fmt: skip


def test_a_units_own_engine_goes_before_the_shipped_ones(read: Read, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(json.dumps(OWN))
    page = (
        '<html><body id="phpbb"><h1>Leeks</h1>'
        '<section class="say" id="5"><b>moss</b><i>on 03/04/2026 10:32</i><p>Dinner <q>Lunch</q></p>'
        "</section></body></html>"
    )
    [row] = read("day.warc", record(response(page), url="http://own.example/talk/9"), sites=[str(own)]).rows
    assert (row["id"], row["author"], row["thread"], row["title"]) == ("own.example#5", "moss", "9", "Leeks")
    assert row["posted_at"].isoformat() == "2026-04-03T10:32:00+00:00"
    extra = json.loads(row["extra"])
    assert (extra["clock"], extra["date_order"], extra["quotes"]) == (
        "no zone",
        "day first, assumed",
        [{"text": "Lunch"}],
    )


WRONG = [
    ("[", "not YAML"),
    (json.dumps(OWN | {"odd": 1}), "does not know 'odd'"),
    (json.dumps(OWN | {"engine": ""}), "engine: must say something"),
    (json.dumps({**OWN, "fits": []}), "detect: or fits must say which pages"),
    (json.dumps(OWN | {"fits": ["("]}), "fits: '(' is not a regular expression"),
    (json.dumps(OWN | {"each": "p["}), "each: 'p[' is not a CSS selector"),
    (json.dumps(OWN | {"post": {"text": "p"}}), "post: must name number"),
    (json.dumps(OWN | {"post": {"odd": "p"}}), "post: does not know 'odd'"),
    (json.dumps(OWN | {"quotes": {"every": "q"}}), "quotes: does not know 'every'"),
]


@pytest.mark.parametrize(("text", "cause"), WRONG)
def test_a_wrong_engine_says_where_and_what_would_be_right(text: str, cause: str) -> None:
    with pytest.raises(InputError) as caught:
        forums.engine.parse(text, "mine.yaml")
    assert str(caught.value).startswith("mine.yaml: ")
    assert cause in str(caught.value)


@cache
def pages() -> tuple[tuple[str, str], ...]:
    """A page of each engine."""
    world = World(900, 3, ForumRates(posts_per_person=Size(4, 30)))
    return tuple(next(engines.pages(next(iter(world.threads(board))), world.rates)) for board in world.boards)


@st.composite
def broken(draw: st.DrawFn) -> tuple[str, str]:
    """A page of some engine with a few pieces cut out, doubled or put in."""
    url, page = draw(st.sampled_from(pages()))
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(page)))
        end = min(len(page), at + draw(st.sampled_from([0, 1, 8, 200, 5_000])))
        odd = st.sampled_from(
            ["<div>", "</div>", "<table>", "</td>", '"', "<!--", "&#0;", "\ud800", "<li id='post_1'>"]
        )
        page = page[:at] + draw(odd | st.just(page[at:end] * 2) | st.just("")) + page[end:]
    return url, page


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(broken())
def test_broken_pages_give_posts_or_misfits_and_never_an_error(case: tuple[str, str]) -> None:
    url, page = case
    root = markup.parse(page.encode("utf-8", "replace").decode())
    cut = None if root is None else forums.read(root, url, CAPTURED, forums.load())
    for row in cut.posts if cut else ():
        assert row["text"]
        assert "id" not in row or row["id"].startswith(url.split("/")[2])


HOSTILE = [
    phpbb(*(post(number) for number in range(3_000))),
    phpbb(post(1, text="<blockquote>" * 400)),
    phpbb('<div id="p1" class="post">' * 400),
    phpbb(post(1, author="a" * 100_000, when="9" * 100_000)),
    phpbb(post(1, when="0000-00-00T99:99:99+99:99")),
]


@pytest.mark.parametrize("page", HOSTILE, ids=["many posts", "deep quotes", "posts in posts", "long names", "no time"])
def test_pages_made_to_break_the_reader(page: str) -> None:
    cut = found(page)
    assert len(cut.posts) <= 2_000
    assert cut.posts or cut.misfits
