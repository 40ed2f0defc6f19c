"""Every test of the desk runs on SQLite and on PostgreSQL; a machine without PostgreSQL fails them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count

import pytest

from firstlight.desk import Desk
from tests import postgres

_numbers = count()

New = Callable[[], AbstractContextManager[str]]
"""Gives the URL of a database of its own, until the block ends."""


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with postgres.server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"], scope="session")
def empty(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> New:
    """Makes databases that hold nothing yet."""
    if request.param == "postgresql":
        url: str = request.getfixturevalue("server")
        return lambda: postgres.database(url, f"desk_{next(_numbers)}")

    @contextmanager
    def file() -> Iterator[str]:
        yield f"sqlite:///{tmp_path_factory.mktemp('desk')}/desk.sqlite"

    return file


@pytest.fixture(scope="session")
def made(empty: New) -> Iterator[New]:
    """Makes desks with all their tables, by copying one: migrating each would take most of the time of the tests."""
    with empty() as first:
        Desk.open(first).close()

        @contextmanager
        def copy() -> Iterator[str]:
            if first.startswith("sqlite"):
                with empty() as url:
                    shutil.copy(first.removeprefix("sqlite:///"), url.removeprefix("sqlite:///"))
                    yield url
            else:
                with postgres.database(first, f"desk_{next(_numbers)}", template=first.rsplit("/", 1)[1]) as url:
                    yield url

        yield copy


@pytest.fixture
def url(made: New) -> Iterator[str]:
    """The URL of a desk of this test's own."""
    with made() as each:
        yield each


@pytest.fixture
def desk(url: str) -> Iterator[Desk]:
    with Desk.open(url) as opened:
        yield opened
