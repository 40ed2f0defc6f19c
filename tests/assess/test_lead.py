from __future__ import annotations

from collections.abc import Callable

import pytest

from firstlight.assess import GroupFacts, assess, rank_key, what_lowers

Build = Callable[..., GroupFacts]

MANAGED = (
    "name=Amber age=19 phone.words=A place=Tulsa day=0 word=AD-YOUTH-LANG",
    "name=Jade age=22 phone.words=A place=Wichita day=3 word=AD-TRUST",
    "name=Ruby age=23 phone.words=A place=Omaha day=5 word=AD-YOUTH-LANG",
)
MINOR = (*MANAGED, "name=Opal age=17 phone=A place=Tulsa day=9")
BLAST = tuple(
    f"text=x phone=A place={city} day=1"
    for city in ("Tulsa", "Wichita", "Omaha", "Dallas", "Austin", "Denver", "Boise", "Reno")
)

TIERS = [
    ("nothing at all", ("",), "low"),
    ("one sign means nothing", ("phone=A word=AD-TRUST",), "low"),
    ("signs of several kinds", MANAGED, "high"),
    ("a stated age under 18, alone", ("age=17",), "urgent"),
    ("a doubtful age under 18", ("age?=17",), "review"),
    ("the same text in many cities", BLAST, "spam"),
]


@pytest.mark.parametrize(("what", "lines", "tier"), TIERS, ids=[what for what, _, _ in TIERS])
def test_tier(group: Build, what: str, lines: tuple[str, ...], tier: str) -> None:
    assert assess(group(*lines)).tier == tier


def test_a_group_with_nothing_is_a_lead_with_nothing(group: Build) -> None:
    lead = assess(group("day=1"))
    assert (lead.rank, lead.lead, lead.tier, lead.score, lead.reasons, lead.evidence) == (0, "L-TEST", "low", 0, (), 0)


def test_contributions_add_up_and_the_queue_orders(group: Build) -> None:
    leads = [assess(group(*lines)) for lines in (("",), MANAGED, MINOR)]
    assert all(lead.score == sum(reason.contribution for reason in lead.reasons) for lead in leads)
    assert [lead.tier for lead in sorted(leads, key=rank_key)] == ["urgent", "high", "low"]


def test_what_lowers_an_urgent_lead_is_its_hard_reason(group: Build) -> None:
    assert [reason.id for reason in what_lowers(assess(group(*MINOR)))] == ["AD-AGE-MINOR"]
