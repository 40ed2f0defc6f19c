"""Sets of words, written as running text."""

from __future__ import annotations


def words_of(*lines: str) -> frozenset[str]:
    """Return the words, separated by spaces, of all lines."""
    return frozenset(word for line in lines for word in line.split())
