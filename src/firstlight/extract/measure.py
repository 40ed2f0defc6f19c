"""Height and weight as stated: "height 168 cm", "weight 54 kg", whole centimetres and kilograms.

Catches 5'6", 5 ft 6, 5 foot six, "five foot six", 168 cm, 1.68 m, 1m68, 120 lbs, 55 kg, 120 pounds.
Refuses rugs and rooms (5'6 x 7'), distances, anything outside 120 to 210 cm and 35 to 180 kg, pounds that are money,
and feet alone unless "tall" follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from firstlight.extract.covered import Covered
from firstlight.extract.kinds import Context, Found
from firstlight.extract.numerals import UNITS, WHOLE
from firstlight.extract.text import TextView

KIND = "measure"
GATE = r"[0-9]\s?(?:'|f(?:oo|ee)?t|cm|kg|kilo|lb|pound|libra|m\b|m ?[0-9])|\b[12][.,] ?[0-9]|\b(?:foot|feet|ft)\b"
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
)
DECOYS = (
    "rug 5'6 x 7'", "10 feet from the door", "6 ft table", "£120 pounds an hour", "300 cm shelf", "5 lbs of apples",
    "2 km away", "20 kg suitcase", "10 minutes", "1.5 m wide", "six feet apart", "120", "lost 60 lbs", "5'0 clock",
)  # fmt: skip

_SMALL = "|".join(sorted(UNITS.keys() | {"ten", "eleven"}, key=len, reverse=True))
_HEIGHT = re.compile(
    rf"(?<![a-z0-9.$£€])(?P<feet>[4-6]|four|five|six)\s?(?:'{{1,2}}|[- ]?(?:foot|feet|ft)\.?,?)[\s-]{{0,2}}"
    rf"(?:(?P<inches>1[01]|[0-9]|{_SMALL})(?!\d|(?!in\b|inch)[a-z])(?!\s?(?:x\b|by\b|o'? ?clock|clock|min|hour|mile|%))"
    r"(?:\s?(?:\"|''|inches\b|inch\b|in\b(?!\s[a-z])|'))?)?"
)
_METRIC = re.compile(
    r"(?<![\d.$£€])(?:(?P<cm>1[2-9]\d|20\d)\s?cms?\b|(?P<m>[12])(?:[.,]\s?|"
    r"\s?m\s?)(?P<rest>\d\d)(?!\d)\s?(?P<mark>m\b|mts?\b)?)"
)
_WEIGHT = re.compile(
    r"(?<![\d.,$£€])(?P<number>\d{2,3})\s?(?P<unit>lbs?|pounds|kgs?|kilos|libras)\b(?! ?(?:of|suitcase|bag|per|"
    r"off|an?)\b)"
)
_TALL = re.compile(r"\s?(?:tall|high|in heels|de altura|in height)\b")
_OWN_HEIGHT = re.compile(r"\b(?:tall|height|almost|nearly|about|altura|mido|stand|i'?m|i am)\W{0,3}$")
_NOT_BODY = re.compile(
    r"\b(?:rug|table|bed|room|tv|screen|shelf|lost|lose|carry|lift|limit|up to|distance|away|within|over)\s?:?\s?$"
)
_THING = re.compile(r"[ -]?(?:x\s?\d|by\s\d|from\b|away\b|apart\b|long\b|wide\b|deep\b)")


def find(view: TextView, context: Context) -> Iterator[Found]:
    """Yield every height and weight."""
    text = view.text
    taken = Covered(len(text), context.found, {"phone", "rate"})
    finds = [*_feet(text), *_metric(text), *_weights(text)]
    for found in sorted(finds, key=lambda find: find.start):
        near = text[max(0, found.start - 16) : found.start]
        spoilt = _NOT_BODY.search(near) or _THING.match(text, found.end)
        if not spoilt and not taken.meets(found.start, found.end):
            yield found


def _feet(text: str) -> Iterator[Found]:
    for match in _HEIGHT.finditer(text):
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


def _metric(text: str) -> Iterator[Found]:
    for match in _METRIC.finditer(text):
        if match["cm"]:
            yield Found(KIND, f"height {match['cm']} cm", *match.span(), 0.9, "measure/metric")
            continue
        centimetres = 100 * int(match["m"]) + int(match["rest"])
        marked = match["mark"] is not None or "m" in match[0]
        if marked and 135 <= centimetres <= 210:
            yield Found(KIND, f"height {centimetres} cm", match.start(), match.end(), 0.85, "measure/metric")


def _weights(text: str) -> Iterator[Found]:
    for match in _WEIGHT.finditer(text):
        metric = match["unit"][0] == "k"
        kilograms = round(int(match["number"]) * (1 if metric else 0.45359237))
        if 35 <= kilograms <= 180:
            yield Found(KIND, f"weight {kilograms} kg", *match.span(), 0.9, "measure/weight")
