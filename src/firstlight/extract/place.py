"""Places: cities, states, streets, roads, districts and airports; "Tulsa, OK, US", "17 Main St", "DFW airport, ...".

Catches cities of the gazetteer in any case where a state, the location field, a preposition ("in", "near",
"visiting") or their size speaks for them, and towns that it does not know with a state ("Jenks, OK 74037").
A name that several cities bear goes to the one in the state given, else in the state of the location, the site, the
phone's area code or another place in the text, else to the largest; the score says how sure that is.
Refuses city names that are words or first names ("Paris here", "mobile", "reading") unless something says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from firstlight.extract.covered import Covered
from firstlight.extract.gazetteer import Place, gazetteer
from firstlight.extract.kinds import Context, Found
from firstlight.extract.lexicons.names import is_name
from firstlight.extract.settle import (
    LETTERS,
    WORDY_LETTERS,
    Home,
    Spot,
    agrees,
    choose,
    hints,
    settle,
    spots,
    state_name,
    towns,
)  # fmt: skip
from firstlight.extract.street import WORDS, corners, districts, streets
from firstlight.extract.text import TextView
from firstlight.extract.vocabulary import words_of

KIND = "place"
GATE = ""
FIELDS = ("title", "text", "location")

EXAMPLES = (
    ("Company in Tulsa tonight", ("Tulsa, OK, US",)),
    ("tulsa, ok", ("Tulsa, OK, US",)),
    ("Springfield, MO near the mall", ("Springfield, MO, US",)),
    ("visiting Oklahoma City and Dallas", ("Oklahoma City, OK, US", "Dallas, TX, US")),
    ("In Portland, Maine this week", ("Portland, ME, US",)),
    ("Quiet place at 17 Main St, easy parking", ("17 Main St",)),
    ("near LAX", ("LAX airport, Los Angeles, CA, US",)),
    ("Downtown, Tulsa", ("Downtown, Tulsa, OK, US", "Tulsa, OK, US")),
    ("Jenks, OK 74037", ("Jenks, OK, US",)),
    ("in St. Louis or ft worth", ("St. Louis, MO, US", "Fort Worth, TX, US")),
    ("In Toronto, ON", ("Toronto, ON, CA",)),
    ("off I-35 in Austin", ("I-35", "Austin, TX, US")),
    ("Charlotte NC, Reading PA", ("Charlotte, NC, US", "Reading, PA, US")),
    ("all of Oklahoma", ("Oklahoma, US",)),
    ("Saint Paul, Minnesota", ("Saint Paul, MN, US",)),
    ("In Savannah until Friday", ("Savannah, GA, US",)),
    ("Montréal, QC", ("Montréal, QC, CA",)),
    ("in Birmingham, UK and in Dublin, Ireland", ("Birmingham, ENG, GB", "Dublin, IE")),
    ("N.Y.C. or in L.A.", ("New York, NY, US", "Los Angeles, CA, US")),
    ("corner of 9th and Oak", ("9th and Oak",)),
    ("near Denver International Airport", ("Denver airport, Denver, CO, US",)),
    ("LAX hotel stay", ("LAX airport, Los Angeles, CA, US",)),
    ("north side of Chicago", ("North Side, Chicago, IL, US", "Chicago, IL, US")),
)
DECOYS = (
    "Paris here, call me", "Ask for Savannah", "mobile massage, nice reading", "I am Georgia",
    "normal, surprise, union",
    "the best way", "I love my job", "Brooklyn, 24, available", "call me in or out", "orange juice", "of course",
    "Charlotte",
    "one way street", "Virginia is available today", "two star drive", "Ok, in or out, hi or me", "Dinner, OK?",
    "meet Madison", "Jackson told me", "Dallas is my brother", "the Austin family",
    "Houston and Orlando are my sons", "100 lbs", "turn left at the mill", "Austin, 22", "with London at dinner",
)  # fmt: skip

_SURE_CUE = re.compile(
    r"\b(?:in|near|visiting|from|around|downtown|leaving|serving|covering|outside|greater|central|across|at|to|"
    r"en|desde|"
    r"cerca de|based in|side of|area of|district of|next stop|then|north|south|east|west)\W{0,2}$"
)
_CUE = re.compile(r"(?:\b(?:of|for|and|or|de|company|massage|spa|area|all|city|entire)\s|[-*|,/&+(]\s?|^\W*)$")
_NAME_CUE = re.compile(
    r"\b(?:with|i'?m|i am|is|call|ask for|meet|it'?s|its|name|me|am|hostess|lady|text|see|visit|to say|hi|hello|"
    r"named|miss|"
    r"sweet|lovely|calm|classy|and i|soy|llamo|by|kisses|hugs|wishes|yours)\W{1,3}$"
)
_NAME_AFTER = re.compile(
    r"(?:\sand\s[a-z]{3,12})?\s(?:called|calls|told|said|says|texted|writes|wrote|family|jr|"
    r"(?:is|are) (?:my|our|his|her) "
    r"(?:brothers?|sisters?|sons?|daughters?|kids?|friends?|cousins?|names?|dads?|boyfriend|husband|baby|dogs?|cats?))\b"
)
_COUNTRIES = {
    "uk": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "united kingdom": "GB", "gb": "GB", "ireland": "IE",
    "canada": "CA", "usa": "US", "united states": "US", "australia": "AU", "new zealand": "NZ", "france": "FR",
    "spain": "ES", "germany": "DE", "mexico": "MX", "brazil": "BR", "india": "IN", "uae": "AE", "south africa": "ZA",
}  # fmt: skip
_COUNTRY = re.compile(rf"(?:\s?[,(-]\s?|\s)(?P<country>{'|'.join(_COUNTRIES)})\b")
_NEAR_AIRPORT = re.compile(r"\b(?:near|by|at|from|to|around|airport)\W{0,3}(?:the )?$")
_AT_AIRPORT = re.compile(r"\s(?:layover|hotel|terminal|area|arrivals|pick ?up|side)\b")
_FULL_AIRPORT = re.compile(r"\s(?:(?:international|intl|regional|municipal|metropolitan) )?airport\b")
_GAP = re.compile(r"\s?[,(/-]\s?|\s")
_ENDS = re.compile(r"\s{0,2}(?:$|[.!;\n)|*])")
_STREETLIKE = re.compile(
    r"\s(?:st|street|ave|avenue|blvd|rd|road|dr|drive|ln|lane|hwy|highway|pkwy|parkway|court|suites|inn|hotel|"
    r"food|style)\b"
)
_COMMON_NAMES = words_of("dallas austin houston boston denver orlando tampa miami chicago atlanta seattle")


def find(view: TextView, context: Context) -> Iterator[Found]:
    """Yield every place; in the location field everything that names one counts."""
    if context.field == "location":
        best = settle(view.original)
        if best is not None:
            yield Found(KIND, best.place.caption, best.start, best.end, best.score, "place/location")
        return
    hits = view.hits(_hit_words())
    finds = [_whole_airport(view.text, city) for city in _cities(view, context)]
    finds += [*streets(view, hits), *corners(view), *_airports(view, hits)]
    if not (finds or hits):
        return
    taken = Covered(len(view.text), context.found, {"email", "handle", "url", "phone"})
    kept: list[Found] = []
    for found in sorted(finds, key=lambda find: (find.start - find.end, -find.score)):
        if not taken.meets(found.start, found.end):
            taken.add(found.start, found.end)
            kept.append(found)
    if hits:
        kept.extend(
            part for part in districts(view, hits, _city(kept, context)) if not taken.meets(part.start, part.end)
        )
    yield from sorted(kept, key=lambda find: find.start)


def _city(kept: Sequence[Found], context: Context) -> str:
    """Return the one city that a text names, or else its location; "" where there is none or several."""
    cities = {find.value for find in kept if find.rule.startswith("place/city") and find.score >= 0.5}
    city = cities.pop() if len(cities) == 1 else ""
    if not city and not cities and context.location:
        best = settle(context.location)
        city = best.place.caption if best is not None and best.place.what == "city" else ""
    return city


@cache
def _hit_words() -> frozenset[str]:
    """Return the words at which a street, district or airport may stand."""
    return WORDS | frozenset(gazetteer().airports)


def _cities(view: TextView, context: Context) -> Iterator[Found]:
    """Yield cities and states: first those with their state beside them, which then speak for the others."""
    firm, open_spots = list[Found](), list[Spot]()
    for spot in spots(view):
        beside = _with_state(view, spot)
        if beside is not None:
            firm.append(beside)
        else:
            open_spots.append(spot)
    yield from firm
    inside = Covered(len(view.text), firm, {KIND})
    home = hints(context) if open_spots else frozenset()
    for settled in firm if open_spots else ():
        state, country = settled.value.split(", ")[-2:]
        home |= {(state, country)}
    for spot in open_spots:
        if inside.meets(spot.start, spot.end):
            continue
        judged = _judge(view, spot, context, home)
        if judged is not None:
            yield judged
    yield from towns(view, inside)


def _with_state(view: TextView, spot: Spot) -> Found | None:
    """Return the city whose state, in letters or in full, stands right after it."""
    cities = [place for place in spot.places if place.what == "city"]
    match = LETTERS.match(view.text, spot.end)
    if match and cities and _meant(view, match):
        for city in cities:
            if city.state.lower() == match["letters"]:
                return Found(KIND, city.caption, spot.start, match.end("letters"), 0.97, "place/city-state")
    country = _COUNTRY.match(view.text, spot.end)
    if country and cities:
        there = [city for city in cities if city.country == _COUNTRIES[country["country"]]]
        if there:
            city = max(there, key=lambda city: city.people)
            return Found(KIND, city.caption, spot.start, country.end(), 0.95, "place/city-country")
    gap = _GAP.match(view.text, spot.end)
    if gap and cities:
        for city in cities:
            full = state_name(city)
            if full and view.text.startswith(full, gap.end()):
                end = gap.end() + len(full)
                if not view.text[end : end + 1].isalnum():
                    return Found(KIND, city.caption, spot.start, end, 0.97, "place/city-state")
    return None


def _meant(view: TextView, match: re.Match[str]) -> bool:
    """Tell whether two letters after a city are its state's and not a word."""
    if match["letters"] not in WORDY_LETTERS:
        return True
    first, last = view.span(match.start("letters"), match.end("letters"))
    if view.original[first:last].isupper() or match["zip"]:
        return True
    return _ENDS.match(view.text, match.end("letters")) is not None and match["letters"] not in {
        "me",
        "in",
        "or",
        "on",
        "so",
        "us",
    }


