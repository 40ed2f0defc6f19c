"""JSON lines: one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from firstlight.collect.batches import Reject, Row
from firstlight.collect.clean import Plan
from firstlight.collect.lines import Lines
from firstlight.errors import BadRow, UnreadableFile, Where

_WANTED = "one object a line is wanted"


class _Doubled(dict[str, Any]):
    """An object that gives `names` more than once: of each, all values are kept, as a list."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        values: dict[str, list[Any]] = {}
        for name, value in pairs:
            values.setdefault(name, []).append(value)
        super().__init__({name: found[0] if len(found) == 1 else found for name, found in values.items()})
        self.names = frozenset(name for name, found in values.items() if len(found) > 1)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else _Doubled(pairs)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_constant=lambda _: None,  # NaN and Infinity are no JSON: null
)


def rows(path: str, reject: Reject, by: Plan) -> Iterator[Row]:
    """Yield a row for each object; blank lines are skipped, a line that is no object goes to `reject`.

    So does one that gives a posting's field twice: which of the two is meant, a person must say.
    Raises UnreadableFile when the file breaks off, is one JSON array, or has an object over many lines.
    """
    lines = Lines(path, reject)
    mark = {"_encoding": lines.encoding.codec} if lines.encoding.guessed else {}
    begun = False
    for number, line in lines:
        text = line.strip()
        if not text:
            continue
        if not begun:
            _check_form(text, path)
            begun = True
        field = ""
        try:
            values = _DECODER.decode(text)
        except json.JSONDecodeError as error:
            cause = f"not JSON: {error.msg} at character {error.pos + 1}"
        except (ValueError, RecursionError) as error:
            cause = f"not JSON that can be read: {'nested too deeply' if isinstance(error, RecursionError) else error}"
        else:
            if not isinstance(values, dict):
                cause = f"not an object but {text[:20]}"
            elif field := _twice(values, by):
                cause = f"the {field} is given twice"
            else:
                yield Row(number, values | mark if mark else values, text)
                continue
        reject(BadRow(Where(path, number, field), cause, text))


def _check_form(first: str, path: str) -> None:
    """Refuse JSON that is no JSON lines by its first line; line by line, each would be set aside."""
    if first.startswith("["):
        raise UnreadableFile(path, f"it is a JSON array; {_WANTED}: jq -c '.[]' FILE > FILE.jsonl")
    if first == "{":
        raise UnreadableFile(path, f"its JSON is spread over lines; {_WANTED}: jq -c . FILE > FILE.jsonl")


def _twice(values: dict[str, Any], by: Plan) -> str:
    """The field that is read from a name given more than once; empty when there is none."""
    if not isinstance(values, _Doubled):
        return ""
    return next((field for field, columns in by.columns.items() if not values.names.isdisjoint(columns)), "")
