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
from collections.abc import Mapping
from datetime import date, datetime, time
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

_PLAIN = ("title", "url", "site", "location", "author", "thread")


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


def missing(needed: Plan, columns: list[str]) -> str:
    """Say which needed columns a table with this header lacks, and what would be right; empty when none."""
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
    extra: dict[str, Any] = {}
    if own := {name: value for name, value in values.items() if name not in by.used and value not in (None, "")}:
        extra = own
    columns = by.columns
    post_id = _needed("id", columns["id"], values)
    text = _needed("text", columns["text"], values)
    plain = {field: _plain(field, columns[field], values, extra) for field in _PLAIN}
    posted_at = _posted_at(columns["posted_at"], values, extra)
    pictures = _pictures(columns["pictures"], values, extra)
    return (
        post_id, text, plain["title"], plain["url"], plain["site"], posted_at, plain["location"], plain["author"],
        plain["thread"], pictures, _extra(extra) if extra else None,
    )  # fmt: skip


def _needed(field: str, columns: tuple[str, ...], values: Mapping[str, Any]) -> str:
    value = values.get(columns[0]) if len(columns) == 1 else _joined(columns, values)
    if value is None:
        cause = f"there is no {field}"
        raise Unfit(field, f"{cause}; only its raw text under {RAW}" if RAW in values else cause)
    text = _string(value)
    if text is None:
        raise Unfit(field, f"the {field} is {_kind(value)}, not text")
    if not text or text.isspace():
        raise Unfit(field, f"the {field} is blank")
    return text


def _plain(field: str, columns: tuple[str, ...], values: Mapping[str, Any], extra: dict[str, Any]) -> str | None:
    value = values.get(columns[0]) if len(columns) == 1 else _joined(columns, values)
    if value is None or value == "":
        return None
    text = _string(value)
    if text is None:
        extra[field] = value
    return text or None


def _posted_at(columns: tuple[str, ...], values: Mapping[str, Any], extra: dict[str, Any]) -> datetime | None:
    value = values.get(columns[0]) if len(columns) == 1 else _joined(columns, values, " ")
    if value is None or value == "":
        return None
    moment = dates.parse(value)
    if moment is None:
        extra["posted_at"] = value
    return moment


def _pictures(columns: tuple[str, ...], values: Mapping[str, Any], extra: dict[str, Any]) -> list[str] | None:
    """A list, a JSON list in a cell, or paths parted by '|' or line ends."""
    value = values.get(columns[0]) if len(columns) == 1 else _joined(columns, values, "|")
    if value is None or value == "":
        return None
    found = value
    if isinstance(value, str):
        try:
            found = json.loads(value) if value.lstrip().startswith("[") else value.replace("\n", "|").split("|")
        except ValueError:
            found = value.split("\n")
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        extra["pictures"] = value
        return None
    return [_sound(item.strip()) for item in found if item.strip()]


def _joined(columns: tuple[str, ...], values: Mapping[str, Any], mark: str = "\n") -> Any:
    parts = [_string(values.get(name)) for name in columns]
    return mark.join(part for part in parts if part) or None


def _string(value: Any) -> str | None:
    """Text as it is, a number as people write it; None for all else."""
    if isinstance(value, str):
        return value if "\0" not in value else value.replace("\0", "")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def _sound(text: str) -> str:
    return text.replace("\0", "") if "\0" in text else text


def _kind(value: Any) -> str:
    names = {bool: "true or false", dict: "an object", list: "a list", float: "not a number"}
    return names.get(type(value), type(value).__name__)


def _extra(values: dict[str, Any]) -> str:
    try:
        text = json.dumps(values, ensure_ascii=False, allow_nan=False)
    except (ValueError, TypeError):
        text = ""
    if not text or "\\u0000" in text:  # what JSON or a database cannot hold is rare: mend it only then
        text = json.dumps(_storable(values), ensure_ascii=False, allow_nan=False)
    return text


def _storable(value: Any) -> Any:
    if isinstance(value, dict):
        return {_sound(str(name)): _storable(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_storable(item) for item in value]
    if isinstance(value, str):
        return _sound(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, bytes):
        return value.hex()
    return value.isoformat() if isinstance(value, date | time) else str(value)
