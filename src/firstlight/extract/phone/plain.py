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
from firstlight.extract.phone.chains import LONGEST_GAP, judge

_CORE = re.compile(
    r"[2-9]\d\d(?:\) ?|[-. /]?)[2-9]\d\d[-. ]?\d{4}"
    r"(?=[\s,;!?)]|\.(?:\s|$)|$)(?!\s{0,2}[-./]?\s{0,2}\d|\s{0,2}(?:ext|x\d|or|and|to)\b)"
)
_BEFORE = re.compile(r"(?:(?<![\w.,$#/:+&=-])|^)(?:\+?1[-. ]?)?\(?\Z")
_BREAK = " " * 40
_GAP = r"(?:[-/.~*|_]|[^\w\n.!?,;]{1,3})"
_AMONG = re.compile(
    r"\d[oilszbgqet]|[oilszbgqe]\d|[a-z]\d[a-z]"
    rf"|\d{_GAP}(?:[oilszb]{{1,4}}|one|eight)\b|\b(?:[oilszb]{{1,4}}|one|eight){_GAP}\d"
)
_SHAPE = re.compile(r"[\doilszbg]{3}[^\w\n]{1,3}[\doilszbg]{3}[^\w\n]{1,3}[\doilszbg]{4}\b")
_PART = re.compile(r"\d{3}|\d\W{0,2}\d\W{0,2}\d|[oilszbg]\d|\d[oilszbg]")
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
    if numbers:
        ends = [0, *(number.end for number in numbers)]
        starts = [*(number.start for number in numbers), len(text)]
        text = _BREAK.join([text[end:start] for end, start in zip(ends, starts, strict=True)])
    runs = [run.span() for run in _RUN.finditer(text)]
    figures = sum([end - start for start, end in runs])
    if figures >= least and (least < 10 or _may_be_number(text, runs)):
        return True
    said = sum(map(text.count, stems()))
    if figures < 3:
        return said >= 3 or (figures > 0 and _SHAPE.search(text) is not None)
    if said or text.count(" one ") > 1:
        return True
    return any(_AMONG.search(text, max(0, start - 6), end + 8) for start, end in runs)


def may_hold_part(text: str) -> bool:
    """Tell whether a short text may hold a part of a number."""
    return _PART.search(text) is not None or any(stem in text for stem in stems())


def _may_be_number(text: str, runs: Sequence[tuple[int, int]]) -> bool:
    """Tell whether neighbouring runs of figures make up a number of the plan, or one begins like one abroad."""
    for first, (start, end) in enumerate(runs):
        digits = text[start:end]
        if digits[0] == "0" and len(digits) > 2:
            return True
        last = first
        while len(digits) < 10 and last + 1 < len(runs) and runs[last + 1][0] - runs[last][1] <= LONGEST_GAP:
            if judge(text[runs[last][1] : runs[last + 1][0]]) is None:
                break
            last += 1
            digits += text[slice(*runs[last])]
            if len(digits) == 10 and digits[0] == "1" and last + 1 < len(runs):
                digits += text[slice(*runs[last + 1])]
        if nanp.is_number(digits) or (digits[0] == "1" and nanp.is_number(digits[1:])):
            return True
    return False
