from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from firstlight.desk import Desk
from firstlight.desk.engine import Database
from firstlight.desk.schema import MIGRATIONS
from firstlight.desk.tables import SCHEMA, metadata
from firstlight.errors import WorkspaceError
from tests.desk.conftest import New
from tests.desk.world import ad, load


def test_the_newest_migration_is_the_schema() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == SCHEMA


def test_migrations_make_the_tables_that_the_program_writes(url: str) -> None:
    database = Database(url)
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _is_ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []
    database.close()


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """The word index is made by hand in each database, and SQLite's has tables of its own."""
    return kind != "table" or not str(name).startswith("words")


def test_many_open_a_new_desk_at_once(empty: New) -> None:
    def opened(_: int) -> set[int]:
        with Desk.open(url) as desk:
            return desk.loaded_parts()

    with empty() as url, ThreadPoolExecutor(4) as pool:
        assert list(pool.map(opened, range(4))) == [set()] * 4


def test_a_desk_of_a_newer_program_is_refused_and_left_alone(url: str) -> None:
    with Desk.open(url) as desk:
        load(desk, ad(0, "kept"))
    _set_revision(url, "9999")
    with pytest.raises(WorkspaceError, match=r"newer Firstlight \(schema 9999.*upgrade Firstlight"):
        Desk.open(url)
    _set_revision(url, SCHEMA)
    with Desk.open(url) as desk:
        assert len(desk.postings(["ad-0"])) == 1


def _set_revision(url: str, revision: str) -> None:
    database = Database(url)
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
    database.close()


def test_a_file_of_another_program_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    path.write_bytes(b"this is no database" * 100)
    with pytest.raises(WorkspaceError, match="no desk, or it is damaged"):
        Desk.open(f"sqlite:///{path}")
    assert path.read_bytes() == b"this is no database" * 100


def test_a_damaged_desk_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    with Desk.open(f"sqlite:///{path}") as desk:
        load(desk, *(ad(n, f"text {n} " * 50) for n in range(200)))
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    with pytest.raises(WorkspaceError, match="damaged"):
        _read_all(f"sqlite:///{path}")


def _read_all(url: str) -> None:
    with Desk.open(url) as desk:
        desk.postings([f"ad-{n}" for n in range(200)])
        desk.search("text")
