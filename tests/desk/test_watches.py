"""Watches find what a search of the new postings would find, once, at a cost of what they name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from firstlight.desk import Desk
from firstlight.desk.dues import due
from firstlight.desk.engine import Database
from firstlight.desk.looking import required
from firstlight.desk.parse import parse
from firstlight.errors import BadQuery, InputError
from firstlight.link import group_name
from tests.desk.world import ad, connect, lead, load

PHONE = ("phone", "+19185550142", "918-555-0142")
NOW = datetime(2026, 1, 9, 12, 0, tzinfo=UTC)


@pytest.fixture
def filled(desk: Desk) -> Desk:
    load(desk, ad(0, "dinner in tulsa 918-555-0142", PHONE), ad(1, "trains"))
    connect(desk, {0: 0, 1: 1})
    desk.watches.look(now=NOW)
    return desk


def arrive(desk: Desk) -> None:
    """Four more: of the group, of another number, of the same place, of nothing."""
    load(
        desk,
        ad(2, "company in tulsa 918-555-0142", PHONE, ("place", "Tulsa, OK, US", "tulsa"), site="board.example"),
        ad(3, "dinner and trains 918-555-0177", ("phone", "+19185550177", "918-555-0177"), ("age", "17", "17")),
        ad(4, "companion of gardens", ("place", "Dallas, TX, US", "gardens"), posted="2026-02-03"),
        ad(5, "nothing of the kind"),
        part=1,
    )
    connect(desk, {2: 0, 3: 3, 4: 4, 5: 5}, part=1)
    desk.put_leads([lead(3, "urgent"), lead(5, "low")])


FOUND = [
    ("(918) 555 0142", "identifier", {2}),
    ("nine one eight 555 0142", "identifier", {2}),
    ("phone:+19185550142", "identifier", {2}),
    ("918-555-0199", "identifier", set()),
    (group_name("ad-0"), "group", {2}),
    ("tulsa", "search", {2}),
    ("dinner", "search", {3}),
    ("company OR trains", "search", {2, 3}),
    ("compan*", "search", {2, 4}),
    ('"in tulsa" company', "search", {2}),
    ("trains -dinner", "search", set()),
    ("place:dallas", "search", {4}),
    ("site:board.example", "search", {2}),
    ("age<18", "search", {3}),
    ("age:17 dinner", "search", {3}),
    ("tier:urgent", "search", {3}),
    ("after:2026-02", "search", {4}),
    ("NOT tulsa", "search", {3, 4, 5}),
    ("918-555-0142 OR gardens", "search", {2, 4}),
    ("phone:1918555*", "search", {2, 3}),
    ("id:ad-5", "search", {5}),
]


@pytest.mark.parametrize(("what", "kind", "found"), FOUND, ids=lambda one: str(one)[:30])
def test_a_watch_finds_what_is_new_and_fits(filled: Desk, what: str, kind: str, found: set[int]) -> None:
    made = filled.watches.add(what, who="a")
    assert made.kind == kind
    arrive(filled)
    filled.watches.look(now=NOW)
    assert {alert.posting for alert in filled.watches.alerts()} == {f"ad-{number}" for number in found}
    assert filled.watches.look(now=NOW) == []
    assert filled.watches.alert_count() == len(found)


def test_all_watches_at_once_find_what_each_finds_alone(filled: Desk) -> None:
    made = {filled.watches.add(what, who="a").watch: found for what, _, found in FOUND}
    arrive(filled)
    filled.watches.look(now=NOW)
    for number, found in made.items():
        told = {alert.posting for alert in filled.watches.alerts(watch=number)}
        assert told == {f"ad-{one}" for one in found}, number


PARTS = st.sampled_from(
    ["tulsa", "dinner", "918-555-0142", "place:tulsa", "age<18", "compan*", "-trains", '"of the kind"', "tier:low",
     "site:board.example", "before:2026-02", "title:x", "NOT age:17"]
)  # fmt: skip


@pytest.fixture(scope="module")
def module_desk(made: object) -> object:
    with made() as url, Desk.open(url) as desk:  # type: ignore[operator]
        load(desk, ad(0, "dinner in tulsa 918-555-0142", PHONE), ad(1, "trains"))
        connect(desk, {0: 0, 1: 1})
        arrive(desk)
        yield desk


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PARTS, min_size=1, max_size=4), st.sampled_from((" ", " OR ")))
def test_a_watch_and_a_search_agree(module_desk: Desk, parts: list[str], joint: str) -> None:
    from firstlight.desk import looking  # noqa: PLC0415
    from firstlight.desk.watches import Watch  # noqa: PLC0415

    query = joint.join(parts)
    watch = Watch(1, NOW, "a", "search", query)
    with module_desk._database.read() as connection:
        found = dict(looking._found(module_desk._database, connection, [watch], (0, 6), ("US",)))
    told = {f"ad-{one}" for one in found.get(1, ())}
    assert told == {hit.posting.id for hit in module_desk.search(query, limit=10).hits}


REQUIRED = [
    ("tulsa company", True), ("tulsa OR dallas", True), ("compan*", False), ("tulsa OR after:2026", False),
    ("after:2026 tulsa", True), ("NOT tulsa", False), ("tier:urgent", False), ("place:tulsa -spa", True),
]  # fmt: skip


@pytest.mark.parametrize(("query", "known"), REQUIRED)
def test_what_a_search_requires(query: str, known: bool) -> None:
    assert (required(parse(query, lambda _: [])) is not None) == known


def test_a_watch_that_was_taken_away_looks_no_more(filled: Desk) -> None:
    first, second = (filled.watches.add("tulsa", who="a").watch for _ in range(2))
    assert filled.watches.remove(first, who="b").what == "tulsa"
    arrive(filled)
    filled.watches.look(now=NOW)
    assert [alert.watch for alert in filled.watches.alerts()] == [second]
    assert [watch.watch for watch in filled.watches.standing()] == [second]
    taken = filled.watches.watch(first)
    assert taken is not None
    assert taken.who == "a"


def test_a_look_that_was_killed_looks_again_and_one_beside_it_finds_nothing(filled: Desk) -> None:
    from firstlight.desk import looking  # noqa: PLC0415

    filled.watches.add("tulsa", who="a")
    arrive(filled)
    seen = looking.look(filled._database, ("US",))
    assert [len(sight.ordinals) for sight in filled.watches.look(now=NOW)] == [1]
    with filled._database.write() as connection:
        assert not looking.note(connection, seen, 1)
    assert filled.watches.alert_count() == 1


WRONG = [
    (lambda desk: desk.watches.add("(tulsa", who="a"), BadQuery, "never closed"),
    (lambda desk: desk.watches.add(" ", who="a"), BadQuery, "give a word"),
    (lambda desk: desk.watches.add("G-none", who="a"), InputError, "no group 'G-none'"),
    (lambda desk: desk.watches.add("tulsa", who=" "), InputError, "FIRSTLIGHT_WHO"),
    (lambda desk: desk.watches.add("tulsa", who="a", email="a@b\nBcc: c@d"), InputError, "no e-mail address"),
    (lambda desk: desk.watches.add("tulsa", who="a", webhook="file:///etc/passwd"), InputError, "webhook"),
    (lambda desk: desk.watches.add("tulsa", who="a", webhook="https://u:p@host/"), InputError, "without a name"),
    (lambda desk: desk.watches.add("tulsa", who="a", quiet="22-24"), InputError, "quiet hours"),
    (lambda desk: desk.watches.add("tulsa", who="a", quiet="7-7"), InputError, "quiet hours"),
    (lambda desk: desk.watches.remove(9, who="a"), InputError, "there is no watch 9"),
]


@pytest.mark.parametrize(("wrong", "error", "says"), WRONG, ids=lambda one: one if isinstance(one, str) else "")
def test_what_cannot_be_watched_is_refused(filled: Desk, wrong: object, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        wrong(filled)  # type: ignore[operator]
    assert filled.watches.standing() == []


def test_the_database_itself_refuses_to_change_a_watch(filled: Desk, url: str) -> None:
    filled.watches.add("tulsa", who="a")
    database = Database(url)
    for change in ("UPDATE watch_log SET who = 'b'", "DELETE FROM watch_log"):
        with pytest.raises(DBAPIError, match="only ever added"), database.engine.begin() as connection:
            connection.execute(text(change))
    database.close()


DUE = [
    (12, False, "", 12, 0),
    (12, True, "", 7, 1),
    (6, True, "", 7, 0),
    (23, False, "22-7", 7, 1),
    (3, False, "22-7", 7, 0),
    (21, False, "22-7", 21, 0),
    (13, False, "12-14", 14, 0),
    (6, True, "6-9", 9, 0),
]


@pytest.mark.parametrize(("hour", "digest", "quiet", "then", "days"), DUE)
def test_when_an_alert_may_be_told(hour: int, digest: bool, quiet: str, then: int, days: int) -> None:
    now = NOW.replace(hour=hour)
    assert due(now, digest=digest, quiet=quiet) == NOW.replace(hour=then) + timedelta(days=days)


def test_a_delivery_goes_to_one_and_never_twice(filled: Desk) -> None:
    watches = filled.watches
    watches.add("tulsa", who="a", email="unit@police.example", webhook="https://hook.example/x")
    arrive(filled)
    watches.look(now=NOW)
    later = NOW + timedelta(seconds=1)
    first, second = watches.claim(later), watches.claim(later)
    assert first is not None
    assert second is not None
    assert {first.channel, second.channel} == {"email", "webhook"}
    assert (first.alerts, [alert.posting for alert in watches.told_of(first)]) == (1, ["ad-2"])
    assert watches.claim(later) is None
    assert watches.settle(first, "sent", now=later) == "sent"
    assert watches.settle(second, "waiting", now=later, error="refused") == "waiting"
    assert watches.claim(later) is None
    again = watches.claim(later + timedelta(minutes=1))
    assert again is not None
    assert (again.delivery, again.tries, again.error) == (second.delivery, 2, "refused")


def test_what_was_broken_off_is_unclear_and_stays_so(filled: Desk) -> None:
    filled.watches.add("tulsa", who="a", email="unit@police.example")
    arrive(filled)
    filled.watches.look(now=NOW)
    assert filled.watches.claim(NOW) is not None  # and then the process is killed; NOW is long ago
    assert [one.state for one in filled.watches.deliveries()] == ["unclear"]
    assert filled.watches.claim(NOW + timedelta(days=1)) is None


def test_what_fails_each_time_fails_in_the_end(filled: Desk) -> None:
    filled.watches.add("tulsa", who="a", email="unit@police.example")
    arrive(filled)
    filled.watches.look(now=NOW)
    states, now = [], NOW
    for _ in range(6):
        delivery = filled.watches.claim(now)
        assert delivery is not None
        states.append(filled.watches.settle(delivery, "waiting", now=now, error="refused"))
        now += timedelta(hours=1)
    assert states == ["waiting"] * 5 + ["failed"]
    assert filled.watches.claim(now) is None


def test_a_digest_tells_of_every_look_of_its_day(filled: Desk) -> None:
    filled.watches.add("trains OR tulsa", who="a", email="unit@police.example", digest=True)
    arrive(filled)
    filled.watches.look(now=NOW)
    load(filled, ad(6, "trains again"), part=2)
    connect(filled, {6: 6}, part=2)
    filled.watches.look(now=NOW + timedelta(hours=1))
    assert filled.watches.claim(NOW + timedelta(hours=2)) is None
    delivery = filled.watches.claim(NOW + timedelta(days=1))
    assert delivery is not None
    assert delivery.alerts == 3
    assert delivery.due == NOW.replace(hour=7) + timedelta(days=1)
    assert len(filled.watches.deliveries()) == 1
