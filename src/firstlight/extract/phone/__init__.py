"""Phone numbers, however they are written or hidden, as E.164.

plain   numbers written openly, and whether a closer look is worth while
links   a number that a link carries (wa.me, tel:)
atoms   tokens that stand for digits: figures, words, lookalike letters, and their mixtures
chains  atoms that stand close enough together to be one number
numerals  words put together (fifty five, triple five, quatre-vingt-dix)
windows runs of atoms whose digits are a number of a plan that the posting speaks
unmask  tricks that are undone before reading: markup, starred letters, signs for digits, parts turned or shuffled
score   how sure that is, by grouping, cues, and what speaks against it

Numbers below `records.POSSIBLE` are kept as possible. Invented numbers (555-01xx, Ofcom's drama ranges) count as
numbers: two ads that carry one are tied by it all the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from firstlight.extract.kinds import Context, Found
from firstlight.extract.phone.atoms import Atom, atoms, stems
from firstlight.extract.phone.chains import Chain, chains
from firstlight.extract.phone.language import Role
from firstlight.extract.phone.links import links
from firstlight.extract.phone.numerals import compose
from firstlight.extract.phone.plain import Open, has_more, may_hold_part, open_numbers
from firstlight.extract.phone.regions import Plan, named, plans
from firstlight.extract.phone.rules import RULES, disguise, rule_of
from firstlight.extract.phone.score import LEAST, open_score, score
from firstlight.extract.phone.unmask import SIGNS, unmasked
from firstlight.extract.phone.windows import windows
from firstlight.extract.text import TextView
from firstlight.records import POSSIBLE

__all__ = ["DECOYS", "EXAMPLES", "FIELDS", "GATE", "KIND", "RULES", "across", "find"]

KIND = "phone"
FIELDS = ("text", "title")
_NAMED = "|".join((*stems(), "one"))
GATE = (
    r"(?s)[0-9](?:[^0-9]*[0-9]){6}|[0-9][oilszbgqet]|[oilszbgqe][0-9]|[a-z][0-9][a-z]"
    r"|[0-9oilszbg]{3}[^0-9a-z_]{1,3}[0-9oilszbg]{3}[^0-9a-z_]{1,3}[0-9oilszbg]{4}"
    rf"|(?:{_NAMED})(?:.*?(?:{_NAMED})){{2}}|{SIGNS}"
)
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
    found.extend(unmasked(view, lambda meant: _read(meant, context)))
    yield from _standing(found)


def _read(view: TextView, context: Context) -> list[Found]:
    """Return every number of a text as it stands there; they may overlap."""
    text = view.text
    spoken = plans(context.regions, context.site, context.location)
    least = 7 if spoken or "+" in text else 10
    numbers = open_numbers(text)
    if not has_more(text, numbers, least):
        found = [_open(view, number) for number in numbers]
    else:
        found = list(_closely(view, spoken, least))
    found.extend(links(text, spoken))
    return found


def _open(view: TextView, number: Open) -> Found:
    sure = open_score(view.text, number.start, number.end)
    rule = disguise(view, number.start, number.end) or "phone.plain"
    return Found(KIND, number.value, number.start, number.end, round(sure, 3), rule)


def _closely(view: TextView, spoken: tuple[Plan, ...], least: int) -> Iterator[Found]:
    """Yield every window of every chain that may be a number; they may overlap."""
    named_plans: tuple[Plan, ...] | None = None
    for chain in chains(view, atoms(view)):
        trunk = any(atom.readings[0][:1] == "0" for atom in chain.atoms)
        if trunk or _digits(chain.atoms) >= least:
            if trunk and not spoken and named_plans is None:
                named_plans = plans(named(view.text))
            yield from _numbers(view, compose(view, chain), spoken or (trunk and named_plans) or ())


_END, _HEAD = 48, 60
"""How much of a title's end and a text's beginning is read as one."""


def across(title: TextView, text: TextView, context: Context) -> Iterator[tuple[str, Found]]:
    """Yield a number that begins in the title and ends in the text, its span in the field with the larger part."""
    tail = max(0, len(title.text) - _END)
    end, head = title.text[tail:], text.text[:_HEAD]
    if not (may_hold_part(end) and may_hold_part(head)):
        return
    joined = TextView(f"{end} {head}", f"{end} {head}")
    border = len(end)
    for found in find(joined, context):
        before, after = border - found.start, found.end - border - 1
        if before <= 0 or after <= 0 or _has(title, found.value, context) or _has(text, found.value, context):
            continue
        sure = min(found.score, 0.8)
        if before >= after:
            yield "title", found._replace(start=tail + found.start, end=len(title.text), score=sure, rule="phone.split")
        else:
            yield "text", found._replace(start=0, end=after, score=sure, rule="phone.split")


def _has(view: TextView, value: str, context: Context) -> bool:
    return any(found.value == value and found.score >= POSSIBLE for found in find(view, context))


def _digits(atoms: list[Atom]) -> int:
    """Return how many digits atoms can give at most; a word that works on its neighbours may give three."""
    return sum(len(atom.readings[0] or atom.readings[-1]) if atom.role is Role.DIGITS else 3 for atom in atoms)


def _numbers(view: TextView, chain: Chain, spoken: tuple[Plan, ...]) -> Iterator[Found]:
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
