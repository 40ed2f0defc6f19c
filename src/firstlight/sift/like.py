"""Ads worded like a text: found by the bands of its sketch among all that were linked, then compared in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstlight import extract
from firstlight.link import sketch
from firstlight.link.candidates import AGREEING
from firstlight.link.ragged import Ragged
from firstlight.link.similarity import likeness
from firstlight.records import POSTING
from firstlight.workspace import Workspace

COMPARED = 2_000
"""Ads that are compared in full, those that agree in most bands first."""

ALIKE = 0.3
"""Shingles that two texts share, of all that either has, from which on they count as alike."""


@dataclass(frozen=True, slots=True)
class Like:
    """An ad (by id) that is worded like a text, and how much of the wording they share, 0 to 1."""

    posting: str
    share: float


def like(workspace: Workspace, text: str, regions: Sequence[str], most: int = 50) -> list[Like]:
    """Return the ads worded most like a text; costs a lookup for each of its bands, and COMPARED ads at most.

    Names, numbers and other things that change from ad to ad are cut out first, as for linking.
    """
    asked = _sketched(text, regions)
    chosen = _candidates(workspace, np.array(asked.column("bands").to_pylist()[0], np.uint64))
    if not len(chosen):
        return []
    sketches = workspace.lake.take("sketches", chosen, ["shingles"])
    both = pa.concat_tables([asked.select(["shingles"]), sketches])
    late = np.arange(1, len(chosen) + 1, dtype=np.int64)
    shares = likeness(Ragged.of(both.column("shingles")), np.zeros_like(late), late).jaccard
    best = np.lexsort((-chosen, -shares))[:most]
    best = best[shares[best] >= ALIKE]
    if not len(best):
        return []
    names = workspace.lake.take("postings", chosen[best], ["id"]).column("id").to_pylist()
    return [Like(name, round(float(share), 3)) for name, share in zip(names, shares[best], strict=True)]


def _candidates(workspace: Workspace, bands: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
    """Return the ordinals that agree with bands enough: those in most of them, then the newest, COMPARED at most.

    The first band is the whole wording; by itself it is enough.
    """
    lists = workspace.carriers("carriers")
    agreeing = [np.unique(lists.values(bands[at : at + 1])) for at in range(len(bands))]
    if not agreeing:
        return np.empty(0, np.int64)
    ordinals, votes = np.unique(np.concatenate([agreeing[0], *agreeing]), return_counts=True)
    enough = votes >= AGREEING
    order = np.lexsort((-ordinals[enough], -votes[enough]))[:COMPARED]
    return np.sort(ordinals[enough][order])


def _sketched(text: str, regions: Sequence[str]) -> pa.Table:
    row = dict.fromkeys(POSTING.names) | {"ordinal": -1, "id": "asked", "text": text, "pictures": []}
    posting = pa.Table.from_pylist([row], schema=POSTING)
    return sketch(posting, extract.run(posting, regions=regions))
