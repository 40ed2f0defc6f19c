from __future__ import annotations

import pytest

from firstlight.desk import Carrier, Desk, Sighting
from firstlight.desk import track as tracking
from firstlight.errors import InputError
from firstlight.link import group_name
from tests.desk.world import ad, connect, day, lead, load

PHONE = ("phone", "+19185550142", "918")


@pytest.fixture
def filled(desk: Desk) -> Desk:
    load(
        desk,
        ad(0, "918 anna in tulsa", PHONE, ("name", "Anna", "anna"), ("place", "Tulsa, OK, US", "tulsa")),
        ad(1, "918 in dallas or tulsa", PHONE, *(("place", f"{city}, US", city[:6].strip(",").lower())
           for city in ("Tulsa, OK", "Dallas, TX")), posted="2026-01-09"),
        ad(2, "nothing", posted=None),
        ad(3, "918 elsewhere", PHONE),
    )  # fmt: skip
    connect(desk, {0: 0, 1: 0, 2: 0, 3: 3})
    desk.put_leads([lead(0, "urgent")])
    return desk


def test_a_group_ad_by_ad(filled: Desk) -> None:
    phone = ("phone", "+19185550142")
    found = filled.track(group_name("ad-0"))
    assert found.sightings == (
        Sighting("ad-1", day("2026-01-09"), ("Dallas, TX, US", "Tulsa, OK, US"), (phone,)),
        Sighting("ad-0", day("2026-01-05"), ("Tulsa, OK, US",), (("name", "Anna"), phone)),
        Sighting("ad-2", None, (), ()),
    )
    assert (found.group, found.left_out) == (group_name("ad-0"), 0)
    with pytest.raises(InputError, match="no group 'G-NONE'"):
        filled.track("G-NONE")


def test_only_the_newest_ads_are_read(filled: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracking, "MOST", 2)
    found = filled.track(group_name("ad-0"))
    assert [sighting.posting for sighting in found.sightings] == ["ad-1", "ad-0"]
    assert found.left_out == 1


def test_who_carries_an_identifier(filled: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    both = [Carrier(group_name("ad-0"), "urgent", 2), Carrier(group_name("ad-3"), None, 1)]
    assert filled.carriers("phone", "+19185550142") == both
    assert filled.carriers("phone", "+19185550142", most=1) == both[:1]
    assert filled.carriers("phone", "+10000000000") == []
    monkeypatch.setattr(tracking, "CARRIERS", 1)
    assert filled.carriers("phone", "+19185550142") == both[1:]
