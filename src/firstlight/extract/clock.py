"""Times and opening hours: "20:00", "10:00-22:00", "Mon-Fri 09:00-17:00", "Mon-Sat", "00:00-24:00".

Catches "8pm", "17:00", "10am-10pm", "from nine to nine" after "open", "noon to midnight", "until 2 am", "24/7", "24
hours", "round the clock", "10 in the morning till 8 at night", "1000-2200 hrs", "Monday to Friday 9-5", "weekends",
Spanish "de 9 a 18 h", "lunes a viernes", French "de 9h à 18h", Portuguese "seg a sex das 9h às 18h".
Refuses dates, ratios, prices, durations, ages, and bare numbers that nothing calls an hour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from firstlight.extract.clockwords import (
    ALWAYS,
    DAY_SET,
    DAY_SPAN,
    DAYS,
    EVENING,
    MILITARY,
    MORNING,
    NAMED,
    SETS,
    SINGLE,
    SPAN,
    found_in,
)  # fmt: skip
from firstlight.extract.covered import Covered
from firstlight.extract.kinds import Context, Found
from firstlight.extract.numerals import UNITS, WHOLE
from firstlight.extract.text import TextView

if TYPE_CHECKING:
    from firstlight.extract.anchors import Scan
    from firstlight.extract.column import Column

KIND = "time"
GATE = (
    r"[0-9]\s?[ap]\.?\s?m\b|(?:^|[^a-z0-9$£€:/.#-])[0-2]?[0-9]:[0-5][0-9]|24 ?(?:/ ?7|-7|h)|"
    r"(?:^|[^a-z0-9$£€:/.#-])(?:[0-2]?[0-9](?:[:.][0-5][0-9])?\s?(?:h(?:rs?|oras)?|o'?\s?clock)?)"
    r"\s?(?:-|to|til|till|until|a|hasta|thru)\s?(?:[0-2]?[0-9](?:[^0-9/%:]|[:.][0-5][0-9]|$)|nine|nueve|ten|"
    r"eleven|twelve)|"
    r"noon|midday|midnight|mediodia|medianoche|clock|morning|night|week ?(?:days|end)|fines de|dias uteis|"
    r"[a-z] [ap]\.?m\b|[0-9]{4} ?(?:-|to) ?[0-9]{4} ?h|[0-9] ?h|dia [ye] no|jour et|ma[tn]|soir|noche|noite|"
    r"[0-9] ?- ?[0-9]{1,2} (?:daily|every|7|all|mon)|"
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
    ("8-8 every day", ("08:00-20:00",)),
    ("from 9 in the morning to 11 at night", ("09:00-23:00",)),
    ("here round the clock", ("00:00-24:00",)),
    ("0900-2130 hrs", ("09:00-21:30",)),
    ("weekdays 10am to 4pm", ("Mon-Fri 10:00-16:00",)),
    ("weekends only", ("Sat-Sun",)),
    ("mardi au samedi 10h-19h", ("Tue-Sat 10:00-19:00",)),
    ("ter a sab das 8h às 17h", ("Tue-Sat 08:00-17:00",)),
    ("a partir de las 7pm", ("19:00-",)),
    ("seven pm to one am", ("19:00-01:00",)),
)
DECOYS = (
    "2026-06-05", "5/6", "$10", "I am 22", "24 hours notice", "10 minutes", "100/hr", "3 to 1 odds", "ratio 16:9",
    "9 to 5 job", "size 8 to 10", "ages 19 to 22", "at 17 Main St", "I am 5'4", "call 918 555 0142",
    "sunday best friday", "2010-2014 models", "8-8 tie", "every weekend is fun", "24 hours to decide",
    "ten to six people",
)  # fmt: skip

_OPEN_AFTER = re.compile(r"\W{0,3}(?:daily|every ?day|7 days|mon\b|all week|hrs\b|weekdays|todos los dias)")
_OPEN = re.compile(
    r"\b(?:open|hours?|available|avail|here|on|working|horario|abierto|disponible|from|de|in|daily|lunes|"
    r"hrs)\W{0,4}(?:from |de |is )?$"
)
_NOT_OPEN = re.compile(
    r"\b(?:ages?|aged|size|sizes|score|ratio|scale|odds|ladies|girls|between|rate|rates|number)\W{0,3}$"
)


def find(view: TextView, context: Context) -> Iterator[Found]:
    """Yield every time and every stretch of hours or days, the longest first."""
    return _read(view.text, lambda pattern: pattern.finditer(view.text), context)


def find_all(column: Column, contexts: Sequence[Context]) -> Iterator[tuple[int, Found]]:
    """Yield (row, find) for a column of texts, of each what `find` yields."""
    for row, scan in found_in(column):
        for found in _read(column.view(row).text, scan, contexts[row]):
            yield row, found


def _read(text: str, scan: Scan, context: Context) -> Iterator[Found]:
    finds = [*_spans(text, scan), *_always(scan), *_military(scan), *_days(scan), *_singles(text, scan)]
    if not finds:
        return
    taken = Covered(len(text), context.found, {"phone", "age", "rate", "url"})
    for found in sorted(finds, key=_sureness):
        if not taken.meets(found.start, found.end):
            taken.add(found.start, found.end)
            yield found


def _sureness(found: Found) -> tuple[int, int]:
    """Longer readings win over the shorter ones within them."""
    return (found.start - found.end, found.start)


def _spans(text: str, scan: Scan) -> Iterator[Found]:
    for match in scan(SPAN):
        before = text[max(0, match.start() - 20) : match.start()]
        first, last = match["from"], match["to"]
        marked = any(_marked(point) for point in (first, last))
        if not (
            marked or match["days"] or _OPEN.search(before) or _OPEN_AFTER.match(text, match.end())
        ) or _NOT_OPEN.search(before):
            continue
        stretch = _stretch(first, last)
        if stretch is None:
            continue
        days = DAY_SPAN.search(match["days"]) if match["days"] else None
        said = f"{_day(days['first'])}-{_day(days['last'])}" if days else _set(match["days"])
        value = f"{said} {stretch}" if said else stretch
        yield Found(KIND, value, match.start(), match.end(), 0.95 if marked else 0.8, "time/hours")


def _set(days: str | None) -> str:
    """Return "Mon-Fri" for "weekdays" and the like, "" for nothing."""
    return next((value for name, value in SETS.items() if days and days.startswith(name)), "")


_MARK = re.compile(rf"[ap]\.?\s?m\b|\dh|\sh|clock|{MORNING}|{EVENING}")


def _marked(point: str) -> bool:
    return point in NAMED or ":" in point or _MARK.search(point) is not None


def _clock(point: str) -> tuple[int, int, str] | None:
    """Return hour, minute and "a", "p" or "" of a point in time as written."""
    if point in NAMED:
        return (*NAMED[point], "h")
    match = re.match(r"(\d{1,2})(?:[:.](\d\d))?|([a-z]+)", point)
    if match is None:
        return None
    hour = int(match[1]) if match[1] else UNITS.get(match[3]) or WHOLE.get(match[3]) or 0
    rest = point[match.end() :]
    if re.search(MORNING, rest):
        return hour, int(match[2] or 0), "a"
    if re.search(EVENING, rest):
        return (24, 0, "h") if hour == 12 and "n" in rest.split()[-1] else (hour, int(match[2] or 0), "p")
    half = re.search(r"([ap])\.?\s?m\b", rest)
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


def _always(scan: Scan) -> Iterator[Found]:
    for match in scan(ALWAYS):
        yield Found(KIND, "00:00-24:00", *match.span(), 0.95, "time/always")


def _military(scan: Scan) -> Iterator[Found]:
    for match in scan(MILITARY):
        value = "-".join(f"{point[:2]}:{point[2:]}" for point in (match["from"], match["to"]))
        yield Found(KIND, value, *match.span(), 0.9, "time/hours")


def _days(scan: Scan) -> Iterator[Found]:
    for match in scan(DAY_SET):
        group = "set" if match["set"] else "only"
        yield Found(KIND, SETS[match[group]], *match.span(group), 0.8, "time/days")
    for match in scan(DAY_SPAN):
        first, last = _day(match["first"]), _day(match["last"])
        end = match.end() - (1 if match[0].endswith(".") else 0)
        if first != last:
            yield Found(KIND, f"{first}-{last}", match.start(), end, 0.9, "time/days")


def _day(word: str) -> str:
    return DAYS[word[:3]]


def _singles(text: str, scan: Scan) -> Iterator[Found]:
    for match in scan(SINGLE):
        if match["named"]:
            hour, minute = NAMED[match["named"]]
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
