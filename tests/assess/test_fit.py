from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from firstlight.assess import GroupFacts, MissingRecord, Records, assess
from firstlight.assess.fit import match, name_words

Build = Callable[..., GroupFacts]

CASE = MissingRecord(
    id="case-1",
    name="Emilia Carter",
    age_low=15,
    age_high=16,
    height_cm=163.0,
    weight_kg=50.0,
    last_seen_place="Tulsa, OK",
    last_seen=date(2026, 3, 2),
    identifiers=(("phone", "+19185550100"),),
)
NAMELESS = replace(CASE, name="", identifiers=())

FITS: list[tuple[str, MissingRecord, str, float]] = [
    ("a shared phone, whatever else", CASE, "phone=A name=Jade age=30 place=Reno", 1.0),
    ("name, place, age inside", CASE, "name=Emilia age=16 place=Tulsa", 0.7),
    ("name, place, age that may be raised", CASE, "name=Emilia age=19 place=Tulsa", 0.55),
    ("full name, place, raised age", CASE, "name=Emilia_Carter age=19 place=Tulsa", 0.75),
    ("name and place", CASE, "name=Emilia place=Tulsa", 0.45),
    ("name, raised age, height, place", CASE, "name=Emilia age=19 place=Tulsa measure=165_cm", 0.7),
    ("name, weight, place", CASE, "name=Emilia place=Tulsa measure=52_kg", 0.5),
    ("a case without a name: place, and a stated age inside", NAMELESS, "age=15 place=Tulsa", 0.45),
    ("another name may be a false one: place, and a stated age inside", CASE, "name=Jade age=15 place=Tulsa", 0.45),
]


@pytest.mark.parametrize(("what", "case", "line", "strength"), FITS, ids=[row[0] for row in FITS])
def test_it_fits(group: Build, what: str, case: MissingRecord, line: str, strength: float) -> None:
    facts = group(f"{line} day=5")
    (found,) = match(facts, [case])
    assert found.record == "case-1"
    assert found.strength == pytest.approx(strength)
    assert found.agrees
    assert set(found.evidence) <= set(facts.ads[0].mentions)


UNFIT: list[tuple[str, MissingRecord, str]] = [
    ("a name alone", CASE, "name=Emilia day=5"),
    ("another name", CASE, "name=Jade age=19 place=Tulsa day=5"),
    ("a name elsewhere", CASE, "name=Emilia age=19 place=Reno day=5"),
    ("an ad from before", CASE, "name=Emilia age=16 place=Tulsa day=0"),
    ("an age far above", CASE, "name=Emilia age=31 place=Tulsa day=5"),
    ("an age below", CASE, "name=Emilia age=12 place=Tulsa day=5"),
    ("another height", CASE, "name=Emilia age=16 place=Tulsa measure=180_cm day=5"),
    ("a case without a name and an adult age", NAMELESS, "age=19 place=Tulsa day=5"),
    ("a case without a name elsewhere", NAMELESS, "age=15 place=Reno day=5"),
    ("a doubtful name", CASE, "name?=Emilia age=19 place=Tulsa day=5"),
]


@pytest.mark.parametrize(("what", "case", "line"), UNFIT, ids=[row[0] for row in UNFIT])
def test_it_does_not_fit(group: Build, what: str, case: MissingRecord, line: str) -> None:
    assert match(group(line), [case]) == ()


def test_a_description_is_never_put_together_from_several_ads(group: Build) -> None:
    assert match(group("name=Emilia place=Reno day=5", "name=Jade age=19 place=Tulsa day=5"), [CASE]) == ()


def test_no_records_no_match(group: Build) -> None:
    assert match(group("phone=A"), []) == ()


def test_the_best_fit_stands_first_and_records_are_a_sequence(group: Build) -> None:
    records = Records([replace(CASE, id="case-2", identifiers=()), CASE])
    assert [case.id for case in records[:1]] == ["case-2"]
    assert len(records) == 2
    found = match(group("phone=A name=Emilia age=16 place=Tulsa day=5"), records)
    assert [fit.record for fit in found] == ["case-1", "case-2"]


LEADS = [
    ("phone=A name=Jade day=5", "urgent", "Fits the open case case-1: the same phone (+19185550100)"),
    (
        "name=Emilia age=16 place=Tulsa day=5",
        "urgent",
        "Fits the open case case-1: given name “Emilia”, place last seen, Tulsa, OK, age 16 (case: 15 to 16)",
    ),
    (
        "name=Emilia place=Tulsa day=5",
        "review",
        "Fits the open case case-1: given name “Emilia”, place last seen, Tulsa, OK",
    ),
]


@pytest.mark.parametrize(("line", "tier", "text"), LEADS)
def test_a_lead_says_which_case_and_why(group: Build, line: str, tier: str, text: str) -> None:
    lead = assess(group(line), [CASE])
    reason = next(reason for reason in lead.reasons if reason.id == "GRP-MISSING")
    assert (lead.tier, reason.text) == (tier, text)


NAMES = [
    ("Emilia", ["emilia"]),
    ("Carter, Émilia", ["emilia", "carter"]),
    ("Emilia Carter-Jones", ["emilia", "carter", "jones"]),
    ("", []),
    ("123", []),
]


@pytest.mark.parametrize(("name", "words"), NAMES)
def test_name_words(name: str, words: list[str]) -> None:
    assert list(name_words(name)) == words
