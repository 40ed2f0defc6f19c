"""The package exports exactly what it says, each name from its home."""

import subprocess
import sys

import pytest

import firstlight


@pytest.mark.parametrize("name", firstlight.__all__)
def test_every_public_name_is_there_and_explained(name: str) -> None:
    assert getattr(firstlight, name).__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_of_ours"):
        _ = firstlight.nothing_of_ours


HEAVY = ("alembic", "daft", "fastapi", "numpy", "phonenumbers", "pyarrow", "scipy", "sqlalchemy", "trafilatura", "yaml")


@pytest.mark.parametrize(
    ("doing", "loaded"),
    [
        ("import firstlight", []),
        ("from firstlight.cli.app import app", []),
        ("from firstlight import Workspace", []),
        ("from firstlight import Desk", ["sqlalchemy"]),
        ("from firstlight.extract import identifiers", []),
    ],
)
def test_what_a_door_opens_on_is_all_that_is_loaded(doing: str, loaded: list[str]) -> None:
    probe = f"import sys; {doing}; print(*(name for name in {HEAVY} if name in sys.modules))"
    answer = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == loaded
