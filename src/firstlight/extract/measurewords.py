"""The words of heights and weights: how they are written, and at which words of a column one can begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from firstlight.extract.numerals import UNITS

if TYPE_CHECKING:
    from firstlight.extract.anchors import Matches, Told
    from firstlight.extract.column import Column

SMALL = "|".join(sorted(UNITS.keys() | {"ten", "eleven"}, key=len, reverse=True))
HEIGHT = re.compile(
    rf"(?<![a-z0-9.$£€])(?P<feet>[4-6]|four|five|six)\s?(?:'{{1,2}}|[- ]?(?:foot|feet|ft)\.?,?)[\s-]{{0,2}}"
    rf"(?:(?P<inches>1[01]|[0-9]|{SMALL})(?!\d|(?!in\b|inch|ft\b)[a-z])(?!\s?(?:x\b|by\b|o'? ?clock|clock|min|hour|"
    rf"mile|%))"
    r"(?:\s?(?:\"|''|inches\b|inch\b|in\b(?!\s[a-z])|ft\b|'))?)?"
)
METRIC = re.compile(
    r"(?<![\d.$£€])(?:(?P<cm>1[2-9]\d|20\d)\s?(?:cms?|centimet(?:er|re)s?|centimetros)\b|(?P<m>[12])(?:[.,]\s?|"
    r"\s?m\s?)(?P<rest>\d\d)(?!\d)\s?(?P<mark>m\b|mts?\b)?)"
)
WEIGHT = re.compile(
    r"(?<![\d.,$£€])(?:(?P<number>\d{2,3})|(?:one|a) hundred(?: and)?[ -](?P<tens>twenty|thirty|forty|fifty|ten)"
    r"(?:[ -](?P<units>five))?)\s?(?P<unit>lbs?\b|pounds\b|kgs?\b|kilos\b|libras\b|#(?!\d))"
    r"(?! ?(?:of|suitcase|bag|per|off|an? (?:hour|hr|night|day|week|half)|sterling|max|limit|dog|cat|box|parcel|"
    r"weights?|bench|dumbbell|barbell|load|"
    r"package|crate|sack)\b)"
)
STONE = re.compile(r"(?<![\d.,])(?P<stone>[5-9]|1\d)\s?(?:stones?|st)\b(?:\s?(?P<pounds>1[0-3]|\d)(?:\s?lbs?)?\b)?")
STATED = re.compile(
    r"\b(?:(?P<height>height|ht|tall at)\s?(?:is|of|[:=-])?\s?(?P<feet>[4-6])[. ](?P<inches>1[01]|\d)(?![\d.])"
    r"|(?P<metres>mide|mido|mede|meco|mesure|estatura|altura)\s?(?:de|es|[:=])?\s?(?P<m>[12])[.,](?P<cm>\d\d)(?!\d)"
    r"|(?P<weight>weigh|weight|wt|peso|pese)\s?(?:is|of|about|only|[:=-])?\s?(?P<mass>\d{2,3})(?![\d%.,]|\s?[a-z#]))"
)
"""A figure without a unit that a word says to be a height or a weight."""
PAIR = re.compile(
    r"(?<![\d/.-])(?P<feet>[4-6])\s?-\s?(?P<inches>1[01]|\d)(?=\s?[,/&]?\s?(?:and )?\d{2,3}\s?(?:lbs?|kg|pounds|#))"
)
"""Feet and inches with a dash, believed only right before a weight."""
BARE_INCHES = re.compile(r"(?<![\d/.-])(?P<feet>[4-6]) (?P<inches>1[01]|\d)\s?\"")

_FEET, _FOOT, _CENTIMETRES, _METRES, _MASS, _UNIT, _STONES, _INNER, _STATING, _MARKED, _DASHED, _STRANGE = (
    1 << bit for bit in range(12)
)
_FEET_WORDS = re.compile(r"[4-6](?:$|f)|(?:four|five|six)(?:$|f)")
_CENTIMETRE_WORDS = re.compile(r"(?:1[2-9]\d|20\d)(?:c|$)")
_METRE_WORDS = re.compile(r"[12](?:$|m)")
_MASS_WORDS = re.compile(r"\d{2,3}(?:$|lb|po|kg|ki|li)")
_STONE_WORDS = re.compile(r"(?:[5-9]|1\d)(?:$|st)")
_FOOT_WORD, _UNIT_WORD = re.compile(r"f(?:oo|ee)?t"), re.compile(r"(?:lb|pound|kg|kilo|libra|c(?:m|enti)|m|st)")
_STATING_WORDS = re.compile(
    r"(?:height|ht|tall|mid[eo]|mede|meco|mesure|estatura|altura|weigh|weight|wt|peso|pese)(?:$|\d)"
)
_LATER_FIGURES = re.compile(r"[^0-9][0-9]")
_MARKS = frozenset("'#\".,")


def _weigh(piece: str) -> int:
    """Return what a word, or what stands between two, can be in a height or weight."""
    if not piece[0].isalnum():
        return (_MARKED if not _MARKS.isdisjoint(piece) else 0) | (_DASHED if "-" in piece else 0)
    if not piece.isascii():
        return _STRANGE
    bits = _INNER if _LATER_FIGURES.search(piece) else 0
    for bit, pattern in (
        (_FEET, _FEET_WORDS), (_CENTIMETRES, _CENTIMETRE_WORDS), (_METRES, _METRE_WORDS), (_MASS, _MASS_WORDS),
        (_STONES, _STONE_WORDS), (_FOOT, _FOOT_WORD), (_UNIT, _UNIT_WORD), (_STATING, _STATING_WORDS),
    ):  # fmt: skip
        bits |= bit if pattern.match(piece) else 0
    glued = piece[0].isdigit() and not piece.isdigit()
    return bits | (_MARKED if glued else 0)


@cache
def _told() -> Told:
    from firstlight.extract.anchors import Told  # noqa: PLC0415 (a search box needs no arrays)

    return Told(_weigh)


def found_in(column: Column) -> Iterator[tuple[int, Matches]]:
    """Yield each text of a column in which a pattern matches, with its matches."""
    from firstlight.extract.anchors import Bits, matches, rows_of, rows_with, soon  # noqa: PLC0415 (as above)

    bits = Bits(column, _told())
    marked = bits.word(_MARKED) | bits.gap(_MARKED)
    united = marked | soon(bits.word(_UNIT), 1, 2)
    feet, dashed, inches = bits.word(_FEET), bits.gap(_DASHED), marked | soon(marked, 1, 2)
    masks = {
        HEIGHT: feet & (marked | soon(bits.word(_FOOT), 1, 2)),
        METRIC: (bits.word(_CENTIMETRES) | bits.word(_METRES)) & united,
        WEIGHT: bits.word(_MASS) & united,
        STONE: bits.word(_STONES) & united,
        PAIR: feet & dashed,
        BARE_INCHES: feet & inches,
        STATED: bits.word(_STATING),
    }
    strange = rows_of(column, bits.word(_STRANGE))
    whole = dict.fromkeys(masks, strange) | {WEIGHT: {*strange, *rows_with(column, ("hundred",))}}
    return matches(column, masks, whole, bits.word(_INNER))
