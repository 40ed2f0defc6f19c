"""A small simulated market, made once."""

from pathlib import Path

import pytest

from firstlight.simulate import market


@pytest.fixture(scope="session")
def ads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a simulated market of 400 ads."""
    folder = tmp_path_factory.mktemp("market")
    market(folder, ads=400, seed=11)
    return folder
