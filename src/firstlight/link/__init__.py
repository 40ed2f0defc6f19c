"""Who stands behind the ads: mentions and wording to sketches, sketches to edges, edges to groups."""

from typing import TYPE_CHECKING

from firstlight.ondemand import on_demand

if TYPE_CHECKING:
    from firstlight.link.connecting import Connection, connect
    from firstlight.link.explaining import Finding, explain
    from firstlight.link.history import History
    from firstlight.link.identity import group_name, keys
    from firstlight.link.memory import MemoryHistory
    from firstlight.link.paths import Way, ways
    from firstlight.link.rules import Rules
    from firstlight.link.sketching import SKETCH, sketch
    from firstlight.link.template import Part, Template, Wording, templates

__all__ = [
    "SKETCH",
    "Connection",
    "Finding",
    "History",
    "MemoryHistory",
    "Part",
    "Rules",
    "Template",
    "Way",
    "Wording",
    "connect",
    "explain",
    "group_name",
    "keys",
    "sketch",
    "templates",
    "ways",
]

__getattr__ = on_demand(
    __name__,
    {
        "SKETCH": "sketching",
        "Connection": "connecting",
        "Finding": "explaining",
        "History": "history",
        "MemoryHistory": "memory",
        "Part": "template",
        "Rules": "rules",
        "Template": "template",
        "Way": "paths",
        "Wording": "template",
        "connect": "connecting",
        "explain": "explaining",
        "group_name": "identity",
        "keys": "identity",
        "sketch": "sketching",
        "templates": "template",
        "ways": "paths",
    },
)
