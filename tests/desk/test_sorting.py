from __future__ import annotations

import pytest

from firstlight.desk import Desk
from firstlight.errors import BadQuery
from tests.desk.world import ad, connect, lead, load


@pytest.fixture
def filled(desk: Desk) -> Desk:
    place = ("place", "Tulsa, OK, US", "tulsa")
    load(
        desk,
        ad(0, "dinner tulsa", place, site="a.test"),
        ad(1, "dinner tulsa tulsa", place, place, site='b"x.test', posted="2026-02-01"),
        ad(2, "dinner", posted=None),
        ad(3, "other"),
    )
    connect(desk, {0: 0, 1: 0, 2: 2, 3: 3})
    desk.put_leads([lead(0, "urgent"), lead(2, "low")])
    return desk


def test_what_was_found_is_counted(filled: Desk) -> None:
    assert filled.sort("dinner") == {
        "tier": [("urgent", "tier:urgent", 2), ("low", "tier:low", 1)],
        "site": [("a.test", 'site:"a.test"', 1), ('b"x.test', 'site:"b x.test"', 1)],
        "place": [("Tulsa, OK, US", 'place:"Tulsa, OK, US"', 2)],
        "month": [("2026-02", "date:2026-02", 1), ("2026-01", "date:2026-01", 1)],
    }
    assert filled.sort("nothing") == {"tier": [], "site": [], "place": [], "month": []}
    with pytest.raises(BadQuery):
        filled.sort("(dinner")


def test_every_count_is_what_its_term_finds(filled: Desk) -> None:
    for values in filled.sort("dinner").values():
        for _, term, count in values:
            assert filled.search(f"dinner {term}").total == count, term
