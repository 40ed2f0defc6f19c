from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from firstlight.desk import Desk
from firstlight.desk.audit import START
from firstlight.desk.engine import Database
from firstlight.errors import InputError


@pytest.fixture
def looked(desk: Desk) -> Desk:
    desk.audit.note("view", "G-1", who=" officer 1 ", why="C-1")
    desk.audit.note("search", who="officer 2", said="phone:+19185550142\0")
    desk.audit.note("export", "G-1", who="officer 1", said="packet.pdf")
    return desk


def change(url: str, statement: str) -> None:
    database = Database(url)
    try:
        with database.engine.begin() as connection:
            connection.execute(text(statement))
    finally:
        database.close()


def test_an_entry_says_who_what_when_and_why(looked: Desk) -> None:
    first, second, third = looked.audit.entries()
    assert (first.entry, first.who, first.act, first.subject, first.why) == (1, "officer 1", "view", "G-1", "C-1")
    assert second.said == "phone:+19185550142\ufffd"
    assert abs(datetime.now(UTC) - third.at) < timedelta(minutes=1)
    assert looked.audit.entries(subject="G-1") == [first, third]
    assert looked.audit.entries(after=1, limit=1) == [second]
    assert looked.audit.last() == 3


def test_the_chain_holds_and_its_end_is_told(looked: Desk) -> None:
    chain = looked.audit.verify()
    assert (chain.entries, chain.last, chain.wrong) == (3, looked.audit.entries()[-1].digest, "")


def test_an_empty_log_holds(desk: Desk) -> None:
    assert (desk.audit.verify().entries, desk.audit.verify().last) == (0, START)


def test_nobody_looks_without_a_name(desk: Desk) -> None:
    with pytest.raises(InputError, match="FIRSTLIGHT_WHO"):
        desk.audit.note("view", "G-1", who=" ")
    assert desk.audit.last() == 0


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit SET who = 'nobody'", "UPDATE audit SET digest = 'x', said = ''", "DELETE FROM audit WHERE entry=2"],
)
def test_the_database_itself_refuses_to_change_the_log(looked: Desk, url: str, statement: str) -> None:
    with pytest.raises(DBAPIError, match="only ever added"):
        change(url, statement)
    assert looked.audit.verify().entries == 3


def test_what_names_a_person_can_be_purged_and_the_chain_holds(looked: Desk, url: str) -> None:
    change(url, "UPDATE audit SET salt = '', why = '', said = '' WHERE entry <= 2")
    assert looked.audit.verify().wrong == ""
    assert [entry.said for entry in looked.audit.entries()] == ["", "", "packet.pdf"]


@pytest.mark.parametrize(
    ("statement", "holds", "wrong"),
    [
        ("UPDATE audit SET said = 'another search' WHERE entry = 2", 1, "what entry 2 was about was changed"),
        ("UPDATE audit SET salt = '' WHERE entry = 2", 1, "what entry 2 was about was added later"),
        ("UPDATE audit SET who = 'nobody' WHERE entry = 3", 2, "entry 3 was changed"),
        ("DELETE FROM audit WHERE entry = 2", 1, "entry 2 is missing"),
        ("DELETE FROM audit WHERE entry = 1", 0, "entry 1 is missing"),
    ],
)
def test_whoever_gets_past_the_database_is_found_out(
    looked: Desk, url: str, statement: str, holds: int, wrong: str
) -> None:
    for trigger in ("audit_no_update", "audit_no_delete"):
        change(url, f"DROP TRIGGER {trigger}" + (" ON audit" if url.startswith("postgresql") else ""))
    change(url, statement)
    chain = looked.audit.verify()
    assert (chain.entries, chain.wrong) == (holds, wrong)


def test_a_rewritten_entry_no_longer_fits_the_next(looked: Desk, url: str) -> None:
    change(url, "DROP TRIGGER audit_no_update" + (" ON audit" if url.startswith("postgresql") else ""))
    database = Database(url)
    from firstlight.desk.audit import _digest  # noqa: PLC0415 - what someone with the source would do

    with database.engine.begin() as connection:
        row = connection.execute(text("SELECT * FROM audit WHERE entry = 1")).one()._asdict() | {"who": "nobody"}
        forged = {"who": "nobody", "digest": _digest(row)}
        connection.execute(text("UPDATE audit SET who = :who, digest = :digest WHERE entry = 1"), forged)
    database.close()
    assert looked.audit.verify().wrong == "entry 2 does not follow the one before it"


def test_many_look_at_once_and_one_chain_comes_of_it(desk: Desk) -> None:
    with ThreadPoolExecutor(4) as pool:
        places = list(pool.map(lambda one: desk.audit.note("view", f"G-{one}", who="a"), range(20)))
    assert sorted(places) == list(range(1, 21))
    assert (desk.audit.verify().entries, desk.audit.verify().wrong) == (20, "")
