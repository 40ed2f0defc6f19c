"""What a careless or hostile source can put into linking: it costs what its number costs, and fuses nobody."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pytest

from firstlight import link
from firstlight.link.candidates import WIDTH
from firstlight.link.connecting import connect
from firstlight.link.seeing import World
from tests.link.ads import GARDEN, MASSAGE, QUIET, Ad, linked, phone, sketches, tables, unheard

HUB = phone(9_999)
CENTURY = 36_500

# Each case: what it shows, the ads, and the group (ordinal of the first) of each.
CASES: list[tuple[str, Sequence[Ad], list[int]]] = [
    (
        "a hub that strangers by the hundred name",
        [Ad(unheard(at), (phone(at // 2), HUB), names=(f"N{at // 2}",)) for at in range(300)],
        [at - at % 2 for at in range(300)],
    ),
    (
        "one identifier in every ad, whatever else they say",
        [
            *(Ad(unheard(at), (phone(at), HUB)) for at in range(40)),
            *(Ad(unheard(at), (phone(at),)) for at in range(40)),
        ],
        [*range(40), *range(40)],
    ),
    ("empty texts", [Ad(""), Ad("", (phone(1),)), Ad("", (phone(1),)), Ad("")], [0, 1, 1, 3]),
    ("texts of blanks and marks alone", [Ad(" \t\n"), Ad("..."), Ad("\u200b\u200b"), Ad("★★★")], [0, 1, 2, 3]),
    ("one text from people who say nothing of themselves", [Ad(QUIET)] * 200, [0] * 200),
    (
        "ads a century apart under one number and one name",
        [Ad(QUIET, (phone(1),), day=-CENTURY, names=("Ivy",)), Ad(MASSAGE, (phone(1),), day=CENTURY, names=("Ivy",))],
        [0, 0],
    ),
    (
        "ads a century apart under one number, all else different",
        [Ad(QUIET, (phone(1),), day=-CENTURY, names=("Ivy",)), Ad(MASSAGE, (phone(1),), day=CENTURY, names=("Ruby",))],
        [0, 1],
    ),
    (
        "the same identifier many times in one ad",
        [Ad(QUIET, (phone(1),) * 50), Ad(MASSAGE, (phone(1),)), Ad(GARDEN, (phone(2),))],
        [0, 0, 2],
    ),
    (
        "a number and a handle of the same letters are two things",
        [Ad(QUIET, ("phone:+12005550101",)), Ad(MASSAGE, ("handle:+12005550101",))],
        [0, 1],
    ),
    ("an identifier with a separator of ours in it", [Ad(QUIET, ("url:a:b:c",)), Ad(MASSAGE, ("url:a:b:c",))], [0, 0]),
]


@pytest.mark.parametrize(("ads", "groups"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
@pytest.mark.parametrize("batch", [7, 1_000])
def test_bad_input(ads: Sequence[Ad], groups: list[int], batch: int) -> None:
    assert linked(ads, batch) == groups


def repeated(ads: Sequence[Ad], times: int) -> pa.Table:
    """Return the SKETCH of so many copies of some ads, each in a place of its own in time."""
    table = sketches(ads)
    count = len(ads) * times
    copies = table.take(np.tile(np.arange(len(ads)), times))
    ranks = np.tile(table.column("rank").to_numpy(), times) + np.arange(count)
    copies = copies.set_column(1, link.SKETCH.field("rank"), pa.array(ranks))
    return copies.set_column(0, link.SKETCH.field("ordinal"), pa.array(np.arange(count))).combine_chunks()


@pytest.mark.parametrize(
    ("ads", "groups"),
    [
        ([Ad(QUIET)], 1),
        ([Ad(QUIET, (phone(1),))], 1),
        ([Ad(QUIET, (phone(at),)) for at in range(10)], 1),
        ([Ad("")], 1_000),
        ([Ad(unheard(at), (phone(at), HUB), names=(f"N{at}",)) for at in range(10)], 10),
    ],
    ids=["one text, no contact", "one text, one contact", "a blast", "no text", "a hub"],
)
def test_what_is_compared_follows_the_number_of_copies(ads: Sequence[Ad], groups: int) -> None:
    pairs = []
    for times in (1_000 // len(ads), 4_000 // len(ads)):
        table = repeated(ads, times)
        world = World.of(table, link.MemoryHistory(), link.Rules())
        pairs.append(len(world.look(table).pairs.early))
        lists = 1 + max(len(ad.contacts) for ad in ads)
        assert pairs[-1] <= WIDTH * lists * table.num_rows
    assert pairs[1] <= 4 * pairs[0] + 100  # linear, and not by the square
    found = connect(repeated(ads, 1_000 // len(ads)), link.MemoryHistory())
    assert len(set(found.roots.tolist())) == groups


def test_an_account_of_one_name_on_two_sites_is_two() -> None:
    postings, mentions = tables([Ad(QUIET, author="ivy"), Ad(MASSAGE, author="ivy"), Ad(GARDEN, author="ivy")])
    sites = pa.array(["a.example", "b.example", "a.example"])
    postings = postings.set_column(postings.schema.names.index("site"), postings.schema.field("site"), sites)
    found = connect(link.sketch(postings, mentions), link.MemoryHistory())
    assert found.roots.tolist() == [0, 1, 0]
