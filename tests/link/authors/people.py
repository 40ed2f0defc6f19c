"""Invented people for these tests: when they write, and how."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import accumulate

import numpy as np

from firstlight.link.authors.zone import WEEKDAY, WEEKEND, Ints
from firstlight.simulate.dice import Dice

_START = datetime(2025, 1, 6, tzinfo=UTC)  # a Monday

_SAME = [
    words.split("/")
    for words in """and/plus/&
but/though/yet
very/really/so
maybe/perhaps/might be
I think/i reckon/I guess
good/nice/fine
also/too/as well
because/since/cos
buy/get/pick up
start/begin/kick off
big/large/huge
a lot of/lots of/many
do not/don't/dont
about/around/roughly
until/till/up to
usually/normally/mostly""".splitlines()
]
_THINGS = [
    "roses", "tram", "ticket", "soil", "platform", "harbour", "hut", "beans", "signal", "map", "bridge", "compost",
    "path", "seeds", "carriage", "river", "hedge", "station", "tent", "lake", "shed", "timetable", "lawn", "ferry",
]  # fmt: skip


def times(seed: int, count: int, offset: int, late: int = 0) -> Ints:
    """Return `count` times (microseconds since 1970 UTC) of somebody in a zone who rises `late` hours after others."""
    dice = Dice(seed)
    found = []
    for _ in range(count):
        day = dice.below(360)
        sums = list(accumulate(WEEKEND if day % 7 >= 5 else WEEKDAY))
        at = dice.below(sums[-1])
        hour = next(hour for hour, total in enumerate(sums) if at < total) + late - offset
        moment = _START + timedelta(days=day, hours=hour, minutes=dice.below(60))
        found.append(int(moment.timestamp()) * 1_000_000)
    return np.array(found, np.int64)


def prose(writer: int, seed: int, sentences: int = 120) -> str:
    """Return what a writer says: the subjects are chance (`seed`), the choice among equal words is the writer's."""
    own = Dice(writer)
    habits = [(own.pick(words), words) for words in _SAME]
    end = own.pick((".", "!", "...", " ."))
    dice = Dice(seed * 100_003 + writer)
    said = []
    for _ in range(sentences):
        words = []
        for _ in range(3 + dice.below(4)):
            mine, all_of_them = dice.pick(habits)
            words += [mine if dice.chance(0.8) else dice.pick(all_of_them), "the", dice.pick(_THINGS)]
        said.append(" ".join(words) + end)
    return " ".join(said)
