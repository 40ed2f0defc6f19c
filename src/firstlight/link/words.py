"""Texts to 2-word shingles: what is left of a wording when everything that changes from ad to ad is taken out.

Mentions (numbers, addresses, ages, rates, names, places, times) are cut out where they stand; digits, marks and words
of one letter are dropped, drawn-out letters shortened. So ads of one template have the same shingles whatever their
slots hold, and text in a broken encoding, which falls into single letters, has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import chain

import numpy as np
import numpy.typing as npt

from firstlight.extract import text as views
from firstlight.link.ragged import Ragged

SLOTS = frozenset({
    "phone", "email", "handle", "url", "onion", "wallet", "pgp", "age", "rate", "place", "name", "time", "measure",
})  # fmt: skip
"""Kinds of mention that are cut out of a text before it is compared."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_DRAWN = re.compile(r"([^\W\d_])\1{2,}")
_MIX = np.uint64(0x9E3779B97F4A7C15)

Span = tuple[int, int]


class _Numbers(dict[str, int]):
    """Words to 64-bit numbers, worked out when first met and forgotten when there are too many."""

    LIMIT = 500_000

    def __missing__(self, word: str) -> int:
        if len(self) > self.LIMIT:
            self.clear()
        short = _DRAWN.sub(r"\1", word)
        number = self[word] = int.from_bytes(blake2b(short.encode(), digest_size=8).digest(), "big")
        return number


_numbers = _Numbers()


def words(fields: Iterable[tuple[str, Sequence[Span]]]) -> list[str]:
    """Return the words of some fields, in the normalised view, without those in slots (spans of the original)."""
    pieces: list[str] = []
    for text, slots in fields:
        done = 0
        for start, end in sorted(slots):
            if start >= done:
                pieces.append(text[done:start])
            done = max(done, end)
        pieces.append(text[done:])
    return _WORD.findall(views.view("\n".join(pieces)).text)


def shingles(texts: Sequence[Sequence[str]]) -> tuple[Ragged, npt.NDArray[np.uint64]]:
    """Return each text's 2-word shingles as sorted, unique 32-bit numbers, and a digest of the words in their order.

    A lone word is a shingle of its own; a text without words has none, and the digest 0.
    """
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    flat = np.fromiter(map(_numbers.__getitem__, chain.from_iterable(texts)), np.uint64, int(lengths.sum()))
    rows = np.repeat(np.arange(len(texts)), lengths)
    offsets = np.concatenate([[0], np.cumsum(lengths)])
    place = (np.arange(len(flat)) - offsets[rows]).astype(np.uint64)
    sums = np.add.reduceat(np.append(_mixed(flat, place), np.uint64(0)), np.minimum(offsets[:-1], len(flat)))
    last = place == lengths[rows].astype(np.uint64) - np.uint64(1)
    following = np.where(last, np.uint64(0), np.roll(flat, -1))
    kept = ~last | (lengths[rows] == 1)
    pairs = (_mixed(flat[kept], following[kept]) >> np.uint64(32)).astype(np.uint32)
    return Ragged.unique(rows[kept], pairs, len(texts)), np.where(lengths > 0, sums, np.uint64(0))


def _mixed(first: npt.NDArray[np.uint64], second: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Return one number for each ordered pair (the finaliser of MurmurHash3)."""
    mixed = first * _MIX + second
    mixed ^= mixed >> np.uint64(33)
    mixed *= np.uint64(0xFF51AFD7ED558CCD)
    mixed ^= mixed >> np.uint64(33)
    return mixed
