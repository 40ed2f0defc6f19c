"""Height and weight as stated: "height 168 cm", "weight 54 kg", whole centimetres and kilograms.

Catches 5'6", 5 ft 6, 5 foot six, "five foot six", 5'3ft, "height: 5.4", 5-6 beside a weight, 168 cm, 1.68 m, 1m68,
"mide 1,65", 120 lbs, 125#, 55 kg, 120 pounds, "one hundred twenty pounds", "8 stone 4", "weigh 120".
Refuses rugs and rooms (5'6 x 7'), distances, anything outside 120 to 210 cm and 35 to 180 kg, pounds that are money,
and feet alone unless "tall" follows, and what dogs, parcels and furniture weigh or measure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from firstlight.extract.covered import Covered
from firstlight.extract.kinds import Context, Found
from firstlight.extract.measurewords import (
    BARE_INCHES,
    HEIGHT,
    METRIC,
    PAIR,
    STATED,
    STONE,
    WEIGHT,
    found_in,
)  # fmt: skip
from firstlight.extract.numerals import UNITS, WHOLE
from firstlight.extract.text import TextView

if TYPE_CHECKING:
    from firstlight.extract.anchors import Scan
    from firstlight.extract.column import Column

KIND = "measure"
GATE = ""
FIELDS = ("title", "text")

EXAMPLES = (
    ("5'6\" and 120 lbs", ("height 168 cm", "weight 54 kg")),
    ("I am 5’4, slim", ("height 163 cm",)),
    ("5 ft 10 in", ("height 178 cm",)),
    ("Five foot six, 22 years old", ("height 168 cm",)),
    ("height 168cm, weight 55 kg", ("height 168 cm", "weight 55 kg")),
    ("1.70 m", ("height 170 cm",)),
    ("1m68, 52 kilos", ("height 168 cm", "weight 52 kg")),
    ("5ft tall", ("height 152 cm",)),
    ("115 pounds", ("weight 52 kg",)),
    ("Almost six feet", ("height 183 cm",)),
    ("5 foot two 105lb", ("height 157 cm", "weight 48 kg")),
    ("5-4, 118 lbs", ("height 163 cm", "weight 54 kg")),
    ("5'7ft", ("height 170 cm",)),
    ("Height: 5.8, weight 140", ("height 173 cm", "weight 64 kg")),
    ('5 3" 112#', ("height 160 cm", "weight 51 kg")),
    ("165 centimetres", ("height 165 cm",)),
    ("mido 1,62 y peso 54", ("height 162 cm", "weight 54 kg")),
    ("one hundred and thirty-five pounds", ("weight 61 kg",)),
    ("9 stone 2", ("weight 58 kg",)),
)
DECOYS = (
    "rug 5'6 x 7'", "10 feet from the door", "6 ft table", "£120 pounds an hour", "300 cm shelf", "5 lbs of apples",
    "2 km away", "20 kg suitcase", "10 minutes", "1.5 m wide", "six feet apart", "120", "lost 60 lbs", "5'0 clock",
    "100 pounds sterling", "a 90 lb dog", "parcel 40 kg max", "sofa 180 cm", "5-6 people",
    "rated 5.4", "peso mexicano", "weight 100%", "5 4", "the 9 stone wall",
)  # fmt: skip

_TALL = re.compile(r"\s?(?:tall|high|in heels|de altura|in height)\b")
_OWN_HEIGHT = re.compile(r"\b(?:tall|height|almost|nearly|about|altura|mido|stand|i'?m|i am)\W{0,3}$")
_NOT_BODY = re.compile(
    r"\b(?:rug|table|bed|desk|sofa|couch|door|wall|box|parcel|bag|dog|cat|room|tv|screen|shelf|lost|lose|carry|lift|"
    r"limit|up to|distance|away|within|over)\s?:?\s?$"
)
_THING = re.compile(r"[ -]?(?:x\s?\d|by\s\d|from\b|away\b|apart\b|long\b|wide\b|deep\b)")


_OWN_WEIGHT = re.compile(r"\b(?:weigh|weight|wt|i'?m|about)\W{0,3}$")
_POUND = 0.45359237
"""Kilograms in a pound."""
_LEAST_POUNDS = 90
"""A weight without a unit is pounds from here on, kilograms below."""


def find(view: TextView, context: Context) -> Iterator[Found]:
    """Yield every height and weight."""
    return _read(view.text, lambda pattern: pattern.finditer(view.text), context)


def find_all(column: Column, contexts: Sequence[Context]) -> Iterator[tuple[int, Found]]:
    """Yield (row, find) for a column of texts, of each what `find` yields."""
    for row, scan in found_in(column):
        for found in _read(column.view(row).text, scan, contexts[row]):
            yield row, found


def _read(text: str, scan: Scan, context: Context) -> Iterator[Found]:
    finds = [*_feet(text, scan), *_metric(scan), *_weights(text, scan), *_stated(scan)]
    if not finds:
        return
    taken = Covered(len(text), context.found, {"phone", "rate"})
    for found in sorted(finds, key=lambda find: find.start):
        near = text[max(0, found.start - 16) : found.start]
        spoilt = _NOT_BODY.search(near) or _THING.match(text, found.end)
        if not spoilt and not taken.meets(found.start, found.end):
            taken.add(found.start, found.end)
            yield found


def _feet(text: str, scan: Scan) -> Iterator[Found]:
    for match in scan(HEIGHT):
        inches = match["inches"]
        if inches is None:
            end = match.end() - (len(match[0]) - len(match[0].rstrip(" -")))
            tall = _TALL.match(text, end) or _OWN_HEIGHT.search(text[max(0, match.start() - 16) : match.start()])
            if not tall or "'" in match[0]:
                continue
        else:
            end = match.end()
        total = 12 * _number(match["feet"]) + (_number(inches) if inches else 0)
        centimetres = round(total * 2.54)
        if 120 <= centimetres <= 210:
            yield Found(KIND, f"height {centimetres} cm", match.start(), end, 0.95 if inches else 0.8, "measure/feet")


def _number(text: str) -> int:
    return int(text) if text.isdigit() else UNITS.get(text) or WHOLE[text]


def _metric(scan: Scan) -> Iterator[Found]:
    for match in scan(METRIC):
        if match["cm"]:
            yield Found(KIND, f"height {match['cm']} cm", *match.span(), 0.9, "measure/metric")
            continue
        centimetres = 100 * int(match["m"]) + int(match["rest"])
        marked = match["mark"] is not None or "m" in match[0]
        if marked and 135 <= centimetres <= 210:
            yield Found(KIND, f"height {centimetres} cm", match.start(), match.end(), 0.85, "measure/metric")


def _weights(text: str, scan: Scan) -> Iterator[Found]:
    for match in scan(WEIGHT):
        metric = match["unit"][0] == "k"
        number = int(match["number"]) if match["number"] else 100 + WHOLE[match["tens"]] + 5 * bool(match["units"])
        kilograms = round(number * (1 if metric else _POUND))
        if 35 <= kilograms <= 180:
            yield Found(KIND, f"weight {kilograms} kg", *match.span(), 0.9, "measure/weight")
    for match in scan(STONE):
        if match["pounds"] or _OWN_WEIGHT.search(text[max(0, match.start() - 16) : match.start()]):
            kilograms = round((14 * int(match["stone"]) + int(match["pounds"] or 0)) * _POUND)
            yield Found(KIND, f"weight {kilograms} kg", *match.span(), 0.8, "measure/weight")


def _stated(scan: Scan) -> Iterator[Found]:
    """Yield what a word beside it, or a weight after it, says to be a height or a weight."""
    for pattern in (PAIR, BARE_INCHES):
        for match in scan(pattern):
            yield _height(match, match.start(), "measure/feet")
    for match in scan(STATED):
        if match["height"]:
            yield _height(match, match.start("feet"), "measure/stated")
        elif match["metres"]:
            value = f"height {100 * int(match['m']) + int(match['cm'])} cm"
            yield Found(KIND, value, match.start("m"), match.end(), 0.85, "measure/stated")
        else:
            mass = int(match["mass"])
            kilograms = mass if mass < _LEAST_POUNDS else round(mass * _POUND)
            if 35 <= kilograms <= 120:
                yield Found(KIND, f"weight {kilograms} kg", match.start("mass"), match.end(), 0.7, "measure/stated")


def _height(match: re.Match[str], start: int, rule: str) -> Found:
    centimetres = round((12 * int(match["feet"]) + int(match["inches"])) * 2.54)
    return Found(KIND, f"height {centimetres} cm", start, match.end(), 0.8, rule)
