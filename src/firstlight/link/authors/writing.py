"""How somebody writes, as counts: words and marks as they are typed, and runs of two and three characters.

What a text is about, and whom it names, says nothing of its writer: addresses are left out and digits are made alike.
Case, marks and spelling stay as typed, because they are habits.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

BUCKETS = 1 << 14
"""Buckets that runs of characters are counted in; two runs may share one, which costs a little and bounds memory."""

MOST = 60_000
"""Characters of an author that are read; more say nothing new."""

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|\b[a-z2-7]{56}\.onion\b|[A-Za-z0-9+/=]{40,}")
_DIGIT = re.compile(r"\d")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w+|[^\w\s]+")
_LARGE = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Writing:
    """What an author wrote, counted. `words`: how many words and marks there are in all; `runs`: counts by bucket."""

    counts: Counter[str]
    runs: Floats
    words: int


def writing(texts: Iterable[str]) -> Writing:
    """Count what somebody wrote, the first MOST characters of it."""
    said = _SPACE.sub(" ", _DIGIT.sub("0", _ADDRESS.sub(" ", _joined(texts))))
    counts = Counter(_WORD.findall(said))
    return Writing(counts, _runs(said), counts.total())


def _joined(texts: Iterable[str]) -> str:
    parts, size = [], 0
    for text in texts:
        parts.append(text[: MOST - size])
        size += len(parts[-1])
        if size >= MOST:
            break
    return "\n".join(parts)


def _runs(text: str) -> Floats:
    codes = np.frombuffer(text.encode("utf-32-le", errors="replace"), np.uint32).astype(np.uint64)
    found = np.zeros(BUCKETS, np.float32)
    for length in (2, 3):
        if len(codes) < length:
            break
        joined = np.zeros(len(codes) - length + 1, np.uint64)
        for at in range(length):
            joined = joined * np.uint64(0x110000) + codes[at : at + len(joined)]
        bucket = ((joined + np.uint64(length)) * _LARGE) >> np.uint64(64 - 14)
        found += np.bincount(bucket.astype(np.int64), minlength=BUCKETS).astype(np.float32)
    return found
