from __future__ import annotations

import numpy as np
import pytest

from firstlight.link.authors.judging import THRESHOLD, Shared, judge, rarity
from firstlight.link.authors.style import Likeness, Verdict
from firstlight.link.authors.zone import zone
from tests.link.authors.people import times


def style(verdict: Verdict) -> Likeness:
    return Likeness(verdict, {"alike": 0.95, "different": 0.05, "cannot tell": 0.5}[verdict], 1.0, (900, 900), 30, ())


# Each case: what two accounts share, how they write, whether that links them.
CASES: list[tuple[list[Shared], Verdict | None, bool]] = [
    ([], None, False),
    ([], "alike", False),  # style never links alone
    ([Shared("pgp", "F" * 40, 2)], None, True),
    ([Shared("pgp", "F" * 40, 2)], "different", True),  # a key stays a key
    ([Shared("wallet", "bc1q", 2)], "different", True),
    ([Shared("handle", "telegram:@fernboot", 2)], None, True),
    ([Shared("handle", "telegram:@escrowbot", 40)], "alike", False),  # everybody gives it
    ([Shared("email", "a@example.org", 5)], None, False),
    ([Shared("name", "fernkettle243", 2)], None, True),
    ([Shared("name", "fernkettle243", 2)], "different", False),  # somebody else took the name
    ([Shared("name", "anna", 2)], "alike", False),
    ([Shared("name", "gardener", 2)], None, False),
    ([Shared("name", "gardenlane", 2)], "alike", True),  # weak by itself, firm with style
    ([Shared("name", "lanternlane", 9)], "alike", False),
    ([Shared("url", "example.org/a", 2)], None, False),
]


@pytest.mark.parametrize(("shared", "verdict", "linked"), CASES)
def test_what_links(shared: list[Shared], verdict: Verdict | None, linked: bool) -> None:
    found = judge(shared, style(verdict) if verdict else None)
    assert found.linked is linked
    assert found.linked == (found.score >= THRESHOLD)
    assert all(ground.text.endswith((".", "?")) for ground in found.grounds)


def test_style_and_zone_are_never_hard() -> None:
    zones = zone(times(1, 150, -5)), zone(times(2, 150, 8))
    found = judge([Shared("name", "fernkettle243", 2)], style("alike"), zones)
    assert {ground.kind: ground.links for ground in found.grounds} == {"name": True, "style": False, "zone": False}


def test_zones_that_do_not_meet_warn() -> None:
    far = judge([Shared("name", "fernkettle243", 2)], None, (zone(times(1, 150, -6)), zone(times(2, 150, 7))))
    near = judge([Shared("name", "fernkettle243", 2)], None, (zone(times(1, 150, 1)), zone(times(2, 150, 1))))
    assert "different time zones" in far.grounds[-1].text
    assert far.score < near.score
    assert not far.linked


def test_zones_that_say_nothing_are_left_out() -> None:
    nothing = zone(np.array([0], np.int64))
    assert judge([], None, (nothing, nothing)).grounds == ()


@pytest.mark.parametrize(
    ("rarer", "commoner"), [("fernkettle243", "fernkettle"), ("fernkettle", "fern"), ("a_name_with_words", "name1")]
)
def test_rarity_of_names(rarer: str, commoner: str) -> None:
    assert rarity(rarer, 2) > rarity(commoner, 2)
    assert rarity(rarer, 2) > rarity(rarer, 3)
