"""Times and opening hours: "20:00", "10:00-22:00", "Mon-Fri 09:00-17:00", "Mon-Sat", "00:00-24:00".

Catches "8pm", "17:00", "10am-10pm", "from nine to nine" after "open", "noon to midnight", "until 2 am", "24/7", "24
hours", "Monday to Friday 9-5", Spanish "de 9 a 18 h", "lunes a viernes".
Refuses dates, ratios, prices, durations, ages, and bare numbers that nothing calls an hour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from firstlight.extract.covered import Covered
from firstlight.extract.kinds import Context, Found
from firstlight.extract.numerals import UNITS, WHOLE
from firstlight.extract.text import TextView

KIND = "time"
GATE = (
    r"[0-9]\s?[ap]\.?\s?m\b|(?:^|[^a-z0-9$£€:/.#-])[0-2]?[0-9]:[0-5][0-9]|24 ?(?:/ ?7|-7|h)|"
    r"(?:^|[^a-z0-9$£€:/.#-])(?:[0-2]?[0-9](?:[:.][0-5][0-9])?\s?(?:h(?:rs?|oras)?|o'?\s?clock)?)"
    r"\s?(?:-|to|til|till|until|a|hasta|thru)\s?(?:[0-2]?[0-9](?:[^0-9/%:]|[:.][0-5][0-9]|$)|nine|nueve|ten|"
    r"eleven|twelve)|"
    r"noon|midday|midnight|mediodia|medianoche|clock|"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|ez|ce|is|ho|"
    r"ve) (?:to|till?|until|a) [a-z0-9]|"
    r"(?:day|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|s)\.? ?(?:-|to|a|thru|through|until) ?(?:mon|tue|wed|thu|fri|"
    r"sat|sun|lun|mar|mie|jue|vie|sab|dom)"
)
FIELDS = ("title", "text")

EXAMPLES = (
    ("open 10am-10pm", ("10:00-22:00",)),
    ("call after 8 p.m.", ("20:00-",)),
    ("Here at 17:00", ("17:00",)),
    ("Open from nine to nine", ("09:00-21:00",)),
    ("noon to midnight", ("12:00-24:00",)),
    ("until 2am", ("-02:00",)),
    ("available 24/7", ("00:00-24:00",)),
    ("Open 24 hours", ("00:00-24:00",)),
    ("Monday to Friday, 9am to 5:30pm", ("Mon-Fri 09:00-17:30",)),
    ("Tuesday to Saturday by appointment", ("Tue-Sat",)),
    ("lunes a viernes de 9 a 18 h", ("Mon-Fri 09:00-18:00",)),
    ("Hours: 9-5", ("09:00-17:00",)),
    ("10 - 10pm", ("10:00-22:00",)),
    ("7:30pm or 9 pm", ("19:30", "21:00")),
    ("mon-sat 11am-9pm", ("Mon-Sat 11:00-21:00",)),
)
DECOYS = (
    "2026-06-05", "5/6", "$10", "I am 22", "24 hours notice", "10 minutes", "100/hr", "3 to 1 odds", "ratio 16:9",
    "9 to 5 job", "size 8 to 10", "ages 19 to 22", "at 17 Main St", "I am 5'4", "call 918 555 0142",
    "sunday best friday",
)  # fmt: skip

_DAYS = {
    "mon": "Mon", "tue": "Tue", "wed": "Wed", "thu": "Thu", "fri": "Fri", "sat": "Sat", "sun": "Sun", "lun": "Mon",
    "mar": "Tue", "mie": "Wed", "jue": "Thu", "vie": "Fri", "sab": "Sat", "dom": "Sun",
}  # fmt: skip
_DAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|"
    r"lunes|martes|miercoles|jueves|viernes|sabados?|domingos?)s?\b\.?"
)
_HALF = r"\s?(?:a\.?\s?m\b\.?|p\.?\s?m\b\.?)"
_SMALL = "|".join(
    sorted((UNITS.keys() | {"ten", "eleven", "twelve", "diez", "once", "doce"}) - {"un"}, key=len, reverse=True)
)
_POINT = (
    rf"(?:noon|midday|midnight|mediodia|medianoche|(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)?(?:{_HALF}|\s?h(?:rs?|"
    rf"oras)?\b|\s?o'?\s?clock\b)?"
    rf"|(?:{_SMALL})(?:{_HALF}|\s?o'?\s?clock\b)?)"
)
_NOT_AFTER = (
    r"(?![\d/%:]|[.,]\d|'\d|\s?(?:min|minutes|hours? notice|hours? before|job|years?|yrs|lbs|kg|odds|dollars|usd|miles|"
    r"blocks|people))"
)
_SPAN = re.compile(
    rf"(?<![a-z0-9$£€:/.#-])(?P<days>{_DAY}\s?(?:-|to|a|thru|through|until)\s?{_DAY}\W{{0,3}}(?:from |de )?)?"
    rf"(?P<from>{_POINT})\s?(?:-|to|til|till|until|a|hasta|thru)\s?(?P<to>{_POINT}){_NOT_AFTER}"
)
_SINGLE = re.compile(
    r"(?<![a-z0-9$£€:/.#-])(?:(?P<until>until|till|til|hasta|before|by)\s|(?P<after>after|from|since|desde|"
    r"starting)\s)?"
    r"(?:(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?\s?m\b\.?|(?P<clock>(?:[01]?\d|"
    r"2[0-3]):[0-5]\d)(?![\d:])(?!\s?[ap]\.?m)|"
    r"(?P<named>noon|midday|midnight|mediodia|medianoche)\b)"
)
_ALWAYS = re.compile(
    r"(?<![\d/])24\s?/\s?7(?![\d/])|\b24 ?(?:hours|hrs|hr|h|horas)\b(?!\s?(?:notice|before|ago|in advance|later|"
    r"cancel))|\b24-7\b"
)
_DAY_SPAN = re.compile(rf"\b(?P<first>{_DAY})\s?(?:-|to|a|thru|through)\s?(?P<last>{_DAY})")
_OPEN = re.compile(
    r"\b(?:open|hours?|available|avail|here|on|working|horario|abierto|disponible|from|de|in|daily|lunes|"
    r"hrs)\W{0,4}(?:from |de |is )?$"
)
_NAMED = {"noon": (12, 0), "midday": (12, 0), "mediodia": (12, 0), "midnight": (24, 0), "medianoche": (24, 0)}
_NOT_OPEN = re.compile(
    r"\b(?:ages?|aged|size|sizes|score|ratio|scale|odds|ladies|girls|between|rate|rates|number)\W{0,3}$"
)


def find(view: TextView, context: Context) -> Iterator[Found]:
    """Yield every time and every stretch of hours or days, left to right."""
    text = view.text
    taken = Covered(len(text), context.found, {"phone", "age", "rate", "url"})
    for found in sorted([*_spans(text), *_always(text), *_days(text), *_singles(text)], key=_sureness):
        if not taken.meets(found.start, found.end):
            taken.add(found.start, found.end)
            yield found


def _sureness(found: Found) -> tuple[int, int]:
    """Longer readings win over the shorter ones within them."""
    return (found.start - found.end, found.start)


def _spans(text: str) -> Iterator[Found]:
    for match in _SPAN.finditer(text):
        before = text[max(0, match.start() - 20) : match.start()]
        first, last = match["from"], match["to"]
        marked = any(_marked(point) for point in (first, last))
        if not (marked or match["days"] or _OPEN.search(before)) or _NOT_OPEN.search(before):
            continue
        stretch = _stretch(first, last)
        if stretch is None:
            continue
        days = _DAY_SPAN.search(match["days"]) if match["days"] else None
        value = f"{_day(days['first'])}-{_day(days['last'])} {stretch}" if days else stretch
        yield Found(KIND, value, match.start(), match.end(), 0.95 if marked else 0.8, "time/hours")


def _marked(point: str) -> bool:
    return point in _NAMED or ":" in point or re.search(r"[ap]\.?\s?m\b|\dh|\sh|clock", point) is not None


def _clock(point: str) -> tuple[int, int, str] | None:
    """Return hour, minute and "a", "p" or "" of a point in time as written."""
    if point in _NAMED:
        return (*_NAMED[point], "h")
    match = re.match(r"(\d{1,2})(?:[:.](\d\d))?|([a-z]+)", point)
    if match is None:
        return None
    hour = int(match[1]) if match[1] else UNITS.get(match[3]) or WHOLE.get(match[3]) or 0
    half = re.search(r"([ap])\.?\s?m\b", point[match.end() :])
    hourly = (
        re.search(r"\bh", point[match.end() :]) is not None
        or (match[1] is not None and hour > 12)
        or point.startswith("0")
    )
    return hour, int(match[2] or 0), half[1] if half else "h" if hourly else ""


def _stretch(first: str, last: str) -> str | None:
    """Return "10:00-22:00"; halves of the day that are left out are taken from the other end."""
    start, end = _clock(first), _clock(last)
    if start is None or end is None:
        return None
    opens, closes = _minutes(*start), _minutes(*end)
    if opens is None or closes is None:
        return None
    if not start[2]:
        opens = opens if end[2] != "p" or opens < closes else opens % 720
        if end[2] == "p" and start[0] < 6 and opens + 720 < closes:
            opens += 720
    if not end[2] and closes <= opens and closes + 720 <= 1440:
        closes += 720
    return f"{_text(opens)}-{_text(closes)}" if opens != closes else None


def _minutes(hour: int, minute: int, half: str) -> int | None:
    if half in {"a", "p"}:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 60 + minute if 0 <= hour <= 24 and (hour or half) else None


def _text(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _always(text: str) -> Iterator[Found]:
    for match in _ALWAYS.finditer(text):
        yield Found(KIND, "00:00-24:00", *match.span(), 0.95, "time/always")


def _days(text: str) -> Iterator[Found]:
    for match in _DAY_SPAN.finditer(text):
        first, last = _day(match["first"]), _day(match["last"])
        end = match.end() - (1 if match[0].endswith(".") else 0)
        if first != last:
            yield Found(KIND, f"{first}-{last}", match.start(), end, 0.9, "time/days")


def _day(word: str) -> str:
    return _DAYS[word[:3]]


def _singles(text: str) -> Iterator[Found]:
    for match in _SINGLE.finditer(text):
        if match["named"]:
            hour, minute = _NAMED[match["named"]]
            at: int | None = hour * 60 + minute
        elif match["clock"]:
            hour, minute = map(int, match["clock"].split(":"))
            at = hour * 60 + minute
            if re.search(
                r"(?:ratio|score|bible|verse|aspect)\W{0,2}$", text[max(0, match.start() - 10) : match.start()]
            ):
                continue
        else:
            at = _minutes(int(match["hour"]), int(match["minute"] or 0), match["half"])
        if at is None:
            continue
        value = f"-{_text(at)}" if match["until"] else f"{_text(at)}-" if match["after"] else _text(at)
        yield Found(KIND, value, match.start(), match.end(), 0.9, "time/clock")
