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

    def add(self, words: tuple[str, ...], entry: Entry) -> None:
        """Put a phrase in; the same phrase may stand for several entries. Raises ValueError for one without words."""
        if not words:
            raise ValueError("a phrase needs a word")
        node = self._root
        for word in words:
            node = node.next.setdefault(word, _Node())
        node.entries.append(entry)

    def longest(self, view: TextView) -> Iterator[tuple[int, int, list[Entry]]]:
        """Yield (first, last, entries) of the longest phrase at each place, left to right, none overlapping.

        `first` and `last` are indices into `view.words`, both inclusive.
        """
        words, first = view.words, self._root.next
        done = -1
        for at in [at for at, word in enumerate(words) if word[2] in first]:
            if at <= done:
                continue
            found = self._at(view, at)
            if found is not None:
                done = found[1]
                yield found

    def first_words(self) -> frozenset[str]:
        """Return the words that a phrase begins with."""
        return frozenset(self._root.next)

    def _at(self, view: TextView, at: int) -> tuple[int, int, list[Entry]] | None:
        words = view.words
        node: _Node[Entry] | None = self._root.next[words[at][2]]
        best = None
        last = at
        while node is not None:
            if node.entries:
                best = (at, last, node.entries)
            last += 1
            if last >= len(words) or not node.next or not _joined(view.text, words[last - 1][1], words[last][0]):
                break
            node = node.next.get(words[last][2])
        return best


def _joined(text: str, end: int, start: int) -> bool:
    """Tell whether what stands between two words still lets them be one phrase."""
    return start - end <= _WIDEST_JOINT and all(character in _JOINTS for character in text[end:start])
