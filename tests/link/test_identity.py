from __future__ import annotations

import numpy as np
import pytest

from firstlight.link import group_name, identity, keys
from firstlight.records import IDENTIFIER_KINDS


def test_keys_are_pinned_since_workspaces_hold_them() -> None:
    assert hex(int(keys("phone", "+19185550142"))) == "0x15896308b8c2919d"


@pytest.mark.parametrize("kind", [*IDENTIFIER_KINDS, "author", "picture"])
def test_a_key_tells_its_kind(kind: str) -> None:
    key = keys(kind, "x")
    assert isinstance(key, np.uint64)
    assert identity.codes(np.array([key])).tolist() == [identity.code(kind)]


def test_kinds_and_values_keep_keys_apart() -> None:
    assert len({int(keys(kind, value)) for kind in IDENTIFIER_KINDS for value in ("a", "b")}) == 14


def test_group_names_are_pinned_since_people_write_them_down() -> None:
    assert group_name("ad-0000001") == "G-XDNI36CEH6OH"
    assert group_name("ad-0000001") != group_name("ad-0000002")


@pytest.mark.parametrize(("one", "other"), [(754316, 2773892), (30695, 2705590), (2626880, 2690806)])
def test_names_that_were_one_in_forty_bits_differ(one: int, other: int) -> None:
    names = group_name(f"ad-{one}"), group_name(f"ad-{other}")
    assert names[0] != names[1]
    assert all(len(name) == len("G-") + 12 for name in names)
