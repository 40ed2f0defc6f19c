"""Set-aside rows, in a file that can be mended and fed again.

One JSON object a line: the row's own fields where it could be parsed, else `_raw` with its text; and under
`_set_aside` the file, line, field and cause. The reader ignores both, so a mended line is a row like any other.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from firstlight.collect.clean import RAW, SET_ASIDE
from firstlight.errors import BadRow


class SetAside:
    """Appends bad rows to a JSONL file, which is made with the first of them. Use as a context, or `close` it.

    An instance is what `collect.read` wants as `reject`. `count` is the number of rows written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self._file: TextIO | None = None

    def __call__(self, bad: BadRow) -> None:
        """Write one bad row; raises OSError when the disk is full."""
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("a", encoding="utf-8", newline="\n")
        self._file.write(line(bad))
        self.count += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Write everything out to the disk and close the file."""
        if self._file is not None:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._file = None


def line(bad: BadRow) -> str:
    """A bad row as a line of the file."""
    where = bad.where
    row = _fields(bad.row)
    row[SET_ASIDE] = {"file": where.file, "line": where.line, "field": where.field, "cause": bad.cause}
    text = json.dumps(row, ensure_ascii=False)
    if any("\ud800" <= character <= "\udfff" for character in text):
        text = json.dumps(row)  # lone surrogates have no UTF-8
    return text + "\n"


def _fields(text: str) -> dict[str, object]:
    try:
        row = json.loads(text)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        return {RAW: text} if text else {}
    row.pop(SET_ASIDE, None)
    return row
