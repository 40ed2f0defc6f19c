from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from firstlight.desk import Desk, digest_of
from firstlight.desk.engine import Database
from firstlight.errors import InputError
from firstlight.link import group_name
from tests.desk.world import ad, connect, load

ONE, TWO = group_name("ad-0"), group_name("ad-2")
SHA = "ab" * 32


@pytest.fixture
def filled(desk: Desk) -> Desk:
    load(desk, ad(0, "dinner"), ad(1, "dinner again"), ad(2, "trains"))
    connect(desk, {0: 0, 1: 0, 2: 2})
    return desk


def test_a_case_holds_what_was_put_in(filled: Desk) -> None:
    cases = filled.cases
    name = cases.new("  Tulsa,  two names ", who="a").case
    cases.note(name, "called the school", who="b")
    task = cases.task(name, "ask the board for records", who="a")
    cases.add(name, "group", ONE, who="a", text="one number")
    posting = cases.add(name, "posting", "ad-2", who="a")
    cases.add(name, "record", "MC-17", who="a")
    cases.add(name, "file", "statement.pdf", who="a", digest=SHA)
    done = cases.done(name, task.entry, who="b")
    found = cases.case(name)
    assert (found.case, found.title, found.open, found.opened_by) == ("C-1", "Tulsa, two names", True, "a")
    assert [found.of(kind) for kind in ("group", "posting", "record", "file")] == [
        (ONE,), ("ad-2",), ("MC-17",), ("statement.pdf",),
    ]  # fmt: skip
    assert posting.digest == digest_of(filled.postings(["ad-2"])[0])
    assert [note.text for note in found.notes] == ["called the school"]
    assert [(one.set, one.done) for one in found.tasks] == [(task, done)]
    assert [step.entry for step in found.log] == list(range(1, 9))
    assert found.changed_at == done.at


def test_what_is_taken_out_stays_in_the_log(filled: Desk) -> None:
    cases = filled.cases
    name = cases.new("one", who="a").case
    cases.add(name, "group", ONE, who="a")
    cases.remove(name, "group", ONE, who="a", text="another hand")
    found = cases.case(name)
    assert (found.held, [step.act for step in found.log]) == ((), ["open", "add", "remove"])
    assert cases.holding("group", ONE) == []
    cases.add(name, "group", ONE, who="a")
    assert cases.holding("group", ONE) == [cases.case(name)]


def test_a_closed_case_takes_nothing_until_it_is_opened_again(filled: Desk) -> None:
    cases = filled.cases
    first, second = cases.new("one", who="a").case, cases.new("two", who="a").case
    assert (first, second) == ("C-1", "C-2")
    cases.close(first, who="b", text="told the center")
    with pytest.raises(InputError, match="C-1 is closed; open it again first"):
        cases.note(first, "late", who="a")
    assert [case.case for case in cases.listing()] == ["C-1", "C-2"]
    assert [case.case for case in cases.listing(wanted="open")] == ["C-2"]
    assert [case.case for case in cases.listing(wanted="closed")] == ["C-1"]
    cases.reopen(first, who="a")
    assert cases.note(first, "late", who="a").entry == 5


WRONG: list[tuple[Callable[[Desk], object], str]] = [
    (lambda desk: desk.cases.new("  ", who="a"), "a case needs a title"),
    (lambda desk: desk.cases.new("x" * 201, who="a"), "at most 200"),
    (lambda desk: desk.cases.new("x", who=" "), "FIRSTLIGHT_WHO"),
    (lambda desk: desk.cases.note("C-9", "x", who="a"), "there is no case 'C-9'"),
    (lambda desk: desk.cases.note("C-1", " ", who="a"), "a note needs words"),
    (lambda desk: desk.cases.note("C-1", "x" * 20_001, who="a"), "at most 20,000"),
    (lambda desk: desk.cases.done("C-1", 1, who="a"), "no open task 1"),
    (lambda desk: desk.cases.add("C-1", "group", "G-none", who="a"), "no group 'G-none'"),
    (lambda desk: desk.cases.add("C-1", "posting", "ad-9", who="a"), "no posting 'ad-9'"),
    (lambda desk: desk.cases.add("C-1", "person", "x", who="a"), "a case holds no 'person'"),  # type: ignore[arg-type]
    (lambda desk: desk.cases.add("C-1", "record", " ", who="a"), "name the record"),
    (lambda desk: desk.cases.add("C-1", "file", "x", who="a", digest="12"), "with its SHA-256"),
    (lambda desk: desk.cases.remove("C-1", "group", ONE, who="a"), "holds no group"),
    (lambda desk: desk.cases.reopen("C-1", who="a"), "C-1 is open"),
]


@pytest.mark.parametrize(("wrong", "says"), WRONG)
def test_what_cannot_be_is_refused_and_leaves_no_trace(
    filled: Desk, wrong: Callable[[Desk], object], says: str
) -> None:
    filled.cases.new("one", who="a")
    with pytest.raises(InputError, match=says):
        wrong(filled)
    assert [len(case.log) for case in filled.cases.listing()] == [1]


def test_nothing_is_put_in_twice(filled: Desk) -> None:
    name = filled.cases.new("one", who="a").case
    filled.cases.add(name, "posting", "ad-0", who="a")
    with pytest.raises(InputError, match="already"):
        filled.cases.add(name, "posting", "ad-0", who="b")


def test_a_group_goes_by_its_name_of_now(filled: Desk) -> None:
    load(filled, ad(3, "dinner and trains"), part=1)
    connect(filled, {3: 0}, part=1, merges=[(2, 0)])
    name = filled.cases.new("one", who="a").case
    assert filled.cases.add(name, "group", TWO, who="a").subject == ONE


@pytest.mark.parametrize("change", ["UPDATE case_log SET text = 'other'", "DELETE FROM case_log"])
def test_the_database_itself_refuses_to_change_what_was_said(filled: Desk, url: str, change: str) -> None:
    case = filled.cases.new("one", who="a")
    database = Database(url)
    with pytest.raises(DBAPIError, match="only ever added"), database.engine.begin() as connection:
        connection.execute(text(change))
    database.close()
    assert filled.cases.case(case.case) == case


def test_two_who_open_cases_at_once_get_two(filled: Desk) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda one: filled.cases.new(f"case {one}", who="a").case, range(8)))
    assert sorted(made) == sorted(f"C-{number}" for number in range(1, 9))


def test_the_digest_of_a_posting_follows_what_it_says(filled: Desk) -> None:
    (one,), (two,) = filled.postings(["ad-0"]), filled.postings(["ad-1"])
    assert digest_of(one) != digest_of(two)
    assert len(digest_of(one)) == 64
