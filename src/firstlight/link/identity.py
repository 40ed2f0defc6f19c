"""Names that never change: of an identifier (a 64-bit key) and of a group (its public id)."""

from __future__ import annotations

import base64
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np

Ints = np.ndarray[Any, np.dtype[np.int64]]

CONTACTS = ("phone", "email", "handle", "wallet", "pgp", "onion")
"""Kinds that reach one party: two different ones speak of two parties."""

_CLASSES = {
    **{kind: code for code, kind in enumerate(CONTACTS, 1)},
    "url": 8,
    "author": 9,
    "picture": 10,
}
_SHIFT = 60


@lru_cache(maxsize=100_000)
def keys(kind: str, value: str) -> np.uint64:
    """Return the 64-bit key of an identifier: its kind in the top 4 bits, BLAKE2b of kind and value in the rest."""
    digest = blake2b(f"{kind}:{value}".encode(), digest_size=8).digest()
    return np.uint64(_CLASSES.get(kind, 0) << _SHIFT | int.from_bytes(digest, "big") >> 4)


def code(kind: str) -> int:
    """Return the number that stands for a kind in the top bits of its keys."""
    return _CLASSES[kind]


def codes(values: np.ndarray[tuple[int], np.dtype[np.uint64]]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return the kind's number of each key."""
    return (values >> np.uint64(_SHIFT)).astype(np.int64)


_DAYS = 1 << 18
"""How far from 1970, in days, dates are told apart: 717 years either way."""

_TAG = 44


def tag(posting: str) -> int:
    """Return 44 bits of a posting's id: what orders postings of one day, whenever they arrived."""
    return int.from_bytes(blake2b(posting.encode(), digest_size=8, person=b"rank").digest(), "big") >> (64 - _TAG)


def ranks(days: Ints, known: np.ndarray[Any, np.dtype[np.bool_]], tags: Ints) -> Ints:
    """Return the place of postings in time: by day (since 1970; unknown ones first), then by tag.

    It depends on the posting alone, never on when it arrived, so that whatever is built on it does not either.
    """
    day = np.where(known, np.clip(days, 1 - _DAYS, _DAYS - 1) + _DAYS, 0)
    return (day.astype(np.int64) << _TAG) | tags


def group_name(posting: str) -> str:
    """Return the public id of the group whose first posting has this id, such as `G-7K3M9QX2R5TW`.

    60 bits: a desk refuses two groups of one name, and among 100 million groups two share one with odds of 1 in 230.
    With 40 bits, 3 in a history of 3 million did.
    """
    digest = blake2b(posting.encode(), digest_size=10, person=b"group").digest()
    return "G-" + base64.b32encode(digest)[:12].decode("ascii")
