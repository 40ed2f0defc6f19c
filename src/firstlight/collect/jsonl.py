"""JSON lines: one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from firstlight.collect.batches import Reject, Row
from firstlight.collect.lines import Lines
from firstlight.errors import BadRow, UnreadableFile, Where

_DECODER = json.JSONDecoder(parse_constant=lambda _: None)  # NaN and Infinity are no JSON: null


def rows(path: str, reject: Reject) -> Iterator[Row]:
    """Yield a row for each object; blank lines are skipped, a line that is no object goes to `reject`.

    Raises UnreadableFile when the file breaks off or is one JSON array.
    """
    lines = Lines(path, reject)
    mark = {"_encoding": lines.encoding.codec} if lines.encoding.guessed else {}
    for number, line in lines:
        text = line.strip()
        if not text:
            continue
        if number == 1 and text[0] == "[":
            raise UnreadableFile(path, "it is a JSON array; one object a line is wanted: jq -c '.[]' FILE > FILE.jsonl")
        try:
            values = _DECODER.decode(text)
        except json.JSONDecodeError as error:
            cause = f"not JSON: {error.msg} at character {error.pos + 1}"
        except (ValueError, RecursionError) as error:
            cause = f"not JSON that can be read: {'nested too deeply' if isinstance(error, RecursionError) else error}"
        else:
            if isinstance(values, dict):
                yield Row(number, values | mark if mark else values, text)
                continue
            cause = f"not an object but {text[:20]}"
        reject(BadRow(Where(path, number), cause, text))
