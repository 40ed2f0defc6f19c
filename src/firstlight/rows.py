"""Records as JSON and CSV: one way for the pages, the commands and what leaves the house.

JSON keeps the field names of the stable interface. CSV is for spreadsheets: one row a record, nested values
flattened, and no cell that a spreadsheet would run as a formula (OWASP, "CSV Injection").
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

JOINT = " | "
"""What stands between the parts of a list in one cell."""

# The signs that start a formula, their full-width twins included; a signed whole number, such as an E.164 phone,
# computes nothing and stays as it is.
_FORMULA = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")
# What JSON itself leaves as it is: delete and the C1 controls, line separators, direction marks, lone surrogates.
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_SIGNED_NUMBER = re.compile(r"[+-][0-9]+")


def plain(value: Any) -> Any:
    """Turn a record into what JSON knows: dictionaries, lists, text, numbers; times become ISO 8601 with Z."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(part) for part in value]
    return value


def json_line(value: Any) -> str:
    """One record as one line of JSON, without the newline, and with nothing in it that a terminal would obey."""
    text = json.dumps(plain(value), ensure_ascii=False)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def csv_lines(names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the header line and a line for each row of plain values, guarded, each with its line end.

    A nested object's parts need names of their own in `names`, such as `possible_minor.low`.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(names)
    yield buffer.getvalue()
    for row in rows:
        buffer.seek(0)
        buffer.truncate()
        flat = dict(_flat(row))
        writer.writerow([guarded(flat.get(name)) for name in names])
        yield buffer.getvalue()


def guarded(value: Any) -> Any:
    """Make a cell harmless: text that would start a formula gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return value
    text = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", str(value))
    if _FORMULA.match(text) and not _SIGNED_NUMBER.fullmatch(text):
        return "'" + text
    return text


def _flat(row: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        if isinstance(value, Mapping) and value:
            yield from _flat(value, f"{prefix}{name}.")
        yield prefix + name, _cell(value)


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return JOINT.join(str(_cell(part)) for part in value)
    if isinstance(value, Mapping):
        return _reason(value) if "contribution" in value else json.dumps(value, ensure_ascii=False)
    return value


def _reason(reason: Mapping[str, Any]) -> str:
    return f"{reason['id']} {reason['contribution']:+.2f}: {reason['text']}"
