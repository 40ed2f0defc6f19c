"""What a hit is shown with: the piece of text where the query stands, and which characters of it to mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from firstlight.desk.query import Age, And, Identifier, Node, Not, Or, Tag, Words
from firstlight.desk.tables import term
from firstlight.desk.words import folded, spans
from firstlight.extract.text import view
from firstlight.records import Mention, Posting

WIDTH = 240
"""Characters of a snippet."""

_LEAD = 60  # characters shown before the first mark
_WORD = 30  # characters that a piece of a word may have to be left out
_READ = 20_000  # characters of a text in which words are marked
_SPACE = re.compile(r"\s")
_BREAK = re.compile(r"[^\S ]")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a posting's text from character `start` on, white space as blanks; marks are offsets into the piece.

    title_marks: offsets into the posting's title.
    """

    text: str
    start: int
    marks: tuple[Span, ...]
    title_marks: tuple[Span, ...]


class Marker:
    """Knows what of a query can be marked; `mentions` says whether a posting's mentions are needed for it.

    `terms` are the only terms that it can mark, with kind and value; None if they are not known beforehand.
    """

    def __init__(self, tree: Node) -> None:
        leaves = list(_wanted(tree))
        self._words = [leaf for leaf in leaves if isinstance(leaf, Words)]
        self._typed = [Words(leaf.words) for leaf in leaves if isinstance(leaf, Identifier) and leaf.words]
        self._readings = {reading for leaf in leaves if isinstance(leaf, Identifier) for reading in leaf.readings}
        self._tags = [leaf for leaf in leaves if isinstance(leaf, Tag)]
        self._ages = [leaf for leaf in leaves if isinstance(leaf, Age)]
        self.mentions = bool(self._readings or self._tags or self._ages)
        self.terms = None if self._tags or self._ages else {term(*reading): reading for reading in self._readings}

    def snippet(self, posting: Posting, mentions: Iterable[Mention]) -> Snippet:
        """Return what to show of a posting; `mentions` are those of its mentions that fit."""
        marked = list(mentions)
        wanted = self._words if marked else [*self._words, *self._typed]
        in_text, in_title = _spans(marked, "text"), _spans(marked, "title")
        if wanted:
            in_text.extend(_worded(posting.text, wanted))
            in_title.extend(_worded(posting.title or "", wanted, "title"))
        in_text, in_title = _merged(in_text), _merged(in_title)
        start = max(0, in_text[0][0] - _LEAD) if in_text else 0
        end = min(len(posting.text), start + WIDTH)
        start = max(0, min(start, end - WIDTH))
        start, end = _whole_words(posting.text, start, end, in_text[0] if in_text else (start, start))
        marks = tuple((max(s, start) - start, min(e, end) - start) for s, e in in_text if s < end and e > start)
        return Snippet(_BREAK.sub(" ", posting.text[start:end]), start, marks, tuple(in_title))

    def fits(self, kind: str, value: str) -> bool:
        """Tell whether a mention of this kind and value is what the query asks for."""
        if (kind, value) in self._readings:
            return True
        if kind == "age" and value.isdecimal():
            return any(leaf.low <= int(value) <= leaf.high for leaf in self._ages)
        of_kind = [leaf for leaf in self._tags if leaf.kind == kind]
        if not of_kind:
            return False
        name = folded(value)
        return any(name == t.name or name.startswith(t.name if t.prefix else t.name + " ") for t in of_kind)


def _whole_words(text: str, start: int, end: int, mark: Span) -> Span:
    """Return a stretch without the pieces of words at its ends; what stands from `mark` on is kept."""
    if start and not text[start - 1].isspace() and (space := _SPACE.search(text, start, min(mark[0], start + _WORD))):
        start = space.end()
    if end < len(text) and not text[end].isspace():
        spaces = [space.start() for space in _SPACE.finditer(text, max(mark[1], end - _WORD), end)]
        end = spaces[-1] if spaces else end
    return start, end


def _worded(text: str, leaves: list[Words], field: str = "") -> Iterator[Span]:
    """Yield where words stand in a text, phrases as one span."""
    of_field = [leaf for leaf in leaves if leaf.field in ("", field)]
    if not of_field:
        return
    read = view(text[:_READ])
    wanted = [leaf for leaf in of_field if leaf.words[0] in read.text]
    if not wanted:
        return
    seen = list(spans(read))
    at: dict[str, list[int]] = {}
    for number, (word, _, _) in enumerate(seen):
        at.setdefault(word, []).append(number)
    for leaf in wanted:
        size = len(leaf.words)
        for first in _starts(leaf, at):
            following = [word for word, _, _ in seen[first : first + size]]
            if len(following) == size and _same(leaf, following):
                yield seen[first][1], seen[first + size - 1][2]


def _starts(leaf: Words, at: dict[str, list[int]]) -> list[int]:
    first = leaf.words[0]
    if leaf.prefix and len(leaf.words) == 1:
        return [number for word, numbers in at.items() if word.startswith(first) for number in numbers]
    return at.get(first, [])


def _same(leaf: Words, following: list[str]) -> bool:
    if tuple(following[:-1]) != leaf.words[:-1]:
        return False
    return following[-1].startswith(leaf.words[-1]) if leaf.prefix else following[-1] == leaf.words[-1]


def _wanted(node: Node) -> Iterator[Node]:
    """Yield the leaves that a hit may hold: none of those under a NOT."""
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from _wanted(part)
    elif not isinstance(node, Not):
        yield node


def _spans(mentions: Iterable[Mention], field: str) -> list[Span]:
    return [(mention.start, mention.end) for mention in mentions if mention.field == field]


def _merged(spans: list[Span]) -> list[Span]:
    """Return spans in order, those that overlap as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged
