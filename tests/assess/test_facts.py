from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from firstlight.assess import GroupFacts
from firstlight.assess.facts import Identifier, ads_of
from firstlight.records import Edge

Build = Callable[..., GroupFacts]


COPIES = [
    ("the same words about the same person", "text=x name=Amber age=19", "text=x name=Amber age=19", True),
    ("in another place, on another day", "text=x place=Tulsa day=1", "text=x place=Omaha day=2", True),
    ("with another number", "text=x phone=A", "text=x phone=B", True),
    ("with a hidden number", "text=x phone=A", "text=x phone.words=A", False),
    ("with another name", "text=x name=Amber", "text=x name=Jade", False),
    ("with another age", "text=x age=19", "text=x age=17", False),
    ("with another text", "text=x name=Amber", "text=y name=Amber", False),
]


@pytest.mark.parametrize(("what", "one", "other", "copy"), COPIES, ids=[row[0] for row in COPIES])
def test_copy(group: Build, what: str, one: str, other: str, copy: bool) -> None:
    assert len(group(one, other).distinct) == (1 if copy else 2)


def test_ads_without_wording_are_no_template(group: Build) -> None:
    facts = group("", "")
    silent = replace(facts, ads=tuple(replace(ad, digest=0) for ad in facts.ads))
    assert [len(ads) for ads in silent.templates] == [1, 1]


def test_copies_stand_once_among_the_distinct_in_order_of_arrival(group: Build) -> None:
    facts = group("text=x name=Amber", "name=Jade", "text=x name=Amber")
    assert [ad.posting for ad in facts.distinct] == ["ad1", "ad2"]
    turned = replace(facts, ads=facts.ads[::-1])
    assert turned.distinct == facts.distinct


def test_only_certain_mentions_are_of_a_kind(group: Build) -> None:
    facts = group("age=19 age?=17")
    assert [sighting.mention.value for sighting in facts.of("age")] == ["19"]
    assert facts.of("phone") == []


def test_identifiers_count_copies_too_and_each_ad_once(group: Build) -> None:
    facts = group("text=x phone=A phone=A", "text=x phone=A phone=A")
    (carried,) = facts.identifiers.values()
    assert list(facts.identifiers) == [Identifier("phone", "+19185550100")]
    assert ads_of(carried) == len(carried) == 2


AREAS = [
    ("the place that the location column names", "place=Tulsa", None, "Tulsa, OK, US"),
    ("the column as written, where no place was read", "", "  Old   Town ", "Old Town"),
    ("nothing", "", None, None),
]


@pytest.mark.parametrize(("what", "line", "location", "area"), AREAS, ids=[row[0] for row in AREAS])
def test_area(group: Build, what: str, line: str, location: str | None, area: str | None) -> None:
    facts = group(line)
    if location:
        facts = replace(facts, ads=(replace(facts.ads[0], location=location),))
    assert facts.areas.get("ad1") == area


def test_a_text_that_names_one_place_is_about_it_and_two_are_none(group: Build) -> None:
    def in_text(*lines: str) -> GroupFacts:
        ads = [
            replace(ad, location=None, mentions=tuple(replace(m, field="text") for m in ad.mentions))
            for ad in group(*lines).ads
        ]
        return GroupFacts("G-TEST", tuple(ads))

    assert in_text("place=Tulsa place=Tulsa", "place=Tulsa place=Omaha").areas == {"ad1": "Tulsa, OK, US"}


def test_templates_join_copies_and_near_duplicates_and_no_identifier_ties(group: Build) -> None:
    facts = group("text=x", "text=x", "", "", "")
    edges = (
        Edge("ad2", "ad3", "wording", "0.80", 0.8),
        Edge("ad3", "ad4", "phone", "+19185550100", 1.0),
        Edge("ad1", "elsewhere", "wording", "0.80", 0.8),
    )
    clusters = [[ad.posting for ad in ads] for ads in replace(facts, edges=edges).templates]
    assert clusters == [["ad1", "ad2", "ad3"], ["ad4"], ["ad5"]]


def test_words_that_touch_a_stated_origin_are_not_quotable(group: Build) -> None:
    (ad,) = group("word=AD-YOUTH-LANG word=AD-ETHNICITY-STATED").ads
    youth, origin = ad.mentions
    wide = replace(youth, end=origin.start + 1)
    facts = GroupFacts("G-TEST", (replace(ad, mentions=(youth, wide, origin)),))
    assert [facts.quotable(mention) for mention in (youth, wide, origin)] == [True, False, False]
