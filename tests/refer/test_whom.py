"""Who is proposed for which lead: literal cases, the most urgent first."""

from __future__ import annotations

from typing import Any

import pytest

from firstlight.records import Evidence, Interval, Lead, Posting, Reason, Tier
from firstlight.refer import declared, propose, sheet
from firstlight.refer.whom import concerned

AGE = Reason("AD-AGE-MINOR", 27.0, "An age under 18 is stated (17)", "B", (Evidence("ad-1", "text", 4, 6, "17"),))
MISSING = Reason("GRP-MISSING", 30.0, "It fits case 12", "B")
TRUST = Reason("AD-TRUST", 2.0, "Words that stress being genuine", "A")
OTHER = Reason("AD-MULTI", -1.0, "lowers it", "C")


def lead(*reasons: Reason, tier: Tier = "high", minor: float = 0.05, **more: Any) -> Lead:
    about: dict[str, Any] = {"postings": ("ad-1", "ad-2"), "places": ("Tulsa, OK, US",), "first_seen": None, **more}
    return Lead(
        1, "L-1", "G-1", tier, 9.0, Interval(minor, 0.0, 1.0), Interval(0.5, 0.0, 1.0), 2, reasons,
        last_seen=about["first_seen"], **about,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("about", "countries", "expected"),
    [
        (lead(AGE, tier="urgent"), (), ["us-ncmec", "us-nhth", "us-911"]),
        (lead(MISSING, tier="urgent"), (), ["us-ncmec", "us-nhth", "us-911"]),
        (lead(TRUST), (), ["us-911", "us-nhth"]),
        (lead(TRUST, minor=0.4), (), ["us-911", "us-ncmec", "us-nhth"]),
        (lead(AGE, tier="urgent", places=("Leeds, ENG, GB",)), (), ["gb-mseh", "gb-999", "gb-nrm"]),
        (lead(TRUST, places=("Toronto, ON, CA", "Tulsa, OK, US", "Ottawa, ON, CA")), (),
         ["ca-911", "ca-chth", "us-911", "us-nhth"]),
        (lead(TRUST, places=()), ("GB",), ["gb-999", "gb-mseh", "gb-nrm"]),
        (lead(TRUST, places=()), (), ["local"]),
        (lead(TRUST, places=("Lyon, ARA, FR",)), (), ["local"]),
        (lead(TRUST, places=("Tulsa, OK, US",)), ("US",), ["us-911", "us-nhth"]),
    ],
)  # fmt: skip
def test_who_is_proposed(about: Lead, countries: tuple[str, ...], expected: list[str]) -> None:
    assert [proposal.body.id for proposal in propose(about, declared(), countries=countries)] == expected


def test_only_a_stated_age_or_a_fitting_case_puts_the_telephone_first() -> None:
    assert [p.first for p in propose(lead(AGE, tier="urgent"), declared())] == [True, True, False]
    assert not any(p.first for p in propose(lead(TRUST, minor=0.9), declared()))


def test_the_reason_is_the_lead_s_own() -> None:
    found = propose(lead(AGE, MISSING, tier="urgent"), declared())
    assert found[0].why == "It fits case 12"
    assert propose(lead(TRUST), declared())[0].why == "somebody may be controlled by others: 50%"
    assert concerned(lead(TRUST)) == ("adult",)


def test_the_sheet_quotes_and_says_what_is_not_known() -> None:
    ads = [Posting("ad-1", "age 17", site="board.example", url="https://board.example/1")]
    filled = {entry.asks: entry.lines for entry in sheet(lead(AGE, OTHER), ads, ["phone: +19185550142"]).entries}
    assert filled["What makes you think so?"] == ("An age under 18 is stated (17)",)
    assert filled["Ages stated, word for word"] == ("“17” in ad ad-1, characters 4 to 6 of its text",)
    assert filled["The ads"] == (
        "ad-1 · no date · board.example · https://board.example/1",
        "and 1 more of the same group",
    )
    assert filled["When?"] == filled["Is anyone in danger now?"] == ()
