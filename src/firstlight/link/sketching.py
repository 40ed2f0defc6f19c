"""Postings and their mentions to sketches: the little that linking needs to know of each, about 1.5 kB."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from rensa import RMinHash

from firstlight.extract import signature
from firstlight.link import identity, words
from firstlight.link.ragged import Ints, Ragged
from firstlight.records import IDENTIFIER_KINDS, POSSIBLE

SKETCH = pa.schema([
    pa.field("ordinal", pa.int64(), nullable=False),
    pa.field("rank", pa.int64(), nullable=False),
    pa.field("digest", pa.uint64(), nullable=False),
    pa.field("keys", pa.list_(pa.uint64()), nullable=False),
    pa.field("identifiers", pa.list_(pa.string()), nullable=False),
    pa.field("bands", pa.list_(pa.uint64()), nullable=False),
    pa.field("shingles", pa.list_(pa.uint32()), nullable=False),
    pa.field("personas", pa.list_(pa.uint64()), nullable=False),
    pa.field("places", pa.list_(pa.uint64()), nullable=False),
    pa.field("day", pa.int32()),
])  # fmt: skip
"""Sketches in bulk. `rank`: the posting's place in time (see `identity.ranks`). `digest` is equal for equal wording (0:
none). `keys` and `identifiers` (`kind:value`) run side by side. `bands`: the digest itself, then MinHash bands of the
shingles. `day`: days since 1970-01-01, of ads alone. Posts in threads have neither bands nor shingles nor day."""

BANDS = 32
"""MinHash bands of two values each: a pair of Jaccard .4 is found with probability .996, one of .25 with .87."""

_ROWS = 2
_SEED = 20_260_101


def sketch(postings: pa.Table, mentions: pa.Table) -> pa.Table:
    """Return the SKETCH of each posting (POSTING), in order, from its mentions (MENTION).

    Only mentions that score POSSIBLE or more count. Depends on nothing but the posting and its mentions.
    """
    sure = _own(postings, mentions.filter(pc.greater_equal(mentions.column("score"), POSSIBLE)))
    rows = _rows_of(postings, sure)
    kinds = sure.column("kind").to_pylist()
    values = sure.column("value").to_pylist()
    tokens = _tokens(postings, mentions)
    shingles, digests = words.shingles(tokens)
    carried = _identifiers(postings, rows, kinds, values)
    strings = [sorted(set(names)) for names in carried]
    keys = [[identity.keys(*name.split(":", 1)) for name in names] for names in strings]
    return pa.table(
        [
            postings.column("ordinal"),
            pa.array(_ranks(postings)),
            pa.array(digests),
            pa.array(keys, SKETCH.field("keys").type),
            pa.array(strings, SKETCH.field("identifiers").type),
            bands(shingles, digests).arrow(pa.uint64()),
            shingles.arrow(pa.uint32()),
            _hashed("name", postings.num_rows, rows, kinds, values).arrow(pa.uint64()),
            _hashed("place", postings.num_rows, rows, kinds, values).arrow(pa.uint64()),
            _silences(postings),
        ],
        schema=SKETCH,
    )


def bands(shingles: Ragged, digests: npt.NDArray[np.uint64]) -> Ragged:
    """Return each text's digest and MinHash bands; none for a text without words."""
    count = len(shingles)
    full = shingles.lengths > 0
    some = shingles.take(np.flatnonzero(full))
    flat, offsets = some.values.astype(np.uint64), some.offsets.astype(np.uint64)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(flat, offsets, num_perm=BANDS * _ROWS, seed=_SEED)
    minima = np.array(matrix.to_rows(), dtype=np.uint64).reshape(-1, BANDS, _ROWS)
    numbers = np.arange(1, BANDS + 1, dtype=np.uint64)
    joined = (minima[:, :, 0] << np.uint64(32) | minima[:, :, 1]) * np.uint64(0x9E3779B97F4A7C15) + numbers
    joined ^= joined >> np.uint64(29)
    joined *= np.uint64(0xBF58476D1CE4E5B9)
    values = np.concatenate([digests[full][:, None], joined], axis=1)
    return Ragged(values.ravel(), np.concatenate([[0], np.cumsum(full * (BANDS + 1))])) if count else some


