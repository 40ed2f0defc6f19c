"""A lead in words: what was found, what each part adds, and the exact words it rests on."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import typer

from firstlight.cli.output import clean, cut, day, percent

if TYPE_CHECKING:
    from firstlight.records import Edge, Group, Interval, Lead, Reason

_WIDE = 78
_QUOTES = 3
_TIES = 10


def explain(lead: Lead, group: Group | None = None, edges: Sequence[Edge] = ()) -> None:
    """Print why a lead stands where it does; with its group and edges, also what ties its ads together."""
    for line in lines(lead, group, edges):
        typer.echo(line)


def lines(lead: Lead, group: Group | None = None, edges: Sequence[Edge] = ()) -> Iterator[str]:
    """Yield the explanation of a lead, line by line, at most 80 columns wide."""
    yield f"{lead.group}  rank {lead.rank}  {lead.tier}  score {lead.score:.2f}"
    yield f"possible minor {_range(lead.possible_minor)}, possible control {_range(lead.possible_control)}"
    seen = f"{day(lead.first_seen)} to {day(lead.last_seen)}"
    yield f"{len(lead.postings):,} ads, {lead.evidence:,} distinct; {seen}"
    yield from _wrapped("places", lead.places)
    if group is not None:
        yield from _wrapped("identifiers", group.identifiers)
    yield ""
    for reason in lead.reasons:
        yield from _reason(reason)
    yield f"{lead.score:+8.2f}  the score: the sum of the above"
    if edges:
        yield ""
        yield from _ties(edges)


def tie(kind: str, value: str, weight: float) -> str:
    """Say what two postings share, and how much it weighs (0 to 1)."""
    return cut(f"{kind} {clean(value)}", _WIDE - 20) + f" (weight {weight:.2f})"


def _reason(reason: Reason) -> Iterator[str]:
    first, *rest = textwrap.wrap(clean(reason.text), _WIDE - 10) or [""]
    yield f"{reason.contribution:+8.2f}  {first}"
    for line in rest:
        yield f"{'':10}{line}"
    yield f"{'':10}{reason.id}, grade {reason.grade}"
    for piece in reason.evidence[:_QUOTES]:
        yield f"{'':10}{cut(f'“{clean(piece.surface)}” in {clean(piece.posting)}', _WIDE - 10)}"
    if len(reason.evidence) > _QUOTES:
        yield f"{'':10}and {len(reason.evidence) - _QUOTES} more"


def _ties(edges: Sequence[Edge]) -> Iterator[str]:
    strongest: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        strongest.setdefault((edge.kind, edge.value), []).append(edge)
    ordered = sorted(strongest.items(), key=lambda item: -len(item[1]))
    yield "tied together by"
    for (kind, value), pairs in islice(ordered, _TIES):
        yield f"{len(pairs):8,}  {tie(kind, value, max(edge.weight for edge in pairs))}"
    if len(ordered) > _TIES:
        yield f"{'':10}and {len(ordered) - _TIES} more"


def _range(interval: Interval) -> str:
    return f"{percent(interval.value)} ({percent(interval.low)} to {percent(interval.high)})"


def _wrapped(name: str, values: Sequence[str]) -> Iterator[str]:
    if values:
        said = f"{name}: {', '.join(clean(value) for value in values[:20])}"
        yield from textwrap.wrap(said + (f" and {len(values) - 20} more" if len(values) > 20 else ""), _WIDE)
