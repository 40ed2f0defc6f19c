from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firstlight.assess import GroupFacts, MissingRecord, assess, declared, rank_key, what_lowers
from firstlight.assess.lead import MOST_EVIDENCE
from firstlight.records import TIERS, Lead

Build = Callable[..., GroupFacts]
Lines = tuple[str, ...]

CITIES = ("Tulsa", "Wichita", "Omaha", "Dallas", "Austin", "Denver", "Boise", "Reno")
MANAGED = (
    "name=Amber age=19 phone.words=A place=Tulsa day=0 word=AD-YOUTH-LANG",
    "name=Jade age=22 phone.words=A place=Wichita day=3 word=AD-TRUST",
    "name=Ruby age=23 phone.words=A place=Omaha day=5 word=AD-YOUTH-LANG",
)
MINOR = (*MANAGED, "name=Opal age=17 phone=A place=Tulsa day=9")
BLAST = tuple(f"text=x phone=A place={city} day=1" for city in CITIES)
BLAST_MINOR = tuple(f"{line} age=17" for line in BLAST)
AGENCY = tuple(f"name={name} age=27 phone=A place=Tulsa word=AD-PLURAL" for name in ("Amber", "Jade", "Ruby", "Opal"))
TOURING = tuple(f"name=Amber age=31 phone=A place={c} day={n * 4} word=AD-MOVE-LANG" for n, c in enumerate(CITIES[:4]))
YOUNG_ADULT = ("name=Amber age=19 phone=A place=Tulsa word=AD-YOUTH-LANG",)

TIERED = [
    ("nothing at all", ("",), "low"),
    ("one sign means nothing", ("phone=A word=AD-TRUST",), "low"),
    ("an adult who markets herself as young", YOUNG_ADULT, "low"),
    ("a touring independent", TOURING, "low"),
    ("signs of several kinds", MANAGED, "high"),
    ("a stated age under 18, alone", ("age=17",), "urgent"),
    ("a doubtful age under 18", ("age?=17",), "review"),
    ("the same text in many cities", BLAST, "spam"),
    ("spam that states an age under 18", BLAST_MINOR, "urgent"),
]


@pytest.mark.parametrize(("what", "lines", "tier"), TIERED, ids=[row[0] for row in TIERED])
def test_tier(group: Build, what: str, lines: Lines, tier: str) -> None:
    assert assess(group(*lines)).tier == tier


ABOVE: list[tuple[str, Lines, Lines]] = [
    ("a stated minor above any sum of signs", ("age=17",), MANAGED),
    ("a stated minor under management above one alone", MINOR, ("age=17",)),
    ("a stated minor above spam that states one", ("age=17",), BLAST_MINOR),
    ("spam that states a minor above all without", BLAST_MINOR, MANAGED),
    ("management that stresses youth above an agency", MANAGED, AGENCY),
    ("an agency above a touring independent", AGENCY, TOURING),
    ("a sign above none", YOUNG_ADULT, ("phone=A",)),
    ("nothing above spam", ("phone=A",), BLAST),
    (
        "ages that do not agree above ages that do",
        ("name=Amber age=18", "name=Amber age=23"),
        ("name=Amber age=23", "name=Amber age=23"),
    ),
    ("youth wording above trust wording", ("word=AD-YOUTH-LANG",), ("word=AD-TRUST",)),
    ("a hidden number above an open one", ("phone.words=A",), ("phone=A",)),
    (
        "ten ads that agree above one",
        tuple(f"text={letter} word=AD-YOUTH-LANG" for letter in "abcdefghij"),
        ("word=AD-YOUTH-LANG",),
    ),
]


@pytest.mark.parametrize(("what", "first", "second"), ABOVE, ids=[row[0] for row in ABOVE])
def test_must_rank_above(group: Build, what: str, first: Lines, second: Lines) -> None:
    above, below = (assess(replace(group(*lines), group="G-TEST")) for lines in (first, second))
    assert rank_key(above) < rank_key(below)


def test_a_group_with_nothing_is_a_lead_with_nothing(group: Build) -> None:
    lead = assess(group("day=1"))
    assert (lead.rank, lead.lead, lead.tier, lead.score, lead.reasons, lead.evidence) == (
        0,
        "L-TEST",
        "low",
        0.0,
        (),
        0,
    )
    assert lead.possible_minor.low < declared().base.minor < lead.possible_minor.high


def test_copies_count_once(group: Build) -> None:
    line = "text=x name=Amber phone.words=A word=AD-TRUST day={}"
    one, many = (assess(group(*(line.format(day) for day in range(copies)))) for copies in (1, 200))
    assert (one.score, one.tier, one.evidence) == (many.score, many.tier, many.evidence)
    assert one.possible_minor == many.possible_minor
    assert len(many.postings) == 200


def test_a_lead_says_what_a_group_spans(group: Build) -> None:
    lead = assess(group("place=Omaha day=4", "place=Tulsa day=1", "place=Tulsa", ""))
    assert lead.postings == ("ad1", "ad2", "ad3", "ad4")
    assert lead.places == ("Tulsa, OK, US", "Omaha, NE, US")
    assert lead.first_seen is not None
    assert lead.last_seen is not None
    assert (lead.last_seen - lead.first_seen).days == 3


def test_evidence_shows_every_value_once_before_any_twice_and_the_newest_first(group: Build) -> None:
    lines = [f"name=Amber phone=A day={day}" for day in range(30)]
    lead = assess(group(*lines, "name=Jade phone=A day=0"))
    (reason,) = lead.reasons
    assert reason.id == "GRP-PHONE-MULTI"
    assert len(reason.evidence) == MOST_EVIDENCE
    assert {evidence.surface for evidence in reason.evidence[:3]} == {"Amber", "Jade", "+19185550100"}
    assert reason.evidence[0].posting == "ad30"
    assert len(set(reason.evidence)) == MOST_EVIDENCE
    assert lead.evidence == 31


