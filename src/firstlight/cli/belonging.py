"""Why postings belong together, in words: of one group, and of two postings."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from firstlight.cli.explain import tie
from firstlight.cli.output import clean, cut

if TYPE_CHECKING:
    from firstlight.desk import GroupWhy, PairWhy
    from firstlight.link import Finding, Part, Way
    from firstlight.records import Edge

_WIDE = 78
_VALUES = 3
_ADS = 10
_REFUSED = 10

WAY_COLUMNS = (
    "group", "posting", "steps",
    "strongest.a", "strongest.b", "strongest.kind", "strongest.value", "strongest.weight",
    "toward.a", "toward.b", "toward.kind", "toward.value", "toward.weight",
)  # fmt: skip
"""The columns of a group explained in CSV: one row an ad."""


def group_lines(why: GroupWhy) -> Iterator[str]:
    """Yield why the ads of a group belong together, line by line, at most 80 columns wide."""
    for template in why.templates:
        yield ""
        yield f"one wording in {template.size:,} ads, such as {cut(clean(template.seed), 40)}"
        yield from _wrapped(" ".join(_shown(part) for part in template.parts))
    if why.personas:
        yield ""
        names = (f"{clean(p.name)} ({_ages(p.ages)}{p.postings:,} ads)" for p in islice(why.personas, 12))
        yield from textwrap.wrap("names: " + ", ".join(names), _WIDE)
    if why.refused:
        yield ""
        yield "what others share, and why it ties nothing"
        for refusal in why.refused[:_REFUSED]:
            what = cut(f"{refusal.kind} {clean(refusal.value)}", 44)
            yield f"  {what}, {_many(refusal.postings, 'ad')} in {_many(refusal.groups, 'other group')}"
            yield from _wrapped(f"{clean(refusal.posting)} and {clean(refusal.other)}: {refusal.text}")
        if len(why.refused) > _REFUSED:
            yield f"  and {len(why.refused) - _REFUSED} more"
    if len(why.ways) > 1:
        yield ""
        yield f"the way of each ad to the first, {clean(why.anchor)}"
        for way in why.ways[1 : _ADS + 1]:
            yield from _way(way)
        if len(why.ways) > _ADS + 1:
            yield f"  and {len(why.ways) - _ADS - 1:,} more ads (--format jsonl has all)"


def pair_lines(why: PairWhy) -> Iterator[str]:
    """Yield why two postings are linked or are not, line by line."""
    a, b = clean(why.a), clean(why.b)
    if why.a == why.b:
        yield f"{a} is one posting."
        return
    if why.linked:
        steps = "directly" if len(why.chain) == 1 else f"in {len(why.chain)} steps"
        yield f"{a} and {b} are linked {steps}:" if why.chain else f"{a} and {b} are in one group:"
        yield from _chain(why)
        yield "Between the two themselves:"
    else:
        yield f"{a} and {b} are not linked: they are in different groups."
    for finding in why.findings:
        yield from textwrap.wrap(_said(finding), _WIDE, initial_indent="  ", subsequent_indent="    ")


def _chain(why: PairWhy) -> Iterator[str]:
    at = why.a
    for edge in why.chain:
        there = _other(edge, at)
        yield f"  {clean(at)} - {clean(there)}: {tie(edge.kind, edge.value, edge.weight)}"
        at = there


def _said(finding: Finding) -> str:
    what = f"{finding.kind} {clean(finding.value)}: " if finding.value and finding.kind != "wording" else ""
    rule = f" [{finding.rule}]" if finding.rule and not finding.ties else ""
    return f"{'+' if finding.ties else '-'} {what}{finding.text}{rule}"


def _way(way: Way) -> Iterator[str]:
    if way.toward is None:
        yield f"  {clean(way.posting)}: no tie is kept"
        return
    there = _other(way.toward, way.posting)
    steps = f", then {way.steps - 1} more" if way.steps > 1 else ""
    yield cut(
        f"  {clean(way.posting)} - {clean(there)}{steps}: {tie(way.toward.kind, way.toward.value, way.toward.weight)}",
        80,
    )


def _other(edge: Edge, at: str) -> str:
    return edge.b if edge.a == at else edge.a


def _shown(part: Part) -> str:
    if part.kind == "phrase":
        return clean(part.text)
    values = [cut(clean(value.text), 30) for value in part.values[:_VALUES]]
    more = f" +{len(part.values) - _VALUES}" if len(part.values) > _VALUES else ""
    return f"[{part.kind}: {' | '.join(values)}{more}]"


def _many(count: int, thing: str) -> str:
    return f"{count:,} {thing}" + ("" if count == 1 else "s")


def _ages(ages: Sequence[int]) -> str:
    if not ages:
        return ""
    return f"{ages[0]}, " if len(ages) == 1 else f"{ages[0]} to {ages[-1]}, "


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDE, initial_indent="    ", subsequent_indent="    ")
