"""The bundle that the pages load: made from locked packages, typed, and current."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

import firstlight.web
import hatch_build

WEB = Path(firstlight.web.__file__).parent
ISLANDS = WEB / "islands"


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    hatch_build.bundle(WEB)


def test_the_manifest_vouches_for_the_bundle() -> None:
    manifest = json.loads((WEB / "static" / "built" / "manifest.json").read_text("utf-8"))
    for name, digest in manifest["files"].items():
        assert hashlib.sha256((WEB / "static" / "built" / name).read_bytes()).hexdigest() == digest
    assert manifest["sources"] == hatch_build.digest(ISLANDS)


def test_the_islands_are_typed() -> None:
    hatch_build.npm("run", "check", cwd=ISLANDS)


def test_the_lock_pins_every_package_and_names_no_address() -> None:
    lock = (ISLANDS / "package-lock.json").read_text("utf-8")
    assert "resolved" not in lock
    packages = {path: entry for path, entry in json.loads(lock)["packages"].items() if path}
    assert packages
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())


def test_what_fails_says_so() -> None:
    with pytest.raises(RuntimeError, match="npm run nothing failed"):
        hatch_build.npm("run", "nothing", cwd=ISLANDS)
