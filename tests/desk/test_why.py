from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from firstlight.desk import Desk, GroupWhy, Persona, Refusal
from firstlight.desk.outsiders import sample
from firstlight.desk.why import SAMPLE
from firstlight.errors import InputError
from firstlight.link import group_name
from firstlight.settings import Settings
from firstlight.sift import sift
from firstlight.workspace import Workspace

QUIET = "Quiet dinner company for travellers who like old films, jazz and a slow walk along the river after dessert."
MASSAGE = "Deep tissue massage by appointment, hot stones and warm towels in a bright studio above the flower market."
GARDEN = "Gardener and cook keeps you company at concerts, knows every museum in town and never looks at the clock."
STRINGS = "Violin teacher plays at weddings and garden parties, brings sheet music, two stands and a patient pianist."
LINE, OWN = "918-555-0100", "918-555-01{:02}"


def ads() -> Iterator[dict[str, Any]]:
    """Yield an operation under one number, three strangers who share a booking line, and who got a number later."""
    for day, (name, age) in enumerate([("Ivy", 21), ("Ivy", 23), ("Ruby", 30)], start=1):
        text = f"{name} is here, {age} years old. {QUIET} Call {OWN.format(42)}"
        yield {"id": f"own-{day}", "text": text, "posted_at": f"2026-01-0{day}", "location": "Tulsa, OK"}
    yield {"id": "bare", "text": f"Ivy is here, 21 years old. {QUIET}", "posted_at": "2026-01-05"}
    for at, text in enumerate([MASSAGE, GARDEN, STRINGS]):
        said = f"{text} Book at {LINE} or call me: {OWN.format(50 + at)}"
        yield {"id": f"line-{at}", "text": said, "posted_at": "2026-01-06"}
    yield {"id": "later", "text": f"{GARDEN} Call {OWN.format(42)}", "posted_at": "2026-09-01"}
    yield {"id": "thief", "text": f"Pearl is here. {QUIET} Call {OWN.format(60)}", "posted_at": "2026-01-07"}
    yield {"id": "alone", "text": "nothing to see"}


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder: Path = tmp_path_factory.mktemp("why")
    (folder / "ads.jsonl").write_text("".join(json.dumps(ad) + "\n" for ad in ads()), encoding="utf-8")
    settings = Settings(workspace=folder / "ws", workers=1)
    assert sift([str(folder / "ads.jsonl")], settings).postings == 10
    with Desk.open(Workspace.open(settings.workspace).desk_url) as desk:
        yield desk


@pytest.fixture(scope="module")
def own(market: Desk) -> GroupWhy:
    return market.why_group(group_name("own-1"))


def test_every_ad_has_its_way_to_the_first(own: GroupWhy) -> None:
    assert own.anchor == "own-1"
    assert [way.posting for way in own.ways] == ["own-1", "own-2", "own-3", "bare"]
    assert own.ways[0].toward is None
    for way in own.ways[1:]:
        assert way.steps >= 1
        assert way.toward is not None
        assert way.strongest is not None
    phone, wording = own.ways[1].toward, own.ways[3].toward
    assert phone
    assert wording
    assert (phone.kind, phone.value) == ("phone", "+19185550142")
    assert wording.kind == "wording"


def test_the_wording_and_its_slots(own: GroupWhy) -> None:
    (template,) = own.templates
    assert template.size == 4
    slots = {part.kind: {value.text for value in part.values} for part in template.parts if part.kind != "phrase"}
    assert slots["name"] == {"Ivy", "Ruby"}
    assert slots["age"] == {"21", "23", "30"}
    assert slots["phone"] == {"+19185550142"}
    assert any("Quiet dinner company" in part.text for part in template.parts)


def test_names_with_their_ages_and_places_in_time(own: GroupWhy) -> None:
    assert [(persona.name, persona.ages, persona.postings) for persona in own.personas] == [
        ("Ivy", (21, 23), 3),
        ("Ruby", (30,), 1),
    ]
    assert isinstance(own.personas[0], Persona)
    assert own.identifiers[0].postings == 3
    assert [str(stay.day) for stay in own.stays] == ["2026-01-01", "2026-01-02", "2026-01-03"]


def refusal(why: GroupWhy, kind: str) -> Refusal:
    (found,) = [refused for refused in why.refused if refused.kind == kind]
    return found


def test_a_number_that_somebody_else_got_later_is_refused_as_recycled(own: GroupWhy) -> None:
    found = refusal(own, "phone")
    assert (found.rule, found.other, found.groups, found.postings) == ("recycled", "later", 1, 1)
    assert "days lie between" in found.text


def test_a_booking_line_is_refused_as_a_hub(market: Desk) -> None:
    found = refusal(market.why_group(group_name("line-1")), "phone")
    assert (found.value, found.rule, found.groups) == ("+19185550100", "hub", 2)


def test_a_lone_posting(market: Desk) -> None:
    found = market.why_group(group_name("alone"))
    assert [(way.posting, way.strongest, way.steps) for way in found.ways] == [("alone", None, 0)]
    assert (found.templates, found.identifiers, found.personas, found.refused) == ((), (), (), ())


