from __future__ import annotations

from itertools import combinations, pairwise
from math import dist

from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.desk import Sighting, Track
from firstlight.web.network import MOST, TOGETHER, Link, layout, network

THINGS = st.lists(st.tuples(st.sampled_from(("phone", "name")), st.sampled_from("abcdefgh")), unique=True, max_size=6)


def track(*ads: list[tuple[str, str]]) -> Track:
    return Track("G-X", tuple(Sighting(f"ad-{n}", None, (), tuple(things)) for n, things in enumerate(ads)), 0)


def test_what_stands_in_one_ad_is_linked() -> None:
    a, b, c = ("phone", "1"), ("name", "Anna"), ("name", "Bea")
    found = network(track([a, b], [a, b], [a, c], []))
    assert [(node.kind, node.value, node.ads) for node in found.nodes] == [
        ("phone", "1", 3),
        ("name", "Anna", 2),
        ("name", "Bea", 1),
    ]
    assert found.links == (Link(0, 1, 2), Link(0, 2, 1))
    assert network(track()).nodes == ()


def test_a_list_of_everything_costs_no_more_than_it_tells() -> None:
    found = network(track([("phone", f"{n:03}") for n in range(400)]))
    assert (len(found.nodes), found.left_out) == (MOST, 400 - MOST)
    assert len(found.links) == TOGETHER * (TOGETHER - 1) // 2


@settings(max_examples=40, deadline=None)
@given(st.lists(THINGS, max_size=8))
def test_everything_is_drawn_inside_and_always_at_the_same_place(ads: list[list[tuple[str, str]]]) -> None:
    found = network(track(*ads))
    assert found == network(track(*ads))
    assert all(0 <= place <= 1 for node in found.nodes for place in (node.x, node.y))
    assert all(link.a < link.b < len(found.nodes) for link in found.links)
    assert all(one.ads >= other.ads for one, other in pairwise(found.nodes))


def test_what_is_linked_stands_nearer_than_what_is_not() -> None:
    linked = [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5)]
    places = layout(6, tuple(Link(a, b, 9) for a, b in linked))

    def apart(pairs: list[tuple[int, int]]) -> float:
        return sum(dist(places[one], places[other]) for one, other in pairs) / len(pairs)

    assert apart(linked) < 0.8 * apart([pair for pair in combinations(range(6), 2) if pair not in linked])
