"""The S3 store is moto's server on loopback."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pytest
from moto.server import ThreadedMotoServer
from pyarrow import fs, parquet

from firstlight import collect
from firstlight.errors import InputError, UnreadableFile
from tests.collect.archive import capture, packed, wacz

_PARQUET = io.BytesIO()
parquet.write_table(pa.table({"id": ["p1"], "text": ["t"]}), _PARQUET)
AD = (json.dumps({"id": "a1", "text": "Dinner"}) + "\n").encode()
OBJECTS = {
    "day/a.jsonl": AD,
    "day/b.jsonl.gz": gzip.compress(AD),
    "day/c.parquet": _PARQUET.getvalue(),
    "day/deep/d.warc.gz": packed(capture()),
    "day/deep/e.wacz": wacz(datapackage_json=b"{}", archive__a_warc=capture()),
    "day/_SUCCESS.csv": b"",
    "day/f.csv": b"id,text\n1,one\n",
    "odd/100%25 #1 [x].jsonl": AD,
}


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    """The query part of a URL into a bucket `ads` that holds OBJECTS."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_EC2_METADATA_DISABLED": "true",
        }.items():  # fmt: skip
            patch.setenv(name, value)
        server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        server.start()
        try:
            host, port = server.get_host_and_port()
            direct = fs.S3FileSystem(
                endpoint_override=f"{host}:{port}", scheme="http", region="us-east-1", allow_bucket_creation=True
            )
            direct.create_dir("ads")
            for key, content in OBJECTS.items():
                with direct.open_output_stream(f"ads/{key}", compression=None) as out:
                    out.write(content)
            yield f"?endpoint_override=http://{host}:{port}&region=us-east-1"
        finally:
            server.stop()


def read(source: collect.Source) -> list[dict[str, Any]]:
    return [row for table in collect.read(source, mapping={}, reject=print, batch_rows=10) for row in table.to_pylist()]


def keys(found: list[collect.Source]) -> list[str]:
    return [source.path.partition("?")[0].removeprefix("s3://ads/") for source in found]


def test_a_folder_as_on_this_machine(store: str) -> None:
    found = collect.sources([f"s3://ads/day{store}"])
    assert keys(found) == [
        f"day/{name}" for name in ("a.jsonl", "b.jsonl.gz", "c.parquet", "deep/d.warc.gz", "deep/e.wacz", "f.csv")
    ]
    assert [source.format for source in found] == ["jsonl", "jsonl", "parquet", "warc", "wacz", "csv"]
    assert [len(read(source)) for source in found] == [1] * 6
    assert [source.size for source in found][:1] == [len(AD)]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("day/*.jsonl", ["day/a.jsonl"]),
        ("day/**/*.w*", ["day/deep/d.warc.gz", "day/deep/e.wacz"]),
        ("*/a.jsonl", ["day/a.jsonl"]),
        ("day/[ab].*", ["day/a.jsonl", "day/b.jsonl.gz"]),
        ("day/a.jsonl", ["day/a.jsonl"]),
        ("odd/100%25 #1 [x].jsonl", ["odd/100%25 #1 [x].jsonl"]),
    ],
)
def test_keys_and_globs(store: str, path: str, expected: list[str]) -> None:
    found = collect.sources([f"s3://ads/{path}{store}"])
    assert keys(found) == expected
    assert all(len(read(source)) == 1 for source in found)


def test_digest(store: str) -> None:
    [source] = collect.sources([f"s3://ads/day/b.jsonl.gz{store}"])
    assert collect.digest(source) == hashlib.sha256(OBJECTS["day/b.jsonl.gz"]).hexdigest()


@pytest.mark.parametrize("path", ["ads/gone.jsonl", "gone/day", "ads/gone/*.jsonl"])
def test_what_is_not_there(store: str, path: str) -> None:
    with pytest.raises(InputError):
        collect.sources([f"s3://{path}{store}"])


def test_an_object_that_vanished(store: str) -> None:
    with pytest.raises(UnreadableFile, match=r"gone\.jsonl"):
        read(collect.Source(f"s3://ads/gone.jsonl{store}", 1, "jsonl"))


def test_a_store_that_does_not_answer() -> None:
    with pytest.raises(InputError, match=r"s3://ads/day"):
        collect.sources(["s3://ads/day?endpoint_override=http://127.0.0.1:9&region=us-east-1"])


@pytest.mark.parametrize("query", ["?nonsense=1", "?endpoint_override=http://", "?scheme=gopher"])
def test_a_query_that_cannot_be(query: str) -> None:
    with pytest.raises(InputError):
        collect.sources([f"s3://ads/day{query}"])
