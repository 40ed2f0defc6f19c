"""The words of rates: prices and times as they are written and said, and at which words of a column one begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import TYPE_CHECKING

from firstlight.extract.vocabulary import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from firstlight.extract.anchors import Told
    from firstlight.extract.column import Column

SIGN = r"us\$|r\$|[$£€₹]"
SAID = r"usd|cad|aud|nzd|gbp|euros?|eur|quid|pounds|aed|mxn|pesos|dolares|roses|rosas|dollars?|bucks|kisses|inr|zar"
NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty five": 45,
    "sixty": 60, "ninety": 90, "una": 1, "dos": 2, "treinta": 30, "un": 1, "an": 1, "a": 1, "la": 1,
}  # fmt: skip
CURRENCIES = {"$": "", "£": "GBP", "€": "EUR", "usd": "USD", "us$": "USD", "cad": "CAD", "aud": "AUD", "gbp": "GBP",
               "eur": "EUR", "euro": "EUR", "euros": "EUR", "quid": "GBP", "pounds": "GBP", "aed": "AED", "₹": "INR",
               "mxn": "MXN", "pesos": "MXN", "dolares": "", "roses": "", "rosas": "", "dollars": "", "dollar": "",
               "bucks": "", "kisses": "", "r$": "BRL", "inr": "INR", "zar": "ZAR", "nzd": "NZD"}  # fmt: skip
REGION_CURRENCY = {
    "US": "USD", "CA": "CAD", "GB": "GBP", "IE": "EUR", "AU": "AUD", "NZ": "NZD", "MX": "MXN", "ES": "EUR", "FR": "EUR",
    "DE": "EUR", "BR": "BRL", "IN": "INR", "AE": "AED", "ZA": "ZAR",
}  # fmt: skip
HUNDREDS = {
    word: value
    for value, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), 1)
} | {"a": 1}
TENS = {word: 10 * value for value, word in enumerate(
    ("ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 1)}  # fmt: skip
SPOKEN = (
    rf"(?:{'|'.join(HUNDREDS)})[ -](?:hundred(?:(?: and)?[ -](?:{'|'.join(TENS)})(?![a-z]))?|(?:{'|'.join(TENS)}))"
    rf"(?![a-z])(?!\s?(?:min|hour|hr|years|yrs|people|lbs|pounds))"
)
"""Prices as they are said: "two hundred and fifty", "one eighty"."""
HOURS = r"(?:1[0-2]|[1-9])(?:\.5)?|one|two|three|four|una|un|dos|an|a|la"
MINUTES = r"\d{2,3}|fifteen|twenty|thirty|forty[ -]five|forty|sixty|ninety|treinta"
TOKEN = re.compile(
    r"(?<![a-z0-9.])(?:"
    r"(?P<half>(?:half|1/2|media)(?: |-)?(?:an? |of an? )?(?:hours?|hrs?|hora)|hh|hhr|half|media hora|"
    r"meia hora|demi[ -]?heure|"
    r"½ ?(?:hours?|hr))(?![a-z0-9])|"
    r"(?P<quarter>qv|quick visit|short visit|quarter (?:of an )?hour)(?![a-z])|"
    r"(?P<night>overnight|over night|night|noche|noite|nuit)(?![a-z])|"
    rf"(?P<hours>{HOURS})[ -]?(?:hours?|hrs?|horas?|heures?|h)(?![a-z0-9])|"
    rf"(?P<minutes>{MINUTES})[ -]?(?:minutes?|mins?|minutos|m)(?![a-z0-9])|"
    r"(?P<bare>hourly|full(?: |-)?hour|full|fh|hour|hr|h|hora|heure)(?![a-z0-9])|"
    rf"(?P<spoken>{SPOKEN})(?:\s?(?P<said>(?:{SAID})(?![a-z])))?|"
    rf"(?:(?P<sign>{SIGN}|usd|cad|aud|gbp|eur|aed)\s{{0,2}})?(?P<amount>\d{{1,2}},\d{{3}}|"
    rf"\d[\do]{{1,4}})(?:\.00)?(?![\d.:/%'\"][\d]|[%'\"]|\d)"
    rf"(?:\s?(?P<after>[$€£]|(?:{SAID})(?![a-z])))?"
    r")"
)
AMOUNT = re.compile(rf"(?<![\d.:/-])\d(?:,\d{{3}}|[\do]{{1,4}})(?![\d:])|\b{SPOKEN}")

_FIGURES, _INNER, _HEAD, _BARE_HEAD, _TIME_WORD, _HUNDRED, _SIGNED, _TELLING, _STRANGE = (1 << bit for bit in range(9))
_SIGNS = frozenset("$£€₹")
_BARE_HEADS = words_of("a an un una la")
"""Heads that are words of their own: they count only before a time or a hundred."""
_HEADS = words_of(
    "half media hh hhr meia demi qv quick short quarter overnight over night noche noite nuit hourly full fh hour hr h",
    "hora heure us r usd cad aud gbp eur aed two three four dos one five six seven eight nine",
    "fifteen twenty thirty forty sixty ninety treinta",
)
_GLUED = re.compile(rf"(?:{HOURS}|{MINUTES}|half|media|meia|demi|full)[hm]\w*|(?:usd|cad|aud|gbp|eur|aed|night)\d.*")
_TIMES = words_of(
    "half media hh hhr meia demi qv quick short quarter overnight over night noche noite nuit hourly full fh",
    "h hr hrs hour hours hora horas heure heures m min mins minute minutes minutos",
)
_STATING = words_of("rate rates donation donations price tarifa tribute precio")
_PRICED = re.compile(rf"[0-9o,]*(?:{SAID})(?![a-z])|[a-z0-9.]*(?:{HOURS}|{MINUTES})[hm]|(?:{SAID})[0-9]")
_TIME = re.compile(r"[hm]")
_NEAR = 64
"""Characters between a price and the farthest word that can make it a rate."""
_LATER_FIGURES = re.compile(r"[^0-9][0-9]")


def _weigh(piece: str) -> int:
    """Return what a word, or what stands between two, can be in a rate."""
    if not piece[0].isalnum():
        return _SIGNED if not _SIGNS.isdisjoint(piece) else 0
    if not piece.isascii():
        return _STRANGE
    bits = _INNER if _LATER_FIGURES.search(piece) else 0
    bits |= _TELLING if piece in _TIMES or piece in _STATING or _PRICED.match(piece) else 0
    if piece[0].isdigit():
        return bits | _FIGURES | _HEAD
    bits |= (_HEAD if piece in _HEADS or _GLUED.match(piece) else 0) | (_BARE_HEAD if piece in _BARE_HEADS else 0)
    return bits | (_HUNDRED if piece in TENS or piece == "hundred" else 0) | (_TIME_WORD if _TIME.match(piece) else 0)


@cache
def _told() -> Told:
    from firstlight.extract.anchors import Told  # noqa: PLC0415 (a search box needs no arrays)

    return Told(_weigh)


Tokens = Callable[[int, int], Iterable[re.Match[str]]]
"""What gives the matches of `TOKEN` that begin between two places of a text."""

_BEYOND = 200
"""More characters than one looks at."""


def tokens_of(text: str) -> Tokens:
    """Return what gives the matches of `TOKEN` that begin between two places of a text."""

    def between(low: int, high: int) -> Iterator[re.Match[str]]:
        for match in TOKEN.finditer(text, low, high + _BEYOND):
            if match.start() >= high:
                return
            yield match

    return between


def found_in(column: Column) -> Iterator[tuple[int, list[re.Match[str]], Tokens]]:
    """Yield each text of a column in which a price can stand, with the matches of `AMOUNT`, and those of `TOKEN`."""
    from firstlight.extract.anchors import Bits, matches, matches_at, places, rows_of, soon, within  # noqa: PLC0415 (as above)

    bits = Bits(column, _told())
    said = bits.word(_HEAD | _BARE_HEAD) & soon(bits.word(_HUNDRED), 1, 2)
    strange = rows_of(column, bits.word(_STRANGE))
    signed = bits.gap(_SIGNED)
    telling = within(column, bits.word(_TELLING) | signed | bits.before(_SIGNED), _NEAR)
    masks = {AMOUNT: (bits.word(_FIGURES) | said) & telling}
    amounts = matches(column, masks, {AMOUNT: strange}, bits.word(_INNER) & telling)
    heads = bits.word(_HEAD) | (bits.word(_BARE_HEAD) & soon(bits.word(_HUNDRED | _TIME_WORD), 1, 2))
    whole = set(strange)
    at = {row: here for row, _, here in places(column, heads, signs=(signed, _SIGNS))}
    for row, found in amounts:
        text = column.view(row).text
        if row in whole:
            yield row, found[AMOUNT], tokens_of(text)
        else:
            yield row, found[AMOUNT], partial(matches_at, TOKEN, text, at.get(row, []))
