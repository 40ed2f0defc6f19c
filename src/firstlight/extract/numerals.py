"""Small numbers as people write them, for ages, hours and heights: "twenty-two", "veintidós", "2o", "n1neteen".

English, Spanish, French and Portuguese.

Phones have their own decoding; here a number is one quantity, never a row of digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from firstlight.extract.text import TextView

_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
_SPANISH_UNITS = {
    "un": 1, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
    "nueve": 9,
}  # fmt: skip
_SPANISH = {
    "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciseis": 16, "diecisiete": 17,
    "dieciocho": 18, "diecinueve": 19, "veinte": 20, "veintiun": 21, "veintiuno": 21, "veintidos": 22,
    "veintitres": 23, "veinticuatro": 24, "veinticinco": 25, "veintiseis": 26, "veintisiete": 27, "veintiocho": 28,
    "veintinueve": 29,
}  # fmt: skip
_SPANISH_TENS = {"treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70}
_FRENCH_UNITS = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9}
_FRENCH = {
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20,
}  # fmt: skip
_FRENCH_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
_PORTUGUESE_UNITS = {"um": 1, "uma": 1, "dois": 2, "duas": 2, "quatro": 4, "oito": 8, "nove": 9, "sete": 7}
_PORTUGUESE = {
    "dez": 10, "doze": 12, "treze": 13, "catorze": 14, "dezesseis": 16, "dezasseis": 16, "dezessete": 17,
    "dezassete": 17, "dezoito": 18, "dezenove": 19, "dezanove": 19,
}  # fmt: skip
_PORTUGUESE_TENS = {"vinte": 20, "trinta": 30, "quarenta": 40, "cinquenta": 50, "sessenta": 60}
_MISSPELLED = {"eightteen": 18, "ninteen": 19, "nineten": 19, "sevnteen": 17, "sixten": 16, "twentee": 20, "twenti": 20}

UNITS: dict[str, int] = (
    {word: value for value, word in enumerate(_UNITS, 1)} | _SPANISH_UNITS | _FRENCH_UNITS | _PORTUGUESE_UNITS
)
"""Words for 1 to 9."""

TENS: dict[str, int] = _TENS | _SPANISH_TENS | _FRENCH_TENS | _PORTUGUESE_TENS
"""Words for 20, 30 ... that a unit may follow."""

WHOLE: dict[str, int] = (
    {word: value for value, word in enumerate(_TEENS, 10)}
    | _SPANISH
    | _FRENCH
    | _PORTUGUESE
    | _MISSPELLED
    | TENS
    | {tens + unit: value + at for tens, value in _TENS.items() for at, unit in enumerate(_UNITS, 1)}
)
"""Words for 10 and more, written as one."""

_LEET = {"o": "0", "i": "1", "l": "1", "e": "3", "a": "4", "s": "5", "t": "7"}
_MOST_CHANGED = 3


def _leet(word: str) -> Iterator[str]:
    """Yield the ways to write a word with one to three of its letters as figures: "n1neteen", "tw3nty"."""
    spots = [at for at, letter in enumerate(word) if letter in _LEET]
    for count in range(1, min(_MOST_CHANGED, len(spots)) + 1):
        for chosen in combinations(spots, count):
            yield "".join(_LEET[letter] if at in chosen else letter for at, letter in enumerate(word))


LEET: dict[str, int] = {
    way: value for word, value in WHOLE.items() if len(word) > 5 and value < 30 for way in _leet(word)
} | {f"{tens}{unit}": 10 * tens + at for tens in (2, 3, 4) for at, unit in enumerate(_UNITS, 1)}
"""Words for 10 to 29 with letters written as figures, and a figure with a word: "2six"."""

_TWINS = str.maketrans("oilzsb", "011258")
_LIKE_DIGITS = frozenset("0123456789oilzsb")


_BETWEEN = re.compile(r" ?-? ?| (?:y|et|e) ")


def _unit(word: str) -> int:
    """Return 1 to 9 for a word or figure that is a unit, else 0."""
    return UNITS.get(word, 0) or (int(word) if word in _FIGURES else 0)


_FIGURES = frozenset("123456789")


class Number(NamedTuple):
    """A number from 1 to 99 in a text: words `first` to `last` (inclusive), and how it is written."""

    value: int
    first: int
    last: int
    way: str


def number_at(view: TextView, at: int) -> Number | None:
    """Return the number that begins at a word of the view: digits, a word, two words, or digits with lookalikes."""
    word = view.words[at][2]
    if word.isdigit():
        return Number(int(word), at, at, "digits") if len(word) <= 2 and word.isascii() else None
    value, way = WHOLE.get(word), "word"
    if value is None:
        value, way = LEET.get(word), "lookalike"
    if value is not None:
        return _with_unit(view, at, value) if value in _ROUND else Number(value, at, at, way)
    if word in UNITS:
        return Number(UNITS[word], at, at, "word")
    if len(word) == 2 and _LIKE_DIGITS.issuperset(word) and not word.isalpha():
        return Number(int(word.translate(_TWINS)), at, at, "lookalike")
    return None


_ROUND = frozenset(TENS.values())


def _with_unit(view: TextView, at: int, tens: int) -> Number:
    """Add the unit that may follow twenty, thirty ... ("twenty two", "twenty-2", "treinta y dos", "vingt et un")."""
    words = view.words
    follow = at + 1
    if follow < len(words) and words[follow][2] in {"y", "et", "e"}:
        follow += 1
    if follow < len(words) and _unit(words[follow][2]) and words[follow][0] - words[at][1] <= 4:
        between = view.text[words[at][1] : words[follow][0]]
        if _BETWEEN.fullmatch(between):
            return Number(tens + _unit(words[follow][2]), at, follow, "word")
    return Number(tens, at, at, "word")
