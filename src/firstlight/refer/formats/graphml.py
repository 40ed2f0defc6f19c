"""The network as GraphML (graphml.graphdrawing.org), for Gephi, yEd, igraph and networkx."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from firstlight.refer.formats.markup import attribute, text
from firstlight.refer.formats.network import network
from firstlight.refer.material import Material
from firstlight.rows import plain

KEYS = {
    "node": ("type", "label", "group", "site", "location", "title", "text", "url", "sha256", "posted_at", "ads",
             "first_seen", "last_seen"),
    "edge": ("type", "label", "weight", "first_seen", "last_seen"),
}  # fmt: skip
_NUMBERS = {"ads": "int", "weight": "double"}


def render(material: Material) -> bytes:
    """Return the network as GraphML."""
    return "\n".join(_lines(material)).encode()


def _lines(material: Material) -> Iterator[str]:
    found = network(material)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for what, names in KEYS.items():
        for name in names:
            kind = _NUMBERS.get(name, "string")
            yield f'<key id="{what[0]}-{name}" for="{what}" attr.name="{name}" attr.type="{kind}"/>'
    yield '<graph id="firstlight" edgedefault="undirected">'
    for node in found.nodes:
        yield f"<node id={attribute(node.id)}>{_data('node', node.facts)}</node>"
    for number, link in enumerate(found.links):
        ends = f"source={attribute(link.a)} target={attribute(link.b)}"
        yield f'<edge id="e{number}" {ends}>{_data("edge", link.facts)}</edge>'
    yield "</graph>"
    yield "</graphml>\n"


def _data(what: str, facts: Mapping[str, Any]) -> str:
    known = {name: plain(facts[name]) for name in KEYS[what] if facts.get(name) is not None}
    return "".join(f'<data key="{what[0]}-{name}">{text(value)}</data>' for name, value in known.items())
