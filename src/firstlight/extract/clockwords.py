"""The words of times and opening hours: how they are written, and at which words of a column one can begin.

English, Spanish, French and Portuguese.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from firstlight.extract.numerals import UNITS
from firstlight.extract.vocabulary import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from firstlight.extract.anchors import Matches, Told
    from firstlight.extract.column import Column

DAYS = {
    "mon": "Mon", "tue": "Tue", "wed": "Wed", "thu": "Thu", "fri": "Fri", "sat": "Sat", "sun": "Sun", "lun": "Mon",
    "mar": "Tue", "mie": "Wed", "jue": "Thu", "vie": "Fri", "sab": "Sat", "dom": "Sun",
    "mer": "Wed", "jeu": "Thu", "ven": "Fri", "sam": "Sat", "dim": "Sun", "seg": "Mon", "ter": "Tue", "qua": "Wed",
    "qui": "Thu", "sex": "Fri",
}  # fmt: skip
DAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|"
    r"lunes|martes|miercoles|jueves|viernes|sabados?|domingos?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"seg(?:unda)?|ter(?:ca)?|qua(?:rta)?|qui(?:nta)?|sex(?:ta)?|sab|dom)s?\b\.?"
)
TO = r"(?:-|to|thru|through|until|till?|a(?:s|u)?|al|ate|hasta|jusqu'a)"
SETS = {"weekdays": "Mon-Fri", "week days": "Mon-Fri", "weekends": "Sat-Sun", "week ends": "Sat-Sun",
         "weekend": "Sat-Sun", "entre semana": "Mon-Fri", "fines de semana": "Sat-Sun", "finais de semana": "Sat-Sun",
         "dias uteis": "Mon-Fri", "en semaine": "Mon-Fri"}  # fmt: skip
MORNING = r"in the morning|de la manana|da manha|du matin"
EVENING = r"in the (?:evening|afternoon)|at night|de la (?:tarde|noche)|da (?:tarde|noite)|du soir"
HALF = rf"\s?(?:a\.?\s?m\b\.?|p\.?\s?m\b\.?|(?:{MORNING}|{EVENING})\b)"
SMALL = "|".join(
    sorted((UNITS.keys() | {"ten", "eleven", "twelve", "diez", "once", "doce"}) - {"un"}, key=len, reverse=True)
)
POINT = (
    rf"(?:noon|midday|midnight|mediodia|medianoche|(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)?(?:{HALF}|\s?h(?:rs?|"
    rf"oras)?\b|\s?o'?\s?clock\b)?"
    rf"|(?:{SMALL})(?:{HALF}|\s?o'?\s?clock\b)?)"
)
NOT_AFTER = (
    r"(?![\d/%:]|[.,]\d|'\d|\s?(?:min|minutes|hours? notice|hours? before|job|years?|yrs|lbs|kg|odds|dollars|usd|miles|"
    r"blocks|people))"
)
SPAN = re.compile(
    rf"(?<![a-z0-9$£€:/.#-])(?P<days>(?:{DAY}\s?{TO}\s?{DAY}|{'|'.join(SETS)})"
    rf"\W{{0,3}}(?:from |de |das )?)?"
    rf"(?P<from>{POINT})\s?{TO}\s?(?:las? )?(?P<to>{POINT}){NOT_AFTER}"
)
SINGLE = re.compile(
    r"(?<![a-z0-9$£€:/.#-])(?:(?P<until>until|till|til|hasta|before|by|ate|avant)(?: las?| as)?\s|"
    r"(?P<after>after|from|since|desde|starting|a partir d[ea](?: las?|s)?|despues de(?: las?)?|apres)(?: las?)?\s)?"
    r"(?:(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?\s?m\b\.?|(?P<clock>(?:[01]?\d|"
    r"2[0-3]):[0-5]\d)(?![\d:])(?!\s?[ap]\.?m)|"
    r"(?P<named>noon|midday|midnight|mediodia|medianoche)\b)"
)
ALWAYS = re.compile(
    r"(?<![\d/])24\s?/\s?7(?![\d/])|\b24 ?(?:hours|hrs|hr|h|horas)\b(?!\s?(?:notice|before|ago|in advance|later|"
    r"cancel|to))|\b24-7\b|\b24 ?h ?/ ?24\b|\b(?:a?round the clock|all day (?:and|&|every|n) (?:all )?night|"
    r"dia y noche|dia e noite|jour et nuit)\b"
)
MILITARY = re.compile(
    r"(?<![\d.:/$-])(?P<from>(?:[01]\d|2[0-3])[0-5]\d)\s?(?:-|to)\s?(?P<to>(?:[01]\d|2[0-4])[0-5]\d)\s?(?:hrs?|hours|h)\b"
)
DAY_SPAN = re.compile(rf"\b(?P<first>{DAY})\s?{TO}\s?(?P<last>{DAY})")
DAY_SET = re.compile(
    rf"\b(?P<set>{'|'.join(SETS)}) (?:only|available|too|ok|open|solo)\b|\bonly (?P<only>{'|'.join(SETS)})\b"
)
NAMED = {"noon": (12, 0), "midday": (12, 0), "mediodia": (12, 0), "midnight": (24, 0), "medianoche": (24, 0)}

(
    _ENDPOINT,
    _HALVED,
    _FIGURES,
    _GLUED,
    _DAYWORD,
    _SETWORD,
    _SURE,
    _LEADING,
    _TOWORD,
    _FOUR,
    _STRANGE,
    _DASH,
    _POINT_MARK,
) = (1 << bit for bit in range(13))
_WHOLE_DAY = re.compile(DAY)
_HALVED_FIGURES = re.compile(r"\d{1,4}[ap]")
_FOUR_FIGURES, _FOUR_LAST = re.compile(r"\d{4}(?!\d)"), re.compile(r"\d{4}$")
_SET_WORDS = frozenset(name.split()[0] for name in SETS)
_SMALL_WORDS = frozenset(SMALL.split("|"))
_TO_WORDS = words_of("to thru through until till til a as au al ate hasta jusqu")
_LEADS = words_of("until till til hasta before by ate avant after from since desde starting a despues apres")
_AFTER_24 = re.compile(r"24(?:\s?/|-7| ?h)")
_ALWAYS_SIGNS = ("the clock", "all day ", "dia y noche", "dia e noite", "jour et nuit")
_SET_SIGNS = ("week", "semana", "uteis", "semaine")
_FARTHEST_TO, _FARTHEST_LEAD = 12, 6
"""Words from the beginning of a match to what joins its two ends, or to its figures."""


def _weigh(piece: str) -> int:
    """Return what a word, or what stands between two, can be in a time."""
    if not piece[0].isalnum():
        return (_DASH if "-" in piece else 0) | (_POINT_MARK if piece in {":", "."} else 0)
    if not piece.isascii():
        return _STRANGE
    bits = (_LEADING if piece in _LEADS else 0) | (_HALVED if piece in {"am", "pm", "a", "p"} else 0)
    bits |= (_TOWORD if piece in _TO_WORDS else 0) | (_SETWORD if piece in _SET_WORDS else 0)
    bits |= (_DAYWORD if _WHOLE_DAY.fullmatch(piece) else 0) | (_SURE | _ENDPOINT if piece in NAMED else 0)
    if piece[0].isdigit():
        bits |= _FIGURES | _ENDPOINT | (0 if piece.isdigit() else _GLUED)
        return bits | (_SURE if _HALVED_FIGURES.match(piece) else 0) | (_FOUR if _FOUR_FIGURES.match(piece) else 0)
    return bits | (_ENDPOINT if piece in _SMALL_WORDS else 0) | (_STRANGE if _FOUR_LAST.search(piece) else 0)


@cache
def _told() -> Told:
    from firstlight.extract.anchors import Told  # noqa: PLC0415 (a search box needs no arrays)

    return Told(_weigh)


def found_in(column: Column) -> Iterator[tuple[int, Matches]]:
    """Yield each text of a column in which a pattern matches, with its matches."""
    from firstlight.extract.anchors import Bits, matches, rows_of, rows_with, soon  # noqa: PLC0415 (as above)

    bits = Bits(column, _told())
    figures, points, days = bits.word(_FIGURES), bits.word(_ENDPOINT), bits.word(_DAYWORD)
    joints = bits.word(_TOWORD) | bits.gap(_DASH)
    joined = (joints & soon(points, 1, 4)) | bits.word(_GLUED)
    sure = bits.word(_SURE) | (figures & (bits.gap(_POINT_MARK) | soon(bits.word(_HALVED), 1, 2)))
    masks = {
        SPAN: (points | days | bits.word(_SETWORD)) & soon(joined, 0, _FARTHEST_TO),
        SINGLE: sure | (bits.word(_LEADING) & soon(sure, 1, _FARTHEST_LEAD)),
        DAY_SPAN: days & soon(joints, 0, 3) & soon(days, 1, 4),
        MILITARY: bits.word(_FOUR) & (soon(figures, 1, 3) | bits.word(_GLUED)),
    }
    strange = rows_of(column, bits.word(_STRANGE))
    whole = dict.fromkeys((*masks, ALWAYS, DAY_SET), strange) | {
        ALWAYS: {*strange, *rows_with(column, _ALWAYS_SIGNS), *rows_with(column, ("24",), _AFTER_24)},
        DAY_SET: {*strange, *rows_with(column, _SET_SIGNS)},
    }
    return matches(column, masks, whole)
