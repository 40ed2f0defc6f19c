"""Reading a file to its end, whatever becomes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from firstlight.errors import BadRow, UnreadableFile


@dataclass
class Reading:
    """What came of a file: postings, bad rows, and the error that ended it."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)
    error: UnreadableFile | None = None

    @property
    def ids(self) -> list[str]:
        return [row["id"] for row in self.rows]

    @property
    def places(self) -> list[tuple[int, str]]:
        return [(bad.where.line, bad.where.field) for bad in self.bad]


class Read(Protocol):
    def __call__(
        self,
        name: str,
        content: bytes | str | None = None,
        *,
        mapping: Mapping[str, str] | None = None,
        batch_rows: int = 100,
        sites: Sequence[str] = (),
    ) -> Reading: ...
