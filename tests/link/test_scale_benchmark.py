"""What the benchmark of growth links: epochs that are other people, who meet some of those before them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.scale import Cost, _fill, _linked
from benchmarks.scale.epochs import LATEST, Base
from firstlight import link
from firstlight.link.ragged import Ragged
from tests.link.ads import QUIET, Ad, phone, sketches, unheard

OPERATORS = 8


@pytest.fixture(scope="module")
def base() -> Base:
    """Return eight operators of two ads each, of whom all name one booking line."""
    ads = [Ad(f"{unheard(at // 2)} {QUIET}", (phone(at // 2), phone(9_999))) for at in range(2 * OPERATORS)]
    keys = sketches(ads[:1] + ads[2:3]).column("keys").to_pylist()
    shared = np.array(sorted(set(keys[0]) & set(keys[1])), np.uint64)
    assert len(shared) == 1
    return Base(sketches(ads), np.repeat(np.arange(OPERATORS, dtype=np.uint64), 2), shared)


def test_an_epoch_is_the_same_each_time_and_whole_sketches(base: Base) -> None:
    epoch = base.epoch(LATEST, 100)
    assert epoch.schema == link.SKETCH
    assert epoch.equals(base.epoch(LATEST, 100))
    assert epoch.column("ordinal").to_pylist() == list(range(100, 116))
    assert np.all(Ragged.of(epoch.column("keys")).lengths == 2)
    for row in epoch.column("shingles").to_pylist():
        assert row == sorted(set(row))
    digests, bands = epoch.column("digest").to_numpy(), epoch.column("bands").to_pylist()
    assert [row[0] for row in bands] == digests.tolist()


def test_ads_of_one_operator_stay_together_and_strangers_apart_in_every_epoch(base: Base) -> None:
    for number in (LATEST, LATEST - 1, LATEST - 5):
        found = link.connect(base.epoch(number, 0), link.MemoryHistory())
        assert found.roots.tolist() == [at - at % 2 for at in range(2 * OPERATORS)]


def test_some_contacts_outlive_an_epoch_and_the_booking_line_all(base: Base) -> None:
    now, before, long_ago = (
        set(Ragged.of(base.epoch(number, 0).column("keys")).values.tolist())
        for number in (LATEST, LATEST - 1, LATEST - 20)
    )
    assert 1 < len(now & before) < OPERATORS + 1
    assert now & long_ago == set(base.shared.tolist())


def test_history_and_a_day_are_linked_one_after_the_other(base: Base, tmp_path: Path) -> None:
    _fill(base, 3 * len(base.operator), tmp_path)
    first, day = _linked(2, tmp_path)
    assert isinstance(first, Cost)
    assert (first.ads, day.ads) == (4 * OPERATORS, 2 * OPERATORS)
    assert first.groups == 0 < day.groups
    assert first.cpu > 0 < day.megabytes
    assert first.seconds == pytest.approx(sum(first.stages.values()))
