from __future__ import annotations

import numpy as np
import pytest

from firstlight.desk import Desk
from firstlight.errors import InputError
from firstlight.link import group_name
from firstlight.records import Edge, Group
from tests.desk.world import ad, connect, day, lead, load, tie

G = [group_name(f"ad-{ordinal}") for ordinal in range(10)]
ADS = [ad(ordinal, f"ad number {ordinal}") for ordinal in range(6)]


def roots(desk: Desk, *ordinals: int) -> list[int]:
    return [int(root) for root in desk.roots(np.array(ordinals, dtype=np.int64))]


def test_a_posting_not_linked_yet_is_its_own_root(desk: Desk) -> None:
    load(desk, *ADS)
    assert desk.linked_through() == -1
    assert roots(desk, 3, 99) == [3, 99]
    assert roots(desk) == []


def test_connecting_writes_members_and_is_done_once(desk: Desk) -> None:
    load(desk, *ADS)
    connect(desk, {0: 0, 1: 0, 2: 2}, tie(0, 1))
    connect(desk, {0: 2, 1: 2, 2: 2})  # the same part again: nothing
    assert desk.linked_through() == 0
    assert roots(desk, 2, 1, 0) == [2, 0, 0]
    assert desk.edges(G[0]) == [Edge("ad-0", "ad-1", "phone", "+19185550142", 1.0)]
    assert desk.group_count() == 2


def test_groups_that_merge_keep_the_survivors_name_and_answer_to_the_others(desk: Desk) -> None:
    load(desk, *ADS)
    connect(desk, {0: 0, 1: 0, 2: 2, 3: 3})
    desk.put_leads([lead(0), lead(2), lead(3)])
    connect(desk, {4: 3, 5: 5}, tie(2, 4), tie(0, 2), merges=[(3, 2), (2, 0)], part=1)
    assert roots(desk, 0, 1, 2, 3, 4, 5) == [0, 0, 0, 0, 0, 5]
    assert desk.group(G[0]).postings == ("ad-0", "ad-1", "ad-2", "ad-3", "ad-4")
    assert desk.group(G[3]) == desk.group(G[2]) == desk.group(G[0])
    assert [found.group for found in desk.leads()] == [G[0]]
    assert desk.stale(100, 1) == [[0, 5]]
    with pytest.raises(InputError, match="no group 'G-NONE'"):
        desk.group("G-NONE")


def test_stale_groups_come_in_shares_of_postings(desk: Desk) -> None:
    load(desk, *ADS)
    connect(desk, {0: 0, 1: 0, 2: 0, 3: 3, 4: 4, 5: 4})
    assert desk.stale(1, 2) == [[0], [3]]  # one group at least
    assert desk.stale(4, 1) == [[0, 3]]
    assert desk.stale(4, 9) == [[0, 3], [4]]
    assert desk.stale(100, 9) == [[0, 3, 4]]
    desk.put_leads([lead(0), lead(3)])
    assert desk.stale(100, 1) == [[4]]
    desk.put_leads([lead(4)])
    assert desk.stale(100, 1) == []


def test_only_touched_groups_are_stale_again(desk: Desk) -> None:
    load(desk, *ADS)
    connect(desk, {0: 0, 1: 1, 2: 2})
    desk.put_leads([lead(0), lead(1), lead(2)])
    connect(desk, {3: 1, 4: 4}, part=1)
    assert desk.stale(100, 1) == [[1, 4]]


def test_the_basis_of_assessment_makes_all_groups_stale(desk: Desk) -> None:
    load(desk, *ADS)
    connect(desk, {0: 0, 1: 1})
    assert desk.assess_on("weights 1") == 2
    desk.put_leads([lead(0), lead(1)])
    assert desk.assess_on("weights 1") == 0
    assert desk.assess_on("weights 2") == 2


def test_facts_are_rows_mentions_and_ties_but_no_text(desk: Desk) -> None:
    phone = ("phone", "+19185550142", "call")
    load(
        desk,
        ad(0, "call me", phone, site="s", location="l", author="a", pictures=["p"]),
        ad(1, "call", phone, posted=None),
        ad(2, "me"),
    )
    connect(desk, {0: 0, 1: 0, 2: 2}, tie(0, 1))
    alone, both = desk.facts([2, 0, 77])
    assert (alone.group, both.group) == (G[2], G[0])
    assert [ad.posting for ad in both.ads] == ["ad-0", "ad-1"]
    first = both.ads[0]
    assert (first.site, first.location, first.author, first.pictures) == ("s", "l", "a", ("p",))
    assert first.posted_at == day("2026-01-05")
    assert both.ads[1].posted_at is None
    assert [(mention.surface, mention.score) for mention in first.mentions] == [("call", 0.9)]
    assert both.edges == (Edge("ad-0", "ad-1", "phone", "+19185550142", 1.0),)
    assert alone.edges == ()


def test_groups_as_the_interface_gives_them(desk: Desk) -> None:
    phone, place = ("phone", "+19185550142", "call"), ("place", "Tulsa, OK", "Tulsa")
    load(desk, ad(0, "call Tulsa", phone, place), ad(1, "call", phone, posted="2026-01-09"), ad(2, "x", posted=None))
    connect(desk, {0: 0, 1: 0, 2: 2})
    whole = Group(G[0], ("ad-0", "ad-1"), ("phone:+19185550142",), ("Tulsa, OK",), day("2026-01-05"), day("2026-01-09"))
    assert desk.groups() == [whole, Group(G[2], ("ad-2",), (), (), None, None)]
    assert desk.groups(1, 1) == [Group(G[2], ("ad-2",), (), (), None, None)]
    assert desk.groups(after=whole) == desk.groups(1, 1)
    assert desk.groups(after=desk.groups()[-1]) == []


def test_ties_without_rows_are_none(desk: Desk) -> None:
    load(desk, *ADS)
    connect(desk, {})
    assert desk.linked_through() == 0
    assert desk.groups() == []
