from __future__ import annotations

from dataclasses import replace

import pytest

from firstlight.desk import Desk, Filter
from firstlight.errors import InputError
from firstlight.link import group_name
from tests.desk.world import ad, connect, day, lead, load

G = [group_name(f"ad-{ordinal}") for ordinal in range(6)]


@pytest.fixture
def queue(desk: Desk) -> Desk:
    """Six groups of one, each with a lead; in the order of the queue: 3, 5, 0, 1 (or 2), 4."""
    places = ["Tulsa, OK", "Dallas, TX", "tulsa ok", "TULSA", "Dallas, TX", "Tulsa Heights"]
    load(desk, *(ad(n, "at", ("place", place, "at"), site=f"s{n % 2}.test") for n, place in enumerate(places)))
    connect(desk, {n: n for n in range(6)})
    early, late = (
        {"last_seen": day("2026-01-03"), "first_seen": day("2026-01-01")},
        {"last_seen": None, "first_seen": None},
    )
    desk.put_leads([
        lead(0, "high", 5.0, **early), lead(1, "review", 2.0), lead(2, "review", 2.0), lead(3, "urgent", 0.1),
        lead(4, "spam", 9.0, **late), lead(5, "high", 7.0),
    ])  # fmt: skip
    return desk


ORDER = [3, 5, 0, *sorted([1, 2], key=lambda n: G[n]), 4]


def test_the_order_is_tier_then_score_then_name(queue: Desk) -> None:
    assert [found.group for found in queue.leads()] == [G[n] for n in ORDER]
    assert [found.rank for found in queue.leads()] == [1, 2, 3, 4, 5, 6]
    assert [(found.rank, found.group) for found in queue.leads(top=2, offset=3)] == [(4, G[ORDER[3]]), (5, G[ORDER[4]])]
    assert queue.leads(offset=99) == []


def test_a_lead_comes_back_as_it_was(queue: Desk) -> None:
    for root, tier, score, rank in ((3, "urgent", 0.1, 1), (5, "high", 7.0, 2)):
        expected = replace(lead(root, tier, score)[1], rank=rank)  # type: ignore[arg-type]
        assert queue.lead(expected.lead) == queue.lead(expected.group) == expected
    with pytest.raises(InputError, match="no lead or group 'L-NONE'"):
        queue.lead("L-NONE")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(tier="high"), [5, 0]),
        (Filter(tier="low"), []),
        (Filter(place="tulsa"), [3, 5, 0, 2]),
        (Filter(place="Tulsa, OK"), [0, 2]),
        (Filter(place="tuls"), []),
        (Filter(site="S1.test"), [3, 5, 1]),
        (Filter(place="dallas", site="s0.test"), [4]),
        (Filter(after=day("2026-01-04")), [3, 5, *ORDER[3:5]]),
        (Filter(before=day("2026-01-02")), [0]),
        (Filter(tier="high", place="tulsa", after=day("2026-01-03"), before=day("2026-01-04")), [0]),
    ],
)
def test_filters(queue: Desk, wanted: Filter, found: list[int]) -> None:
    leads = queue.leads(wanted=wanted)
    assert [lead.group for lead in leads] == [G[n] for n in found]
    assert [lead.rank for lead in leads] == [ORDER.index(n) + 1 for n in found]  # in the whole queue
    assert queue.lead_count(wanted) == len(found)


def test_counts_name_every_tier(queue: Desk) -> None:
    assert queue.tier_counts() == {"urgent": 1, "high": 2, "review": 2, "low": 0, "spam": 1}
    assert queue.tier_counts(Filter(tier="spam", place="dallas")) == {
        "urgent": 0, "high": 0, "review": 1, "low": 0, "spam": 1,
    }  # fmt: skip
    assert queue.lead_count() == 6


def test_a_new_lead_replaces_the_old(queue: Desk) -> None:
    queue.put_leads([lead(4, "urgent", 99.0)])
    assert queue.leads(top=1)[0].group == G[4]
    assert queue.lead_count() == 6


def test_a_lead_of_a_group_that_is_no_more_is_passed_over(queue: Desk) -> None:
    queue.put_leads([lead(77, "urgent", 1.0)])
    assert queue.lead_count() == 6


def test_hostile_words_in_a_lead_are_kept(queue: Desk) -> None:
    root, plain = lead(0)
    places = ("a\0b", "'\"\\", "\\u0000", "🌹")
    queue.put_leads([(root, replace(plain, places=places))])
    assert queue.lead(plain.lead).places == places
