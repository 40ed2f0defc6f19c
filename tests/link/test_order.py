"""Groups are those of a full rebuild, whatever the order of arrival and however it was cut into batches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight import link
from tests.link.ads import GARDEN, MASSAGE, QUIET, Ad, phone, sketches, unheard

EAGER = link.Rules(blast_parties=3, crowd=3)
"""Rules by which a world of a few ads has blasts, and groups of wording alone that are divided."""

TEXTS = [
    QUIET, MASSAGE, GARDEN, QUIET + " New in town.", QUIET.replace("jazz", "opera"), f"{GARDEN} {MASSAGE}",
    "call me", "", *map(unheard, range(6)),
]  # fmt: skip
CONTACTS = [*map(phone, range(6)), "handle:quiet_sim1", "url:https://a.example/x", "email:a@example.com"]


def _some(values: Sequence[str], most: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


ads = st.builds(
    Ad,
    text=st.sampled_from(TEXTS),
    contacts=_some(CONTACTS, 3),
    day=st.sampled_from([None, 0, 0, 1, 2, 3, 61, 62, 130, 36_600, -36_600]),
    names=_some(["Ivy", "Ruby"], 1),
    places=_some(["Tulsa", "Reno"], 1),
    author=st.sampled_from([None, None, "ivy", "ruby"]),
    pictures=_some(["a.jpg", "b.jpg"], 1),
)


def partition(every: pa.Table, order: Sequence[int], cuts: Iterable[int], rules: link.Rules) -> list[int]:
    """Return the group of each posting, by its first member in `every`, when they arrive in an order and in batches."""
    arriving = every.take(pa.array(order, pa.int64()))
    arriving = arriving.set_column(0, link.SKETCH.field("ordinal"), pa.array(np.arange(len(order))))
    history = link.MemoryHistory()
    ends = [*cuts, len(order)]
    for start, end in zip([0, *ends], ends, strict=False):
        new = arriving.slice(start, end - start).combine_chunks()
        history.add(new, link.connect(new, history, rules))
    groups = np.empty(len(order), np.int64)
    groups[np.array(order, np.int64)] = history.groups
    _, first, back = np.unique(groups, return_index=True, return_inverse=True)
    return [int(group) for group in first[back]]


@given(world=st.lists(ads, min_size=2, max_size=24), data=st.data(), rules=st.sampled_from([link.Rules(), EAGER]))
@settings(deadline=None, max_examples=60)
def test_any_order_in_any_batches_gives_the_groups_of_a_rebuild(
    world: list[Ad], data: st.DataObject, rules: link.Rules
) -> None:
    every = sketches(world)
    order = data.draw(st.permutations(range(len(world))))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(world) - 1))))
    assert partition(every, order, cuts, rules) == partition(every, range(len(world)), [], rules)


# Each case: what it shows, and ads among which something turns out late.
LATE = [
    (
        "a hub that forms late",
        [
            *(Ad(QUIET, (phone(1), phone(99)), names=("Ivy",)) for _ in range(5)),
            *(Ad(unheard(n), (phone(n), phone(99))) for n in range(2, 30)),
        ],
    ),
    (
        "a number that is recycled, and whose days between are filled in later",
        [
            *(Ad(QUIET, (phone(1),), day=n, names=("Ivy",)) for n in range(0, 50, 10)),
            *(Ad(MASSAGE, (phone(1),), day=n, names=("Ruby",)) for n in range(130, 200, 10)),
            *(Ad(QUIET, (phone(1), phone(2)), day=n, names=("Ivy",)) for n in (60, 90, 110)),
        ],
    ),
    (
        "a blast among honest ads that it took its text from",
        [
            *(Ad(text, (phone(n),)) for n in range(40, 44) for text in (unheard(n), unheard(n), QUIET)),
            *(Ad(QUIET, (phone(n % 14),), day=n % 3) for n in range(40)),
            Ad(QUIET),
            Ad(QUIET, names=("Ivy",)),
        ],
    ),
    ("many that are silent", [Ad(TEXTS[n % 6], day=n % 4) for n in range(40)]),
    ("one number in every ad", [Ad(unheard(n % 7), (phone(50), phone(n % 11)), day=n) for n in range(45)]),
]


@pytest.mark.parametrize("world", [ads for _, ads in LATE], ids=[what for what, _ in LATE])
def test_what_turns_out_late_is_as_if_known_from_the_start(world: list[Ad]) -> None:
    every = sketches(world)
    whole = partition(every, range(len(world)), [], link.Rules())
    random = np.random.default_rng(7)
    for size in (1, 3, 10):
        order = random.permutation(len(world)).tolist()
        assert partition(every, order, range(size, len(world), size), link.Rules()) == whole
