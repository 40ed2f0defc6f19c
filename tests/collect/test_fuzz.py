"""Whatever bytes come in at the door: rows, bad rows or UnreadableFile come out, and never another error."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pyarrow as pa
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from firstlight import collect
from firstlight.errors import BadRow, UnreadableFile
from tests.collect.archive import capture, packed, page, record, response, wacz

_ROWS = [
    {"id": f"a{number}", "text": f"Dinner {number}", "posted_at": "2024-03-04", "extra": [1]} for number in range(9)
]


def _parquet() -> bytes:
    out = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(_ROWS), out, row_group_size=3)
    return out.getvalue()


_JSONL = "".join(json.dumps(row) + "\n" for row in _ROWS).encode()
_CSV = b'id,text,place\n1,"Dinner, ""for"" two",Tulsa\n2,"two\nlines",x\n3,three,\n' * 2
_WARC = capture() + record(response(page()), length=50) + capture() + record(response(page(), "Content-Encoding: gzip"))
_SEEDS: list[tuple[collect.Format, bytes]] = [
    ("jsonl", _JSONL),
    ("jsonl", _JSONL.decode().encode("utf-16")),
    ("jsonl", gzip.compress(_JSONL)),
    ("jsonl", zstandard.compress(_JSONL)),
    ("csv", _CSV),
    ("csv", _CSV.decode().encode("utf-16-be")),
    ("parquet", _parquet()),
    ("warc", _WARC),
    ("warc", packed(capture(), capture())),
    ("wacz", wacz(datapackage_json=b"{}", archive__a_warc=_WARC, archive__b_warc_gz=packed(capture()))),
]
_FORMATS: list[collect.Format] = ["jsonl", "csv", "parquet", "warc", "wacz"]


@st.composite
def _damaged(draw: st.DrawFn) -> tuple[collect.Format, bytes]:
    """A sound file with a few bytes changed, cut out, doubled, or put in."""
    kind, seed = draw(st.sampled_from(_SEEDS))
    content = bytearray(seed)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        end = min(len(content), at + draw(st.sampled_from([0, 1, 2, 8, 64, 100_000])))
        content[at:end] = draw(st.binary(max_size=6) | st.just(bytes(content[at:end]) * 2))
    return kind, bytes(content)


def _read(folder: Path, kind: collect.Format, content: bytes) -> None:
    path = folder / "x"
    path.write_bytes(content)
    bad: list[BadRow] = []
    try:
        for table in collect.read(
            collect.Source(str(path), len(content), kind), mapping={}, reject=bad.append, batch_rows=3
        ):
            table.validate(full=True)
    except UnreadableFile:
        pass
    assert all(row.where.line > 0 and row.cause for row in bad)


_CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


@_CALM
@given(kind=st.sampled_from(_FORMATS), content=st.binary(max_size=2000))
def test_any_bytes(tmp_path: Path, kind: collect.Format, content: bytes) -> None:
    _read(tmp_path, kind, content)


@settings(_CALM, max_examples=300)
@given(_damaged())
def test_damaged_files(tmp_path: Path, damaged: tuple[collect.Format, bytes]) -> None:
    _read(tmp_path, *damaged)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
_COLUMNS = ("id", "text", "title", "posted_at", "pictures", "location", "other", "_raw", "_set_aside")


@_CALM
@given(st.lists(st.dictionaries(st.sampled_from(_COLUMNS), _JSON, max_size=6), max_size=6))
def test_any_json(tmp_path: Path, rows: list[dict[str, object]]) -> None:
    _read(tmp_path, "jsonl", "".join(json.dumps(row) + "\n" for row in rows).encode())


@_CALM
@given(st.binary(max_size=600), st.sampled_from(["gzip", "br", "deflate", "zstd", "x"]), st.booleans())
def test_any_web_page(tmp_path: Path, body: bytes, packing: str, chunked: bool) -> None:
    headers = [f"Content-Encoding: {packing}"] + ["Transfer-Encoding: chunked"] * chunked
    _read(tmp_path, "warc", record(response(body, *headers)) + record(response(b"<p>" + body, media="text/html")))


@pytest.mark.parametrize(("kind", "content"), _SEEDS)
def test_every_cut(tmp_path: Path, kind: collect.Format, content: bytes) -> None:
    for size in range(0, len(content), max(1, len(content) // 40)):
        _read(tmp_path, kind, content[:size])
