"""Two texts side by side: which words only one of them has.

Source of the method: the shortest edit script over words (insertions and deletions), as rapidfuzz computes it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup
from rapidfuzz.distance import Indel

from firstlight.web.highlight import visible

LONGEST = 20_000
"""Characters of a text that are compared; of what lies beyond nothing is said."""

_WORD = re.compile(r"\w+|[^\w\s]")

Stretch = tuple[int, int]
"""Characters of a text, from one up to another."""


def differing(one: str, other: str) -> tuple[list[Stretch], list[Stretch]]:
    """Return the stretches of each text whose words do not stand, in this order, in the other, whatever their case."""
    left, right = ([*_WORD.finditer(text[:LONGEST])] for text in (one, other))
    found: tuple[list[Stretch], list[Stretch]] = ([], [])
    edits = Indel.opcodes([word[0].casefold() for word in left], [word[0].casefold() for word in right])
    for edit in edits:
        for side, words, start, end in (
            (0, left, edit.src_start, edit.src_end),
            (1, right, edit.dest_start, edit.dest_end),
        ):
            if edit.tag != "equal" and end > start:
                found[side].append((words[start].start(), words[end - 1].end()))
    return found


def apart(text: str, stretches: Sequence[Stretch]) -> Markup:
    """Return a text as HTML with stretches marked as found in it alone."""
    parts: list[Markup] = []
    at = 0
    for start, end in stretches:
        parts += (visible(text[at:start]), Markup("<ins>{}</ins>").format(visible(text[start:end])))
        at = end
    return Markup("").join((*parts, visible(text[at:LONGEST])))
