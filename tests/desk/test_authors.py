from __future__ import annotations

import json
from typing import Any

import pytest

from firstlight.desk import Desk
from firstlight.errors import InputError
from tests.desk.world import ad, load
from tests.link.authors.people import prose, times

SITE, OTHER = "board.example", "talk.example"
KEY = "A" * 40


def post(ordinal: int, name: str, text: str, *found: Any, site: str = SITE, thread: str = "t1", **more: Any) -> Any:
    extra = json.dumps(more.pop("extra")) if "extra" in more else None
    about = {"site": site, "author": name, "thread": thread, "title": "Beans in clay soil", "extra": extra}
    return ad(ordinal, text, *found, **about, **more)


@pytest.fixture
def forum(desk: Desk) -> Desk:
    """Fern on two sites with one key, a namesake, thirty others, and an ad with Fern's mail address."""
    mail = {"signature": "Mail: fern@example.org"}
    home, key = ("place", "Tulsa, OK, US", "Tulsa, OK"), ("pgp", KEY, KEY)
    rows = [
        post(0, "fern", f"{prose(1, 1)} I live in Tulsa, OK. PGP {KEY}", key, home, extra=mail),
        post(1, "fern", "Snow at Elm Station, my daughter says", extra=mail, posted="2026-01-07"),
        post(2, "mossgate77", f"{prose(1, 2)} PGP {KEY}", ("pgp", KEY, KEY), site=OTHER),
        post(3, "fern", prose(3, 3), site=OTHER),
        ad(4, "Dinner company, mail fern@example.org", ("email", "fern@example.org", "fern@example.org")),
    ]  # fmt: skip
    rows += [post(10 + at, f"other{at}", prose(100 + at, at), site=(SITE, OTHER)[at % 2]) for at in range(30)]
    load(desk, *rows)
    return desk


def test_accounts_are_listed_by_how_much_they_post(forum: Desk) -> None:
    listed = forum.accounts(limit=5)
    assert (listed[0].site, listed[0].name, listed[0].postings) == (SITE, "fern", 2)
    assert all(one.site == OTHER for one in forum.accounts(OTHER))
    assert len(forum.accounts(limit=1_000)) == 33
    assert [one.name for one in forum.accounts(limit=1, offset=1)] == [forum.accounts(limit=2)[1].name]
    assert dict(forum.sites()) == {SITE: 17, OTHER: 17}


def test_a_profile_tells_what_an_account_gives_and_who_else_gives_it(forum: Desk) -> None:
    found = forum.author(f"fern@{SITE}")
    assert (found.postings, found.signatures) == (2, ("Mail: fern@example.org",))
    given = {(one.kind, one.value): one for one in found.identifiers}
    assert given["pgp", KEY].accounts == (f"mossgate77@{OTHER}",)
    assert given["email", "fern@example.org"].in_signature
    assert given["email", "fern@example.org"].ads
    assert sum(map(sum, found.hours)) == 2


def test_a_key_links_and_a_common_name_does_not(forum: Desk) -> None:
    others = {one.account: one.link for one in forum.author(f"fern@{SITE}").others}
    assert others[f"mossgate77@{OTHER}"].linked
    assert others[f"mossgate77@{OTHER}"].grounds[0].kind == "pgp"
    assert not others[f"fern@{OTHER}"].linked


def test_two_accounts_side_by_side(forum: Desk) -> None:
    alike = forum.compare_authors(f"fern@{SITE}", f"mossgate77@{OTHER}")
    apart = forum.compare_authors(f"fern@{SITE}", f"other1@{OTHER}")
    assert alike.link.linked
    assert alike.likeness.verdict == "alike"
    assert not apart.link.linked
    assert not any(ground.links for ground in apart.link.grounds)


def test_a_thread_with_its_clues(forum: Desk) -> None:
    (thread,) = forum.threads(SITE)
    assert (thread.thread, thread.title, thread.postings, thread.accounts) == ("t1", "Beans in clay soil", 17, 16)
    talk = forum.thread(SITE, "t1")
    assert len(talk.postings) == 17
    said = {(clue.category, clue.value) for clue in talk.clues.clues}
    assert {("home", "Tulsa, OK, US"), ("weather", "Snow"), ("transport", "Elm Station")} <= said
    assert talk.score == pytest.approx(sum(reason.contribution for reason in talk.reasons))
    assert forum.author_clues(f"fern@{SITE}").postings[0].id == "ad-0"


@pytest.mark.parametrize(
    "name", ["", "fern", "@board.example", "fern@", "nobody@board.example", "fern@nowhere", "a\0b@c"]
)
def test_an_account_that_is_not_there(forum: Desk, name: str) -> None:
    with pytest.raises(InputError):
        forum.author(name)
    with pytest.raises(InputError):
        forum.author_clues(name)
    with pytest.raises(InputError):
        forum.compare_authors(name, f"fern@{SITE}")


def test_a_thread_that_is_not_there(forum: Desk) -> None:
    with pytest.raises(InputError):
        forum.thread(SITE, "t2")


def test_hours_tell_a_zone_unless_the_site_does_not_tell_its_own(desk: Desk) -> None:
    moments = [str(moment) for moment in times(5, 80, -5).astype("datetime64[us]")]
    blind = {"clock": "no zone"}
    load(desk, *(post(at, "early", f"post {at}", posted=moment) for at, moment in enumerate(moments)))
    later = (post(100 + at, "blind", f"{at}", posted=moment, extra=blind) for at, moment in enumerate(moments))
    load(desk, *later, part=1)
    seen, unseen = desk.author(f"early@{SITE}"), desk.author(f"blind@{SITE}")
    assert seen.zone is not None
    assert seen.zone.holds(-5)
    assert unseen.zone is None
    assert unseen.clocks == {"no zone": 80}
