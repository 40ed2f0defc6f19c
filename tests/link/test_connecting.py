from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from firstlight import link
from firstlight.records import EDGE
from tests.link.ads import GARDEN, MASSAGE, QUIET, Ad, linked, phone, sketches, unheard

ONE, TWO, THREE = phone(1), phone(2), phone(3)
HUB = phone(9_999)

# Each case: what it shows, the ads, and the group (ordinal of the first) of each.
CASES = [
    ("a shared number ties whatever is said", [Ad(QUIET, (ONE,)), Ad(MASSAGE, (ONE,))], [0, 0]),
    ("different numbers and wording stay apart", [Ad(QUIET, (ONE,)), Ad(MASSAGE, (TWO,))], [0, 1]),
    ("a possible mention never ties", [Ad(QUIET, (ONE,), score=0.4), Ad(MASSAGE, (ONE,))], [0, 1]),
    ("an account ties on its own site", [Ad(QUIET, author="ivy"), Ad(MASSAGE, author="ivy")], [0, 0]),
    ("a picture alone does not tie", [Ad(QUIET, pictures=("a.jpg",)), Ad(MASSAGE, pictures=("a.jpg",))], [0, 1]),
    (
        "ties carry over: one number, then both, then the other",
        [Ad(QUIET, (ONE,)), Ad(MASSAGE, (TWO,)), Ad(GARDEN, (ONE, TWO))],
        [0, 0, 0],
    ),
    (
        "a number silent for months that says something else is another's",
        [Ad(QUIET, (ONE,), day=0, names=("Ivy",)), Ad(MASSAGE, (ONE,), day=150, names=("Ruby",))],
        [0, 1],
    ),
    (
        "a number silent for months under the same name is the same",
        [Ad(QUIET, (ONE,), day=0, names=("Ivy",)), Ad(MASSAGE, (ONE,), day=150, names=("Ivy",))],
        [0, 0],
    ),
    ("unknown days recycle nothing", [Ad(QUIET, (ONE,), day=0), Ad(MASSAGE, (ONE,))], [0, 0]),
    ("an ad without contact joins the wording it has", [Ad(QUIET, (ONE,)), Ad(QUIET), Ad(MASSAGE, (TWO,))], [0, 0, 2]),
    ("ads without any contact join by wording", [Ad(QUIET), Ad(QUIET), Ad(MASSAGE)], [0, 0, 2]),
    (
        "an ad without contact is no bridge: it joins the better of two",
        [
            Ad(QUIET, (ONE,), names=("Ivy",), places=("Tulsa",)),
            Ad(QUIET, (TWO,), names=("Ruby",), places=("Reno",)),
            Ad(QUIET, (), names=("Ruby",), places=("Reno",)),
        ],
        [0, 1, 1],
    ),
    ("stolen wording under another number stays apart", [Ad(QUIET, (ONE,)), Ad(QUIET, (TWO,))], [0, 1]),
    (
        "one wording, name and place under a new number is one hand",
        [Ad(QUIET, (ONE,), names=("Ivy",), places=("Tulsa",)), Ad(QUIET, (TWO,), names=("Ivy",), places=("Tulsa",))],
        [0, 0],
    ),
    (
        "one name and place with other wording is nothing",
        [Ad(QUIET, (ONE,), names=("Ivy",), places=("Tulsa",)), Ad(MASSAGE, (TWO,), names=("Ivy",), places=("Tulsa",))],
        [0, 1],
    ),
    ("a few common words are no wording", [Ad("call me", (ONE,)), Ad("call me"), Ad("call me")], [0, 1, 2]),
    ("empty wording ties nothing", [Ad("123", ()), Ad("456", ()), Ad("7", (ONE,))], [0, 1, 2]),
]


@pytest.mark.parametrize(("ads", "groups"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
@pytest.mark.parametrize("batch", [1, 100])
def test_groups(ads: list[Ad], groups: list[int], batch: int) -> None:
    assert linked(ads, batch) == groups


@pytest.mark.parametrize("batch", [1, 7, 100])
def test_a_hub_fuses_nobody(batch: int) -> None:
    ads = [Ad(unheard(at), (phone(at), HUB), names=(f"N{at}",)) for at in range(60)]
    assert linked(ads, batch) == list(range(60))


def test_an_operation_that_posts_a_thousand_ads_with_one_number_keeps_it() -> None:
    ads = [Ad((QUIET, MASSAGE, GARDEN)[at % 3], (ONE,), names=(f"N{at % 9}",)) for at in range(1_000)]
    assert set(linked(ads)) == set(linked(ads, 100)) == {0}


def test_a_blast_is_a_group_of_its_own() -> None:
    honest = [Ad(GARDEN, (phone(500),)), Ad(MASSAGE, (phone(500),))]
    ads = [*honest, *(Ad(QUIET, (phone(at % 20),)) for at in range(60))]
    assert linked(ads) == [0, 0] + [2] * 60


def test_wording_that_many_unrelated_people_carry_beside_their_own_fuses_nobody() -> None:
    ads = [Ad(text, (phone(at),)) for at in range(12) for text in (unheard(at), unheard(at), MASSAGE)]
    assert linked(ads) == [3 * (at // 3) for at in range(36)]


def test_a_hundred_thousand_copies_cost_no_more_than_their_number() -> None:
    ads = [Ad(QUIET, (ONE,))] * 1_000
    table = sketches(ads).take(np.repeat(np.arange(1_000), 20))
    table = table.set_column(0, table.schema.field(0), [np.arange(20_000)])
    connection = link.connect(table, link.MemoryHistory())
    assert set(connection.roots.tolist()) == {0}
    assert connection.edges.num_rows == 19_999


def test_edges_hold_every_group_together_and_no_more() -> None:
    ads = [Ad(QUIET, (ONE,)), Ad(MASSAGE, (ONE,)), Ad(GARDEN, (ONE, TWO)), Ad(QUIET), Ad(GARDEN, (THREE,))]
    found = link.connect(sketches(ads), link.MemoryHistory()).edges
    assert found.schema == EDGE
    rows = found.to_pylist()
    assert [(row["a"], row["b"], row["kind"]) for row in rows if row["kind"] == "wording"] == [(0, 3, "wording")]
    assert {row["value"] for row in rows if row["kind"] == "phone"} == {ONE.removeprefix("phone:")}
    assert len(rows) == 3
    assert all(row["a"] < row["b"] and 0 < row["weight"] <= 1 for row in rows)


def test_merges_name_the_root_that_gives_way() -> None:
    history = link.MemoryHistory()
    first = sketches([Ad(QUIET, (ONE,)), Ad(MASSAGE, (TWO,)), Ad(GARDEN, (THREE,))])
    history.add(first, link.connect(first, history))
    new = sketches([Ad(QUIET, (THREE, TWO)), Ad(MASSAGE, (phone(7),))], 3)
    connection = link.connect(new, history)
    assert connection.merges == [(2, 1)]
    assert connection.roots.tolist() == [1, 4]
    history.add(new, connection)
    assert history.groups.tolist() == [0, 1, 1, 1, 4]


def test_nothing_new_is_nothing_linked() -> None:
    connection = link.connect(link.SKETCH.empty_table(), link.MemoryHistory())
    assert connection.edges.num_rows == len(connection.roots) == len(connection.merges) == 0


def test_a_rule_can_be_switched_off() -> None:
    ads = [Ad(QUIET, (ONE,), day=0, names=("Ivy",)), Ad(MASSAGE, (ONE,), day=150, names=("Ruby",))]
    assert linked(ads, rules=replace(link.Rules(), recycled=1_000)) == [0, 0]
