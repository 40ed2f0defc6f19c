"""Set-aside rows, in a file that can be mended and fed again.

One JSON object a line: the row's own fields where it could be parsed without loss, else `_raw` with its text; and under
`_set_aside` the file, line, field and cause. The reader ignores both, so a mended line is a row like any other.
"""

from __future__ import annotations

import filecmp
import json
import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from firstlight.collect.clean import RAW, SET_ASIDE
from firstlight.errors import BadRow

TEMPORARY = ".writing-"
"""How the name of a file begins that is being written; readers of folders pass it over."""


class SetAside:
    """Writes bad rows to a JSONL file, which is there, whole, once it is closed. Use as a context, or `close` it.

    An instance is what `collect.read` wants as `reject`. `count` is the number of rows written. Once closed, `path` is
    where they are: under the name that was asked for or, since somebody may be mending that file, under the next that
    is free; a file that holds the very same rows already is left as it is, and named.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self._file: TextIO | None = None
        self._neighbour = path.with_name(f"{TEMPORARY}{os.getpid()}-{path.name}")

    def __call__(self, bad: BadRow) -> None:
        """Write one bad row; raises OSError when the disk is full."""
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._neighbour.open("w", encoding="utf-8", newline="\n")
        self._file.write(line(bad))
        self.count += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        elif self._file is not None:  # the source will be read again, and its rows set aside again
            self._file.close()
            self._neighbour.unlink(missing_ok=True)

    def close(self) -> None:
        """Write everything out to the disk, close the file and give it its name."""
        if self._file is None:
            return
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._file = None
        for path in _names(self.path):
            self.path = path
            if not path.exists():
                self._neighbour.replace(path)
                return
            if filecmp.cmp(path, self._neighbour, shallow=False):
                self._neighbour.unlink()
                return


def _names(path: Path) -> Iterator[Path]:
    """Yield a path, then the same with -2, -3 and so on."""
    yield path
    for number in count(2):
        yield path.with_name(f"{path.stem}-{number}{path.suffix}")


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
    """The fields of a row that is a JSON object; one with a name twice keeps its text, which has both values."""
    try:
        row = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        return {RAW: text} if text else {}
    row.pop(SET_ASIDE, None)
    return row


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name is given twice")
    return found
