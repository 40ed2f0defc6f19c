"""Which place is meant: phrases of the gazetteer, the likeliest of several, and what a location field names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from firstlight.extract.covered import Covered
from firstlight.extract.gazetteer import Place, gazetteer
from firstlight.extract.kinds import Context, Found
from firstlight.extract.text import TextView, view
from firstlight.extract.vocabulary import words_of

LETTERS = re.compile(r"(?P<gap>\s?[,(]\s?|\s?-\s?|\s{1,2})(?P<letters>[a-z]{2,3})\b(?!['&])(?P<zip>\s\d{5}\b)?")
_TOWN_STATE = re.compile(r",\s?(?P<letters>[a-z]{2})(?P<zip>\s\d{5})?(?![a-z0-9'])")
_TOWN = re.compile(r"(?<![a-z0-9'])[a-z]{3,14}(?:\s[a-z]{3,14})?$")
WORDY_LETTERS = words_of("in or me hi oh ok la pa ma id al de co mo ne as mi ar va on so us ms md wa nt act")
_LONGEST_LOCATION = 400
"""Characters of a location field that are read: what is longer is no location."""

Home = frozenset[tuple[str, str]]
"""(state, country) pairs that something speaks for."""


class Spot(NamedTuple):
    """A phrase of the gazetteer in a text: where it stands, what it may be, and whether its words have capitals."""

    start: int
    end: int
    places: tuple[Place, ...]
    phrase: str
    titled: bool


def spots(view: TextView) -> Iterator[Spot]:
    """Yield every phrase of the gazetteer, the longest at each place."""
    words = view.words
    for first, last, places in gazetteer().phrases.longest(view):
        start, end = words[first][0], words[last][1]
        at = view.span(start, end)[0]
        yield Spot(start, end, tuple(places), view.text[start:end], view.original[at].isupper())


def state_name(city: Place) -> str:
    """Return the name of a city's state in lower case, "" if it has none."""
    return _state_names().get((city.state, city.country), "")


@cache
def _state_names() -> dict[tuple[str, str], str]:
    """Return the names of all states in lower case, by letters and country; the first of two with the same letters."""
    states = [state for alike in gazetteer().letters.values() for state in reversed(alike)]
    return {(state.state, state.country): state.name.lower() for state in states}


@lru_cache(maxsize=65_536)
def choose(places: tuple[Place, ...], home: Home, regions: tuple[str, ...]) -> tuple[Place, float]:
    """Return the likeliest of several places, and how sure that is (0.6 to 1)."""
    near = [place for place in places if (place.state, place.country) in home]
    if near:
        return max(near, key=lambda place: (place.what == "city", place.people)), 1.0
    if any(place.what == "state" for place in places) and all(place.people < 200_000 for place in places):
        return next(place for place in places if place.what == "state"), 0.9
    weights = [max(place.people, 1_000) * (10 if place.country in regions else 1) for place in places]
    heaviest = max(weights)
    return places[weights.index(heaviest)], 0.6 + 0.4 * heaviest / sum(weights)


def hints(context: Context) -> Home:
    """Return the (state, country) that location, site and area codes speak for."""
    found = _said_outside(context.location, context.site)
    if found:
        return found
    area_codes = gazetteer().area_codes
    phones = (find.value for find in context.found if find.kind == "phone" and find.score >= 0.5)
    states = (area_codes.get(value[2:5]) for value in phones if value.startswith("+1"))
    return frozenset((state, "US") for state in states if state)


@lru_cache(maxsize=65_536)
def _said_outside(location: str, site: str) -> Home:
    """Return the (state, country) that a location and a site's name speak for."""
    found: set[tuple[str, str]] = set()
    best = settle(location) if location else None
    if best is not None:
        found.add((best.place.state, best.place.country))
    places = site_places(site) if site else ()
    if places:
        largest = max(places, key=lambda place: place.people)
        found.add((largest.state, largest.country))
    return frozenset(found)


