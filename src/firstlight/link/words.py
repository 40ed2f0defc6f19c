"""Texts to 2-word shingles: what is left of a wording when everything that changes from ad to ad is taken out.

Mentions (numbers, addresses, ages, rates, names, places, times) are cut out where they stand, digits and marks are
dropped, drawn-out letters shortened. So two ads of one template have the same shingles whatever their slots hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from firstlight.extract import text as views
from firstlight.link.ragged import Ragged

SLOTS = frozenset({
    "phone", "email", "handle", "url", "onion", "wallet", "pgp", "age", "rate", "place", "name", "time", "measure",
})  # fmt: skip
"""Kinds of mention that are cut out of a text before it is compared."""

_WORD = re.compile(r"[^\W\d_]+")
_DRAWN = re.compile(r"([^\W\d_])\1{2,}")
_MIX = np.uint64(0x9E3779B97F4A7C15)

Span = tuple[int, int]


class _Numbers(dict[str, int]):
    """Words to 64-bit numbers, worked out when first met and forgotten when there are too many."""

    LIMIT = 500_000

    def __missing__(self, word: str) -> int:
        if len(self) > self.LIMIT:
            self.clear()
        number = self[word] = int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")
        return number


_numbers = _Numbers()


def words(text: str, slots: Sequence[Span] = ()) -> list[str]:
    """Return the words of a text, in the normalised view, without those that stand in slots (spans of the original)."""
    if slots:
        pieces: list[str] = []
        done = 0
        for start, end in sorted(slots):
            if start >= done:
                pieces.append(text[done:start])
            done = max(done, end)
        pieces.append(text[done:])
        text = " ".join(pieces)
    return _WORD.findall(_DRAWN.sub(r"\1", views.view(text).text))


def digest(tokens: Sequence[str]) -> int:
    """Return a 64-bit number that is the same for the same words; 0 for none."""
    return int.from_bytes(blake2b(" ".join(tokens).encode(), digest_size=8).digest(), "big") if tokens else 0


def shingles(texts: Sequence[Sequence[str]]) -> Ragged:
    """Return each text's 2-word shingles as sorted, unique 32-bit numbers; a lone word is a shingle of its own."""
    lengths = np.fromiter((len(tokens) for tokens in texts), np.int64, len(texts))
    flat = np.fromiter((_numbers[word] for tokens in texts for word in tokens), np.uint64, int(lengths.sum()))
    rows = np.repeat(np.arange(len(texts)), lengths)
    last = np.ones(len(flat), dtype=bool)
    last[:-1] = rows[1:] != rows[:-1]
    following = np.where(last, np.uint64(0), np.roll(flat, -1))
    kept = ~last | (lengths[rows] == 1)
    return Ragged.unique(rows[kept], _mixed(flat[kept], following[kept]), len(texts))


def _mixed(first: npt.NDArray[np.uint64], second: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint32]:
    """Return one number for each ordered pair (the finaliser of MurmurHash3)."""
    mixed = first * _MIX + second
    mixed ^= mixed >> np.uint64(33)
    mixed *= np.uint64(0xFF51AFD7ED558CCD)
    mixed ^= mixed >> np.uint64(33)
    return (mixed >> np.uint64(32)).astype(np.uint32)
