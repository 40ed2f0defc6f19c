from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from firstlight.desk import Desk
from firstlight.desk.engine import Database
from firstlight.errors import InputError
from firstlight.link import group_name
from tests.desk.world import ad, connect, load

ONE, TWO = group_name("ad-0"), group_name("ad-2")


@pytest.fixture
def filled(desk: Desk) -> Desk:
    load(desk, ad(0, "dinner"), ad(1, "dinner again"), ad(2, "trains"))
    connect(desk, {0: 0, 1: 0, 2: 2})
    return desk


def test_a_label_is_kept_as_it_was_made(filled: Desk) -> None:
    seen = {"score": 7.5, "signs": {"AD-TRUST": 0.5}}
    made = filled.label(ONE, "minor", who=" officer 1 ", why="the age\0 is 16", share="random", shown=seen)
    assert (made.entry, made.who, made.act, made.subject, made.value) == (1, "officer 1", "label", ONE, "minor")
    assert (made.why, made.share, dict(made.shown)) == ("the age\ufffd is 16", "random", seen)
    assert abs(datetime.now(UTC) - made.at) < timedelta(minutes=1)
    assert filled.decisions() == filled.standing() == [made]


def test_the_last_that_was_not_taken_back_stands(filled: Desk) -> None:
    first = filled.label(ONE, "spam", who="a")
    second = filled.label(ONE, "minor", who="b")
    assert filled.standing() == [second]
    taken = filled.undo(second.entry, who="b", why="wrong key")
    assert (taken.undoes, taken.subject) == (second.entry, ONE)
    assert filled.standing() == [first]
    filled.undo(first.entry, who="a")
    assert filled.standing() == []
    assert filled.undone([1, 2, 3]) == {1, 2}
    assert [decision.act for decision in filled.decisions()] == ["label", "label", "undo", "undo"]


def test_pairs_are_one_whichever_way_they_are_named(filled: Desk) -> None:
    filled.judge("same", "ad-2", "ad-0", who="a")
    last = filled.judge("not-same", "ad-0", "ad-2", who="a", why="two hands")
    other = filled.judge("same", "ad-0", "ad-1", who="a")
    assert filled.standing(("same", "not-same")) == [last, other]
    assert (last.subject, last.other) == ("ad-0", "ad-2")
    assert filled.standing(("same", "not-same"), subject="ad-2") == [last]
    assert filled.standing(("label",)) == []


def test_the_log_is_read_from_an_entry_on(filled: Desk) -> None:
    made = [filled.label(ONE, "minor", who="a"), filled.label(TWO, "agency", who="a"), filled.undo(1, who="a")]
    assert filled.decisions(after=1) == made[1:]
    assert filled.decisions(subject=TWO) == made[1:2]
    assert filled.decisions(limit=1) == made[:1]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda desk: desk.label(ONE, "nice", who="a"), "'nice' is no label; the labels are minor, "),
        (lambda desk: desk.label("g0", "minor", who="a"), "there is no group 'g0'"),
        (lambda desk: desk.label(ONE, "minor", who=" "), "needs the name of who decides"),
        (lambda desk: desk.label(ONE, "minor", who="a", share="luck"), "'luck' is no share"),
        (lambda desk: desk.judge("same", "ad-0", "ad-0", who="a"), "two are needed"),
        (lambda desk: desk.judge("same", "ad-0", "ad-9", who="a"), "there is no posting 'ad-9'"),
        (lambda desk: desk.undo(1, who="a"), "there is no decision 1"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_no_trace(filled: Desk, wrong: object, says: str) -> None:
    with pytest.raises(InputError, match=says):
        wrong(filled)  # type: ignore[operator]
    assert filled.decisions() == []


def test_an_undo_is_not_undone_nor_made_twice(filled: Desk) -> None:
    filled.label(ONE, "minor", who="a")
    filled.undo(1, who="a")
    for entry, says in ((1, "taken back already"), (2, "no decision 2")):
        with pytest.raises(InputError, match=says):
            filled.undo(entry, who="a")


@pytest.mark.parametrize("change", ["UPDATE decisions SET value = 'spam'", "DELETE FROM decisions"])
def test_the_database_itself_refuses_to_change_the_log(filled: Desk, url: str, change: str) -> None:
    made = filled.label(ONE, "minor", who="a")
    database = Database(url)
    with pytest.raises(DBAPIError, match="only ever added"), database.engine.begin() as connection:
        connection.execute(text(change))
    database.close()
    assert filled.decisions() == [made]


def test_one_posting_s_and_one_group_s_history_stays_when_groups_merge(filled: Desk) -> None:
    made = filled.label(TWO, "agency", who="a")
    load(filled, ad(3, "dinner and trains"), part=1)
    connect(filled, {3: 0}, part=1, merges=[(2, 0)])
    assert filled.standing() == [made]
