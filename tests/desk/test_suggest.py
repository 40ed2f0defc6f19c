from __future__ import annotations

import pytest

from firstlight.desk import Desk
from firstlight.desk import suggest as suggesting
from firstlight.desk.suggest import query_for
from tests.desk.world import ad, load


@pytest.fixture
def named(desk: Desk) -> Desk:
    load(
        desk,
        ad(0, "anna 918", ("name", "Anna", "anna"), ("phone", "+19185550142", "918"), site="annex.test"),
        ad(1, "anna 918 x", ("name", "Anna", "anna"), ("phone", "+19185550199", "918")),
        ad(2, "annabel", ("name", "Annabel", "annabel"), ("handle", 'an"na (x)', "annabel")),
    )  # fmt: skip
    return desk


CASES = [
    ("ann", [("name", "Anna", 2), ("name", "Annabel", 1), ("site", "annex.test", 1)]),
    ("ANNA", [("name", "Anna", 2), ("name", "Annabel", 1)]),
    ("918 555", [("phone", "+19185550142", 1), ("phone", "+19185550199", 1)]),
    ("+1 (918) 555-01-9", [("phone", "+19185550199", 1)]),
    ("91", []),
    ("a", []),
    ("nobody", []),
    ("%_", []),
    ("", []),
]


@pytest.mark.parametrize(("typed", "found"), CASES)
def test_things_by_their_beginning(named: Desk, typed: str, found: list[tuple[str, str, int]]) -> None:
    assert [(one.kind, one.value, one.ads) for one in named.suggest(typed)] == found


def test_every_suggestion_finds_its_ads(named: Desk) -> None:
    for typed in ("ann", "918", "an na"):
        for one in named.suggest(typed):
            assert named.search(one.query).total == one.ads, one
    assert query_for("handle", 'an"na (x)') == 'handle:"an na (x)"'


def test_counting_ends_somewhere(named: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggesting, "COUNTED", 1)
    assert [one.ads for one in named.suggest("anna")] == [1, 1]
    assert len(named.suggest("ann", most=1)) == 1
