"""Read an agency's file of open missing-child cases: CSV with a header, a JSON array, or JSON lines.

Columns (capitals and spaces do not matter): `id` (or `case`), and enough to be matched by: `name`, `identifiers`, or
`last_seen_place` with an age; the age as `age` (`15`, `15-17`) or `age_low` and `age_high`. Beside them `height` and
`weight` with their units, `hair`, `eyes`, and `last_seen` (or `last_seen_date`), an ISO date. Identifiers are
separated by semicolons and may be written in any spelling that the search box reads. Any other column, origin and
ethnicity among them, is not read at all.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from firstlight.assess.case import MissingRecord
from firstlight.assess.fit import Records
from firstlight.errors import BadRow, UnreadableFile, Where
from firstlight.extract import identifiers

OLDEST_CASE = 25
"""Years: a case file of children and very young adults; more is a typing error."""

_OTHER_NAMES = {"case": "id", "last_seen_date": "last_seen"}
_HEIGHT = re.compile(r"""(\d)\s*(?:'|ft|feet)\s*(?:(\d{1,2})\s*(?:"|''|in|inches)?)?""")
_AMOUNT = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s*([a-z]+)")
_CENTIMETRES = {"cm": 1.0, "m": 100.0, "in": 2.54, "inches": 2.54}
_KILOGRAMS = {"kg": 1.0, "lb": 0.45359237, "lbs": 0.45359237, "pounds": 0.45359237}


class _Wrong(ValueError):
    """A field's value cannot be right; carries the field and the cause."""

    def __init__(self, field: str, cause: str) -> None:
        super().__init__(cause)
        self.field = field


class _Row(NamedTuple):
    line: int
    fields: Mapping[str | None, Any]


def read_records(path: Path, *, reject: Callable[[BadRow], None], regions: Sequence[str] = ("US", "CA")) -> Records:
    """Read a file of open cases; each bad row goes to `reject` and the rest is read.

    `regions` are tried for the identifiers' phone formats. Raises UnreadableFile for a file that is no CSV or JSON.
    """
    cases: dict[str, MissingRecord] = {}
    for row in _rows(path):
        try:
            case = _case(row.fields, regions, known=cases)
        except _Wrong as wrong:
            shown = json.dumps(row.fields, ensure_ascii=False, default=str)
            reject(BadRow(Where(str(path), row.line, wrong.field), str(wrong), shown))
        else:
            cases[case.id] = case
    return Records(tuple(cases.values()))


def _rows(path: Path) -> Iterator[_Row]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        if path.suffix.lower() in (".json", ".jsonl", ".ndjson"):
            yield from _json_rows(text)
        else:
            yield from _csv_rows(text)
    except UnicodeDecodeError as error:
        raise UnreadableFile(str(path), "is not UTF-8 text: save it as UTF-8") from error
    except (OSError, ValueError, RecursionError, csv.Error) as error:
        raise UnreadableFile(str(path), f"cannot be read: {error}") from error


def _csv_rows(text: str) -> Iterator[_Row]:
    reader = csv.DictReader(text.splitlines(keepends=True))
    if not reader.fieldnames:
        raise ValueError("it is empty")
    for fields in reader:
        yield _Row(reader.line_num, fields)


def _json_rows(text: str) -> Iterator[_Row]:
    if text.lstrip().startswith("["):
        for number, item in enumerate(json.loads(text), start=1):
            yield _Row(number, item if isinstance(item, dict) else {"": item})
        return
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            item = json.loads(line)
            yield _Row(number, item if isinstance(item, dict) else {"": item})


def _case(fields: Mapping[str | None, Any], regions: Sequence[str], known: Container[str]) -> MissingRecord:
    if None in fields:
        raise _Wrong("", "the row has more fields than the header")
    row = {_column(name): value for name, value in fields.items() if name is not None}
    for other, ours in _OTHER_NAMES.items():
        row.setdefault(ours, row.get(other))
    name, keys = _text(row, "name"), _identifiers(row, regions)
    if not _text(row, "id"):
        raise _Wrong("id", "a case needs an id")
    if _text(row, "id") in known:
        raise _Wrong("id", f"case {_text(row, 'id')} is in the file already")
    low, high = _ages(row)
    if not (name or keys or (low is not None and _text(row, "last_seen_place"))):
        raise _Wrong("name", "a case needs a name, an identifier, or an age and a place to be matched by")
    return MissingRecord(
        id=_text(row, "id"),
        name=name,
        age_low=low,
        age_high=high,
        height_cm=_height(row),
        weight_kg=_weight(row),
        hair=_text(row, "hair"),
        eyes=_text(row, "eyes"),
        last_seen_place=_text(row, "last_seen_place"),
        last_seen=_date(row),
        identifiers=keys,
    )


def _column(name: str) -> str:
    return "_".join(name.casefold().split())


def _text(row: Mapping[str, Any], field: str) -> str:
    value = row.get(field)
    if value is None:
        return ""
    if isinstance(value, (dict, list)):
        raise _Wrong(field, "must be text or a number")
    return " ".join(str(value).replace("\0", " ").split())


def _ages(row: Mapping[str, Any]) -> tuple[int | None, int | None]:
    written = _text(row, "age")
    low, dash, high = (part.strip() for part in written.partition("-"))
    if not written:
        low, high = _text(row, "age_low"), _text(row, "age_high")
        low, high = low or high, high or low
    elif not dash:
        high = low
    if not (low or high):
        return None, None
    if not all(age.isascii() and age.isdecimal() for age in (low, high)):
        raise _Wrong("age", f"{written or f'{low}-{high}'} is not an age in whole years or a span of two")
    if not 0 <= int(low) <= int(high) <= OLDEST_CASE:
        raise _Wrong("age", f"{low} to {high} must rise and lie within 0 and {OLDEST_CASE} years")
    return int(low), int(high)


def _height(row: Mapping[str, Any]) -> float | None:
    text = _text(row, "height").casefold().replace("’", "'").replace("”", '"')
    if not text:
        return None
    if feet := _HEIGHT.fullmatch(text):
        centimetres = (int(feet[1]) * 12 + int(feet[2] or 0)) * 2.54
    else:
        centimetres = _amount("height", text, _CENTIMETRES)
    if not 40 <= centimetres <= 230:
        raise _Wrong("height", f"{text} cannot be a person's height")
    return round(centimetres, 1)


def _weight(row: Mapping[str, Any]) -> float | None:
    text = _text(row, "weight").casefold()
    if not text:
        return None
    kilograms = _amount("weight", text, _KILOGRAMS)
    if not 2 <= kilograms <= 250:
        raise _Wrong("weight", f"{text} cannot be a person's weight")
    return round(kilograms, 1)


def _amount(field: str, text: str, units: Mapping[str, float]) -> float:
    read = _AMOUNT.fullmatch(text)
    if read is None or read[2] not in units:
        raise _Wrong(field, f"{text} needs a number and a unit ({', '.join(units)})")
    return float(read[1]) * units[read[2]]


def _date(row: Mapping[str, Any]) -> date | None:
    text = _text(row, "last_seen")
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise _Wrong("last_seen", f"{text} is not a date such as 2026-03-14") from None
    if not date(1950, 1, 1) <= day <= datetime.now(UTC).date():
        raise _Wrong("last_seen", f"{text} lies in the future, or too far back")
    return day


def _identifiers(row: Mapping[str, Any], regions: Sequence[str]) -> tuple[tuple[str, str], ...]:
    value = row.get("identifiers")
    written = value if isinstance(value, list) else _text(row, "identifiers").split(";")
    found: list[tuple[str, str]] = []
    for one in written:
        text = str(one).strip()
        if text:
            read = identifiers(text, regions=regions)
            if not read:
                raise _Wrong("identifiers", f"{text} is not read as a phone, an e-mail address, a handle or the like")
            found += read
    return tuple(dict.fromkeys(found))
