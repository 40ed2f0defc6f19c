"""The fast way: numbers of North America that are written openly, and whether anything else is worth a closer look.

Most ads hold one open number or none. Both are told here by a few scans in C; only a text with enough other figures,
number words or letters among figures goes through atoms, chains and windows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from firstlight.extract.phone import nanp
from firstlight.extract.phone.atoms import stems

_CORE = re.compile(
    r"[2-9]\d\d(?:\) ?|[-. /]?)[2-9]\d\d[-. ]?\d{4}"
    r"(?=[\s,;!?)]|\.(?:\s|$)|$)(?!\s{0,2}[-./]?\s{0,2}\d|\s{0,2}(?:ext|x\d|or|and|to)\b)"
)
_BEFORE = re.compile(r"(?:(?<![\w.,$#/:+&=-])|^)(?:\+?1[-. ]?)?\(?\Z")
_BREAK = " " * 40
_AMONG = re.compile(r"\d[oilszbgqet]|[oilszbgqe]\d|[a-z]\d[a-z]")
_SHAPE = re.compile(r"[\doilszbg]{3}[^\w\n]{1,3}[\doilszbg]{3}[^\w\n]{1,3}[\doilszbg]{4}\b")
_NEAR = re.compile(r"\d[^\w\n]{1,4}(?:[oilszb]{1,4}|one|eight)\b|\b(?:[oilszb]{1,4}|one|eight)[^\w\n]{1,4}\d")
_RUN = re.compile(r"\d+")


class Open(NamedTuple):
    """An openly written number and its span in the view."""

    value: str
    start: int
    end: int


def open_numbers(text: str) -> list[Open]:
    """Return the openly written numbers of a text (of a normalised view) that the plan knows."""
    found: list[Open] = []
    for core in _CORE.finditer(text):
        start, end = core.span()
        lead = _BEFORE.search(text[max(0, start - 6) : start])
        digits = "".join(filter(str.isdecimal, core[0]))
        if lead and ("(" in lead[0]) == (")" in core[0]) and nanp.is_number(digits):
            found.append(Open(f"+1{digits}", start - len(lead[0]), end))
    return found


def has_more(text: str, numbers: Sequence[Open], least: int) -> bool:
    """Tell whether a text may hold another number beside the open ones; `least` digits make a number."""
    for number in reversed(numbers):
        text = f"{text[: number.start]}{_BREAK}{text[number.end :]}"
    runs = _RUN.findall(text)
    figures = sum(map(len, runs))
    if figures >= least and (least < 10 or _may_be_number(runs)):
        return True
    if figures >= 3 and (_AMONG.search(text) or _NEAR.search(text) or text.count("one") > 2):
        return True
    if _SHAPE.search(text):
        return True
    return sum(map(text.count, stems())) >= (1 if figures > 2 else 3)


def _may_be_number(runs: Sequence[str]) -> bool:
    """Tell whether any neighbouring runs of figures make up a number of the plan, or one begins like one abroad."""
    for first in range(len(runs)):
        digits = ""
        for run in runs[first : first + 11]:
            digits += run
            if len(digits) > 11:
                break
            if nanp.is_number(digits) or (digits[0] == "1" and nanp.is_number(digits[1:])):
                return True
        if runs[first][0] == "0" and len(runs[first]) > 2:
            return True
    return False
