"""Who stands behind the ads: mentions and wording to sketches, sketches to edges, edges to groups."""

from typing import TYPE_CHECKING

from firstlight.ondemand import on_demand

if TYPE_CHECKING:
    from firstlight.link.candidates import carried
    from firstlight.link.connecting import Connection, connect
    from firstlight.link.deciding import Decided, Verdict, decide
    from firstlight.link.explaining import Finding, explain
    from firstlight.link.history import Choices, Entries, History
    from firstlight.link.identity import group_name, keys
    from firstlight.link.memory import MemoryHistory
    from firstlight.link.paths import Way, ways
    from firstlight.link.rules import Rules
    from firstlight.link.sketching import SKETCH, sketch
    from firstlight.link.standing import voices
    from firstlight.link.template import Part, Template, Wording, templates

__all__ = [
    "SKETCH",
    "Choices",
    "Connection",
    "Decided",
    "Entries",
    "Finding",
    "History",
    "MemoryHistory",
    "Part",
    "Rules",
    "Template",
    "Verdict",
    "Way",
    "Wording",
    "carried",
    "connect",
    "decide",
    "explain",
    "group_name",
    "keys",
    "sketch",
    "templates",
    "voices",
    "ways",
]

__getattr__ = on_demand(
    __name__,
    {
        "SKETCH": "sketching",
        "Choices": "history",
        "Connection": "connecting",
        "Decided": "deciding",
        "Entries": "history",
        "Finding": "explaining",
        "History": "history",
        "MemoryHistory": "memory",
        "Part": "template",
        "Rules": "rules",
        "Template": "template",
        "Verdict": "deciding",
        "Way": "paths",
        "Wording": "template",
        "carried": "candidates",
        "connect": "connecting",
        "decide": "deciding",
        "explain": "explaining",
        "group_name": "identity",
        "keys": "identity",
        "sketch": "sketching",
        "templates": "template",
        "voices": "standing",
        "ways": "paths",
    },
)
