"""Signs: which texts of a column can hold which trick, told by their words and by what stands between these.

It passes too much and never too little; a trick's own sign decides on the few texts that are left.
"""

from __future__ import annotations

import re

import numpy as np

from firstlight.extract.anchors import Bits, Bools, Told, rows_of, soon, within
from firstlight.extract.column import Column
from firstlight.extract.phone import tricks
from firstlight.extract.phone.tricks import Trick

(
    _TAG, _BANG, _AT, _JOINT, _STAR, _SIGN, _SPACE, _COMMA, _DASH,
    _LETTER, _STAGGERED, _BACK, _FIRST, _MIDDLE, _LAST, _SPOKEN, _BEGUN, _FIGURE, _FIGURES_LAST, _FIGURES_FIRST, _ALPHA,
    _KEYS, _CAPITAL_G, _TWIN_LAST, _TWIN_FIRST, _PART,
) = (1 << bit for bit in range(26))  # fmt: skip

_IN_GAP = (
    (_TAG, re.compile(r".*[<&>;]", re.DOTALL)), (_BANG, re.compile(r"[!|]\Z")), (_AT, re.compile(r".*@\Z", re.DOTALL)),
    (_JOINT, re.compile(r"[ .*_~-]\Z")), (_STAR, re.compile(r"\*\Z")), (_SIGN, re.compile(r".*[$#%+@]", re.DOTALL)),
    (_SPACE, re.compile(r" \Z")), (_COMMA, re.compile(r",? \Z")), (_DASH, re.compile(r"-\Z")),
)  # fmt: skip
_FIRSTS, _MIDDLES, _LASTS = (
    re.compile(rf"(?:{before}|{behind})\Z".replace("area code", "area")) for before, behind in tricks.NAMES
)
_IN_WORD = (
    (_LETTER, re.compile(r"[a-z]\Z")), (_STAGGERED, re.compile(r".*(?:[0-9][a-z]){3}")),
    (_BACK, re.compile(r".*(?:backward|revers|mirror|flip)|(?:front|end|other|right|reves|envers|contrario|tras)\Z")),
    (_FIRST, _FIRSTS), (_MIDDLE, _MIDDLES), (_LAST, _LASTS),
    (_SPOKEN, re.compile(rf"{tricks.SAID}\Z")), (_BEGUN, re.compile(tricks.SAID)), (_FIGURE, re.compile(r"[0-9]\Z")),
    (_FIGURES_LAST, re.compile(r".*[0-9]\Z")), (_FIGURES_FIRST, re.compile(r"[0-9]")),
    (_ALPHA, re.compile(r"[a-z]+\Z")), (_KEYS, re.compile(r"[0-9]{0,3}[a-z]{3}")),
    (_CAPITAL_G, re.compile(rf".*(?:{tricks.G_SIGN})")),
    (_TWIN_LAST, re.compile(r".*[0-9oilsz]\Z")), (_TWIN_FIRST, re.compile(r"[0-9oilsz]")),
    (_PART, re.compile(r"[0-9]{3,7}\Z")),
)  # fmt: skip


def _weigh(piece: str) -> int:
    """Return what a word, or what stands between two, can be in a trick."""
    return sum(bit for bit, pattern in (_IN_WORD if piece[0].isalnum() else _IN_GAP) if pattern.match(piece))


_told = Told(_weigh)


def candidates(column: Column) -> dict[Trick, list[int]]:
    """Return for each trick the texts that can hold it."""
    bits = Bits(column, _told)
    word, gap = bits.word, bits.gap
    masks: dict[Trick, Bools] = {
        tricks.markup: gap(_TAG) | bits.before(_TAG),
        tricks.symbols: (gap(_BANG) & word(_TWIN_LAST) & _next(word(_TWIN_FIRST)))
        | (bits.before(_AT) & word(_FIGURES_FIRST)),
        tricks.letters_apart: _all(word(_LETTER) & gap(_JOINT), 7),
        tricks.starred: gap(_STAR),
        tricks.signed: bits.before(_SIGN) & gap(_SIGN),
        tricks.between: word(_STAGGERED) | _spaced(bits),
        tricks.backwards: word(_BACK),
        tricks.keypad: gap(_DASH) & word(_FIGURES_LAST) & _next(word(_KEYS)),
        tricks.capital_g: word(_CAPITAL_G),
    }
    rows = {trick: rows_of(column, mask) for trick, mask in masks.items()}
    rows[tricks.out_of_order] = _with_parts(column, bits)
    rows[tricks.in_prose] = _with_runs(column, bits)
    return rows


def _next(mask: Bools) -> Bools:
    return soon(mask, 1, 2)


def _all(mask: Bools, size: int) -> Bools:
    """Tell of each word whether the mask holds for it and for the next ones, so many in all."""
    return ~soon(~mask, 0, size) & (np.arange(len(mask)) + size <= len(mask))


def _spaced(bits: Bits) -> Bools:
    """Tell where a figure, a word, a figure, a word and a figure stand in a row."""
    figure, alpha = bits.word(_FIGURE) & bits.gap(_SPACE), bits.word(_ALPHA) & bits.gap(_COMMA)
    first = bits.word(_FIGURES_LAST) & bits.gap(_SPACE)
    return first & _next(alpha) & soon(figure, 2, 3) & soon(alpha, 3, 4) & soon(figure, 4, 5)


_LABEL_REACH = 48
"""Characters between a part of a number and the word that names its place."""


def _with_parts(column: Column, bits: Bits) -> list[int]:
    """Return the texts in which a last part is named, and near parts of a number two of first, middle and last."""
    spoken = bits.word(_SPOKEN)
    part = bits.word(_PART) | (spoken & _next(spoken) & soon(spoken, 2, 3))
    near = within(column, part, _LABEL_REACH)
    named = [rows_of(column, bits.word(bit) & near) for bit in (_FIRST, _MIDDLE, _LAST)]
    rows, counts = np.unique(np.concatenate(named), return_counts=True)
    return sorted({*rows[counts > 1].tolist()}.intersection(rows_of(column, bits.word(_LAST))))


_PARTS = 3
"""Runs of three spelled digits or more without which no number is spelled out in prose."""


def _with_runs(column: Column, bits: Bits) -> list[int]:
    spoken = bits.word(_SPOKEN) & bits.gap(_SPACE | _DASH)
    runs = spoken & _next(spoken) & soon(bits.word(_BEGUN), 2, 3)
    rows, counts = np.unique(column.words.rows[runs], return_counts=True)
    found: list[int] = rows[counts >= _PARTS].tolist()
    return found
