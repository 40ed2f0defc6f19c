"""Which stretches of a text are spoken for: asked and told in time that does not grow with how many there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from firstlight.extract.kinds import Found
from firstlight.records import POSSIBLE


class Covered:
    """The characters of a text of a given length that belong to a find already."""

    __slots__ = ("_mask",)

    def __init__(self, length: int, finds: Iterable[Found] = (), kinds: Collection[str] = ()) -> None:
        self._mask = bytearray(length)
        for find in finds:
            if find.kind in kinds and find.score >= POSSIBLE:
                self.add(find.start, find.end)

    def add(self, start: int, end: int) -> None:
        """Cover start:end."""
        self._mask[start:end] = b"\1" * (end - start)

    def meets(self, start: int, end: int) -> bool:
        """Tell whether a character of start:end is covered."""
        return 1 in self._mask[start:end]
