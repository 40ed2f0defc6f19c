"""One row of any format, to the fields of a posting.

What is mended, and what makes a row bad:

- `id` and `text` may be numbers (they become text); missing, blank or nested, the row is bad.
- NUL is not text and is dropped; lone surrogates become U+FFFD. Nothing else is touched: not spaces, not
  right-to-left or zero-width characters, since spans are counted in the text as it came.
- A date that has no one reading never makes a row bad: `posted_at` is null, and the words stand in `extra`.
- A nested value where a plain one belongs, and every column that is not a field, is kept in `extra`.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from firstlight.collect import dates
from firstlight.errors import InputError

FIELDS = (
    "id", "text", "title", "url", "site", "posted_at", "location", "author", "thread", "pictures",
)  # fmt: skip
"""The fields a column can be mapped to, in the order of the POSTING schema; all else goes to `extra`."""

SET_ASIDE = "_set_aside"
RAW = "_raw"
"""What a set-aside row carries beside its own fields; ignored when it is fed again."""

_ABSENT = (None, "")
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_NEEDED = ("id", "text")


class Unfit(Exception):
    """A row cannot become a posting: which field, and why. The reader makes a BadRow of it."""

    def __init__(self, field: str, cause: str) -> None:
        super().__init__(cause)
        self.field = field
        self.cause = cause


class Plan(NamedTuple):
    """From which columns each field is read; `used` are all of them, the rest is `extra`."""

    columns: dict[str, tuple[str, ...]]
    used: frozenset[str]


def plan(mapping: Mapping[str, str]) -> Plan:
    """Turn `--map` (field to column, or columns joined by '+') into a plan.

    A field that is not named is read from the column of its own name, unless another field took that column.
    Raises InputError for a field that does not exist or a column without a name.
    """
    columns: dict[str, tuple[str, ...]] = {}
    for field, names in mapping.items():
        if field not in FIELDS:
            raise InputError(f"cannot map {field!r}: the fields are {', '.join(FIELDS)}")
        columns[field] = tuple(name.strip() for name in names.split("+"))
        if not all(columns[field]):
            raise InputError(f"cannot map {field} to {names!r}: write field=column, or field=column+column")
    taken = {name for names in columns.values() for name in names}
    for field in FIELDS:
        if field not in columns:
            columns[field] = () if field in taken else (field,)
    used = taken.union(*columns.values(), (SET_ASIDE, RAW))
    return Plan({field: columns[field] for field in FIELDS}, frozenset(used))


def unusable(needed: Plan, columns: list[str]) -> str:
    """Say why a table with this header cannot be read, and what would be right; empty when it can.

    A column twice is as bad as one that lacks: which of the two is meant, a person must say.
    """
    if doubled := [name for name, count in Counter(columns).items() if count > 1]:
        return f"its header names {', '.join(doubled)} twice; give each column its own name"
    for field in ("id", "text"):
        lacking = [name for name in needed.columns[field] if name not in columns]
        if lacking or not needed.columns[field]:
            wanted = ", ".join(repr(name) for name in lacking) or f"for {field!r}"
            return (
                f"there is no column {wanted}; it has {', '.join(columns) or 'none'}. "
                f"Say which one holds the {field}: --map {field}=COLUMN"
            )
    return ""


def fields(values: Mapping[str, Any], by: Plan) -> tuple[Any, ...]:
    """Return the values of FIELDS and `extra` (JSON or None) for one row; raise Unfit when it cannot be a posting."""
    extra = {name: value for name, value in values.items() if name not in by.used and value not in _ABSENT}
    found: list[Any] = []
    for field, columns in by.columns.items():
        value = values.get(columns[0]) if len(columns) == 1 else _joined(field, columns, values)
        # Nearly every value is sound text or absent; those take the short way.
        if type(value) is not str or "\0" in value:
            value = None if value is None else _READERS[field](field, value, extra)
        elif field in _LONG_WAY:
            value = _READERS[field](field, value, extra) if value else None
        found.append(value or None)
    for field, value in zip(_NEEDED, found, strict=False):
        if value is None or value.isspace():
            raise _lacks(field, by.columns[field], values)
    found.append(_extra(extra) if extra else None)
    return tuple(found)


def _joined(field: str, columns: tuple[str, ...], values: Mapping[str, Any]) -> str | None:
    """Several columns as one text; None where there is none."""
    parts = [_string(values.get(name)) for name in columns]
    return _JOINTS.get(field, "\n").join(part for part in parts if part) or None


def _lacks(field: str, columns: tuple[str, ...], values: Mapping[str, Any]) -> Unfit:
    given = [values[name] for name in columns if values.get(name) is not None]
    if not given:
        only = f"; its raw text stands under {RAW}" if RAW in values else ""
        return Unfit(field, f"there is no {field}{only}")
    odd = next((value for value in given if _string(value) is None), None)
    return Unfit(field, f"the {field} is blank" if odd is None else f"the {field} is {_kind(odd)}, not text")


def _plain(field: str, value: Any, extra: dict[str, Any]) -> str | None:
    text = _string(value)
    if text is None:
        extra[field] = value
    return text


def _posted_at(field: str, value: Any, extra: dict[str, Any]) -> datetime | None:
    moment = dates.parse(value)
    if moment is None:
        extra[field] = value
    return moment


def _pictures(field: str, value: Any, extra: dict[str, Any]) -> list[str] | None:
    """A list, a JSON list in a cell, or paths parted by '|' or line ends."""
    found = value
    if isinstance(value, str):
        try:
            found = json.loads(value) if value.lstrip().startswith("[") else value.replace("\n", "|").split("|")
        except ValueError:
            found = value.split("\n")
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        extra[field] = value
        return None
    return [_sound(item.strip()) for item in found if item.strip()]


_READERS: dict[str, Callable[[str, Any, dict[str, Any]], Any]] = {
    **dict.fromkeys(FIELDS, _plain), "posted_at": _posted_at, "pictures": _pictures,
}  # fmt: skip
"""Field to what reads its value; a value that does not fit is put into `extra`."""
_LONG_WAY = frozenset({"posted_at", "pictures"})
_JOINTS = {"posted_at": " ", "pictures": "|"}


def _string(value: Any) -> str | None:
    """Text as it is, a number as people write it, bytes that are UTF-8; None for all else."""
    match value:
        case str():
            return _sound(value)
        case bool():
            return None
        case float():
            whole = math.isfinite(value) and value.is_integer()
            return str(int(value)) if whole else repr(value) if math.isfinite(value) else None
        case int() | Decimal():
            return str(value)
        case bytes():
            with suppress(UnicodeDecodeError):
                return _sound(value.decode())
    return None


def _sound(text: str) -> str:
    return text.replace("\0", "") if "\0" in text else text


def _kind(value: Any) -> str:
    names = {bool: "true or false", dict: "an object", list: "a list", float: "not a number"}
    return names.get(type(value), type(value).__name__)


def _extra(values: dict[str, Any]) -> str:
    try:
        text = _ENCODER.encode(values)
    except (ValueError, TypeError):
        text = ""
    if not text or "\\u0000" in text:  # what JSON or a database cannot hold is rare: mend it only then
        text = _ENCODER.encode(_storable(values))
    return text


def _storable(value: Any) -> Any:
    match value:
        case dict():
            storable: Any = {_sound(str(name)): _storable(item) for name, item in value.items()}
        case list() | tuple():
            storable = [_storable(item) for item in value]
        case str():
            storable = _sound(value)
        case float():
            storable = value if math.isfinite(value) else None
        case bytes():
            storable = value.hex()
        case None | bool() | int():
            storable = value
        case _:
            storable = str(value)
    return storable
