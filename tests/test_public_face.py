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


def test_importing_the_package_loads_no_heavy_library() -> None:
    probe = (
        "import sys, firstlight; print([m for m in ('daft', 'pyarrow', 'sqlalchemy', 'fastapi') if m in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
