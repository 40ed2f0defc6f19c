"""The network of a group: what its ads name, and which of it stands together in ads, laid out once and for all.

The layout is made here, so that it is the same on every screen, in print, and at the next visit.
Source of the method: Fruchterman and Reingold 1991, as igraph has it.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from itertools import combinations

import igraph

from firstlight.desk import Track

MOST = 60
"""Nodes of a picture, those in most ads first: more than that nobody can read."""

TOGETHER = 40
"""Things of one ad that are paired with one another; an ad that lists more is a directory, and says little by it."""


@dataclass(frozen=True, slots=True)
class Node:
    """An identifier or a name: how many ads have it, and where it is drawn, 0 to 1 across and down."""

    kind: str
    value: str
    ads: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Link:
    """Two nodes, by their number, and how many ads have both."""

    a: int
    b: int
    ads: int


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes, those in most ads first, and links; `left_out` things are in too few ads to be drawn."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    left_out: int


def network(track: Track) -> Network:
    """Return the network of a group's identifiers and names; costs the ads, and the square of what one ad names."""
    ads = Counter(thing for ad in track.sightings for thing in ad.things)
    order = sorted(ads, key=lambda thing: (-ads[thing], thing))
    shown = {thing: number for number, thing in enumerate(order[:MOST])}
    together: Counter[tuple[int, int]] = Counter()
    for ad in track.sightings:
        numbers = sorted(shown[thing] for thing in ad.things if thing in shown)[:TOGETHER]
        together.update(combinations(numbers, 2))
    links = tuple(Link(a, b, count) for (a, b), count in sorted(together.items()))
    places = layout(len(shown), links)
    nodes = tuple(Node(*thing, ads[thing], *places[number]) for thing, number in shown.items())
    return Network(nodes, links, len(order) - len(shown))


def layout(count: int, links: tuple[Link, ...]) -> list[tuple[float, float]]:
    """Return where each node stands, 0 to 1 across and down; the same for the same network."""
    if count == 0:
        return []
    graph = igraph.Graph(n=count, edges=[(link.a, link.b) for link in links])
    dice = random.Random(count)  # noqa: S311 - only where circles begin
    start = [(dice.random() * 10, dice.random() * 10) for _ in range(count)]
    igraph.set_random_number_generator(dice)
    weights = [1 + min(link.ads, 50) ** 0.5 for link in links] or None
    drawn = graph.layout_fruchterman_reingold(weights=weights, seed=start, niter=600, grid="nogrid")
    columns = list(zip(*drawn.coords, strict=True))
    low, high = [min(column) for column in columns], [max(column) for column in columns]
    return [
        tuple(  # type: ignore[misc]
            round((value - least) / (most - least), 4) if most > least else 0.5
            for value, least, most in zip(point, low, high, strict=True)
        )
        for point in drawn.coords
    ]
