"""Taking out of the ads all that a reason names lowers the score, every time: the reason rests on what it says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.assess import REGISTRY, GroupFacts, assess, declared
from firstlight.assess.facts import Sighting, again
from firstlight.records import Mention
from tests.assess.conftest import build

Build = Callable[..., GroupFacts]


def without(group: GroupFacts, gone: Sequence[Mention]) -> GroupFacts:
    out = set(gone)
    kept = (replace(ad, mentions=tuple(m for m in ad.mentions if m not in out)) for ad in group.ads)
    return replace(group, ads=tuple(kept))


def raising(group: GroupFacts) -> dict[str, Sequence[Mention]]:
    """Return what each reason that adds points rests on."""
    signals = {name: ask(group) for name, ask in REGISTRY.items() if declared().points(name) > 0}
    return {name: signal.evidence for name, signal in signals.items() if signal}


TOKENS = (
    *(f"name={name}" for name in ("Amber", "Jade", "Ruby")),
    *(f"age={age}" for age in (16, 19, 22, 26)),
    *(f"{form}={letter}" for form in ("phone", "phone.words") for letter in "ABC"),
    *(f"place={city}" for city in ("Tulsa", "Wichita", "Omaha", "Dallas")),
    *(f"day={day}" for day in (0, 3, 6, 9)),
    *(f"word={name}" for name in ("AD-TRUST", "AD-YOUTH-LANG", "AD-MULTI", "AD-PLURAL", "AD-RESTRICT")),
    *(f"pic={letter}.jpg" for letter in "ab"),
)
TEXTS = ("", "", "text=x word=AD-TRUST", "text=y word=AD-YOUTH-LANG word=AD-PLURAL", "text=z")
"""Equal texts use equal words."""


def _line(text: str, tokens: list[str]) -> str:
    return " ".join([text, *(token for token in tokens if not (text and token.startswith("word")))])


LINES = st.builds(_line, st.sampled_from(TEXTS), st.lists(st.sampled_from(TOKENS), max_size=7))
ADS = st.lists(LINES, min_size=1, max_size=8)


@settings(deadline=None, derandomize=True)
@given(ADS)
def test_deleting_what_a_reason_names_lowers_the_score(lines: list[str]) -> None:
    group = build(*lines)
    score = assess(group).score
    for name, evidence in raising(group).items():
        assert assess(without(group, evidence)).score < score, name


def test_what_is_said_again_and_in_copies_is_named(group: Build) -> None:
    copied = group(
        "text=x name=Amber word=AD-TRUST name=Amber place=Tulsa",
        "text=x name=Amber word=AD-TRUST place=Omaha",
        "text=y name=Jade",
    )
    trust, names = copied.wording("AD-TRUST"), copied.names["ad1"]
    assert [m.posting for m in copied.everywhere(trust)] == ["ad1", "ad2"]
    assert [m.posting for m in copied.everywhere(names)] == ["ad1", "ad1", "ad2"]
    assert [m.posting for m in again(names)] == ["ad1", "ad1"]


@pytest.mark.parametrize(("spelled", "counts"), [(("Tulsa", "TULSA OK", "tulsa area"), False), ((None,) * 3, True)])
def test_one_place_in_many_spellings_is_no_journey(group: Build, spelled: Sequence[str | None], counts: bool) -> None:
    tour = group("phone=A place=Tulsa day=0", "phone=A place=Wichita day=3", "phone=A place=Omaha day=6")
    ads = tuple(
        replace(ad, location=place, mentions=tuple(m for m in ad.mentions if m.kind != "place")) if place else ad
        for ad, place in zip(tour.ads, spelled, strict=True)
    )
    assert bool(REGISTRY["GRP-CIRCUIT"](replace(tour, ads=ads))) is counts


def test_a_certain_sighting_stands_for_itself(group: Build) -> None:
    (ad,) = group("age=17").ads
    assert again([Sighting(ad, ad.mentions[0])]) == list(ad.mentions)
