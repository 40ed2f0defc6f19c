"""The database behind the desk: one connection pool, two dialects, and errors that say what to do.

SQLite writes one transaction at a time; PostgreSQL is held to the same order by an advisory lock, so that what is
safe on one is safe on the other. Readers never wait for a writer on either.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Engine,
    Row,
    Select,
    Table,
    cast,
    create_engine,
    event,
    func,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, BIGINT
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.sql.expression import any_, bindparam

from firstlight.errors import UpstreamError, WorkspaceError

AnyRow = Row[*tuple[Any, ...]]
"""A row of any query."""

BUSY_SECONDS = 60
"""How long a writer waits for another before it gives up."""

WRITERS = 0x4649_5253_544C
"""The advisory lock that all writers of one PostgreSQL desk take."""

LOOKERS = WRITERS + 1
"""The one that notes of who looked at what take, so that a page waits for no sift. SQLite has one lock for all."""

_PRAGMAS = (
    "PRAGMA synchronous = FULL",  # an acknowledged row survives the power cut too; one sync a transaction
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = FAST",
    "PRAGMA cache_size = -65536",
    "PRAGMA mmap_size = 1073741824",
    "PRAGMA temp_store = MEMORY",
)


class Database:
    """A pool of connections to one desk; `sqlite` tells which dialect it speaks."""

    def __init__(self, url: str) -> None:
        """Prepare the pool; raise WorkspaceError for a URL that names no desk."""
        try:
            address = make_url(url)
            self.sqlite = address.get_backend_name() == "sqlite"
            self.name = address.render_as_string(hide_password=True)
            self.engine = _sqlite(address) if self.sqlite else _postgres(address)
        except (ArgumentError, NoSuchModuleError) as error:
            raise WorkspaceError(f"{url!r} is no desk: give sqlite:///PATH or postgresql://USER@HOST/NAME") from error
        # SQLite's transactions see one unchanging state anyway.
        unchanging = {} if self.sqlite else {"isolation_level": "REPEATABLE READ"}
        self._reading = self.engine.execution_options(**unchanging)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Yield a connection that sees one unchanging state of the desk."""
        with self._told(), self._reading.begin() as connection:
            yield connection

    @contextmanager
    def write(self, turn: int = WRITERS) -> Iterator[Connection]:
        """Yield the only writing connection: all of it is kept when the block ends, nothing when it fails.

        `turn` is the lock by which writers of the same tables take turns.
        """
        with self._told(), self.engine.execution_options(firstlight_write=True).begin() as connection:
            if not self.sqlite:
                connection.execute(select(func.pg_advisory_xact_lock(turn)))
            yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            raise explain(error, self) from error

    def among(self, column: ColumnElement[int], values: Iterable[int]) -> ColumnElement[bool]:
        """`column IN values` as one parameter, so that no list is too long for the database."""
        return listed(self.sqlite, column, bindparam(None, self.pack(values), unique=True))

    def pack(self, values: Iterable[int]) -> str | list[int]:
        """Return numbers as this database takes a list of them in one parameter."""
        numbers = [int(value) for value in values]
        return str(numbers) if self.sqlite else numbers

    def insert(
        self, connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]], *, new: bool = True
    ) -> None:
        """Insert rows (values in the order of the table's columns) in bulk; unless `new`, rows already there stay."""
        if not rows:
            return
        if self.sqlite:
            marks = ", ".join("?" * len(table.columns))
            how = "INSERT" if new else "INSERT OR IGNORE"
            connection.exec_driver_sql(f"{how} INTO {table.name} VALUES ({marks})", list(rows))
            return
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        if new:
            self.copy(connection, f"{table.name} ({names})", rows)
            return
        arriving = f"arriving_{table.name}"
        connection.execute(text(f"CREATE TEMP TABLE IF NOT EXISTS {arriving} (LIKE {table.name}) ON COMMIT DROP"))
        self.copy(connection, f"{arriving} ({names})", rows)
        keys = ", ".join(column.name for column in table.primary_key)
        connection.execute(text(
            f"INSERT INTO {table.name} ({names}) SELECT DISTINCT ON ({keys}) {names} FROM {arriving} "  # noqa: S608
            f"ORDER BY {keys} ON CONFLICT DO NOTHING"
        ))  # fmt: skip
        connection.execute(text(f"TRUNCATE {arriving}"))

    @staticmethod
    def copy(connection: Connection, target: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Write rows to PostgreSQL by COPY; `target` is a table and its columns."""
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(f"COPY {target} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def listed(sqlite: bool, column: ColumnElement[int], values: BindParameter[Any] | None = None) -> ColumnElement[bool]:
    """`column IN values`; without values, the parameter `listed` of a statement built once (see `Database.pack`)."""
    if values is None:
        values = bindparam("listed")
    if sqlite:
        return column.in_(select(func.json_each(values).table_valued("value").c.value))
    return column == any_(cast(values, ARRAY(BIGINT)))


def plain(connection: Connection, query: Select[Any], values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
    """Return the rows of a query as the driver gives them, plain tuples: where they are many and need no names."""
    with connection.execute(query, values) as result:
        return list(result.cursor.fetchall())


def _sqlite(address: URL) -> Engine:
    if not address.database or address.database == ":memory:":
        raise WorkspaceError("the desk needs a file: give sqlite:///PATH")
    folder = Path(address.database).parent
    if not folder.is_dir():
        raise WorkspaceError(f"{folder}: no such folder for the desk; make it, or name another workspace")
    engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions begin where `begin` below says, and nowhere else
        _log_ahead(connection)
        for pragma in _PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("firstlight_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _log_ahead(connection: sqlite3.Connection) -> None:
    """Turn on the write-ahead log. Of several that do so at once SQLite turns all but one away without waiting."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _postgres(address: URL) -> Engine:
    if address.get_backend_name() != "postgresql":
        raise WorkspaceError(
            f"{address.get_backend_name()} is no desk: give sqlite:///PATH or postgresql://USER@HOST/NAME"
        )
    engine = create_engine(address.set(drivername="postgresql+psycopg"), connect_args={"connect_timeout": 10})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET jit = off")  # it costs more than these short queries
            cursor.execute(f"SET lock_timeout = '{BUSY_SECONDS}s'")
        connection.commit()

    return engine


_LOCKED = "another process is writing to the desk; wait for it to end and try again, nothing is half-written"
_FULL = "the disk of the desk is full; make room and run the same command again, what was written before is safe"
_FORBIDDEN = "the desk may not be written to; check who owns it"

_SAYINGS = (
    ("locked", _LOCKED),
    ("full", _FULL),
    # SQLite's word for a full disk too, when it is the shared memory that finds no room
    ("disk i/o error", _FULL.replace("is full", "is full, or failing")),
    (
        "malformed",
        "the desk is damaged; restore its last copy, or move it away and sift again: it is built from the lake",
    ),
    ("not a database", "this file is no desk, or it is damaged; restore its last copy, or move it away and sift again"),
    ("readonly", _FORBIDDEN),
    ("unable to open", "the desk cannot be opened; check that its folder is there and may be written to"),
)
"""What SQLite says, in part, and what that means."""

_STATES = {"53100": _FULL, "55P03": _LOCKED, "25006": _FORBIDDEN, "42501": _FORBIDDEN}
"""PostgreSQL's SQLSTATE (its manual, appendix A), and what that means; its words may quote an ad."""


def explain(error: SQLAlchemyError, database: Database) -> WorkspaceError | UpstreamError:
    """Turn a database error into one that says what to do; WorkspaceError for the unit's own file and disk."""
    cause = str(error.orig if isinstance(error, DBAPIError) else error).strip()
    if database.sqlite:
        saying = next((saying for sign, saying in _SAYINGS if sign in cause.lower()), None)
        return WorkspaceError(f"{database.name}: {saying or 'the desk failed, nothing is half-written'} ({cause})")
    state = getattr(error.orig, "sqlstate", None) if isinstance(error, DBAPIError) else None
    if state in _STATES:
        return WorkspaceError(f"{database.name}: {_STATES[state]} ({cause})")
    return UpstreamError(
        f"{database.name}: the database failed or cannot be reached; check that it runs and try again, "
        f"what was acknowledged is safe ({cause})"
    )
