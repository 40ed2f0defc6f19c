from __future__ import annotations

import pytest

from firstlight.assess.distance import coordinates, kilometres, regions

DISTANCES = [
    ("New York, NY, US", "Newark, NJ, US", 5, 25),
    ("Tulsa, OK, US", "Oklahoma City, OK, US", 150, 175),
    ("Portland, ME, US", "Portland, OR, US", 4_000, 4_200),
    ("Downtown, Tulsa, OK, US", "Tulsa, OK, US", 0, 0),
    ("Madrid, ES", "Paris, FR", 1_000, 1_100),
]


@pytest.mark.parametrize(("one", "other", "least", "most"), DISTANCES)
def test_kilometres(one: str, other: str, least: float, most: float) -> None:
    there, back = kilometres(one, other), kilometres(other, one)
    assert there is not None
    assert there == pytest.approx(back)
    assert least <= there <= most


@pytest.mark.parametrize("unknown", ["", "nowhere", "Atlantis, OK, US", "Oklahoma, US"])
def test_a_place_that_is_not_known_is_nowhere_near(unknown: str) -> None:
    assert kilometres(unknown, "Tulsa, OK, US") is None
    assert coordinates(unknown) is None
    assert regions([unknown, "Tulsa, OK, US"])[unknown] == unknown


def test_where_a_place_lies() -> None:
    assert coordinates("Downtown, Tulsa, OK, US") == pytest.approx((36.15, -95.99), abs=0.1)
    assert coordinates("London, GB") == pytest.approx((51.5, -0.1), abs=0.1)


def test_suburbs_count_as_their_city() -> None:
    counted = regions(["Plano, TX, US", "Irving, TX, US", "Dallas, TX, US", "Tulsa, OK, US"])
    assert {counted[area] for area in ("Plano, TX, US", "Irving, TX, US", "Dallas, TX, US")} == {"Dallas, TX, US"}
    assert counted["Tulsa, OK, US"] == "Tulsa, OK, US"
