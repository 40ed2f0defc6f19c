"""What linking may ask of earlier postings, answered from the index, the lake and the desk."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstlight import link
from firstlight.desk import Desk
from firstlight.ordered import distinct
from firstlight.workspace import Part, Workspace

_Keys = npt.NDArray[np.uint64]
_Ints = npt.NDArray[np.int64]


class LakeHistory:
    """The `link.History` of a workspace: everything linked so far, found by key at a cost that follows the question."""

    def __init__(self, workspace: Workspace, desk: Desk) -> None:
        self.workspace = workspace
        self.desk = desk
        self.lists = workspace.carriers("carriers")
        self.texts = workspace.carriers("voices")
        self._catch_up(desk.linked_through() + 1)

    def around(self, keys: _Keys, ranks: _Ints, width: int) -> link.Entries:
        """Return the `width` earlier carriers of each key on either side of each rank, and it may be more."""
        return link.Entries(*self.lists.around(keys, ranks, width))

    def carriers(self, keys: _Keys) -> _Ints:
        """Return the ordinals of all earlier carriers of any of the keys, each once."""
        return distinct(self.lists.values(keys))

    def counts(self, keys: _Keys) -> _Ints:
        """Return how many earlier postings carry each key."""
        return self.lists.counts(keys)

    def voices(self, digests: _Keys, most: int) -> tuple[npt.NDArray[np.intp], _Keys]:
        """Return (index into `digests`, contact) of contacts that each text was posted with, at least `most` if any."""
        return self.texts.first_ranks(digests, most)

    def strangers(self, keys: _Keys) -> _Ints:
        """Return how many pairs of strangers have been counted among neighbours in each key's list."""
        return self.desk.strangers(keys)

    def sketches(self, ordinals: _Ints, columns: Sequence[str]) -> pa.Table:
        """Return columns of the sketches of earlier postings, in the order asked."""
        return self.workspace.lake.take("sketches", ordinals, columns)

    def roots(self, ordinals: _Ints) -> _Ints:
        """Return the group of each earlier posting, as the ordinal of the group's first."""
        return self.desk.roots(ordinals)

    def choices(self, owners: _Ints) -> link.Choices:
        """Return the ties that earlier postings have chosen."""
        return self.desk.choices(owners)

    def wholes(self, roots: _Ints) -> _Ints:
        """Return the component that each group is a piece of."""
        return self.desk.wholes(roots)

    def pieces(self, wholes: _Ints) -> tuple[_Ints, _Ints]:
        """Return (root, component) of the groups that components are known to be divided into."""
        return self.desk.pieces(wholes)

    def members(self, roots: _Ints) -> tuple[_Ints, _Ints]:
        """Return (ordinal, root) of every posting in any of the groups."""
        return self.desk.members(roots)

    def add(self, parts: Sequence[Part], sketches: pa.Table) -> None:
        """Make parts, once they are linked, part of history; `sketches` are theirs, or of those that are not in it."""
        first, last = parts[0].number, parts[-1].number
        if first >= self.lists.covered:
            self.lists.add_ranked(first, last, *link.carried(sketches))
        if first >= self.texts.covered:
            texts, contacts = link.voices(sketches)
            self.texts.add_ranked(first, last, texts, contacts.astype(np.int64), np.zeros(len(texts), np.int64))

    def _catch_up(self, linked: int) -> None:
        """Derive the runs that a killed run, or a new desk, left wrong."""
        for index in (self.lists, self.texts):
            if index.covered > linked:
                index.clear()
        missing = min(self.lists.covered, self.texts.covered)
        for part in self.workspace.lake.parts("sketches")[missing:linked]:
            self.add([part], self.workspace.lake.read("sketches", part, ["ordinal", "rank", "digest", "keys", "bands"]))
