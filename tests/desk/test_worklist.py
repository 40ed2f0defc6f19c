from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from firstlight.desk import Desk
from firstlight.link import group_name
from tests.desk.world import ad, connect, lead, load

DAY = date(2026, 1, 7)


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """Sixty groups of one ad: three urgent, the others by falling score, the last ten spam."""
    load(desk, *(ad(n, f"dinner {n}") for n in range(60)))
    connect(desk, {n: n for n in range(60)})
    desk.put_leads([lead(n, "urgent" if n < 3 else "low" if n < 50 else "spam", 60.0 - n) for n in range(60)])
    return desk


def names(desk: Desk, top: int = 23) -> list[tuple[str, str]]:
    return [(item.share, item.lead.group) for item in desk.worklist(DAY, top=top)]


def test_a_list_has_its_shares_and_says_why(filled: Desk) -> None:
    items = filled.worklist(DAY, top=23)
    assert [item.lead.group for item in items[:3]] == [group_name(f"ad-{n}") for n in range(3)]
    assert Counter(item.share for item in items) == {"urgent": 3, "risk": 14, "uncertain": 4, "random": 2}
    assert next(item.why for item in items if item.share == "risk").startswith("rank ")
    assert {item.lead.rank for item in items} <= set(range(1, 61))
    ranks = [item.lead.rank for item in items if item.share == "risk"]
    assert ranks == sorted(ranks)


def test_the_same_day_gives_the_same_list_and_another_day_another_draw(filled: Desk) -> None:
    assert names(filled) == names(filled)
    draws = {
        tuple(i.lead.group for i in filled.worklist(date(2026, 1, n), top=23) if i.share == "random")
        for n in range(1, 9)
    }
    assert len(draws) > 1


def test_the_draw_is_even_over_all_that_is_not_urgent(filled: Desk) -> None:
    drawn = Counter(
        item.lead.group
        for at in range(730_000, 730_200)
        for item in filled.worklist(date.fromordinal(at), top=23)
        if item.share == "random"
    )
    assert drawn.total() == 400
    assert len(drawn) == 57
    assert max(drawn.values()) < 25


def test_what_is_done_is_not_shown_again_unless_something_new_came(filled: Desk) -> None:
    group = group_name("ad-3")
    known = filled.lead(group)
    filled.label(group, "agency", who="a", shown=filled.shown(known))
    assert group not in [name for _, name in names(filled, 60)]
    more = replace(known, postings=(*known.postings, "ad-99"))
    filled.put_leads([(3, more)])
    item = next(item for item in filled.worklist(DAY, top=60) if item.lead.group == group)
    assert "labelled agency on" in item.why
    assert "since then 1 new ad" in item.why


def test_a_hard_rule_that_holds_since_brings_a_group_back(filled: Desk) -> None:
    group = group_name("ad-4")
    filled.label(group, "independent", who="a", shown=filled.shown(filled.lead(group)))
    filled.put_leads([lead(4, "urgent", 30.0)])
    item = next(item for item in filled.worklist(DAY, top=60) if item.lead.group == group)
    assert item.share == "urgent"
    assert "a hard rule holds now" in item.why


def test_an_undone_label_brings_a_group_back(filled: Desk) -> None:
    group = group_name("ad-5")
    made = filled.label(group, "spam", who="a", shown=filled.shown(filled.lead(group)))
    filled.undo(made.entry, who="a")
    assert group in [name for _, name in names(filled, 60)]


def test_an_empty_desk_has_an_empty_list(desk: Desk) -> None:
    assert desk.worklist(DAY, top=20) == []


def test_a_sample_is_spread_over_all(filled: Desk) -> None:
    assert len(filled.sample_leads(10)) == 10
    assert len(filled.sample_leads(1000)) == 60


def test_roots_by_name(filled: Desk) -> None:
    assert filled.roots_named([group_name("ad-7"), "G-UNKNOWN"]) == {group_name("ad-7"): 7}
