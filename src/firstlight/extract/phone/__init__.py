"""Phone numbers, however they are written or hidden, as E.164.

links   a number that a link carries (wa.me, tel:)
atoms   tokens that stand for digits: figures, words, lookalike letters, and their mixtures
chains  atoms that stand close enough together to be one number
numerals  words put together (fifty five, triple five, quatre-vingt-dix)
windows runs of atoms whose digits are a number of a plan that the posting speaks
score   how sure that is, by grouping, cues, and what speaks against it

Numbers below `records.POSSIBLE` are kept as possible. Invented numbers (555-01xx, Ofcom's drama ranges) count as
numbers: two ads that carry one are tied by it all the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from firstlight.extract.kinds import Context, Found
from firstlight.extract.phone.atoms import Trait, atoms
from firstlight.extract.phone.chains import Chain, chains
from firstlight.extract.phone.links import links
from firstlight.extract.phone.numerals import compose
from firstlight.extract.phone.regions import Plan, named, plans
from firstlight.extract.phone.rules import RULES, rule_of
from firstlight.extract.phone.score import LEAST, score
from firstlight.extract.phone.windows import Window, windows
from firstlight.extract.text import TextView
from firstlight.records import POSSIBLE

__all__ = ["DECOYS", "EXAMPLES", "FIELDS", "GATE", "KIND", "RULES", "across", "find"]

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
    text = view.text
    spoken = plans(context.regions, context.site, context.location)
    found = list(links(text, spoken))
    every = atoms(view)
    if sum(len(atom.readings[0]) for atom in every) >= 7:
        for chain in chains(view, every):
            if sum(len(atom.readings[0]) for atom in chain.atoms) >= 4:
                found.extend(_numbers(view, compose(view, chain), spoken))
    yield from _standing(found)


_END, _HEAD = 48, 60
"""How much of a title's end and a text's beginning is read as one."""


def across(title: TextView, text: TextView, context: Context) -> Iterator[tuple[str, Found]]:
    """Yield a number that begins in the title and ends in the text, with its span in the field that holds more of it."""
    tail = max(0, len(title.text) - _END)
    joined = TextView(f"{title.text[tail:]} {text.text[:_HEAD]}", f"{title.text[tail:]} {text.text[:_HEAD]}")
    border = len(title.text) - tail
    whole = {one.value for seen in (title, text) for one in find(seen, context) if one.score >= POSSIBLE}
    for found in find(joined, context):
        before, after = border - found.start, found.end - border - 1
        if before <= 0 or after <= 0 or found.value in whole:
            continue
        sure = min(found.score, 0.8)
        if before >= after:
            yield "title", found._replace(start=tail + found.start, end=len(title.text), score=sure, rule="phone.split")
        else:
            yield "text", found._replace(start=0, end=after, score=sure, rule="phone.split")


def _numbers(view: TextView, chain: Chain, spoken: tuple[Plan, ...]) -> Iterator[Found]:
    text = view.text
    if not spoken and any(atom.readings[0].startswith("0") and len(atom.readings[0]) > 2 for atom in chain.atoms):
        spoken = plans(named(text))
    plus = [_has_plus(text, atom.start) for atom in chain.atoms]
    for window in windows(chain, plus, spoken):
        rank = spoken.index(window.plan) if window.plan in spoken else 0
        sure = score(text, chain, window, rank)
        if sure >= LEAST:
            start, end = chain.atoms[window.first].start, chain.atoms[window.last].end
            yield Found(KIND, window.value, start, end, round(sure, 3), rule_of(view, chain, window))


def _has_plus(text: str, start: int) -> bool:
    return text[max(0, start - 6) : start].rstrip(" (").endswith(("+", "plus"))


def _standing(found: list[Found]) -> list[Found]:
    """Return the finds that stand when none may overlap a surer one, in the order of the text."""
    standing: list[Found] = []
    for find in sorted(found, key=lambda find: (-find.score, find.start - find.end)):
        if all(find.end <= other.start or other.end <= find.start for other in standing):
            standing.append(find)
    return sorted(standing, key=lambda find: find.start)
