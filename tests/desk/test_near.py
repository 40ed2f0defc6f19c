"""Outward from a seed: who carries it, who shares something with those, and what leads nowhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from firstlight.desk import Desk
from firstlight.desk.near import HOPS, MANY_GROUPS
from firstlight.link import group_name
from firstlight.records import Reason
from tests.desk.world import ad, connect, lead, load

SEED = ("phone", "+19185550142")


def _phone(number: int) -> tuple[str, str, str]:
    return ("phone", f"+1918555{number:04d}", "at")


def _filled(desk: Desk, *carried: list[tuple[str, str, str]], scores: dict[int, float] | None = None) -> None:
    """One group an ad, each with a lead; ad n carries what is given for it."""
    load(desk, *(ad(n, "at", *found) for n, found in enumerate(carried)))
    connect(desk, {n: n for n in range(len(carried))})
    desk.put_leads([lead(n, "review", (scores or {}).get(n, 5.0)) for n in range(len(carried))])


def _near(desk: Desk, top: int = 20) -> list[tuple[str, int]]:
    return [(found.lead.group, found.hops) for found in desk.near([SEED], top=top)]


def named(number: int) -> str:
    return group_name(f"ad-{number}")


def test_the_nearest_comes_first_with_its_way(desk: Desk) -> None:
    chain = [
        [_phone(142), _phone(1)],
        [_phone(1), _phone(2)],
        [_phone(2), _phone(3)],
        [_phone(3), _phone(4)],
        [_phone(4)],
    ]
    _filled(desk, *chain, [_phone(9)])
    assert _near(desk) == [(named(n), n) for n in range(HOPS + 1)]
    far = desk.near([SEED])[2]
    assert [(step.value, step.before) for step in far.way] == [
        ("+19185550142", ""),
        ("+19185550001", named(0)),
        ("+19185550002", named(1)),
    ]
    assert far.lead.rank == desk.lead(far.lead.group).rank


def test_the_queue_orders_what_is_equally_near(desk: Desk) -> None:
    _filled(desk, [_phone(142)], [_phone(142)], [_phone(142)], scores={1: 9.0, 2: 7.0})
    assert _near(desk) == [(named(1), 0), (named(2), 0), (named(0), 0)]
    assert _near(desk, top=2) == [(named(1), 0), (named(2), 0)]


@pytest.mark.parametrize(("others", "followed"), [(MANY_GROUPS - 1, True), (MANY_GROUPS, False)])
def test_what_many_carry_leads_nowhere(desk: Desk, others: int, followed: bool) -> None:
    _filled(desk, [_phone(142), _phone(7)], *([_phone(7)] for _ in range(others)))
    assert len(_near(desk)) == (1 + others if followed else 1)


def test_the_seed_itself_may_be_carried_by_many(desk: Desk) -> None:
    _filled(desk, *([_phone(142)] for _ in range(MANY_GROUPS + 4)))
    assert len(_near(desk)) == MANY_GROUPS + 4


def test_names_and_places_are_no_way(desk: Desk) -> None:
    _filled(
        desk,
        [_phone(142), ("name", "Amber", "at"), ("place", "Tulsa, OK", "at")],
        [("name", "Amber", "at")],
        [("place", "Tulsa, OK", "at")],
    )
    assert _near(desk) == [(named(0), 0)]


def test_nobody_carries_it(desk: Desk) -> None:
    _filled(desk, [_phone(9)])
    assert desk.near([SEED]) == []
    assert desk.near([]) == []


def test_groups_that_fit_a_case_carry_its_seed(desk: Desk) -> None:
    _filled(desk, [_phone(1)], [_phone(1)], [_phone(9)])
    root, plain = lead(0, "urgent", 30.0)
    said = Reason("GRP-MISSING", 30.0, "Fits the open case 50%_1: given name “Amber”; 2 more cases fit no better", "B")
    desk.put_leads([(root, replace(plain, reasons=(said,)))])
    assert [(found.lead.group, found.hops) for found in desk.near([], "50%_1")] == [(named(0), 0), (named(1), 1)]
    assert [step.kind for step in desk.near([], "50%_1")[0].way] == ["case"]
    assert desk.near([], "50") == []
    assert desk.near([], "50xx1") == []
