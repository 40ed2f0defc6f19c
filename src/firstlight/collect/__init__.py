"""The world to postings: files of ads, on this machine or in an S3 store, to batches of the POSTING schema."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import pyarrow as pa

from firstlight.collect import batches, clean, delimited, files, forums, jsonl, pages, parquet, rules, wacz, warc
from firstlight.collect.forums import Forums
from firstlight.collect.setaside import SetAside
from firstlight.collect.sources import Format, Source, sources
from firstlight.errors import BadRow

__all__ = ["Format", "SetAside", "Source", "digest", "read", "sources", "version"]


def read(
    source: Source,
    *,
    mapping: Mapping[str, str],
    reject: Callable[[BadRow], None],
    batch_rows: int,
    sites: Sequence[str] = (),
) -> Iterator[pa.Table]:
    """Yield a source's postings as READ tables of at most `batch_rows` rows, in the file's order, ordinal -1.

    READ is POSTING, and the `line` at which each row stood.

    mapping: field to column, or columns joined by '+'; see `clean`. Web archives have no columns.
    sites: files of the unit's own site rules (see `rules`), tried before those that come with Firstlight.
    Each row that cannot be a posting goes to `reject` with its place and cause, and the rest goes on.
    Memory follows the batch, not the file.
    Raises UnreadableFile where the file is cut off or damaged, after all rows before that were yielded, and
    InputError for a mapping or a site rule that cannot be used.
    """
    by = clean.plan({} if source.format in ("warc", "wacz") else mapping)
    return batches.tables(_rows(source, by, reject, sites), source.path, by, reject, batch_rows)


def _rows(source: Source, by: clean.Plan, reject: batches.Reject, sites: Sequence[str]) -> Iterator[batches.Row]:
    match source.format:
        case "jsonl":
            return jsonl.rows(source.path, reject, by)
        case "csv":
            return delimited.rows(source.path, reject, by)
        case "parquet":
            return parquet.rows(source.path, reject, by)
        case "warc":
            records = warc.records(files.blocks(source.path), source.path, reject)
            return pages.rows(records, source.path, reject, rules.load(sites), Forums(forums.load(sites)))
        case "wacz":
            return pages.rows(
                wacz.records(source.path, reject), source.path, reject, rules.load(sites), Forums(forums.load(sites))
            )


def digest(source: Source) -> str:
    """The SHA-256 of a source's bytes as they are stored, in hex. Raises UnreadableFile."""
    return files.digest(source.path)


def version(source: Source) -> str:
    """What changes when a source is written to: its size and the time of its last change. Raises UnreadableFile."""
    return files.version(source.path)
