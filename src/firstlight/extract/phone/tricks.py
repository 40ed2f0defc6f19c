"""The tricks: ways to hide a number behind which another text stands, each with its sign.

A trick is a function with a sign, a pattern without which the trick is not there. It returns the text as it is meant,
with the place of every character in the view, so that a find still has its span there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from firstlight.extract.phone.language import Role, vocabulary
from firstlight.extract.text import TextView, view

OVERRIDE = "\u202e"


class Unmasked(NamedTuple):
    """A text as it is meant; `places[i]` is where in the view its character i stands.

    A find loses `lost` of its score, and none is surer than `cap`.
    """

    text: str
    places: list[int]
    cap: float = 0.9
    lost: float = 0.05


Trick = Callable[[TextView], Unmasked | None]
Piece = tuple[int, int, str]


def _with(text: str, pieces: Iterable[Piece], cap: float = 0.9) -> Unmasked | None:
    """Return the text with stretches (start, end, what they mean) exchanged; None if there are none."""
    meant: list[str] = []
    places: list[int] = []
    done = 0
    for start, end, instead in pieces:
        meant += (text[done:start], instead)
        places.extend(range(done, start))
        places.extend(min(start + at, end - 1) for at in range(len(instead)))
        done = end
    if not done:
        return None
    places.extend(range(done, len(text)))
    return Unmasked("".join((*meant, text[done:])), places, cap)


_MARKUP = re.compile(r"<[a-z/!][^<>]{0,200}>|&(?:#\d{1,6}|#x[0-9a-f]{1,5}|nbsp|ensp|emsp|thinsp|shy|zwnj);")


def markup(seen: TextView) -> Unmasked | None:
    """Tags between the digits and digits as entities: "<b>918</b>555", "918&nbsp;555", "&#57;18"."""
    found = _MARKUP.finditer(seen.text)
    return _with(seen.text, ((*one.span(), _entity(one[0])) for one in found))


def _entity(mark: str) -> str:
    return " " if mark[0] == "<" else view(html.unescape(mark)).text or ""


_SYMBOL = re.compile(r"(?<=[0-9oilsz])[!|](?=[0-9oilsz])|(?<=[0-9])@(?=[0-9])|(?<![^\s-])@(?=[0-9]{2})")
_SYMBOLS = {"!": "1", "|": "1", "@": "0"}
_MOST_SYMBOLS = 2
"""A sign that stands there more often is a separator."""


def symbols(seen: TextView) -> Unmasked | None:
    """Signs written for digits: "o!42", "0|42", "9@4"; a sign that comes back again and again separates."""
    found = [one for one in _SYMBOL.finditer(seen.text) if seen.text.count(one[0]) <= _MOST_SYMBOLS]
    return _with(seen.text, ((*one.span(), _SYMBOLS[one[0]]) for one in found))


_LETTERS = re.compile(r"(?<![^\W_])[a-z](?:[ .*_~-][a-z]){7,60}(?![^\W_])")


def letters_apart(seen: TextView) -> Unmasked | None:
    """Number words letter by letter: "n i n e o n e e i g h t"."""
    pieces: list[Piece] = []
    for run in _LETTERS.finditer(seen.text):
        pieces += [(at, at + 1, "") for at in range(run.start() + 1, run.end(), 2)]
    return _with(seen.text, pieces)


_STARRED = re.compile(r"(?<![a-z*])[a-z]{0,4}\*[a-z]{1,4}(?![a-z*])")


def starred(seen: TextView) -> Unmasked | None:
    """Number words with a letter starred out: "s*ven", "z*ro"; only where one digit alone can be meant."""
    pieces = []
    for one in _STARRED.finditer(seen.text):
        word = _unstarred(one[0])
        if word:
            pieces.append((*one.span(), word))
    return _with(seen.text, pieces)


@cache
def _unstarred(token: str) -> str:
    words = [
        (word, numeral.value)
        for word, numeral in vocabulary().numerals.items()
        if numeral.sure and numeral.role is Role.DIGITS and len(numeral.value) == 1 and len(word) == len(token)
        and all(sign in ("*", letter) for sign, letter in zip(token, word, strict=True))
    ]  # fmt: skip
    return words[0][0] if len({value for _, value in words}) == 1 else ""


_SIGNED = re.compile(
    r"(?:[$#%+@][0-9]{1,4}[ ]?){4,}|[0-9](?:[$#%+@]{1,2}[0-9]){6,}|(?:#(?:[a-z]{2,6}|[0-9])[ ,]{0,2}){6,}"
)
_SIGN = re.compile(r"[$#%+@]")


def signed(seen: TextView) -> Unmasked | None:
    """A money sign, hash or percent sign at every digit: "$9$1$8", "9#1#8%5", "#nine #one #eight"."""
    pieces: list[Piece] = []
    for run in _SIGNED.finditer(seen.text):
        pieces += [(*sign.span(), " ") for sign in _SIGN.finditer(seen.text, *run.span())]
    return _with(seen.text, pieces)


_ALTERNATE = re.compile(r"(?<![a-z0-9])(?:[0-9][a-z]){9,10}[0-9](?![0-9])")
_WORDS_BETWEEN = re.compile(
    r"(?<![^\W_])(?<![$#.,:/-])[0-9](?: [a-z]{1,10},? [0-9]){9}(?![0-9])(?! [a-z]{1,10},? [0-9]\b)"
)
_BETWEEN = re.compile(r"[^0-9]+")


def between(seen: TextView) -> Unmasked | None:
    """A letter or a word between every two of ten digits: "9a1b8c...", "9 call 1 me 8 now ..."."""
    pieces: list[Piece] = []
    for run in (*_ALTERNATE.finditer(seen.text), *_WORDS_BETWEEN.finditer(seen.text)):
        inside = [(*one.span(), " ") for one in _BETWEEN.finditer(seen.text, *run.span())]
        pieces += inside if not pieces or inside[0][0] > pieces[-1][1] else []
    return _with(seen.text, pieces, 0.7)


BACKWARDS = re.compile(
    r"backward|in reverse|reversed?\b|reverse order|mirror|flip|back to front|from the end|other way (?:a)?round|"
    r"right to left|"
    r"from (?:the )?right|al reves|a l'envers|ao contrario|de tras para"
)
_DIGITS = re.compile(r"(?<![0-9])[0-9](?:[ ().-]{0,2}[0-9]){9,10}(?![ ().-]?[0-9])")
_REACH = 80


def backwards(seen: TextView) -> Unmasked | None:
    """Digits to be read from the right, by a word that says so or by Unicode's right-to-left override."""
    if OVERRIDE in seen.original:
        return _overridden(seen)
    said = BACKWARDS.search(seen.text)
    if said is None:
        return None
    before = list(_DIGITS.finditer(seen.text, max(0, said.start() - _REACH), said.start()))[-1:]
    run = _DIGITS.search(seen.text, said.end(), said.end() + _REACH) or next(iter(before), None)
    return _turned(seen.text, *run.span()) if run else None


