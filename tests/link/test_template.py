from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.link.aligning import Slot
from firstlight.link.template import FORMS, Template, Wording, templates
from tests.link.ads import GARDEN, MASSAGE, QUIET


def wording(posting: str, text: str, **slots: str) -> Wording:
    """Return an ad in whose text each surface stands for a mention of that kind, its value the surface in capitals."""
    found = [(text.index(surface), kind, surface) for kind, surface in slots.items()]
    return Wording(posting, text, tuple(Slot(at, at + len(s), kind, s.upper()) for at, kind, s in sorted(found)))


def shape(template: Template) -> list[tuple[str, object]]:
    """Return each part as (kind, phrase or values)."""
    return [(part.kind, part.text or {v.text: v.ads for v in part.values}) for part in template.parts]


SLOTS = [
    wording(
        "1", "Ivy is in Reno, quiet dinner company, call 5550101 tonight", name="Ivy", place="Reno", phone="5550101"
    ),
    wording("2", "Rose is in Reno, quiet dinner company, call 5550102", name="Rose", place="Reno", phone="5550102"),
    wording("3", "Ivy is in Elko, quiet dinner company, call 5550101 now", name="Ivy", place="Elko", phone="5550101"),
]
CASES: list[tuple[str, list[Wording], list[list[tuple[str, object]]]]] = [
    ("no ads", [], []),
    ("one ad has nothing in common", [wording("1", QUIET)], []),
    ("two copies", [wording("1", QUIET), wording("2", QUIET)], [[("phrase", QUIET.rstrip("."))]]),
    ("texts of one word", [wording(name, "hello") for name in "123"], [[("phrase", "hello")]]),
    ("empty texts", [wording("1", ""), wording("2", " "), wording("3", "!?")], []),
    ("strangers", [wording("1", QUIET), wording("2", MASSAGE), wording("3", GARDEN)], []),
    (
        "mentions are slots of their kind, what else changes is a slot of words",
        SLOTS,
        [
            [
                ("name", {"IVY": 2, "ROSE": 1}),
                ("phrase", "is in"),
                ("place", {"RENO": 2, "ELKO": 1}),
                ("phrase", "quiet dinner company, call"),
                ("phone", {"5550101": 2, "5550102": 1}),
                ("words", {"now": 1, "tonight": 1}),
            ]
        ],
    ),
    (
        "a mention that never changes is a slot with one value",
        [wording("1", "call 5550101 now", phone="5550101"), wording("2", "call 5550101 now", phone="5550101")],
        [[("phrase", "call"), ("phone", {"5550101": 2}), ("phrase", "now")]],
    ),
    (
        "two wordings are two templates, the wider first",
        [
            *(wording(f"m{n}", f"{MASSAGE} {word}") for n, word in enumerate(("Mornings", "Evenings", "Weekends"))),
            *(wording(f"q{n}", QUIET) for n in range(2)),
        ],
        [
            [("phrase", MASSAGE.rstrip(".")), ("words", {"Evenings": 1, "Mornings": 1, "Weekends": 1})],
            [("phrase", QUIET.rstrip("."))],
        ],
    ),
    (
        "hidden characters, other alphabets and drawn-out letters read the same",
        [wording("1", "quіet dіnner company tonight"), wording("2", "Q\u200buiet dinner COMPANYYY tonight")],
        [[("phrase", "quіet dіnner company tonight")]],
    ),
]


@pytest.mark.parametrize(("ads", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_ads_have_in_common(ads: list[Wording], expected: list[list[tuple[str, object]]]) -> None:
    assert [shape(template) for template in templates(ads)] == expected


def test_the_same_whatever_else_happened_before() -> None:
    assert templates(SLOTS) == templates(SLOTS)


def test_a_part_knows_in_how_many_ads_it_is() -> None:
    (found,) = templates(SLOTS)
    assert [part.ads for part in found.parts] == [3, 3, 3, 3, 3, 2]
    assert found.size == 3
    assert {ad.posting for ad in found.ads} == {"1", "2", "3"}


def test_identical_texts_by_the_thousand_are_aligned_once() -> None:
    (found,) = templates([wording(str(n), QUIET) for n in range(5_000)])
    assert found.size == 5_000
    assert len({ad.places for ad in found.ads}) == 1


def test_more_texts_than_are_aligned_leave_out_the_rarest() -> None:
    once = [wording(f"once{n}", f"{QUIET} {'abcdefghij'[n % 10]}{n}x") for n in range(FORMS + 50)]
    found = templates([*once, *(wording(f"often{n}", QUIET) for n in range(5))])
    assert found[0].size == FORMS - 1 + 5
    assert sum(ad.posting.startswith("often") for ad in found[0].ads) == 5


def test_a_text_of_ten_megabytes() -> None:
    (found,) = templates([wording(name, QUIET + " and so on" * 1_000_000) for name in "12"])
    assert found.parts[0].text.startswith("Quiet dinner company")


LINES = ("quiet company", "by the river", "Ivy", "call 5550101", "tonight", "ｗａｒｍ", "\u202eback", "😀", "a a a", "")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.sampled_from(LINES), max_size=8), max_size=8), st.sampled_from((" ", "\n", "\u200b ")))
def test_every_place_maps_to_the_original_text(ads: list[list[str]], joint: str) -> None:
    wordings = []
    for number, lines in enumerate(ads):
        text = joint.join(lines)
        at = text.find("5550101")
        wordings.append(Wording(str(number), text, (Slot(at, at + 7, "phone", "+15550101"),) if at >= 0 else ()))
    texts = {each.posting: each.text for each in wordings}
    seen: list[str] = []
    for template in templates(wordings):
        assert template.size >= 2
        for ad in template.ads:
            seen.append(ad.posting)
            done = 0
            for part, start, end in ad.places:
                assert done <= start < end <= len(texts[ad.posting])
                done = end
                check(template, part, texts[ad.posting][start:end])
    assert len(seen) == len(set(seen))


def check(template: Template, number: int, said: str) -> None:
    """Check what stands in a place: for a slot, one of its values, and for a mention its own surface."""
    part = template.parts[number]
    values = {value.text for value in part.values}
    if part.kind == "phone":
        assert said == "5550101"
        assert "+15550101" in values
    elif part.kind == "words":
        assert " ".join(said.split()) in values or said == "5550101"
    else:
        assert part.kind == "phrase"
        assert part.text
