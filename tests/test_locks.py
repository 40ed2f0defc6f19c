"""The lock files pin all that `pyproject.toml` asks for: `./dev` installs from them and from nothing else."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUNTIME = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["build"]
EXTRAS = [wanted for extra in PROJECT["project"]["optional-dependencies"].values() for wanted in extra]


def _name(wanted: str) -> str:
    """The name at the head of a requirement, spelt as the locks spell it (PEP 503)."""
    found = re.match(r"[\w.-]+", wanted)
    assert found, wanted
    return re.sub(r"[-_.]+", "-", found[0]).lower()


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.lock", RUNTIME),
        ("requirements-test.lock", RUNTIME + EXTRAS + PROJECT["dependency-groups"]["test"]),
    ],
)
def test_a_lock_pins_every_dependency(lock: str, wanted: list[str]) -> None:
    pinned = set(re.findall(r"^([\w.-]+)(?:\[[^\]]*\])?==", (ROOT / lock).read_text(), re.MULTILINE))
    missing = {_name(one) for one in wanted} - pinned
    assert not missing, f"run ./dev lock: {lock} lacks {', '.join(sorted(missing))}"
