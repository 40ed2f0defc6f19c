from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.link.paths import chain, other, ways
from firstlight.records import Edge


def tie(pair: str, weight: float = 1.0, kind: str = "phone") -> Edge:
    return Edge(pair[0], pair[1], kind, "+19185550142", weight)


TIES = [tie("ab"), tie("bc", 0.5), tie("cd"), tie("ad", 0.25), tie("xy")]

WAYS = [
    ("a", 0, "ab", None),
    ("b", 1, "ab", "ab"),
    ("c", 2, "cd", "cd"),  # over b or over d: the stronger last step decides
    ("d", 1, "cd", "ad"),
    ("x", -1, "xy", None),
    ("z", -1, None, None),
]


@pytest.mark.parametrize(("posting", "steps", "strongest", "toward"), WAYS)
def test_the_way_of_each_to_the_anchor(posting: str, steps: int, strongest: str | None, toward: str | None) -> None:
    (way,) = ways([posting], TIES, "a")
    named = [edge and edge.a + edge.b for edge in (way.strongest, way.toward)]
    assert (way.posting, way.steps, *named) == (posting, steps, strongest, toward)


CHAINS = [
    ("a", "a", []),
    ("a", "b", ["ab"]),
    ("b", "a", ["ab"]),
    ("b", "d", ["ab", "ad"]),
    ("a", "x", []),
    ("q", "a", []),
]


@pytest.mark.parametrize(("a", "b", "expected"), CHAINS)
def test_the_shortest_chain(a: str, b: str, expected: list[str]) -> None:
    assert [edge.a + edge.b for edge in chain(TIES, a, b)] == expected


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.floats(0, 1)), max_size=12))
def test_following_the_way_leads_to_the_anchor(drawn: list[tuple[str, str, float]]) -> None:
    edges = [tie(min(a, b) + max(a, b), weight) for a, b, weight in drawn if a != b]
    found = {way.posting: way for way in ways("abcdef", edges, "a")}
    for way in found.values():
        if way.steps < 0:
            assert not chain(edges, way.posting, "a")
            continue
        at, steps = way.posting, 0
        while (toward := found[at].toward) is not None:
            at, steps = other(toward, at), steps + 1
        assert (at, steps) == ("a", way.steps)
        assert len(chain(edges, way.posting, "a")) == way.steps
