"""Clues: words that may tell where somebody lives and moves, found on demand in the posts of one author or thread.

Each is a mention of the kind `wording` whose value is the clue's category ("CLUE-WEATHER") and whose rule names the
entry of `lexicons/clues.yaml`. A name is read together with its last word ("Harbour Road Clinic"), a line with its
number ("the number 4 tram"), a date as it is written ("14 March", "next Tuesday"). Time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from firstlight.records import Mention, Posting

CATEGORIES = ("age", "institution", "date", "event", "travel", "weather", "transport", "home", "self", "contact")
"""What a clue may speak of; beside these stand places, names and times of day, which are kinds of their own.

Ages are both: the kind is the age of who is offered in an ad, and passes over a relative's; here anybody's counts.
"""

EXAMPLES = (
    ("We met at Harbour Road Clinic.", (("institution", "Harbour Road Clinic"),)),
    ("she goes to the school by the river", (("institution", "school"),)),
    ("take the number 4 tram to Elm Station", (("transport", "number 4 tram"), ("transport", "Elm Station"))),
    ("Snow again, and a power cut all evening", (("weather", "Snow"), ("weather", "power cut"))),
    ("the flower show on 14 March", (("event", "flower show"), ("date", "14 March"))),
    ("See you next Tuesday or on March 3rd", (("date", "next Tuesday"), ("date", "March 3rd"))),
    ("I live in a small place, flying to Boston on 2026-05-01", (
        ("home", "I live in"), ("travel", "flying to Boston"), ("date", "2026-05-01"),
    )),
    ("my daughter is 9 years old, a 12yo boy", (("self", "my daughter"), ("age", "9 years old"), ("age", "12yo"))),
    ("my daughter is ill, message me", (("self", "my daughter"), ("contact", "message me"))),
)  # fmt: skip
DECOYS = (
    "schooling is hard",
    "may be, but march on",
    "busy lines of code",
    "the last bus was full",
    "the roses need water",
    "",
)

_MONTHS = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"  # noqa: E501
_DAYS = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS})\b(?: \d{{4}}\b)?|(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?\b"
    rf"(?:,? \d{{4}}\b)?|\d{{4}}-\d{{2}}-\d{{2}}\b|(?:next|last|this|on|every) {_DAYS}s?\b|"
    r"(?:christmas|easter|new year's?|halloween|thanksgiving)(?: (?:eve|day))?\b)",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\b(?:\d{1,2}[ -]?(?:years?|yrs?)[ -]?olds?|\d{1,2}[ -]?y/?o|aged \d{1,2}|turn(?:s|ed|ing) \d{1,2})\b(?![.,:]\d)",
    re.IGNORECASE,
)
_NAMED = r"(?:(?:[A-Z][\w'’.-]{0,30}|(?:St\.)|[Nn]umber \d{1,4}|[Ll]ine \d{1,4}|\d{1,4}) ){0,4}"
_GOAL = r"(?: (?:the )?[\w'’-]{2,30})?"
_LEADING = frozenset(
    re.findall(r"\w+", "A An And At But Do He I If In It My No Of On Or Our She So The Then They To We You")
)


def clues(posting: Posting) -> Iterator[Mention]:
    """Yield every clue of a posting's text, in order of place, longer ones first."""
    found = sorted(_found(posting.text), key=lambda one: (one[1], -one[2]))
    end = dict.fromkeys(CATEGORIES, 0)
    for category, start, stop in found:
        if start >= end[category]:
            end[category] = stop
            surface = posting.text[start:stop]
            value = f"CLUE-{category.upper()}"
            yield Mention(posting.id, "text", "wording", value, start, stop, surface, 1.0, f"clues/{category}")


def _found(text: str) -> Iterator[tuple[str, int, int]]:
    for found in _DATE.finditer(text):
        yield "date", *found.span()
    for found in _AGE.finditer(text):
        yield "age", *found.span()
    for category, pattern, heads in _patterns():
        for found in pattern.finditer(text):
            start, stop = found.span()
            yield category, start + (_lead(found[0]) if heads else 0), stop


def _lead(name: str) -> int:
    """Return how many characters of a name are only the sentence's first words."""
    at = 0
    for word in name.split(" ")[:-1]:
        if word not in _LEADING:
            break
        at += len(word) + 1
    return at


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    data: dict[str, Any] = yaml.safe_load(
        files("firstlight.extract.lexicons").joinpath("clues.yaml").read_text("utf-8")
    )
    patterns = []
    for category, about in data["categories"].items():
        if heads := about.get("heads"):
            named = _NAMED if about.get("bare") else _NAMED.replace("{0,4}", "{1,4}")
            patterns.append((category, re.compile(rf"\b{named}(?i:{_either(heads)})\b"), True))
        if phrases := about.get("phrases"):
            words = "|".join(" ".join(f"(?:{_either(slot.split('|'))})" for slot in p.split()) for p in phrases)
            then = _GOAL if about.get("goal") else ""
            patterns.append((category, re.compile(rf"\b(?:{words})\b{then}", re.IGNORECASE), False))
    return tuple(patterns)


def _either(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
