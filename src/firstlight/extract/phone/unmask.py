"""Ways to hide a number that are undone before it is read: behind each stands another text, read like any other.

What was written plainly is read without any of this; a number that only a trick (see `tricks`) brings to light is a
little less sure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from firstlight.extract.kinds import Found
from firstlight.extract.phone.tricks import OVERRIDE, TRICKS, Trick, Unmasked, backwards
from firstlight.extract.text import TextView, view

if TYPE_CHECKING:
    from firstlight.extract.column import Column

RULE = "phone.masked"

_TRICKS = tuple((re.compile(sign), trick) for sign, trick in TRICKS)


def masked(column: Column) -> dict[int, list[Trick]]:
    """Return the texts of a column that have a trick's sign, each with those tricks in their order."""
    from firstlight.extract.phone.signs import candidates  # noqa: PLC0415 (a search box needs no arrays)

    tricks: dict[int, list[Trick]] = defaultdict(list)
    rows = candidates(column)
    for sign, trick in _TRICKS:
        for row in rows[trick]:
            if sign.search(column.view(row).text):
                tricks[row].append(trick)
    for row, original in enumerate(column.originals):
        if OVERRIDE in original and backwards not in tricks[row]:
            tricks[row] = tricks_of(view(original))
    return tricks


def tricks_of(seen: TextView) -> list[Trick]:
    """Return the tricks whose sign a text has, in their order."""
    turned = OVERRIDE in seen.original
    return [trick for sign, trick in _TRICKS if sign.search(seen.text) or (turned and trick is backwards)]


def unmasked(seen: TextView, tricks: Iterable[Trick], read: Callable[[TextView], Iterable[Found]]) -> Iterator[Found]:
    """Yield what `read` finds in the texts behind the tricks of a view, each find with its span in the view."""
    for trick in tricks:
        meant = trick(seen)
        if meant is not None:
            yield from _placed(seen.text, meant, read(TextView(meant.text, meant.text)))


def _placed(text: str, meant: Unmasked, finds: Iterable[Found]) -> Iterator[Found]:
    """Yield the finds that the trick had a part in, with their span in the view."""
    for found in finds:
        places = meant.places[found.start : found.end]
        start, end = min(places), max(places) + 1
        if text[start:end] != meant.text[found.start : found.end]:
            score = round(min(found.score - meant.lost, meant.cap), 3)
            yield found._replace(start=start, end=end, score=score, rule=RULE)