def _judge(view: TextView, spot: Spot, context: Context, home: Home) -> Found | None:
    """Return the place that a phrase without a state names, if anything speaks for it."""
    place, sure = choose(spot.places, home, tuple(context.regions))
    before = view.text[max(0, spot.start - 20) : spot.start]
    wordy = spot.phrase in gazetteer().words or len(spot.phrase) < 4
    named = is_name(spot.phrase) and spot.phrase not in _COMMON_NAMES
    cued, of_name, led = _said_before(before)
    agreed = (place.state, place.country) in home and agrees(place, context)
    spoilt = of_name or _STREETLIKE.match(view.text, spot.end)
    if _NAME_AFTER.match(view.text, spot.end):
        return None
    if spoilt and not (agreed and not is_name(spot.phrase)):
        return None
    if wordy and not ((agreed or (cued and place.people >= 100_000)) and spot.titled):
        return None
    if named and not (cued or (agreed and led and spot.start > 0)):
        return None
    if place.what == "state":
        score = 0.85 if cued or spot.titled else 0.6
        return Found(KIND, place.caption, spot.start, spot.end, score, "place/state")
    base = _base(view, spot, place, (cued, agreed, led))
    return Found(KIND, place.caption, spot.start, spot.end, round(base * sure, 3), "place/city") if base else None


