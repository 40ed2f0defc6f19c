"""The fast way: numbers of North America that are written openly, in a whole column of texts at once."""

from __future__ import annotations

import re
from typing import NamedTuple

from firstlight.extract.phone import nanp
from firstlight.extract.phone.atoms import stems

_CORE = re.compile(
    r"([2-9]\d\d)(?:\) ?|[-. /]?)([2-9]\d\d)[-. ]?(\d{4})"
    r"(?=[\s,;!?)]|\.(?:\s|$)|$)(?!\s{0,2}[-./]?\s{0,2}\d|\s{0,2}(?:ext|x\d|or|and|to)\b)"
)
_BEFORE = re.compile(r"(?:(?<![\w.,$#/:+&=-])|^)(?:\+?1[-. ]?)?\(?\Z")
_ABROAD = re.compile(r"\+(?!1\D)\d{1,3}[-. ]{0,2}(?:\(|1)?\Z")
"""A country code that is not North America's: what follows is a number abroad."""
_PART = re.compile(r"\d{3}|\d\W{0,2}\d\W{0,2}\d|[oilszbg]\d|\d[oilszbg]")


class Open(NamedTuple):
    """An openly written number and its span in the view."""

    value: str
    start: int
    end: int


def open_numbers(text: str) -> list[Open]:
    """Return the openly written numbers of a text, or of a column's joined views, that the plan knows, in order."""
    found: list[Open] = []
    for core in _CORE.finditer(text):
        start, end = core.span()
        before = text[max(0, start - 8) : start]
        lead = _BEFORE.search(before)
        digits = core[1] + core[2] + core[3]
        if lead and "+" in before and _ABROAD.search(before):
            continue
        if lead and ("(" in lead[0]) == (")" in core[0]) and nanp.is_number(digits):
            found.append(Open(f"+1{digits}", start - len(lead[0]), end))
    return found


def may_hold_part(text: str) -> bool:
    """Tell whether a short text may hold a part of a number."""
    return _PART.search(text) is not None or any(stem in text for stem in stems())
