"""Rates: a price and the time it buys, "USD 100 / 60 min"; of several in one ad, each.

Catches "$100/hr", "100 an hour", "hh 80, hr 150", "1 hour: $200", "200 usd per hour", "half hour £80", "300 overnight",
and prices on their own where a word such as "rates" or "donation" says that they are the rate ("USD 100").
The currency of "$" and of bare numbers follows the first region. Refuses deposits, fees, tips, discounts and other
prices (kept as possible, below 0.5), opening hours ("24 hours"), phone numbers, and numbers with no time beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from firstlight.extract.covered import Covered
from firstlight.extract.kinds import Context, Found
from firstlight.extract.ratewords import (
    AMOUNT,
    CURRENCIES,
    HUNDREDS,
    NUMBER_WORDS,
    REGION_CURRENCY,
    TENS,
    Tokens,
    found_in,
    tokens_of,
)
from firstlight.extract.text import TextView

if TYPE_CHECKING:
    from firstlight.extract.column import Column

KIND = "rate"
GATE = ""
FIELDS = ("title", "text")

EXAMPLES = (
    ("$100/hr", ("USD 100 / 60 min",)),
    ("Rates: 200/hr, 120/half, dinner by arrangement", ("USD 200 / 60 min", "USD 120 / 30 min")),
    ("200 for an hour, 120 half an hour", ("USD 200 / 60 min", "USD 120 / 30 min")),
    ("200 per hour, 120 for thirty minutes", ("USD 200 / 60 min", "USD 120 / 30 min")),
    ("One hour 180, two hours 300", ("USD 180 / 60 min", "USD 300 / 120 min")),
    ("1 hr $200", ("USD 200 / 60 min",)),
    ("hh 80 hr 150", ("USD 80 / 30 min", "USD 150 / 60 min")),
    ("60 min = 150", ("USD 150 / 60 min",)),
    ("£80 half hour, £140 hour", ("GBP 80 / 30 min", "GBP 140 / 60 min")),
    ("150 roses for 1 hour", ("USD 150 / 60 min",)),
    ("$1,200 overnight", ("USD 1200 / night",)),
    ("Special: 90 for 30 min", ("USD 90 / 30 min",)),
    ("Donation: $160", ("USD 160",)),
    ("100€ la hora", ("EUR 100 / 60 min",)),
    ("$100 (30 min) / $180 (60 min)", ("USD 100 / 30 min", "USD 180 / 60 min")),
    ("120 dollars 45 mins", ("USD 120 / 45 min",)),
    ("1.5 hours - 250", ("USD 250 / 90 min",)),
    ("an hour is one eighty, half hour one twenty", ("USD 180 / 60 min", "USD 120 / 30 min")),
    ("two hundred and fifty dollars per hour", ("USD 250 / 60 min",)),
    ("HH 90 FH 160 QV 60", ("USD 90 / 30 min", "USD 160 / 60 min", "USD 60 / 15 min")),
    ("my rate is 140", ("USD 140",)),
    ("$1OO hour", ("USD 100 / 60 min",)),
    ("120€ l'heure, 70€ demi-heure", ("EUR 120 / 60 min", "EUR 70 / 30 min")),
)
DECOYS = (
    "open 24 hours", "24/7", "$20 deposit", "10 minutes from downtown", "call 918 555 0142", "$50 gift card",
    "30 min away",
    "2 hours notice, 18 years", "room 200", "17 Main St", "5'4 120 lbs", "9am to 5pm", "$20 off", "save $30 this week",
    "in 30 minutes", "tip $40", "open 12 hours a day", "parking $15 per day", "one fifty people came",
    "speed limit 60 per hour", "the rate is 12",
    "a hundred minutes", "two hundred guests an hour", "2026-06-05", "order 4411 in 1 hour",
)  # fmt: skip

_JOIN = re.compile(
    r"[\s:=/|,.()~>*-]{0,4}(?:(?:for|per|an|a|the|is|are|costs?|por|la|una|uma|par|pour|each|full|at|only|=)\b[\s:=-]{0,2}){0,2}(?:l')?"
)
_SEPARATED = re.compile(r"[.;\n]\s|\n|\s/\s")
_NOT_RATE = re.compile(
    r"\b(?:deposit|gift|card|fee|tip|tips|parking|off|discount|save|fine|cover|ticket|order|upfront|advance|"
    r"minimum|extra|room|"
    r"cashapp|cash app|suite|speed|mph|limit|guests|people|apt|open|notice|deposito|address|zip|anticipo)\b"
)
_RATE_CUE = re.compile(
    r"\b(?:rates?|prices?|donations?|roses|special|specials|tarifas?|precios?|costo|tribute)\b[^.\n]{0,24}$"
)
_AWAY = re.compile(r"\s?(?:away|from|notice|drive|walk|late|before|a day|ago|de |earlier)\b")
_STATED = re.compile(r"\b(?:rates?|donations?|price|tarifa|tribute|precio) ?(?:is|are|es|of|:|=)\s?(?:only )?$")
_TAKEN_OFF = re.compile(r"\s?(?:off|deposit|discount)\b")
_REACH = 24
_BESIDE = 36


class _Part(NamedTuple):
    """A price or a time, where it stands. `minutes` is 0 for a price and -1 for a night."""

    start: int
    end: int
    amount: int
    minutes: int
    currency: str
    signed: bool


def find(view: TextView, context: Context) -> Iterator[Found]:
    """Yield every price with the time it stands beside."""
    return _read(view.text, AMOUNT.finditer(view.text), tokens_of(view.text), context)


def find_all(column: Column, contexts: Sequence[Context]) -> Iterator[tuple[int, Found]]:
    """Yield (row, find) for a column of texts, of each what `find` yields."""
    for row, amounts, tokens in found_in(column):
        for found in _read(column.view(row).text, amounts, tokens, contexts[row]):
            yield row, found


def _read(text: str, amounts: Iterable[re.Match[str]], tokens: Tokens, context: Context) -> Iterator[Found]:
    parts: list[_Part] = []
    for low, high in _windows(text, amounts):
        parts.extend(_parts(text, tokens(max(low, parts[-1].end if parts else 0), high)))
    if all(part.minutes for part in parts):
        return
    taken = Covered(len(text), context.found, {"phone", "url", "age"})
    home = REGION_CURRENCY.get(context.regions[0] if context.regions else "US", "USD")
    parts = [part for part in parts if not taken.meets(part.start, part.end)]
    at = 0
    while at < len(parts):
        part = parts[at]
        other = parts[at + 1] if at + 1 < len(parts) else None
        if other is not None and bool(part.minutes) != bool(other.minutes) and _pairs(text, parts, at):
            found = _rate(text, part, other, home)
            if found is not None:
                at += 2
                yield found
                continue
        if not part.minutes and (part.signed or _stated(text, part)):
            yield _alone(text, part, home)
        at += 1


def _windows(text: str, amounts: Iterable[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Yield the stretches around numbers that can be prices, those that overlap as one."""
    low = high = -1
    for match in amounts:
        if match.start() - _BESIDE > high:
            if high >= 0:
                yield low, high
            low = max(0, match.start() - _BESIDE)
        high = match.end() + _BESIDE
    if high >= 0:
        yield low, min(high, len(text))