def agrees(place: Place, context: Context) -> bool:
    """Tell whether a place is the one that the location names, or, without one, that the site's name spells."""
    if not context.location:
        return place in site_places(context.site)
    best = settle(context.location)
    return best is not None and best.place.name == place.name


@lru_cache(maxsize=4_096)
def site_places(site: str) -> tuple[Place, ...]:
    """Return the cities that a part of a site's name spells ("tulsa.boards.example")."""
    parts = re.split(r"[^a-z0-9]+", site.lower())
    squeezed = gazetteer().squeezed
    return tuple(
        place for part in parts if len(part) > 3 and part not in gazetteer().words for place in squeezed.get(part, ())
    )


class Settled(NamedTuple):
    """The place that a location field names, where it stands in the field's view, and how sure that is."""

    place: Place
    start: int
    end: int
    score: float


@lru_cache(maxsize=65_536)
def settle(location: str) -> Settled | None:
    """Read a location field, in which everything counts: "TULSA OK", "tulsa oklahoma", "Tulsa area", "Oklahoma"."""
    seen = view(location[:_LONGEST_LOCATION])
    found = list(spots(seen))
    for spot in found:
        for city in (place for place in spot.places if place.what == "city"):
            match = LETTERS.match(seen.text, spot.end)
            if match and match["letters"] == city.state.lower():
                return Settled(city, spot.start, match.end("letters"), 0.98)
            full = state_name(city)
            after = seen.text[spot.end :].lstrip(" ,-(")
            if full and after.startswith(full):
                return Settled(city, spot.start, spot.end + seen.text[spot.end :].index(full) + len(full), 0.98)
    town = next(towns(seen, Covered(len(seen.text))), None)
    if town is not None:
        name, state, country = town.value.split(", ")
        return Settled(Place("city", name, state, country, 0), town.start, town.end, 0.8)
    if not found:
        return None
    spot = max(found, key=lambda spot: (any(p.what == "city" for p in spot.places), spot.end - spot.start))
    beside = (place for other in found if other != spot for place in other.places if place.what == "state")
    states = frozenset((place.state, place.country) for place in beside)
    place, sure = choose(spot.places, states, ("US", "CA"))
    return Settled(place, spot.start, spot.end, round(0.9 * sure, 3))


_HOME = frozenset({"US", "CA"})


@cache
def _home_letters() -> frozenset[str]:
    return frozenset(key for key, states in gazetteer().letters.items() if any(s.country in _HOME for s in states))


def towns(view: TextView, inside: Covered) -> Iterator[Found]:
    """Yield towns that the gazetteer does not know, where capitals and a state say that they are towns."""
    text, letters = view.text, gazetteer().letters
    for at in view.hits(_home_letters()):
        start = view.words[at][0]
        match = _TOWN_STATE.match(text, start - 1 - (text[start - 1 : start] != ",")) if start > 1 else None
        if match is None or match.start("letters") != start:
            continue
        states = [s for s in letters[match["letters"]] if s.country in _HOME]
        before = max(0, match.start() - 30)
        town = _TOWN.search(text[before : match.start()])
        if town is None or inside.meets(*match.span()):
            continue
        name, start = town[0], before + town.start()
        first, last = view.span(start, match.end("letters"))
        original = view.original[first:last]
        pieces = original[: original.rfind(",")].split()
        if len(pieces) == 2 and not pieces[0][:1].isupper():
            start += len(name.split()[0]) + 1
            pieces, name = pieces[1:], name.split()[1]
        capital = all(piece[:1].isupper() for piece in pieces) and original[-2:].isupper()
        if capital and (match["letters"] not in WORDY_LETTERS or match["zip"]):
            caption = (
                f"{' '.join(piece.capitalize() for piece in name.split())}, {states[0].state}, {states[0].country}"
            )
            yield Found("place", caption, start, match.end("letters"), 0.75, "place/town")
