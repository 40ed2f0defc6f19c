"""Many phrases looked up at once: a tree over words, walked along a text's words, in time linear in the text.

Not one large pattern: a phrase costs nothing where its first word does not stand, however many phrases there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

from firstlight.extract.text import TextView

Entry = TypeVar("Entry")

_JOINTS = frozenset(" \t\n\r-_'.*~%")
_WIDEST_JOINT = 3


class _Node(Generic[Entry]):
    __slots__ = ("entries", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node[Entry]] = {}
        self.entries: list[Entry] = []


class Trie(Generic[Entry]):
    """Phrases of whole words, each with the entries that it stands for.

    Two words of a phrase may be joined by up to three spaces, hyphens, apostrophes, stars, per cent signs or
    full stops.
    """

    def __init__(self) -> None:
        self._root: _Node[Entry] = _Node()
        self._first_words: frozenset[str] | None = None

    def add(self, words: tuple[str, ...], entry: Entry) -> None:
        """Put a phrase in; the same phrase may stand for several entries. Raises ValueError for one without words."""
        if not words:
            raise ValueError("a phrase needs a word")
        node = self._root
        for word in words:
            node = node.next.setdefault(word, _Node())
        node.entries.append(entry)
        self._first_words = None

    def longest(self, view: TextView) -> Iterator[tuple[int, int, list[Entry]]]:
        """Yield (first, last, entries) of the longest phrase at each place, left to right, none overlapping.

        `first` and `last` are indices into `view.words`, both inclusive.
        """
        done = -1
        hits = view.hits(self.first_words())
        words = view.words if hits else []
        for at in hits:
            if at <= done:
                continue
            node = self._root.next[words[at][2]]
            if not node.entries and (at + 1 == len(words) or words[at + 1][2] not in node.next):
                continue
            found = self._at(view, at)
            if found is not None:
                done = found[1]
                yield found

    def first_words(self) -> frozenset[str]:
        """Return the words that a phrase begins with."""
        if self._first_words is None:
            self._first_words = frozenset(self._root.next)
        return self._first_words

    def _at(self, view: TextView, at: int) -> tuple[int, int, list[Entry]] | None:
        words = view.words
        node = self._root.next[words[at][2]]
        best = (at, at, node.entries) if node.entries else None
        for last in range(at + 1, len(words)):
            start, _, word = words[last]
            following = node.next.get(word)
            if following is None or not _joined(view.text, words[last - 1][1], start):
                break
            node = following
            if node.entries:
                best = (at, last, node.entries)
        return best


def _joined(text: str, end: int, start: int) -> bool:
    """Tell whether what stands between two words still lets them be one phrase."""
    return start - end <= _WIDEST_JOINT and _JOINTS.issuperset(text[end:start])
