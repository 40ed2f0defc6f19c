from __future__ import annotations

import pytest

from firstlight import link
from tests.link.ads import MASSAGE, QUIET, Ad, phone, sketches

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
