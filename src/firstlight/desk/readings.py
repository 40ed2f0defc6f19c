"""The identifiers that stand in a search box, and where, as extraction reads them."""

from __future__ import annotations

from collections.abc import Sequence

from firstlight.desk.query import Reading
from firstlight.extract.kinds import Context, identifier_kinds
from firstlight.extract.text import view


def readings(query: str, regions: Sequence[str]) -> list[Reading]:
    """Return every identifier in a query with its span, the surest first; as `extract.identifiers`, but with places."""
    seen = view(query)
    context = Context(field="query", regions=regions)
    found = [each for kind in identifier_kinds() for each in kind.find(seen, context)]
    found.sort(key=lambda each: -each.score)
    return [Reading(each.kind, each.value, *seen.span(each.start, each.end)) for each in found]
