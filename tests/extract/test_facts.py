"""Rates, times, measures and names: how each reads beside the others in one ad."""

from __future__ import annotations

import pytest

from firstlight import extract
from firstlight.extract.kinds import Context
from firstlight.extract.rate import find as find_rates
from firstlight.extract.text import view
from firstlight.records import POSSIBLE, Posting

AD = """Ruby, 22, available now. Five foot six, 120 lbs.
Rates: $160/hr, $100 half hour, overnight $900.
Open Monday to Friday, 10am to 9pm, in Tulsa, OK. Text 918 555 0142 or write rose22@example.com."""


def test_an_ad_as_a_whole() -> None:
    read = {(m.kind, m.value) for m in extract.mentions(Posting("a", AD)) if m.score >= POSSIBLE}
    assert read == {
        ("name", "Ruby"), ("age", "22"), ("measure", "height 168 cm"), ("measure", "weight 54 kg"),
        ("rate", "USD 160 / 60 min"), ("rate", "USD 100 / 30 min"), ("rate", "USD 900 / night"),
        ("time", "Mon-Fri 10:00-21:00"), ("place", "Tulsa, OK, US"), ("phone", "+19185550142"),
        ("email", "rose22@example.com"),
    }  # fmt: skip


@pytest.mark.parametrize(("regions", "value"), [(("US",), "USD"), (("AU",), "AUD"), (("CA", "US"), "CAD"), ((), "USD")])
def test_the_dollar_is_that_of_the_first_region(regions: tuple[str, ...], value: str) -> None:
    (found,) = find_rates(view("$100 an hour"), Context(regions=regions))
    assert found.value == f"{value} 100 / 60 min"


def test_a_price_that_is_no_rate_is_only_possible() -> None:
    (found,) = find_rates(view("flowers for $40"), Context())
    assert found.score < POSSIBLE


@pytest.mark.parametrize(
    ("text", "kind", "values"),
    [
        ("hh 80 / hr 150 / 2 hr 280", "rate", ["USD 80 / 30 min", "USD 150 / 60 min", "USD 280 / 120 min"]),
        ("quarter: 15 min $60, $100 30 min", "rate", ["USD 60 / 15 min", "USD 100 / 30 min"]),
        ("from 22 to 6 h", "time", ["22:00-06:00"]),
        ("9-9pm daily", "time", ["09:00-21:00"]),
        ("Fort Wayne and San Antonio", "name", []),
        ("Unwind with Phoenix in Phoenix", "name", ["Phoenix"]),
        ("Kisses, Amber.", "name", ["Amber"]),
        ("5 feet, 4 inches", "measure", ["height 163 cm"]),
        ("5ft 2in", "measure", ["height 157 cm"]),
    ],
)
def test_cases(text: str, kind: str, values: list[str]) -> None:
    found = [m for m in extract.mentions(Posting("a", text)) if m.kind == kind and m.score >= POSSIBLE]
    assert [m.value for m in found] == values
    assert all(m.surface == text[m.start : m.end] for m in found)
