"""Phone numbers, however they are written or hidden, as E.164.

plain   numbers written openly
sieve   where else in a column of texts a number can stand at all: only there is looked closely
links   a number that a link carries (wa.me, tel:)
atoms   tokens that stand for digits: figures, words, lookalike letters, and their mixtures
chains  atoms that stand close enough together to be one number
numerals  words put together (fifty five, triple five, quatre-vingt-dix)
windows runs of atoms whose digits are a number of a plan that the posting speaks
unmask  tricks that are undone before reading: markup, starred letters, signs for digits, parts turned or shuffled
score   how sure that is, by grouping, cues, and what speaks against it

Catches numbers of North America and of the countries in `regions` as dialled at home, all others with their country
code: in figures, words of four languages, look-alike letters, other scripts and enclosed digits, with anything between,
split by prose, in links, file names and over title and text, and behind the tricks of `unmask`.
Refuses prices, dates, times, measures, order, serial and account numbers, ISBN, IBAN, addresses of machines, places
on the globe, counting, and words that only hold a number word ("money", "someone"); doubtful ones stay possible.

Numbers below `records.POSSIBLE` are kept as possible. Invented numbers (555-01xx, Ofcom's drama ranges) count as
numbers: two ads that carry one are tied by it all the same.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from firstlight.extract.kinds import Context, Found
from firstlight.extract.phone.atoms import Word, atoms
from firstlight.extract.phone.chains import Chain, chains
from firstlight.extract.phone.count import may_be_number
from firstlight.extract.phone.links import linked, links
from firstlight.extract.phone.numerals import compose
from firstlight.extract.phone.plain import Open, may_hold_part, open_numbers
from firstlight.extract.phone.regions import Plan, first_words_of_names, named, plans
from firstlight.extract.phone.rules import RULES, disguise, rule_of
from firstlight.extract.phone.score import LEAST, open_score, score
from firstlight.extract.phone.tricks import Trick
from firstlight.extract.phone.unmask import masked, tricks_of, unmasked
from firstlight.extract.phone.windows import windows
from firstlight.extract.text import TextView

if TYPE_CHECKING:
    from firstlight.extract.column import Column
    from firstlight.extract.phone.sieve import Stretch

__all__ = ["DECOYS", "EXAMPLES", "FIELDS", "GATE", "KIND", "RULES", "across", "find", "find_all"]

KIND = "phone"
FIELDS = ("text", "title")
GATE = ""
EXAMPLES = (
    ("Call 918-555-0142 now", ("+19185550142",)),
    ("nine one eight, five five five, oh one four two", ("+19185550142",)),
    ("text me 9I8-SSS-OI4Z", ("+19185550142",)),
    ("9️⃣1️⃣8️⃣ 5️⃣5️⃣5️⃣ 0️⃣1️⃣4️⃣2️⃣", ("+19185550142",)),
    ("area code 918, then 555, last four oh-one-four-two", ("+19185550142",)),
    ("918.555.0142 or 405.555.0188", ("+19185550142", "+14055550188")),
    ("https://wa.me/19185550142", ("+19185550142",)),
    ("+44 20 7946 0123", ("+442079460123",)),
)
DECOYS = (
    "someone has money for a phone of that weight, often",
    "order 9185550142 shipped",
    "ISBN 978-0-306-40615-7, ISBN-10 0-306-40615-2",
    "IBAN GB29 NWBK 6016 1331 9268 19",
    "Tulsa, OK 74103-0142, open 10:00-18:30 from 2026-11-22",
    "rates 250 350 1200 and sizes 32 34 36 38 40",
)


def find(view: TextView, context: Context) -> Iterator[Found]:
    """Yield every phone number of a text, possible ones too; none overlap, and the surer one wins."""
    found = _read(view, context)
    found.extend(unmasked(view, tricks_of(view), lambda meant: _read(meant, context)))
    yield from _standing(found)


def find_all(column: Column, contexts: Sequence[Context]) -> Iterator[tuple[int, Found]]:
    """Yield (row, number) for a column of texts, each with its context; of each text what `find` yields."""
    from firstlight.extract.phone.sieve import stretches  # noqa: PLC0415 (a search box needs no arrays)

    numbers = open_numbers(column.text)
    places: dict[int, _Places] = defaultdict(_Places)
    for number, row in zip(numbers, column.rows_of([number.start for number in numbers]), strict=True):
        places[row].numbers.append(number)
    for stretch in stretches(column, numbers, lambda row: _is_short(column.view(row), contexts[row])):
        places[stretch.row].stretches.append(stretch)
    for row in linked(column):
        places[row].linked = True
    for row, tricks in masked(column).items():
        places[row].tricks = tricks
    for row in sorted(places):
        for found in _standing(_read_at(column, row, places[row], contexts[row])):
            yield row, found


def _read(view: TextView, context: Context) -> list[Found]:
    """Return every number of a text as it stands there; they may overlap."""
    spoken = plans(context.regions, context.site, context.location)
    found = _numbers(view, [view.words], open_numbers(view.text), spoken)
    found.extend(links(view.text, spoken))
    return found


def _is_short(view: TextView, context: Context) -> bool:
    """Tell whether a number may have fewer digits than one of North America."""
    return "+" in view.text or bool(plans(context.regions, context.site, context.location))


class _Places:
    """Where something stands in a text that is a number or can be one."""

    __slots__ = ("linked", "numbers", "stretches", "tricks")

    def __init__(self) -> None:
        self.numbers: list[Open] = []
        self.stretches: list[Stretch] = []
        self.linked = False
        self.tricks: list[Trick] = []


def _read_at(column: Column, row: int, places: _Places, context: Context) -> list[Found]:
    """Return the numbers of one text of a column, looked for where they can stand; they may overlap."""
    view, base = column.view(row), column.view_starts[row]
    spoken = plans(context.regions, context.site, context.location)
    stretches = [column.words.triples_of(stretch.first, stretch.last) for stretch in places.stretches]
    numbers = [Open(value, start - base, end - base) for value, start, end in places.numbers]
    found = _numbers(view, stretches, numbers, spoken)
    if places.linked:
        found.extend(links(view.text, spoken))
    found.extend(unmasked(view, places.tricks, lambda meant: _read(meant, context)))
    return found


def _numbers(
    view: TextView, stretches: Sequence[Sequence[Word]], numbers: Sequence[Open], spoken: tuple[Plan, ...]
) -> list[Found]:
    """Return the open numbers, and all that can be read in the stretches; they may overlap.

    A chain is read closely if what is left of it without its open numbers can be one more; it is then read with them.
    """
    found: list[Found] = []
    short = bool(spoken) or "+" in view.text
    named_plans: tuple[Plan, ...] | None = None
    starts, ends = [number.start for number in numbers], [number.end for number in numbers]
    read: set[int] = set()
    for chain in (chain for words in stretches for chain in chains(view.text, atoms(words))):
        start, end = chain.atoms[0].start, chain.atoms[-1].end
        inside = range(bisect_right(ends, start), bisect_left(starts, end))
        if not may_be_number(view.text, chain.atoms, [numbers[at] for at in inside], short):
            continue
        trunk = any(atom.readings[0][:1] == "0" for atom in chain.atoms)
        if trunk and not spoken and named_plans is None:
            named_plans = plans(named(view.text) if view.hits(first_words_of_names()) else ())
        found.extend(_windows(view, compose(view, chain), spoken or (trunk and named_plans) or ()))
        read.update(inside)
    found.extend(_open(view, number) for at, number in enumerate(numbers) if at not in read)
    return found


def _open(view: TextView, number: Open) -> Found:
    sure = open_score(view.text, *number)
    rule = disguise(view, number.start, number.end) or "phone.plain"
    return Found(KIND, number.value, number.start, number.end, round(sure, 3), rule)


_END, _HEAD = 48, 60
"""How much of a title's end and a text's beginning is read as one."""


def across(
    titles: Column, texts: Column, contexts: Sequence[Context], known: Sequence[AbstractSet[str]]
) -> Iterator[tuple[str, int, Found]]:
    """Yield (field, row, number) for numbers that begin in a title and end in the text.

    The span is in the field with the larger part. known: the numbers that a row is known to hold whole, left out.
    """
    seams: list[tuple[int, str, str]] = []
    for row, (title, text) in enumerate(zip(titles.originals, texts.originals, strict=True)):
        if not (title and text):
            continue
        tail = titles.text[max(titles.view_starts[row], titles.view_ends[row] - _END) : titles.view_ends[row]]
        head = texts.text[texts.view_starts[row] : min(texts.view_ends[row], texts.view_starts[row] + _HEAD)]
        if may_hold_part(tail) and may_hold_part(head):
            seams.append((row, tail, head))
    for row, tail, head in seams:
        joined = f"{tail} {head}"
        size = titles.view_ends[row] - titles.view_starts[row]
        for found in find(TextView(joined, joined), contexts[row]):
            before, after = len(tail) - found.start, found.end - len(tail) - 1
            if before <= 0 or after <= 0 or found.value in known[row]:
                continue
            split = found._replace(score=min(found.score, 0.8), rule="phone.split")
            if before >= after:
                yield "title", row, split._replace(start=size - before, end=size)
            else:
                yield "text", row, split._replace(start=0, end=after)


def _windows(view: TextView, chain: Chain, spoken: tuple[Plan, ...]) -> Iterator[Found]:
    text = view.text
    plus = [_has_plus(text, atom.start) for atom in chain.atoms]
    for window in windows(text, chain, plus, spoken):
        rank = spoken.index(window.plan) if window.plan in spoken else 0
        sure = score(text, chain, window, rank)
        if sure >= LEAST:
            start, end = chain.atoms[window.first].start, chain.atoms[window.last].end
            yield Found(KIND, window.value, start, end, round(sure, 3), rule_of(view, chain, window))


def _has_plus(text: str, start: int) -> bool:
    before = text[max(0, start - 6) : start]
    return ("+" in before or "plus" in before) and before.rstrip(" (").endswith(("+", "plus"))


def _standing(found: list[Found]) -> list[Found]:
    """Return the finds that stand when none may overlap a surer one, in the order of the text."""
    if len(found) < 2:
        return found
    standing: list[Found] = []
    starts: list[int] = []
    for find in sorted(found, key=lambda find: (-find.score, find.start - find.end, find.start)):
        at = bisect_left(starts, find.start)
        if (at and standing[at - 1].end > find.start) or (at < len(starts) and starts[at] < find.end):
            continue
        standing.insert(at, find)
        starts.insert(at, find.start)
    return standing
