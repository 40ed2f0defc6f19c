"""Every test of the desk runs on SQLite and on PostgreSQL. A machine without PostgreSQL fails them, it does not skip."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from firstlight.desk import Desk
from tests import postgres

_numbers = count()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with postgres.server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a desk that is not there yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/desk.sqlite"
    else:
        with postgres.database(request.getfixturevalue("server"), f"desk_{next(_numbers)}") as made:
            yield made


@pytest.fixture
def desk(url: str) -> Iterator[Desk]:
    with Desk.open(url) as opened:
        yield opened