PAIRS = [
    ("own-1", "own-2", True, [("phone", "identifier", True), ("wording", "one_wording", True)]),
    ("own-1", "bare", True, [("wording", "one_wording", True)]),
    ("own-1", "later", False, [("phone", "recycled", False)]),
    ("line-0", "line-1", False, [("phone", "hub", False)]),
    ("own-1", "thief", False, [("wording", "supported", False)]),
    ("own-1", "alone", False, [("wording", "one_wording", False)]),
]


@pytest.mark.parametrize(("a", "b", "linked", "first"), PAIRS)
def test_two_postings(market: Desk, a: str, b: str, linked: bool, first: list[tuple[str, str, bool]]) -> None:
    for one, two in ((a, b), (b, a)):
        found = market.why_pair(one, two)
        assert found.linked is linked
        assert bool(found.chain) is linked
        assert (found.groups[0] == found.groups[1]) is linked
        assert [(f.kind, f.rule, f.ties) for f in found.findings[: len(first)]] == first


def test_a_posting_and_itself(market: Desk) -> None:
    found = market.why_pair("own-1", "own-1")
    assert (found.linked, found.chain, found.findings) == (False, (), ())


@pytest.mark.parametrize(("a", "b"), [("own-1", "nobody"), ("nobody", "own-1"), ("\0", "own-1")])
def test_a_posting_that_is_not_there(market: Desk, a: str, b: str) -> None:
    with pytest.raises(InputError, match="no posting"):
        market.why_pair(a, b)


def test_a_group_that_is_not_there(market: Desk) -> None:
    with pytest.raises(InputError, match="no group 'G-NOBODY'"):
        market.why_group("G-NOBODY")


def test_what_a_person_decided_stands_first(market: Desk) -> None:
    market.judge("not-same", "own-2", "later", who="ana", why="another voice")
    market.judge("same", "own-1", "own-2", who="ana")
    try:
        for a, b in (("own-2", "later"), ("later", "own-2")):
            first = market.why_pair(a, b).findings[0]
            assert (first.kind, first.value, first.ties, first.rule) == ("decision", "not-same", False, "decision")
            assert first.text.startswith("ana decided on 20")
            assert first.text.endswith("do not have one hand behind them: another voice")
        assert market.why_pair("own-1", "own-2").findings[0].ties
        assert market.why_pair("own-1", "own-3").findings[0].kind == "phone"
        found = market.why_group(group_name("own-1")).refused[0]
        assert (found.rule, found.posting, found.other) == ("decision", "own-2", "later")
    finally:
        for decision in market.standing(acts=("same", "not-same")):
            market.undo(decision.entry, who="ana")
    assert market.why_group(group_name("own-1")).refused[0].rule == "recycled"


def test_a_decision_that_contradicts_others_is_told_where_it_matters(market: Desk) -> None:
    market.judge("same", "own-1", "thief", who="ana")
    market.judge("same", "thief", "alone", who="ben")
    market.judge("not-same", "alone", "own-1", who="cem", why="other hands")
    said = "other hands. It is not followed, for others lead from alone to thief to own-1: take one of them back."
    try:
        first = market.why_pair("own-1", "alone").findings[0]
        assert (first.kind, first.value, first.ties) == ("decision", "not-same", False)
        assert first.text.endswith(said)
        told = [refusal for refusal in market.why_group(group_name("own-1")).refused if refusal.rule == "decision"]
        assert [(refusal.posting, refusal.other) for refusal in told] == [("own-1", "alone")]
        assert told[0].text == first.text
        assert "not followed" not in market.why_pair("own-1", "thief").findings[0].text
        (contradiction,) = market.contradictions()
        assert contradiction.startswith(f"decision {market.last_decision()} says that alone and own-1 are not same; ")
        assert contradiction.endswith("others lead from alone to thief to own-1: take one of them back")
    finally:
        for decision in market.standing(acts=("same", "not-same")):
            market.undo(decision.entry, who="ana")


SAMPLES = [
    ([], 3, []),
    ([(0, 7), (1, 7), (2, 7)], 2, [0, 1]),
    ([(0, 7), (1, 7), (2, 7), (3, 8), (4, 9)], 3, [0, 3, 4]),
    ([(0, 7), (1, 7), (2, 8), (3, 8), (4, 8)], 4, [0, 1, 2, 3]),
    ([(0, 7), (1, 8)], 9, [0, 1]),
]


@pytest.mark.parametrize(("held", "most", "chosen"), SAMPLES)
def test_a_sample_takes_every_wording_in_turn(held: list[tuple[int, int]], most: int, chosen: list[int]) -> None:
    assert sample(held, most)[0] == chosen


def test_a_template_of_a_wide_group_stands_for_all_its_ads(tmp_path: Path) -> None:
    many = 3 * SAMPLE
    lines = (json.dumps({"id": str(n), "text": f"{QUIET} Call {OWN.format(42)}"}) + "\n" for n in range(many))
    (tmp_path / "ads.jsonl").write_text("".join(lines), encoding="utf-8")
    settings = Settings(workspace=tmp_path / "ws", workers=1)
    sift([str(tmp_path / "ads.jsonl")], settings)
    with Desk.open(Workspace.open(settings.workspace).desk_url) as desk:
        (template,) = desk.why_group(group_name("0")).templates
    assert template.size == many
    assert len(template.ads) == SAMPLE
