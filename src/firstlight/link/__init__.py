"""Who stands behind the ads: mentions and wording to sketches, sketches to edges, edges to groups."""

from firstlight.link.connecting import Connection, connect
from firstlight.link.explain import Finding, explain
from firstlight.link.history import History
from firstlight.link.identity import group_name, keys
from firstlight.link.memory import MemoryHistory
from firstlight.link.rules import Rules
from firstlight.link.sketching import SKETCH, sketch

__all__ = [
    "SKETCH",
    "Connection",
    "Finding",
    "History",
    "MemoryHistory",
    "Rules",
    "connect",
    "explain",
    "group_name",
    "keys",
    "sketch",
]
