"""CSV and its kin: a header line, then rows; the delimiter is the one of , ; tab | that parts the header most.

A quote that is opened and never rightly closed would swallow the rows after it. So a row that ends in an error or at
the end of the file is set aside with its first line alone, and reading goes on at the next line. A row with the wrong
number of cells is set aside with all its lines, since a line within a rightly quoted cell is no row, unless each line
after the first is a whole row by itself: then they were swallowed.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator

from firstlight.collect.batches import Reject, Row
from firstlight.collect.clean import Plan, unusable
from firstlight.collect.lines import Lines
from firstlight.errors import BadRow, UnreadableFile, Where

_CELL = 64 << 20
"""Characters in a cell; the csv module's own limit is 128 KiB."""
_LINES = 200_000
"""Lines in one row. Falls by what each failed attempt wasted: many bad quotes may not cost the square of the file."""
_FEWEST = 100


class _Feed:
    """Lines for the csv reader: remembers those of the current row, so that they can be put back."""

    def __init__(self, lines: Iterator[tuple[int, str]]) -> None:
        self._lines = lines
        self._back: deque[tuple[int, str]] = deque()
        self._allowed = _LINES
        self.taken: list[tuple[int, str]] = []

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= self._allowed:
            raise StopIteration
        line = self._back.popleft() if self._back else next(self._lines)
        self.taken.append(line)
        return line[1]

    def swallowed(self, delimiter: str, cells: int) -> bool:
        """Whether the row has lines after its first, each of which is a row with this many cells by itself."""
        after = [line for _, line in self.taken[1:]]
        return bool(after) and all(_is_row(line, delimiter, cells) for line in after)

    def put_back(self) -> tuple[int, str]:
        """Give back all lines of the row but the first, which is returned."""
        self._back.extendleft(reversed(self.taken[1:]))
        self._allowed = max(_FEWEST, self._allowed - len(self.taken))
        return self.taken[0]


def rows(path: str, reject: Reject, by: Plan) -> Iterator[Row]:
    """Yield a row for each record, by column name; empty cells are missing values.

    Raises UnreadableFile when there is no usable header or the file breaks off.
    """
    csv.field_size_limit(_CELL)
    lines = Lines(path, reject)
    mark = {"_encoding": lines.encoding.codec} if lines.encoding.guessed else {}
    numbered = iter(lines)
    first = next(numbered, None)
    if first is None:
        return
    delimiter = max(",;\t|", key=first[1].count)
    header = _header(first[1], delimiter, path, by)
    feed = _Feed(numbered)
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        feed.taken.clear()
        try:
            cells = next(reader, None)
        except csv.Error as error:
            number, line = feed.put_back()
            reject(BadRow(Where(path, number), f"the quoting is wrong: {error}", line.rstrip("\r\n")))
            continue
        if cells is None:
            return
        if not cells:
            continue
        number = feed.taken[0][0]
        if len(cells) == len(header):
            yield Row(number, {name: cell for name, cell in zip(header, cells, strict=True) if cell} | mark)
            continue
        cause = f"{len(cells)} cells where the header has {len(header)}"
        whole = "".join(line for _, line in feed.taken)
        if feed.swallowed(delimiter, len(header)):
            _, whole = feed.put_back()
        reject(BadRow(Where(path, number), cause, whole.rstrip("\r\n")))


def _is_row(line: str, delimiter: str, cells: int) -> bool:
    """An odd number of quotes is what a line within or at the end of a quoted cell has; a row's are even."""
    if line.count('"') % 2:
        return False
    try:
        return len(next(csv.reader([line], delimiter=delimiter, strict=True), [])) == cells
    except csv.Error:
        return False


def _header(line: str, delimiter: str, path: str, by: Plan) -> list[str]:
    try:
        header = [name.strip() for name in next(csv.reader([line], delimiter=delimiter, strict=True), [])]
    except csv.Error as error:
        raise UnreadableFile(path, f"its header cannot be read: {error}") from error
    if cause := unusable(by, header):
        raise UnreadableFile(path, cause)
    return header