def _own(postings: pa.Table, mentions: pa.Table) -> pa.Table:
    """Return the mentions that are a posting's own: a thread's title stands over the posts of everybody in it."""
    threads = postings.column("thread").is_valid().to_numpy()
    if not threads.any():
        return mentions
    titles = pc.equal(mentions.column("field"), "title").to_numpy()
    rows = _rows_of(postings, mentions)
    return mentions.filter(pa.array(~(titles & (rows >= 0) & threads[rows])))


def _days(postings: pa.Table) -> pa.ChunkedArray:
    return pc.cast(pc.cast(postings.column("posted_at"), pa.date32(), safe=False), pa.int32())


def _silences(postings: pa.Table) -> pa.ChunkedArray:
    """Return the day of each posting, none for posts in threads: an account is not given up by being silent."""
    return pc.if_else(pc.is_null(postings.column("thread")), _days(postings), pa.scalar(None, pa.int32()))


def _ranks(postings: pa.Table) -> Ints:
    days = _days(postings)
    tags = np.fromiter(map(identity.tag, postings.column("id").to_pylist()), np.int64, postings.num_rows)
    return identity.ranks(days.fill_null(0).to_numpy(), days.is_valid().to_numpy(), tags)


def _rows_of(postings: pa.Table, mentions: pa.Table) -> Ints:
    """Return for each mention the row of its posting: by ordinal within a workspace, by id outside one."""
    inside = bool(postings.num_rows) and pc.min(postings.column("ordinal")).as_py() >= 0
    place, whose = ("ordinal", "ordinal") if inside else ("id", "posting")
    found = pc.index_in(mentions.column(whose), value_set=postings.column(place).combine_chunks())
    rows: Ints = found.fill_null(-1).to_numpy().astype(np.int64)
    return rows


def _tokens(postings: pa.Table, mentions: pa.Table) -> list[list[str]]:
    """Return the words of title and text of each posting, slots cut out; none of a post in a thread.

    People in one talk say the same things: how they write supports a link between accounts, and never ties two posts.
    """
    cut = mentions.filter(pc.is_in(mentions.column("kind"), value_set=pa.array(sorted(words.SLOTS))))
    slots: dict[tuple[str, int], list[words.Span]] = {}
    rows = _rows_of(postings, cut).tolist()
    spans = zip(cut.column("start").to_pylist(), cut.column("end").to_pylist(), strict=True)
    for row, field, span in zip(rows, cut.column("field").to_pylist(), spans, strict=True):
        slots.setdefault((field, row), []).append(span)
    columns = (postings.column(name).to_pylist() for name in ("title", "text", "thread"))
    return [
        []
        if thread
        else words.words(((title or "", slots.get(("title", row), ())), (text, slots.get(("text", row), ()))))
        for row, (title, text, thread) in enumerate(zip(*columns, strict=True))
    ]


def _identifiers(postings: pa.Table, rows: Ints, kinds: list[str], values: list[str]) -> list[list[str]]:
    """Return `kind:value` of all that can tie each posting: mentions, signature, account on its site, pictures."""
    carried: list[list[str]] = [[] for _ in range(postings.num_rows)]
    for row, kind, value in zip(rows.tolist(), kinds, values, strict=True):
        if kind in IDENTIFIER_KINDS and row >= 0:
            carried[row].append(f"{kind}:{value}")
    columns = (postings.column(name).to_pylist() for name in ("author", "site", "pictures", "extra"))
    for row, (author, site, pictures, extra) in enumerate(zip(*columns, strict=True)):
        carried[row] += [f"{kind}:{value}" for kind, value in signature.identifiers(signature.signature(extra))]
        if author and site:
            carried[row].append(f"author:{author}@{site}")
        carried[row] += [f"picture:{picture}" for picture in pictures or ()]
    return carried


def _hashed(kind: str, count: int, rows: Ints, kinds: list[str], values: Iterable[str]) -> Ragged:
    """Return the keys of one kind of mention for each posting."""
    found = [
        (row, identity.keys(kind, value.casefold()))
        for row, of_kind, value in zip(rows.tolist(), kinds, values, strict=True)
        if of_kind == kind and row >= 0
    ]
    at = np.fromiter((row for row, _ in found), np.int64, len(found))
    return Ragged.unique(at, np.fromiter((key for _, key in found), np.uint64, len(found)), count)
