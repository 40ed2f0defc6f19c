"""Sketches by the million from one simulated market that was read in earnest: its ads again and again, as other people.

The market is simulated and goes through all the stages of text once. Each further epoch holds the same ads with other
contacts, wording, ids and days: an operator keeps its contacts for one, two or four epochs, wording is used for two,
and what several operators of the market carry (booking lines) is kept for good. So a new epoch meets the ones before
it as a day meets history. Texts are made up by renaming what sketches hold, so nothing is known of finding or of
accuracy here: this is for cost alone. `DAY` ads stand on each day.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstlight import collect, extract, link
from firstlight.link import identity
from firstlight.link.ragged import Ragged
from firstlight.schemas import POSTING
from firstlight.simulate import market

DAY = 150_000
LATEST = 1_000
PART = 5_000

Words = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Base:
    """The sketches of one market; of each, a number for its operator; and the keys that several operators carry."""

    sketches: pa.Table
    operator: Words
    shared: Words

    @staticmethod
    def simulated(ads: int, seed: int) -> Base:
        """Simulate a market and read it as a sift would."""
        with tempfile.TemporaryDirectory() as folder:
            market(Path(folder), ads=ads, seed=seed)
            (source,) = collect.sources([str(Path(folder) / "ads.jsonl")])
            read = list(collect.read(source, mapping={}, reject=lambda _: None, batch_rows=PART))
            truth = [json.loads(row) for row in (Path(folder) / "truth.jsonl").read_text("utf-8").splitlines()]
        parts = [link.sketch(some, extract.run(some)) for some in map(_numbered, read)]
        operator = np.array([int(row["operator"].split("-")[1]) for row in truth], np.uint64)
        sketches = pa.concat_tables(parts).combine_chunks()
        keys = Ragged.of(sketches.column("keys"))
        pairs = np.unique(np.stack([keys.values, operator[keys.rows]]), axis=1)
        values, operators = np.unique(pairs[0], return_counts=True)
        return Base(sketches, operator, values[operators > 1])

    def epoch(self, number: int, first: int) -> pa.Table:
        """Return the SKETCH of one epoch (the last is `LATEST`, days follow the number), ordinals from `first` on."""
        count = len(self.operator)
        salt, life = _mixed(self.operator), np.uint64(1) << _mixed(self.operator + np.uint64(1)) % np.uint64(3)
        contact = _mixed((np.uint64(number) + salt % life) // life ^ salt)
        worded = _mixed(np.full(1, number // 2, np.uint64))
        tags = _mixed(np.arange(count, dtype=np.uint64) + np.uint64(number * count)) >> np.uint64(20)
        day = (LATEST - number) * count // DAY
        days = np.full(count, 20_000 - day)
        ranks = identity.ranks(days, np.ones(count, bool), tags.astype(np.int64))
        columns: dict[str, Any] = {
            "ordinal": np.arange(first, first + count),
            "rank": ranks,
            "digest": self._worded("digest", worded),
            "keys": self._keys(contact).arrow(pa.uint64()),
            "bands": Ragged(self._worded("bands", worded), Ragged.of(self.sketches.column("bands")).offsets).arrow(
                pa.uint64()
            ),
            "shingles": self._shingles(np.uint32(worded[0] & np.uint64(0xFFFF_FFFF))).arrow(pa.uint32()),
            "day": days.astype(np.int32),
        }
        kept = self.sketches
        for name, column in columns.items():
            kept = kept.set_column(kept.schema.names.index(name), link.SKETCH.field(name), pa.array(column))
        return kept

    def _worded(self, column: str, salt: Words) -> Words:
        held = self.sketches.column(column)
        values = held.to_numpy() if column == "digest" else Ragged.of(held).values
        return np.where(values == 0, values, _mixed(values ^ salt))

    def _keys(self, salt: Words) -> Ragged:
        keys = Ragged.of(self.sketches.column("keys"))
        low = np.uint64((1 << 60) - 1)
        other = keys.values & ~low | _mixed(keys.values ^ salt[keys.rows]) & low
        return Ragged(np.where(np.isin(keys.values, self.shared), keys.values, other), keys.offsets)

    def _shingles(self, salt: np.uint32) -> Ragged:
        shingles = Ragged.of(self.sketches.column("shingles"))
        joint = np.sort(shingles.rows.astype(np.uint64) << np.uint64(32) | (shingles.values ^ salt))
        return Ragged(joint.astype(np.uint32), shingles.offsets)


def _numbered(postings: pa.Table) -> pa.Table:
    return postings.set_column(0, POSTING.field("ordinal"), pa.array(np.arange(postings.num_rows)))


def _mixed(values: Words) -> Words:
    """Return other numbers, each always for the same (splitmix64)."""
    mixed = values + np.uint64(0x9E37_79B9_7F4A_7C15)
    mixed = (mixed ^ mixed >> np.uint64(30)) * np.uint64(0xBF58_476D_1CE4_E5B9)
    mixed = (mixed ^ mixed >> np.uint64(27)) * np.uint64(0x94D0_49BB_1331_11EB)
    return mixed ^ mixed >> np.uint64(31)
