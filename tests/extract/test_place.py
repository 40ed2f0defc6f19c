"""Places: whose Springfield, and when a name is a place at all."""

from __future__ import annotations

import pytest

from firstlight.extract.kinds import Context, Found
from firstlight.extract.place import find
from firstlight.extract.settle import settle
from firstlight.extract.text import view


def places(text: str, context: Context | None = None) -> list[str]:
    return [found.value for found in find(view(text), context or Context()) if found.score >= 0.5]


@pytest.mark.parametrize(
    ("location", "caption"),
    [
        ("Tulsa, OK", "Tulsa, OK, US"), ("TULSA OK", "Tulsa, OK, US"), ("tulsa oklahoma", "Tulsa, OK, US"),
        ("Tulsa area", "Tulsa, OK, US"), ("portland me", "Portland, ME, US"), ("Paris", "Paris, FR"),
        ("Savannah", "Savannah, GA, US"), ("New York, NY", "New York, NY, US"), ("NYC", "New York, NY, US"),
        ("Jenks, OK 74037", "Jenks, OK, US"), ("Oklahoma", "Oklahoma, US"), ("Mobile, Alabama", "Mobile, AL, US"),
        ("Toronto", "Toronto, ON, CA"), ("london uk", "London, ENG, GB"),
    ],
)  # fmt: skip
def test_location_field(location: str, caption: str) -> None:
    assert places(location, Context(field="location")) == [caption]


def test_nothing_settles_nothing() -> None:
    assert settle("") is None
    assert settle("my place") is None


@pytest.mark.parametrize(
    ("context", "caption"),
    [
        (Context(location="Joplin, MO"), "Springfield, MO, US"),
        (Context(location="Chicago"), "Springfield, IL, US"),
        (Context(site="boston.boards.example"), "Springfield, MA, US"),
        (Context(found=[Found("phone", "+15415550142", 0, 1, 0.9, "phone")]), "Springfield, OR, US"),
    ],
)
def test_the_state_that_speaks_for_it(context: Context, caption: str) -> None:
    assert places("Dinner in Springfield", context) == [caption]


def test_another_place_in_the_text_speaks_for_it() -> None:
    assert places("in Springfield, then in Joplin, MO") == ["Springfield, MO, US", "Joplin, MO, US"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("at 4410 S Harvard Ave", ["4410 S Harvard Ave"]),
        ("near 5th Street", ["5th St"]),
        ("Hwy 75 and I-44", ["Hwy 75", "I-44"]),
        ("DFW airport hotel", ["DFW airport, Dallas, TX, US"]),
        ("the second street", []),
        ("drive safe, right way", []),
    ],
)
def test_streets_and_airports(text: str, values: list[str]) -> None:
    assert places(text) == values


def test_the_surer_the_fewer_bear_the_name() -> None:
    alone, shared = (next(iter(find(view(f"in {name}"), Context()))) for name in ("Tulsa", "Springfield"))
    assert alone.score > shared.score
