"""What linking asks of everything linked before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Ints = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]


class Entries(NamedTuple):
    """Who carries what: of each entry the key (an identifier or a band), and the carrier's rank and ordinal."""

    key: Words
    rank: Ints
    ordinal: Ints


class Choices(NamedTuple):
    """Ties kept: the posting (ordinal) that chose each, its slot, and the two postings tied, a < b.

    A posting has one slot for each of its identifiers, which is its key, and some for wording: see `choosing`.
    """

    owner: Ints
    slot: Words
    a: Ints
    b: Ints


class History(Protocol):
    """Earlier postings, found by key. Everything it answers depends on which postings they are, not on their order."""

    def around(self, keys: Words, ranks: Ints, width: int) -> Entries:
        """Return the `width` earlier carriers of each key on either side of each rank; it may hold more, none twice."""
        ...

    def carriers(self, keys: Words) -> Ints:
        """Return the ordinals of all earlier carriers of any of the keys, each once."""
        ...

    def counts(self, keys: Words) -> Ints:
        """Return how many earlier postings carry each key."""
        ...

    def voices(self, digests: Words, most: int) -> tuple[npt.NDArray[np.intp], Words]:
        """Return (index into `digests`, contact) of contacts that each text was posted with, at least `most` if any."""
        ...

    def strangers(self, keys: Words) -> Ints:
        """Return how many pairs of strangers have been counted among neighbours in each key's list."""
        ...

    def sketches(self, ordinals: Ints, columns: Sequence[str]) -> pa.Table:
        """Return columns of the SKETCH of earlier postings, in the order asked."""
        ...

    def roots(self, ordinals: Ints) -> Ints:
        """Return the group of each earlier posting, as the ordinal of the group's first."""
        ...

    def choices(self, owners: Ints) -> Choices:
        """Return the ties that earlier postings have chosen."""
        ...

    def wholes(self, roots: Ints) -> Ints:
        """Return the component that each group is a piece of, by the ordinal of its first; of most it is the group."""
        ...

    def pieces(self, wholes: Ints) -> tuple[Ints, Ints]:
        """Return (root, component) of the groups that components are known to be divided, or divisible, into."""
        ...

    def members(self, roots: Ints) -> tuple[Ints, Ints]:
        """Return (ordinal, root) of every posting in any of the groups."""
        ...
