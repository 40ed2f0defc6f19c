"""Small numbers as people write them, for ages, hours and heights: "twenty-two", "veintidós", "2o", "l9".

Phones have their own decoding; here a number is one quantity, never a row of digits.
"""

from __future__ import annotations

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
_SPANISH_TENS = {"treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60}
_MISSPELLED = {"eightteen": 18, "ninteen": 19, "nineten": 19, "sevnteen": 17, "sixten": 16, "twentee": 20, "twenti": 20}

UNITS: dict[str, int] = {word: value for value, word in enumerate(_UNITS, 1)} | _SPANISH_UNITS
"""Words for 1 to 9."""

TENS: dict[str, int] = _TENS | _SPANISH_TENS
"""Words for 20, 30 ... that a unit may follow."""

WHOLE: dict[str, int] = (
    {word: value for value, word in enumerate(_TEENS, 10)}
    | _SPANISH
    | _MISSPELLED
    | TENS
    | {tens + unit: value + at for tens, value in _TENS.items() for at, unit in enumerate(_UNITS, 1)}
)
"""Words for 10 and more, written as one."""

_TWINS = str.maketrans("oilzsb", "011258")
_LIKE_DIGITS = frozenset("0123456789oilzsb")


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
    value = WHOLE.get(word)
    if value is not None:
        if word in TENS:
            return _with_unit(view, at, value)
        return Number(value, at, at, "word")
    if word in UNITS:
        return Number(UNITS[word], at, at, "word")
    if len(word) == 2 and _LIKE_DIGITS.issuperset(word) and not word.isalpha():
        return Number(int(word.translate(_TWINS)), at, at, "lookalike")
    return None


def _with_unit(view: TextView, at: int, tens: int) -> Number:
    """Add the unit that may follow twenty, thirty ... ("twenty two", "twenty-two", "treinta y dos")."""
    words = view.words
    follow = at + 1
    if follow < len(words) and words[follow][2] == "y":
        follow += 1
    if follow < len(words) and words[follow][2] in UNITS and words[follow][0] - words[at][1] <= 3:
        between = view.text[words[at][1] : words[follow][0]]
        if all(character in " -y" for character in between):
            return Number(tens + UNITS[words[follow][2]], at, follow, "word")
    return Number(tens, at, at, "word")