def _overridden(seen: TextView) -> Unmasked | None:
    start = seen.original.index(OVERRIDE)
    ends = [at for at in (seen.original.find(mark, start) for mark in "\u202c\u202d\n\u2069") if at >= 0]
    end = min(ends, default=len(seen.original))
    return _turned(seen.text, *(len(view(seen.original[:at]).text) for at in (start, end)))


def _turned(text: str, start: int, end: int) -> Unmasked:
    places = [*range(start), *range(end - 1, start - 1, -1), *range(end, len(text))]
    return Unmasked(text[:start] + text[start:end][::-1] + text[end:], places)


SAID = r"(?:zero|oh|o|one|two|three|four|five|six|seven|eight|nine|[0-9])"
_PART = rf"(?:[0-9]{{3,7}}|{SAID}(?:[ ,-]{{1,2}}{SAID}){{2,6}})(?![^\W_])"
_FILLED = r"(?:\W{0,2}(?:is|are|it|with|in|the|digits?|three|four|3|4|at|part|numbers?|my)\b){0,3}\W{0,3}"
NAMES = (
    (
        "first|front|start(?:s|ing)?|begin(?:s|ning)?|area code|prefix|open(?:s|ing)?|lead(?:s|ing)?|head",
        "start|beginning|front",
    ),
    ("middle|mid|cent(?:er|re)|exchange|next|between", "middle|cent(?:er|re)"),
    ("last|end(?:s|ing)?|final|finish(?:es|ing)?|clos(?:e|es|ing)|tail|rear", "end|tail|finish"),
)
"""How first, middle and last part are named, before the part and behind it."""
_LABELS = tuple(
    re.compile(
        rf"\b(?:{before}){_FILLED}\b(?P<part>{_PART})"
        rf"|(?<![^\W_])(?P<before>{_PART}),? (?:is|are|at|comes|goes)?(?: at| in)? ?the (?:{behind})"
    )
    for before, behind in NAMES
)
_BOTH = 6
"""Digits of area code and exchange in one."""
LAST_SIGN = re.compile(r"\b(?:last|end(?:s|ing)?|final|finish(?:es|ing)?|clos(?:e|es|ing)|tail|rear)\b")


