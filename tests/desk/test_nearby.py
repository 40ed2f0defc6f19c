from __future__ import annotations

import pytest

from firstlight.desk import Desk
from firstlight.desk.nearby import near
from tests.desk.world import ad, load

FOUND = [
    ("tulsa", {"Tulsa, OK, US", "Broken Arrow, OK, US"}, {"Oklahoma City, OK, US"}),
    ("Tulsa, OK", {"Tulsa, OK, US"}, {"Oklahoma City, OK, US"}),
    ("tulsa~200", {"Tulsa, OK, US", "Oklahoma City, OK, US"}, {"Dallas, TX, US"}),
    ("tulsa ok 110 mi", {"Oklahoma City, OK, US"}, {"Dallas, TX, US"}),
    ("new york", {"New York, NY, US", "Newark, NJ, US"}, {"Philadelphia, PA, US"}),
    ("montreal", {"Montréal, QC, CA"}, {"Ottawa, ON, CA"}),
    ("portland me", {"Portland, ME, US"}, {"Portland, OR, US"}),
]


@pytest.mark.parametrize(("asked", "inside", "outside"), FOUND)
def test_cities_near_a_city(asked: str, inside: set[str], outside: set[str]) -> None:
    found = set(near(asked))
    assert inside <= found
    assert not outside & found


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("atlantis", "knows no city 'atlantis'"),
        ("", "knows no city"),
        ("~20", "knows no city"),
        ("tulsa~501", "at most 500 km"),
    ],
)
def test_what_cannot_be_near(asked: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        near(asked)


def test_ads_near_a_city_are_found(desk: Desk) -> None:
    cities = ("Tulsa, OK, US", "Broken Arrow, OK, US", "Oklahoma City, OK, US")
    load(desk, *(ad(n, f"in {city}", ("place", city, city)) for n, city in enumerate(cities)))

    def found(query: str) -> list[str]:
        return sorted(hit.posting.id for hit in desk.search(query).hits)

    assert found("near:tulsa") == ["ad-0", "ad-1"]
    assert found("in NOT near:tulsa~30") == ["ad-2"]
    assert found('near:"oklahoma city" OR near:tulsa~10') == ["ad-0", "ad-2"]
