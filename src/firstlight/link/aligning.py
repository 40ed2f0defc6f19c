"""Texts as tokens, and where the tokens of one stand in another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from firstlight.extract import text as views

CHARACTERS = 6_000
"""Characters of a text that are looked at: a text of ten megabytes costs no more than a long ad."""

TOKENS = 400
"""Tokens of a text that are looked at."""

_DRAWN = re.compile(r"([^\W\d_])\1{2,}")


class Slot(NamedTuple):
    """A mention in a text: its span, its kind, and the value that it was read as."""

    start: int
    end: int
    kind: str
    value: str


class Token(NamedTuple):
    """A word, or a whole mention, where it stands in the original text.

    `key` is what makes two tokens the same: the word as read, or of a mention its kind alone. `slot` is the mention.
    """

    key: str
    start: int
    end: int
    slot: Slot | None


def tokens(text: str, slots: Sequence[Slot]) -> list[Token]:
    """Return the tokens of a text in their order; of mentions that overlap the first, and of those the longest."""
    seen = views.view(text[:CHARACTERS])
    free = iter(_apart(slots, len(seen.original)))
    found: list[Token] = []
    following = next(free, None)
    done = 0
    for start, end, word in seen.words:
        first, last = seen.span(start, end)
        while following and following.start < last:
            found.append(Token(f"\0{following.kind}", following.start, following.end, following))
            done, following = following.end, next(free, None)
        if first >= done:
            found.append(Token(_DRAWN.sub(r"\1", word), first, last, None))
            done = last
    while following:
        found.append(Token(f"\0{following.kind}", following.start, following.end, following))
        following = next(free, None)
    return found[:TOKENS]


def matched(seed: Sequence[str], other: Sequence[str]) -> list[int]:
    """Return for each token key of `seed` its place in `other`, -1 for none: a longest common subsequence.

    Time is in O(len(seed) * len(other) / 64), whatever the texts say (Hyyrö 2004, bit-parallel).
    """
    places = [-1] * len(seed)
    for block in LCSseq.opcodes(seed, other):
        if block.tag == "equal":
            places[block.src_start : block.src_end] = range(block.dest_start, block.dest_end)
    return places


def _apart(slots: Sequence[Slot], length: int) -> list[Slot]:
    """Return slots that do not overlap and lie within the text, in their order."""
    found: list[Slot] = []
    done = 0
    for slot in sorted(slots, key=lambda slot: (slot.start, -slot.end, slot.kind)):
        if done <= slot.start < slot.end <= length:
            found.append(slot)
            done = slot.end
    return found
