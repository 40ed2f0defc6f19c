"""Every indicator of the registry: groups in which it must speak, and groups in which it must not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from firstlight.assess import REGISTRY, GroupFacts, Match

Build = Callable[..., GroupFacts]
Lines = tuple[str, ...]

CITIES = ("Tulsa", "Wichita", "Omaha", "Dallas", "Austin", "Denver", "Boise", "Reno")
BLAST = tuple(f"text=x phone=A place={city} day=1" for city in CITIES)
TOUR = ("phone=A place=Tulsa day=0", "phone=A place=Wichita day=3", "phone=A place=Omaha day=6")

FIRES: list[tuple[str, Lines]] = [
    ("AD-AGE-MINOR", ("age=17",)),
    ("AD-AGE-MINOR", ("age=25", "age=16")),
    ("AD-AGE-MINOR", ("age=17-19",)),
    ("AD-AGE-MINOR", ("age?=15",)),
    ("AD-AGE-INCONSISTENT", ("name=Amber age=19", "name=Amber age=23")),
    ("AD-AGE-INCONSISTENT", ("name=Amber age=19 day=0", "name=Amber age=24 day=400")),
    ("AD-AGE-INCONSISTENT", ("name=Amber age=23 day=0", "name=Amber age=20 day=300")),
    ("AD-AGE-U23", ("age=19",)),
    ("AD-CONTACT-OBF", ("phone.words=A",)),
    ("AD-CONTACT-OBF", ("phone=A", "phone.emoji=A")),
    ("AD-TRUST", ("word=AD-TRUST",)),
    ("AD-YOUTH-LANG", ("word=AD-YOUTH-LANG",)),
    ("AD-THIRD-PERSON", ("word=AD-THIRD-PERSON",)),
    ("AD-PLURAL", ("word=AD-PLURAL",)),
    ("AD-MULTI", ("word=AD-MULTI",)),
    ("AD-MULTI", ("name=Amber name=Jade",)),
    ("AD-RESTRICT", ("word=AD-RESTRICT",)),
    ("AD-MOVE-LANG", ("word=AD-MOVE-LANG",)),
    ("AD-SCREENING", ("word=AD-SCREENING",)),
    ("AD-ETHNICITY-STATED", ("word=AD-ETHNICITY-STATED",)),
    ("GRP-PHONE-MULTI", ("name=Amber phone=A", "name=Jade phone=A")),
    ("GRP-PHONE-MULTI", ("name=Amber email=x@example.org", "name=Jade email=x@example.org")),
    ("GRP-NEARDUP", ("name=Amber text=x", "name=Jade text=x")),
    ("GRP-PHONE-CHURN", ("name=Amber phone=A", "name=amber phone=B")),
    ("GRP-CIRCUIT", TOUR),
    ("GRP-CIRCUIT", (*TOUR, "phone=A place=Tulsa day=9", "phone=A place=Wichita day=9")),
    ("GRP-IMAGE-REUSE", ("name=Amber pic=a.jpg", "name=Jade pic=a.jpg")),
    ("GRP-IMAGE-REUSE", ("phone=A pic=a.jpg", "phone=B pic=a.jpg")),
    ("GRP-BURST", ("name=Amber day=1 time=10:01", "name=Jade day=1 time=10:05", "name=Ruby day=1 time=10:12")),
    ("SPAM-BLAST", BLAST),
    ("SPAM-SCAM", ("word=SPAM-SCAM",)),
    ("SPAM-SCAM", tuple(f"text=x phone={letter}" for letter in "ABCDEFGH")),
]

SILENT: list[tuple[str, Lines]] = [
    ("AD-AGE-MINOR", ("age=18", "age=19-22")),
    ("AD-AGE-MINOR", ("phone=A word=AD-YOUTH-LANG",)),
    ("AD-AGE-INCONSISTENT", ("name=Amber age=19", "name=Amber age=20")),
    ("AD-AGE-INCONSISTENT", ("name=Amber age=19", "name=Jade age=24")),
    ("AD-AGE-INCONSISTENT", ("name=Amber age=20 day=0", "name=Amber age=22 day=730")),
    ("AD-AGE-INCONSISTENT", ("name=Amber name=Jade age=19", "name=Amber name=Jade age=24")),
    ("AD-AGE-INCONSISTENT", ("name=Amber age=19 age=24",)),
    ("AD-AGE-INCONSISTENT", ("name=Amber age=19-22", "name=Amber age=21")),
    ("AD-AGE-INCONSISTENT", ("age=19", "age=24")),
    ("AD-AGE-U23", ("age=23", "age=17")),
    ("AD-CONTACT-OBF", ("phone=A", "phone.link=A")),
    ("AD-TRUST", ("word=AD-YOUTH-LANG",)),
    ("AD-YOUTH-LANG", ("age=19",)),
    ("AD-THIRD-PERSON", ("word=AD-PLURAL",)),
    ("AD-PLURAL", ("word=AD-THIRD-PERSON",)),
    ("AD-MULTI", ("name=Amber", "name=Jade")),
    ("AD-MULTI", ("name=Amber name=amber",)),
    ("AD-RESTRICT", ("word=AD-TRUST",)),
    ("AD-MOVE-LANG", ("place=Tulsa day=0", "place=Omaha day=2")),
    ("AD-SCREENING", ("word=AD-TRUST",)),
    ("AD-ETHNICITY-STATED", ("word=AD-TRUST",)),
    ("GRP-PHONE-MULTI", ("name=Amber phone=A", "name=Jade phone=B")),
    ("GRP-PHONE-MULTI", ("name=Amber phone=A", "name=amber phone=A")),
    ("GRP-PHONE-MULTI", ("name=Amber name=Jade phone=A",)),
    ("GRP-PHONE-CHURN", ("name=Amber phone=A", "name=Jade phone=B")),
    ("GRP-PHONE-CHURN", ("name=Amber phone=A phone=B", "name=Amber phone=A")),
    ("GRP-PHONE-CHURN", tuple(f"name=Amber phone={letter}" for letter in "ABCDEFGHI")),
    ("GRP-CIRCUIT", ("phone=A place=Tulsa day=0", "phone=A place=Wichita day=3")),
    ("GRP-CIRCUIT", ("phone=A place=Dallas day=0", "phone=A place=Plano day=3", "phone=A place=Irving day=6")),
    ("GRP-CIRCUIT", ("phone=A place=Tulsa day=0", "phone=B place=Wichita day=3", "phone=C place=Omaha day=6")),
    ("GRP-CIRCUIT", ("phone=A place=Tulsa", "phone=A place=Wichita", "phone=A place=Omaha")),
    ("GRP-CIRCUIT", BLAST),
    ("GRP-IMAGE-REUSE", ("name=Amber phone=A pic=a.jpg", "name=Amber phone=A pic=a.jpg")),
    ("GRP-IMAGE-REUSE", ("name=Amber pic=a.jpg", "name=Jade pic=b.jpg")),
    ("GRP-IMAGE-REUSE", tuple(f"phone={letter} pic=a.jpg" for letter in "ABCDEF")),
    ("GRP-BURST", ("name=Amber day=1 time=10:01", "name=Jade day=1 time=10:05", "name=Ruby day=1 time=10:42")),
    ("GRP-BURST", ("name=Amber day=1 time=00:00", "name=Jade day=1 time=00:00", "name=Ruby day=1 time=00:00")),
    ("SPAM-BLAST", BLAST[:4]),
    ("SPAM-BLAST", tuple(line.replace("text=x", f"text={n}") for n, line in enumerate(BLAST))),
    ("SPAM-BLAST", tuple(line.replace("day=1", f"day={n}") for n, line in enumerate(BLAST))),
    ("SPAM-SCAM", ("phone=A word=AD-TRUST",)),
    ("SPAM-SCAM", tuple(f"text={letter} phone={letter}" for letter in "ABCDEFGH")),
    ("GRP-NEARDUP", ("name=Amber text=x", "name=Jade text=y")),
    ("GRP-NEARDUP", ("name=Amber text=x", "name=Amber text=x")),
    ("GRP-NEARDUP", ("name=Amber name=Jade text=x", "name=Amber text=x")),
    ("GRP-MISSING", ("name=Amber age=17 phone=A place=Tulsa",)),
]


@pytest.mark.parametrize(("name", "lines"), FIRES)
def test_it_speaks_and_points_at_what_it_found(group: Build, name: str, lines: Lines) -> None:
    facts = group(*lines)
    signal = REGISTRY[name](facts)
    assert signal is not None
    assert 0.0 < signal.strength <= 1.0
    held = {mention for ad in facts.ads for mention in ad.mentions}
    assert set(signal.evidence) <= held
    assert signal.evidence or name == "AD-ETHNICITY-STATED"


@pytest.mark.parametrize(("name", "lines"), SILENT)
def test_it_has_nothing_to_say(group: Build, name: str, lines: Lines) -> None:
    assert REGISTRY[name](group(*lines)) is None


def test_texts_that_differ_more_are_one_template_by_their_ties(group: Build) -> None:
    template = REGISTRY["GRP-NEARDUP"]
    signal = template(group("name=Amber", "name=Jade", "name=Ruby", alike=True))
    assert signal is not None
    assert "3 different names in 3 ads" in signal.reason
    assert template(group("name=Amber", "name=amber", alike=True)) is None


def test_a_match_with_a_case_is_told(group: Build) -> None:
    facts = group("phone=A")
    fits = (Match("case-1", 1.0, ("the same phone",), facts.ads[0].mentions), Match("case-2", 0.5, ("a name",), ()))
    signal = REGISTRY["GRP-MISSING"](GroupFacts(facts.group, facts.ads, (), fits))
    assert signal is not None
    assert (signal.strength, signal.reason) == (
        1.0,
        "Fits the open case case-1: the same phone; 1 more case fits no better",
    )


def test_every_indicator_has_an_example_and_a_decoy() -> None:
    fires = {name for name, _ in FIRES} | {"GRP-MISSING"}
    assert fires == set(REGISTRY)
    assert {name for name, _ in SILENT} == set(REGISTRY)


@pytest.mark.parametrize("name", REGISTRY)
def test_an_empty_ad_says_nothing(group: Build, name: str) -> None:
    assert REGISTRY[name](group("")) is None
