from __future__ import annotations

import pytest

from firstlight import link
from firstlight.link.explaining import Finding, findings, hubs
from tests.link.ads import GARDEN, MASSAGE, QUIET, Ad, phone, sketches

ONE, TWO, THREE = phone(1), phone(2), phone(3)

# Each case: two ads, the (kind, ties) found of them, and words that the first reason holds.
CASES = [
    ([Ad(QUIET, (ONE,)), Ad(MASSAGE, (ONE,))], [("phone", True), ("wording", False)], "Both give this phone."),
    (
        [Ad(QUIET, (ONE,), day=0, names=("Ivy",)), Ad(MASSAGE, (ONE,), day=90, names=("Ruby",))],
        [("phone", False), ("wording", False), ("time", False)],
        "recycled",
    ),
    (
        [Ad(QUIET, (ONE, THREE)), Ad(MASSAGE, (TWO, THREE))],
        [("phone", False), ("wording", False)],
        "each also gives one of its own",
    ),
    ([Ad(QUIET, (ONE,)), Ad(QUIET)], [("wording", True)], "no contact speaks against it"),
    ([Ad(QUIET, (ONE,)), Ad(QUIET, (TWO,))], [("wording", False), ("contact", False)], "may be stolen"),
    (
        [Ad(QUIET, (ONE,), names=("Ivy",), places=("Reno",)), Ad(QUIET, (TWO,), names=("Ivy",), places=("Reno",))],
        [("wording", True), ("contact", False), ("name", False), ("place", False)],
        "under one name, in one place",
    ),
    ([Ad(QUIET, pictures=("a",)), Ad(MASSAGE, pictures=("a",))], [("picture", False), ("wording", False)], "picture"),
]


@pytest.mark.parametrize(("ads", "kinds", "words"), CASES)
def test_what_is_found_of_two_ads(ads: list[Ad], kinds: list[tuple[str, bool]], words: str) -> None:
    history = link.MemoryHistory()
    new = sketches(ads)
    connection = link.connect(new, history)
    history.add(new, connection)
    found = link.explain(1, 0, history)
    assert [(finding.kind, finding.ties) for finding in found] == kinds
    assert words in found[0].text
    assert any(finding.ties for finding in found) == (len(set(connection.roots.tolist())) == 1)


def test_a_posting_is_itself() -> None:
    history = link.MemoryHistory()
    new = sketches([Ad(QUIET)])
    history.add(new, link.connect(new, history))
    assert [finding.kind for finding in link.explain(0, 0, history)] == ["posting"]


# Each case: two ads, and the rule that is named for the first finding.
RULES = [
    ([Ad(QUIET, (ONE,)), Ad(MASSAGE, (ONE,))], "identifier"),
    ([Ad(QUIET, (ONE,), day=0), Ad(MASSAGE, (ONE,), day=90)], "recycled"),
    ([Ad(QUIET, (ONE, THREE)), Ad(MASSAGE, (TWO, THREE))], "strangers"),
    ([Ad(QUIET, (ONE,)), Ad(QUIET)], "one_wording"),
    ([Ad(QUIET, (ONE,)), Ad(QUIET, (TWO,))], "supported"),
    ([Ad("hello there", (ONE,)), Ad("hello there")], "one_wording"),
]


def first(ads: list[Ad], **known: set[str]) -> Finding:
    return findings(sketches(ads), [(0, 1)], hubs=known.get("hubs", set()))[0][0]


@pytest.mark.parametrize(("ads", "rule"), RULES)
def test_every_verdict_names_its_rule(ads: list[Ad], rule: str) -> None:
    assert first(ads).rule == rule


def test_a_short_text_is_not_said_to_be_different() -> None:
    found = first([Ad("hello there", (ONE,)), Ad("hello there")])
    assert not found.ties
    assert "100% alike, but what they share is short" in found.text


def test_a_known_hub_ties_nothing() -> None:
    found = first([Ad(QUIET, (ONE,)), Ad(MASSAGE, (ONE,))], hubs={ONE})
    assert (found.ties, found.rule) == (False, "hub")


def test_many_pairs_are_told_as_one_by_one() -> None:
    table = sketches([ad for ads, _ in RULES for ad in ads])
    pairs = [(at, at + 1) for at in range(0, table.num_rows, 2)]
    together = findings(table, pairs)
    assert [found[0].rule for found in together] == [rule for _, rule in RULES]
    assert findings(table, []) == []


def test_what_strangers_share_is_a_hub() -> None:
    line = phone(90)
    others = [Ad(text, (phone(91 + at), line)) for at, text in enumerate((QUIET, MASSAGE, GARDEN))]
    own = [Ad(QUIET, (ONE,)), Ad(MASSAGE, (ONE,)), Ad(GARDEN, (ONE,))]
    table = sketches([*others, *own])
    shared = [(0, 1, line), (1, 2, line), (3, 4, ONE), (4, 5, ONE)]
    assert hubs(table, shared) == {line}
    assert hubs(table, []) == set()
