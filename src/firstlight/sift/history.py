"""What linking may ask of earlier postings, answered from the index, the lake and the desk."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from firstlight.desk import Desk
from firstlight.workspace import Part, Workspace


class LakeHistory:
    """The `link.History` of a workspace: everything linked so far, found by key at a cost that follows the question."""

    def __init__(self, workspace: Workspace, desk: Desk) -> None:
        self.workspace = workspace
        self.desk = desk
        self.index = workspace.keyruns("keys")
        self._catch_up(desk.linked_through() + 1)

    def lookup(self, keys: npt.NDArray[np.uint64], newest: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.int64]]:
        """Return (index into `keys`, ordinal) for the first and at least the `newest` earlier carriers of each key."""
        return self.index.lookup(keys, newest)

    def sketches(self, ordinals: npt.NDArray[np.int64], columns: Sequence[str]) -> pa.Table:
        """Return columns of the sketches of earlier postings, in the order asked."""
        return self.workspace.lake.take("sketches", ordinals, columns)

    def roots(self, ordinals: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return the group of each earlier posting, as the ordinal of the group's first."""
        return self.desk.roots(ordinals)

    def add(self, part: Part, sketches: pa.Table) -> None:
        """Make a part, once it is linked, part of history."""
        keys, ordinals = carried(sketches)
        self.index.add(part.number, keys, ordinals)

    def _catch_up(self, linked: int) -> None:
        """Derive the runs that a killed run, or a new desk, left wrong."""
        if self.index.covered > linked:
            self.index.clear()
        for part in self.workspace.lake.parts("sketches")[self.index.covered : linked]:
            self.add(part, self.workspace.lake.read("sketches", part, ["ordinal", "keys", "bands"]))


def carried(sketches: pa.Table) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
    """Return every (key, ordinal) of sketches, identifiers and bands alike."""
    keys, ordinals = [], []
    for name in ("keys", "bands"):
        column = sketches.column(name).combine_chunks()
        keys.append(pc.list_flatten(column).to_numpy(zero_copy_only=False).astype(np.uint64))
        rows = pc.list_parent_indices(column).to_numpy(zero_copy_only=False)
        ordinals.append(sketches.column("ordinal").to_numpy()[rows])
    return np.concatenate(keys), np.concatenate(ordinals)