@lru_cache(maxsize=100_000)
def _said_before(before: str) -> tuple[bool, bool, bool]:
    """Tell whether the words before speak for a place, for a name, and for one of both (ads repeat their sentences)."""
    return (
        _SURE_CUE.search(before) is not None, _NAME_CUE.search(before) is not None, _CUE.search(before) is not None
    )  # fmt: skip


def _base(view: TextView, spot: Spot, place: Place, facts: tuple[bool, bool, bool]) -> float:
    """Return how much speaks for a city, 0 for nothing."""
    cued, agreed, led = facts
    if agreed:
        return 0.95
    if cued:
        return 0.9
    if spot.phrase in _COMMON_NAMES and re.match(r",?\s\d", view.text[spot.end : spot.end + 3]):
        return 0.0
    if led and (spot.titled or place.people >= 50_000):
        return 0.8
    if spot.titled and (place.people >= 50_000 or _ENDS.match(view.text, spot.end)):
        return 0.7
    return 0.6 if place.people >= 100_000 and place.country in {"US", "CA"} else 0.0


def _whole_airport(text: str, city: Found) -> Found:
    """Return the airport that a city's name begins ("Denver International Airport"), else the city."""
    match = _FULL_AIRPORT.match(text, city.end) if city.rule.startswith("place/city") else None
    if match is None:
        return city
    value = f"{city.value.partition(',')[0]} airport, {city.value}"
    return city._replace(value=value, end=match.end(), score=max(city.score, 0.85), rule="place/airport")


def _airports(view: TextView, hits: Sequence[int]) -> Iterator[Found]:
    airports = gazetteer().airports
    for start, end, word in (view.words[at] for at in hits):
        if word not in airports:
            continue
        first, last = view.span(start, end)
        said = re.match(r"\s(?:airport|intl)\b", view.text[end : end + 10])
        near = _NEAR_AIRPORT.search(view.text[max(0, start - 16) : start])
        near = near or _AT_AIRPORT.match(view.text, end)
        if said or (near and view.original[first:last].isupper()):
            value = f"{word.upper()} airport, {airports[word].caption}"
            yield Found(KIND, value, start, end + (said.end() if said else 0), 0.9, "place/airport")