def out_of_order(seen: TextView) -> Unmasked | None:
    """Parts named by their place and not in it: "last four 0142, first three 918, middle 555"."""
    if not LAST_SIGN.search(seen.text):
        return None
    parts: list[tuple[int, int]] = []
    for pattern in _LABELS:
        match = pattern.search(seen.text)
        if match:
            parts.append(match.span("part" if match["part"] else "before"))
    if len(parts) < 2 or parts == sorted(parts) or max(parts)[1] - min(parts)[0] > 2 * _REACH:
        return None
    text, places = "", list[int]()
    for start, end in parts:
        middle = start + 3 if end - start == _BOTH else end
        text += f"{seen.text[start:middle]} {seen.text[middle:end]} "
        places += [*range(start, middle), middle - 1, *range(middle, end), end - 1]
    return Unmasked(text, places, 0.8)


_SPELLED = re.compile(rf"(?<![^\W_]){SAID}(?:[ -]{SAID}){{2,3}}(?![^\W_])")
_SIZES = [3, 3, 4]


def in_prose(seen: TextView) -> Unmasked | None:
    """Area code, exchange and line spelled out with any words between: "nine-one-eight is home, five-five-five ..."."""
    runs = [run.span() for run in _SPELLED.finditer(seen.text)]
    for at in range(len(runs) - 2):
        three = runs[at : at + 3]
        sizes = [len(re.findall(SAID, seen.text[start:end])) for start, end in three]
        near = all(one[0] - other[1] <= _REACH for other, one in pairwise(three))
        if sizes == _SIZES and near and all(any(c.isalpha() for c in seen.text[a:b]) for a, b in three):
            gaps = ((one[1], other[0], " ") for one, other in pairwise(three))
            return _with(seen.text, gaps, 0.7)
    return None


_KEYPAD = re.compile(r"(?<![A-Za-z0-9])(?:1-)?[2-9]\d\d-(?:[2-9]\d\d-)?\d{0,3}[A-Z]{3,7}(?![A-Za-z0-9-])")
_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_UNLIKE = frozenset("ACDEFHJKMNPQRTUVWXY")
_DIALLED = (10, 11)
_MASKED = "XX"


def keypad(seen: TextView) -> Unmasked | None:
    """Letters of the telephone's keys, in capitals after a hyphen ("1-800-FLOWERS"), not those like digits."""
    if len(seen.original) != len(seen.text):
        return None
    pieces = [
        (*one.span(), one[0].translate(_KEYS))
        for one in _KEYPAD.finditer(seen.original)
        if sum(c.isalnum() for c in one[0]) in _DIALLED and _UNLIKE.intersection(one[0]) and _MASKED not in one[0]
    ]
    return _with(seen.text, pieces, 0.6)


_CAPITAL_G = re.compile(
    r"(?<![A-Za-z])G(?=[0-9OISBZl]{2})|(?<=[0-9])G(?=[0-9OISBZl]|\b)|(?<=[0-9OI][OISBZI])G(?=[0-9S]|\b)"
)


def capital_g(seen: TextView) -> Unmasked | None:
    """A capital G is written for 6, a small one for 9: "G02-555-0142"."""
    if len(seen.original) != len(seen.text):
        return None
    meant = _with(seen.text, ((*one.span(), "6") for one in _CAPITAL_G.finditer(seen.original)))
    return meant and meant._replace(lost=0.0)


G_SIGN = r"(?:^|[^a-z])g(?:[oisbzl]*[0-9]|[oisbzl]{2,}(?:[^a-z]|$))|[0-9]g|[0-9oi][oisbz]g(?:[^a-z]|$)"
TRICKS: tuple[tuple[str, Trick], ...] = (
    (r"[0-9][^<>&]{0,9}(?:<|&)|&#|(?:>|;)[0-9]", markup),
    (r"[0-9oilsz][!|][0-9oilsz]|@[0-9]", symbols),
    (r"\b[a-z](?:[ .*_~-][a-z]){7}", letters_apart),
    (r"[a-z]\*[a-z]", starred),
    (r"[$#%+@][0-9]{1,4} ?[$#%+@]|#[a-z]{2,6}[ ,]{0,2}#", signed),
    (r"[0-9][a-z][0-9][a-z][0-9][a-z]|[0-9] [a-z]{1,10},? [0-9] [a-z]{1,10},? [0-9] ", between),
    (BACKWARDS.pattern, backwards),
    (LAST_SIGN.pattern, out_of_order),
    (rf"\b{SAID}[ -]{SAID}[ -]{SAID}", in_prose),
    (r"[0-9]-[0-9]{0,3}[a-z]{3,7}", keypad),
    (G_SIGN, capital_g),
)
"""Every trick with its sign, a pattern (RE2 syntax, over the view); a text without the sign has not the trick."""
