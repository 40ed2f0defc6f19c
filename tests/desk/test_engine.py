from __future__ import annotations

import re
import socket
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from firstlight.desk import Desk, engine
from firstlight.errors import UpstreamError, WorkspaceError
from tests.desk.world import ad, load


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "no desk"),
        ("nonsense", "no desk"),
        ("mysql://host/name", "no desk"),
        ("oracle://host/name", "no desk"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
        ("sqlite:////no/such/folder/desk.sqlite", "no such folder"),
    ],
)
def test_urls_that_name_no_desk(url: str, says: str) -> None:
    with pytest.raises(WorkspaceError, match=says):
        Desk.open(url)


def test_a_server_that_cannot_be_reached() -> None:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        with pytest.raises(UpstreamError, match="cannot be reached; check that it runs") as caught:
            Desk.open(f"postgresql://someone:secret@127.0.0.1:{port}/desk")
    assert "secret" not in str(caught.value)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 1)


@pytest.mark.usefixtures("impatient")
def test_a_writer_that_does_not_end_is_not_waited_for_for_ever(url: str) -> None:
    with Desk.open(url) as one, Desk.open(url) as other:
        with one._database.write(), pytest.raises(WorkspaceError, match="another process is writing"):
            load(other, ad(0, "text"))
        load(other, ad(0, "text"))
        assert one.loaded_parts() == {0}


def test_readers_see_one_state_and_never_wait_for_a_writer(url: str) -> None:
    with Desk.open(url) as writer, Desk.open(url) as reader:
        load(writer, ad(0, "before"))
        with writer._database.write() as connection:
            connection.execute(text("DELETE FROM postings"))
            assert len(reader.postings(["ad-0"])) == 1
            assert reader.search("before").total == 1


def test_a_reader_sees_one_state_while_a_writer_ends(url: str) -> None:
    with Desk.open(url) as writer, Desk.open(url) as reader:
        with reader._database.read() as connection:
            count = text("SELECT count(*) FROM postings")
            assert connection.scalar(count) == 0
            load(writer, ad(0, "text"))
            assert connection.scalar(count) == 0
        assert len(reader.postings(["ad-0"])) == 1


def test_a_full_disk_keeps_what_was_written(tmp_path: Path) -> None:
    with Desk.open(f"sqlite:///{tmp_path}/desk.sqlite") as desk:
        load(desk, ad(0, "kept"))
        with desk._database.read() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 80")
        with pytest.raises(WorkspaceError, match=re.escape("disk of the desk is full; make room")):
            load(desk, *(ad(n, "word " * 500) for n in range(1, 200)), part=1)
        assert desk.loaded_parts() == {0}
        assert desk.search("kept").total == 1


def test_a_desk_that_may_not_be_written_to(tmp_path: Path) -> None:
    with Desk.open(f"sqlite:///{tmp_path}/desk.sqlite") as desk:
        with desk._database.read() as connection:
            connection.exec_driver_sql("PRAGMA query_only = ON")
        with pytest.raises(WorkspaceError, match="may not be written to"):
            load(desk, ad(0, "text"))


def test_lists_have_no_longest_length(desk: Desk) -> None:
    load(desk, ad(0, "text"))
    assert len(desk.postings(["ad-0", *(f"ad-{n}" for n in range(1, 50_000))])) == 1
