"""An export as nodes and links: ads, what they name, and what ties them. Tables and graphs are written from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from firstlight.records import IDENTIFIER_KINDS, POSSIBLE
from firstlight.refer.material import Material

NAMED = (*IDENTIFIER_KINDS, "place")
"""Kinds of mention that are nodes."""


@dataclass(frozen=True, slots=True)
class Node:
    """An ad, an identifier or a place; `facts` hold its `type`, its `label` and whatever else is known."""

    id: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Link:
    """A link between two nodes by their ids; `facts` hold its `type` and `label`."""

    a: str
    b: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Network:
    """All of them, each node once."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]


def network(material: Material) -> Network:
    """Return the network of an export. A mention that is only possible makes no link, as it makes no tie."""
    nodes: dict[str, Node] = {}
    links: list[Link] = []
    carried: dict[tuple[str, str], dict[str, datetime | None]] = {}
    for piece in material.pieces:
        ad = piece.posting
        nodes[f"ad:{piece.name}"] = Node(f"ad:{piece.name}", {
            "type": "ad", "label": ad.title or ad.text[:60], "group": piece.group, "posted_at": ad.posted_at,
            "site": ad.site, "location": ad.location, "title": ad.title, "text": ad.text, "url": ad.url,
            "sha256": piece.digest,
        })  # fmt: skip
        for mention in piece.mentions:
            if mention.kind in NAMED and mention.score >= POSSIBLE:
                carried.setdefault((mention.kind, mention.value), {})[piece.name] = ad.posted_at
    for (kind, value), ads in carried.items():
        times = [time for time in ads.values() if time is not None]
        facts = {"type": kind, "label": value, "ads": len(ads), "first_seen": min(times, default=None)}
        nodes[f"{kind}:{value}"] = Node(f"{kind}:{value}", facts | {"last_seen": max(times, default=None)})
        for ad_name, time in ads.items():
            said = {"type": "names", "label": kind, "first_seen": time, "last_seen": time}
            links.append(Link(f"ad:{ad_name}", f"{kind}:{value}", said))
    for tie in material.ties:
        ends = f"ad:{tie.a}", f"ad:{tie.b}"
        if nodes.keys() >= set(ends):
            links.append(Link(*ends, {"type": "tie", "label": f"{tie.kind} {tie.value}", "weight": tie.weight}))
    return Network(tuple(nodes.values()), tuple(links))
