"""The kernel: a batch of postings in, their mentions out.

Each field is a column that is seen at once; each kind's gate runs over the whole column in Arrow's RE2, and only the
texts that pass are read in Python. Spans are turned back into the original text here and nowhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from firstlight.extract.kinds import Context, Found, Kind, kinds
from firstlight.extract.text import view
from firstlight.records import IDENTIFIER_KINDS, KINDS, POSSIBLE, Mention, Posting

if TYPE_CHECKING:
    import pyarrow as pa

    from firstlight.extract.column import Column

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
    looked_for = [kind for kind in kinds() if kind.KIND in only]
    columns = {name: postings.column(name).to_pylist() for name in ("ordinal", "id", "site", "url", *FIELDS)}
    rows = [
        Row(site or _host(url), location or "", text, title or "")
        for site, url, location, text, title in zip(*(columns[n] for n in ("site", "url", *FIELDS)), strict=True)
    ]
    out: list[_Values] = []
    whose: list[int] = []
    for first, last in _batches(rows):
        for row, values in _batch(rows[first:last], looked_for, regions, lexicons):
            whose.append(first + row)
            out.append(values)
    return _table(columns["ordinal"], columns["id"], whose, out)


def mentions(posting: Posting, *, regions: Sequence[str] = REGIONS, lexicons: Sequence[str] = ()) -> list[Mention]:
    """Return everything that one posting mentions, ordered by field and start."""
    row = Row(posting.site or _host(posting.url), posting.location or "", posting.text, posting.title or "")
    found = [values for _, values in _batch([row], kinds(), regions, lexicons)]
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

MOST_PLACES = 20
"""In so many places of a field is one value kept, the first: whoever repeats a number a million times says it once."""


def _host(url: str | None) -> str:
    """Return the host of an address, "" if there is none."""
    return url.partition("//")[2].partition("/")[0] if url else ""


_MOST_ROWS, _MOST_CHARACTERS = 400, 200_000
"""What is seen at once: enough that a batch's own cost does not count, and little enough to stay in the cache."""


def _batches(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Yield (first, end) of the rows that are read together."""
    first = size = 0
    for at, row in enumerate(rows):
        size += len(row.text)
        if at - first >= _MOST_ROWS or (size > _MOST_CHARACTERS and at > first):
            yield first, at
            first, size = at, len(row.text)
    if rows:
        yield first, len(rows)


def _batch(
    rows: Sequence[Row], looked_for: Sequence[Kind], regions: Sequence[str], lexicons: Sequence[str]
) -> Iterator[tuple[int, _Values]]:
    """Yield (row, columns of MENTION from `field` on) for every mention; those of a row's field in order of finding."""
    from firstlight.extract.column import Column  # noqa: PLC0415 (a search box needs no arrays)

    contexts = [Context(regions=regions, site=row.site, location=row.location, lexicons=lexicons) for row in rows]
    columns = {field: Column([getattr(row, field) for row in rows]) for field in FIELDS}
    found: dict[str, list[list[Found]]] = {}
    for field, column in columns.items():
        found[field] = _read(field, column, contexts, [kind for kind in looked_for if field in kind.FIELDS])
    for field, row, find in _across(columns, contexts, found, looked_for):
        found[field][row].append(find)
    for field, column in columns.items():
        yield from _values(field, column, found[field])
        column.forget_views()


def _read(field: str, column: Column, contexts: Sequence[Context], looked_for: Sequence[Kind]) -> list[list[Found]]:
    """Return, row for row, what the kinds find in one field, each seeing what those before it have found."""
    found: list[list[Found]] = [[] for _ in contexts]
    for context, finds in zip(contexts, found, strict=True):
        context.field, context.found = field, finds
    for kind in looked_for:
        whole = getattr(kind, "find_all", None)
        if whole is not None:
            for row, find in whole(column, contexts):
                found[row].append(find)
            continue
        for row in _passed(column, kind):
            found[row].extend(list(kind.find(column.view(row), contexts[row])))
    return found


def _passed(column: Column, kind: Kind) -> list[int]:
    """Return the texts that a kind's gate lets pass, never an empty one."""
    return column.matching(kind.GATE) if kind.GATE else [row for row, text in enumerate(column.originals) if text]


def _across(
    columns: Mapping[str, Column],
    contexts: Sequence[Context],
    found: Mapping[str, list[list[Found]]],
    looked_for: Sequence[Kind],
) -> Iterator[tuple[str, int, Found]]:
    """Yield what is given in pieces over title and text, by the kinds that can be."""
    for kind in looked_for:
        across = getattr(kind, "across", None)
        if across is not None:
            known = [
                {find.value for find in (*title, *text) if find.kind == kind.KIND and find.score >= POSSIBLE}
                for title, text in zip(found["title"], found["text"], strict=True)
            ]
            yield from across(columns["title"], columns["text"], contexts, known)


def _values(field: str, column: Column, found: list[list[Found]]) -> Iterator[tuple[int, _Values]]:
    """Yield every find with its span in the original and what stands there, each value in MOST_PLACES at most."""
    found = [_bounded(finds) for finds in found]
    rows = [row for row, finds in enumerate(found) for _ in finds]
    flat = list(chain.from_iterable(found))
    starts, ends = column.spans(rows, [find.start for find in flat], [find.end for find in flat])
    originals = column.originals
    for row, find, start, end in zip(rows, flat, starts, ends, strict=True):
        yield row, (field, find.kind, find.value, start, end, originals[row][start:end], find.score, find.rule)


def _bounded(finds: list[Found]) -> list[Found]:
    if len(finds) <= MOST_PLACES:
        return finds
    places: Counter[tuple[str, str]] = Counter()
    kept = []
    for find in sorted(finds, key=lambda find: (find.start, find.end)):
        value = (find.kind, find.value)
        places[value] += 1
        if places[value] <= MOST_PLACES:
            kept.append(find)
    return kept


def _table(ordinals: Sequence[int], ids: Sequence[str], whose: Sequence[int], out: Sequence[_Values]) -> pa.Table:
    """Return the mentions of rows as a table in its order; what stands in one place stays in the order of finding."""
    import numpy as np  # noqa: PLC0415 (as in `_batch`)
    import pyarrow as pa  # noqa: PLC0415

    from firstlight.schemas import MENTION  # noqa: PLC0415

    columns: list[Any] = [list(column) for column in zip(*out, strict=True)] if out else [[] for _ in range(8)]
    columns = [[ordinals[row] for row in whose], [ids[row] for row in whose], *columns]
    arrays = [pa.array(values, field.type) for values, field in zip(columns, MENTION, strict=True)]
    keys = [arrays[MENTION.get_field_index(name)].to_numpy() for name in ("end", "start")]
    fields = np.fromiter(map(FIELDS.index, columns[2]), np.int8, len(whose))
    order = np.lexsort((*keys, fields, arrays[0].to_numpy()))
    return pa.table(arrays, schema=MENTION).take(order)