ORIGIN = "theoriginitself"


def test_an_origin_never_reaches_a_lead(group: Build) -> None:
    facts = group(*MINOR, "word=AD-YOUTH-LANG word=AD-ETHNICITY-STATED day=12")
    *ads, last = facts.ads
    youth, origin = last.mentions
    stated = replace(origin, surface=ORIGIN, end=origin.start + len(ORIGIN), rule=f"en/origin/{ORIGIN}")
    around = replace(youth, start=origin.start - 6, end=origin.start + len(ORIGIN), surface=f"young {ORIGIN}")
    lead = assess(replace(facts, ads=(*ads, replace(last, mentions=(youth, around, stated)))))
    shown = next(reason for reason in lead.reasons if reason.id == "AD-ETHNICITY-STATED")
    assert (shown.contribution, shown.evidence) == (0.0, ())
    assert ORIGIN not in repr(lead)


def test_an_origin_moves_no_score(group: Build) -> None:
    plain, stated = assess(group(*MINOR)), assess(group(MINOR[0] + " word=AD-ETHNICITY-STATED", *MINOR[1:]))
    assert (plain.score, plain.tier, plain.possible_minor) == (stated.score, stated.tier, stated.possible_minor)


@pytest.mark.parametrize("lines", [MANAGED, MINOR, AGENCY, TOURING, YOUNG_ADULT], ids=str)
def test_taking_the_evidence_away_lowers_the_score(group: Build, lines: Lines) -> None:
    facts = group(*lines)
    lead = assess(facts)
    for reason in lead.reasons:
        if reason.contribution > 0:
            spans = {(e.posting, e.field, e.start, e.end) for e in reason.evidence}
            assert spans
            kept = tuple(
                replace(ad, mentions=tuple(m for m in ad.mentions if (m.posting, m.field, m.start, m.end) not in spans))
                for ad in facts.ads
            )
            assert assess(replace(facts, ads=kept)).score < lead.score, reason.id


LOWERING = [
    ("an urgent lead falls with its hard reason", MINOR, ["AD-AGE-MINOR"]),
    ("a low lead cannot fall", YOUNG_ADULT, []),
    ("spam is not lowered", BLAST, []),
]


@pytest.mark.parametrize(("what", "lines", "names"), LOWERING, ids=[row[0] for row in LOWERING])
def test_what_lowers(group: Build, what: str, lines: Lines, names: list[str]) -> None:
    assert [reason.id for reason in what_lowers(assess(group(*lines)))] == names


def test_what_lowers_a_high_lead_are_its_largest_reasons(group: Build) -> None:
    lead = assess(group(*MANAGED))
    lowering = what_lowers(lead)
    assert lowering == lead.reasons[: len(lowering)] != ()


TOKENS = (
    *("name=Amber", "name=Jade", "name=Ruby", "age=17", "age=19", "age=24", "age?=16", "phone=A", "phone=B"),
    *("phone.words=A", "place=Tulsa", "place=Omaha", "place=Reno", "place=Boise", "place=Dallas", "place=Austin"),
    *("day=1", "day=2", "day=9", "text=x", "pic=a.jpg", "word=AD-TRUST", "word=SPAM-SCAM", "word=AD-YOUTH-LANG"),
    *("word=AD-ETHNICITY-STATED", "word=AD-MULTI"),
)
GROUPS = st.lists(st.lists(st.sampled_from(TOKENS), max_size=6).map(" ".join), min_size=1, max_size=8)
CASES = [
    MissingRecord("case-1", "Amber", 15, 17, last_seen_place="Tulsa, OK", identifiers=(("phone", "+19185550101"),))
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(GROUPS, st.booleans())
def test_any_group_is_a_sound_lead_in_any_order(group: Build, lines: list[str], alike: bool) -> None:
    facts = group(*lines, alike=alike)
    lead = assess(facts, CASES)
    _check(lead)
    assert assess(replace(facts, ads=facts.ads[::-1]), CASES) == lead


def _check(lead: Lead) -> None:
    assert lead.score == sum(reason.contribution for reason in lead.reasons)
    assert all(reason.text and reason.grade in ("A", "B", "C") for reason in lead.reasons)
    assert all(len(reason.evidence) <= MOST_EVIDENCE for reason in lead.reasons)
    assert [abs(r.contribution) for r in lead.reasons] == sorted(
        (abs(r.contribution) for r in lead.reasons), reverse=True
    )
    assert lead.evidence <= len(lead.postings)
    lowering = what_lowers(lead)
    assert {reason.id for reason in lowering} <= {reason.id for reason in lead.reasons}
    assert bool(lowering) is (lead.tier in TIERS[:3])
    assert asdict(lead)["lead"] == "L-TEST"


def test_five_thousand_ads_in_one_group_take_about_five_times_one_thousand(group: Build) -> None:
    def seconds(ads: int) -> float:
        names = ("Amber", "Jade", "Ruby")
        lines = [
            f"name={names[n % 3]} age={19 + n % 5} phone.words={chr(65 + n % 26)} place={CITIES[n % 8]} day={n % 90} "
            "word=AD-TRUST pic=a.jpg"
            for n in range(ads)
        ]
        spent = []
        for _ in range(3):
            facts = group(*lines, alike=True)
            start = time.process_time()
            assess(facts)
            spent.append(time.process_time() - start)
        return min(spent)

    assert seconds(5_000) < 12 * seconds(1_000)
