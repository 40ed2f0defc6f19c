"""The fast way: numbers of North America that are written openly, and whether anything else is worth a closer look.

Most ads hold one open number or none. Both are told here by a few scans in C; only a text with enough other figures,
number words or letters among figures goes through atoms, chains and windows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from firstlight.extract.phone import nanp
from firstlight.extract.phone.atoms import stems

OPEN = re.compile(
    r"(?<![\w.,$#/:+&=-])(?:\+?1[-. ]?)?(?:\(([2-9]\d\d)\) ?|([2-9]\d\d)[-. ]?)([2-9]\d\d)[-. ]?(\d{4})"
    r"(?=[\s,;!?)]|\.(?:\s|$)|$)(?!\s*[-./]?\s*\d|\s*(?:ext|x\d|or|and|to)\b)"
)
_AMONG = re.compile(r"\d[oilszbgqet]|[oilszbgqe]\d")
_DIGIT = re.compile(r"\d")


def open_numbers(text: str) -> list[re.Match[str]]:
    """Return the openly written numbers of a text (of a normalised view) that the plan knows."""
    return [m for m in OPEN.finditer(text) if nanp.is_number(f"{m[1] or m[2]}{m[3]}{m[4]}")]


def value_of(match: re.Match[str]) -> str:
    """Return an open number as E.164."""
    return f"+1{match[1] or match[2]}{match[3]}{match[4]}"


def has_more(text: str, numbers: Sequence[re.Match[str]], least: int) -> bool:
    """Tell whether a text may hold another number beside the open ones; `least` digits make a number."""
    figures = len(_DIGIT.findall(text)) - sum(10 + (match[0].lstrip("+")[0] == "1") for match in numbers)
    if figures >= least:
        return True
    if figures >= 3 and (_AMONG.search(text) or text.count("one") > 2):
        return True
    return sum(map(text.count, stems())) >= (2 if figures > 2 else 4)