def _parts(text: str, tokens: Iterable[re.Match[str]]) -> Iterator[_Part]:
    for match in tokens:
        start, end = match.span()
        if match["amount"]:
            currency = (match["sign"] or match["after"] or "").strip()
            start = match.start("sign") if match["sign"] else match.start("amount")
            amount = int(match["amount"].replace(",", "").replace("o", "0"))
            if 10 <= amount <= 20_000:
                yield _Part(start, end, amount, 0, CURRENCIES.get(currency, ""), bool(currency))
        elif match["spoken"]:
            currency = CURRENCIES.get((match["said"] or "").strip(), "")
            yield _Part(start, end, _hundreds(match["spoken"]), 0, currency, match["said"] is not None)
        elif match["quarter"]:
            yield _Part(start, end, 0, 15, "", False)
        elif match["half"]:
            yield _Part(start, end, 0, 30, "", False)
        elif match["night"]:
            yield _Part(start, end, 0, -1, "", False)
        else:
            minutes = _minutes(match["hours"], 60) if match["hours"] else _minutes(match["minutes"] or "60", 1)
            if 10 <= minutes <= 720 and not _AWAY.match(text, end):
                yield _Part(start, end, 0, minutes, "", False)


def _hundreds(said: str) -> int:
    """Return 250 for "two hundred and fifty" and for "two fifty"."""
    words = said.replace("-", " ").split()
    return 100 * HUNDREDS[words[0]] + TENS.get(words[-1], 0)


def _stated(text: str, price: _Part) -> bool:
    """Tell whether a word right before a bare figure says that it is the rate ("my donation is 180")."""
    near = _STATED.search(text[max(0, price.start - 24) : price.start])
    return near is not None and 40 <= price.amount <= 2_000 and price.amount % 5 == 0


def _minutes(count: str, each: int) -> int:
    """Return how many minutes a number of hours or minutes is, written as digits or words."""
    word = count.replace("-", " ")
    return round((NUMBER_WORDS.get(word) or float(word)) * each)


def _pairs(text: str, parts: list[_Part], at: int) -> bool:
    """Tell whether a part belongs with the next one, and not the next one with the one after it."""
    first, second = parts[at], parts[at + 1]
    if not _JOIN.fullmatch(text[first.end : second.start]):
        return False
    gap = text[first.end : second.start]
    if (
        at + 2 < len(parts)
        and bool(parts[at + 2].minutes) != bool(second.minutes)
        and ("," in gap or _SEPARATED.search(gap))
    ):
        after = text[second.end : parts[at + 2].start]
        return not (_JOIN.fullmatch(after) and "," not in after and not _SEPARATED.search(after))
    return "." not in gap.strip(" ") or "\n" not in gap


def _rate(text: str, first: _Part, second: _Part, home: str) -> Found | None:
    """Return the rate of a price and a time, unless something says that it is another price."""
    price, time = (second, first) if first.minutes else (first, second)
    start, end = first.start, second.end
    if not price.signed and (price.amount < 30 or price.amount > 3_000 or price.amount % 5):
        return None
    near = (
        text[max(0, start - _REACH) : start].rpartition("\n")[2].rpartition(". ")[2]
        + " "
        + text[first.start : second.end]
    )
    if _NOT_RATE.search(near) or _TAKEN_OFF.match(text, end):
        return None
    lasting = "night" if time.minutes < 0 else f"{time.minutes} min"
    score = 0.95 if price.signed else 0.8
    return Found(KIND, f"{price.currency or home} {price.amount} / {lasting}", start, end, score, "rate/timed")


def _alone(text: str, price: _Part, home: str) -> Found:
    """Return a price without a time: a rate where a word says so, else only possible."""
    before = text[max(0, price.start - 40) : price.start]
    other = _NOT_RATE.search(before[-_REACH:].rpartition("\n")[2]) or _NOT_RATE.search(text[price.end : price.end + 12])
    cued = _RATE_CUE.search(before) is not None and not other
    return Found(
        KIND, f"{price.currency or home} {price.amount}", price.start, price.end, 0.7 if cued else 0.3, "rate/alone"
    )
