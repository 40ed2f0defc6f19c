"""The kernel: a batch of postings in, their mentions out.

Each field is normalised once; each kind's gate runs over the whole batch in Arrow's RE2, and only the texts that pass
are read in Python. Spans are turned back into the original text here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from firstlight.extract.kinds import Context, Found, Kind, kinds
from firstlight.extract.text import TextView, view
from firstlight.records import IDENTIFIER_KINDS, KINDS, Mention, Posting

if TYPE_CHECKING:
    import pyarrow as pa

FIELDS = ("location", "text", "title")
"""The fields that are read, in the order of the mention table."""

REGIONS = ("US", "CA")
"""The regions whose phone formats are tried when nothing else is said."""


class Row(NamedTuple):
    """What extraction reads of a posting; "" stands for a field that is not there."""

    site: str
    location: str
    text: str
    title: str


def run(
    postings: pa.Table,
    *,
    regions: Sequence[str] = REGIONS,
    lexicons: Sequence[str] = (),
    only: Collection[str] = KINDS,
) -> pa.Table:
    """Return the MENTION table of a POSTING table, ordered by ordinal, field and start.

    regions: ISO 3166 codes, most likely first. lexicons: the agency's lexicon files; raises BadLexicon if one of
    them does not say what it must. only: the kinds to look for, all if not said.
    """
    import pyarrow as pa  # noqa: PLC0415 (a search box needs no Arrow)

    from firstlight.schemas import MENTION  # noqa: PLC0415

    looked_for = [kind for kind in kinds() if kind.KIND in only]
    columns = {name: postings.column(name).to_pylist() for name in ("ordinal", "id", "site", "url", *FIELDS)}
    rows = [
        Row(site or _host(url), location or "", text, title or "")
        for site, url, location, text, title in zip(*(columns[n] for n in ("site", "url", *FIELDS)), strict=True)
    ]
    out: list[tuple[Any, ...]] = []
    for at, found in enumerate(_batch(rows, looked_for, regions, lexicons)):
        ordinal, posting = columns["ordinal"][at], columns["id"][at]
        out.extend((ordinal, posting, *mention) for mention in found)
    out.sort(key=lambda row: (row[0], row[2], row[5], row[6]))
    arrays = zip(*out, strict=True) if out else [[] for _ in MENTION]
    return pa.table(
        [pa.array(values, field.type) for values, field in zip(arrays, MENTION, strict=True)], schema=MENTION
    )


def mentions(posting: Posting, *, regions: Sequence[str] = REGIONS, lexicons: Sequence[str] = ()) -> list[Mention]:
    """Return everything that one posting mentions, ordered by field and start."""
    row = Row(posting.site or _host(posting.url), posting.location or "", posting.text, posting.title or "")
    (found,) = _batch([row], kinds(), regions, lexicons)
    return [Mention(posting.id, *values) for values in sorted(found, key=lambda m: (m[0], m[3], m[4]))]


def identifiers(query: str, *, regions: Sequence[str] = REGIONS) -> list[tuple[str, str]]:
    """Return (kind, value) of every identifier that a search box holds, in any spelling, the surest first."""
    seen = view(query)
    context = Context(field="query", regions=regions)
    found: list[Found] = []
    for kind in kinds():
        if kind.KIND in IDENTIFIER_KINDS:
            found.extend(kind.find(seen, context))
    found.sort(key=lambda find: -find.score)
    return list(dict.fromkeys((find.kind, find.value) for find in found))


_Values = tuple[str, str, str, int, int, str, float, str]


def _host(url: str | None) -> str:
    """Return the host of an address, "" if there is none."""
    return url.partition("//")[2].partition("/")[0] if url else ""


def _batch(
    rows: Sequence[Row], looked_for: Sequence[Kind], regions: Sequence[str], lexicons: Sequence[str]
) -> Iterator[list[_Values]]:
    """Yield, row for row, the mentions as the columns of MENTION from `field` on."""
    views: dict[str, list[TextView | None]] = {}
    gates: dict[str, list[list[Kind]]] = {}
    for field in FIELDS:
        views[field] = [view(text) if text else None for text in (getattr(row, field) for row in rows)]
        gates[field] = _open_gates(field, views[field], looked_for)
    split = [kind for kind in looked_for if hasattr(kind, "across")]
    for at, row in enumerate(rows):
        context = Context(regions=regions, site=row.site, location=row.location, lexicons=lexicons)
        found: list[_Values] = []
        for field in FIELDS:
            seen = views[field][at]
            if seen is not None and gates[field][at]:
                context.field = field
                found.extend(_values(field, seen, find) for find in _read(seen, context, gates[field][at]))
        title, text = views["title"][at], views["text"][at]
        if title and text:
            found.extend(_across(title, text, split, context))
        for field in FIELDS:
            views[field][at] = None
        yield found


def _open_gates(field: str, views: Sequence[TextView | None], looked_for: Sequence[Kind]) -> list[list[Kind]]:
    """Return, text for text, the kinds whose gate lets the text pass."""
    import pyarrow as pa  # noqa: PLC0415 (as in `run`)
    import pyarrow.compute as pc  # noqa: PLC0415

    passed: list[list[Kind]] = [[] for _ in views]
    texts = pa.array([seen.text if seen else None for seen in views], pa.large_string())
    for kind in looked_for:
        if field not in kind.FIELDS:
            continue
        mask = pc.match_substring_regex(texts, kind.GATE) if kind.GATE else pc.is_valid(texts)
        for at in pc.indices_nonzero(mask).to_pylist():
            passed[at].append(kind)
    return passed


def _read(seen: TextView, context: Context, passed: Sequence[Kind]) -> list[Found]:
    """Return what the kinds find in one field, each seeing what those before it have found."""
    found: list[Found] = []
    context.found = found
    for kind in passed:
        found.extend(list(kind.find(seen, context)))
    return found


def _across(title: TextView, text: TextView, split: Sequence[Kind], context: Context) -> Iterator[_Values]:
    """Yield what is given in pieces over title and text, by the kinds that can be."""
    for kind in split:
        for field, find in kind.across(title, text, context):  # type: ignore[attr-defined]
            yield _values(field, title if field == "title" else text, find)


def _values(field: str, seen: TextView, find: Found) -> _Values:
    start, end = seen.span(find.start, find.end)
    return field, find.kind, find.value, start, end, seen.original[start:end], find.score, find.rule
