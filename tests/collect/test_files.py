from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from firstlight import collect
from firstlight.collect import files
from firstlight.errors import InputError, UnreadableFile
from tests.collect.reading import Read

ROWS = [json.dumps({"id": f"a{number}", "text": f"Dinner number {number * 7919 % 1000}"}) for number in range(5000)]
PLAIN = ("\n".join(ROWS) + "\n").encode()
PACK: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".zst": zstandard.compress}


@pytest.mark.parametrize("ending", PACK)
@pytest.mark.parametrize("name", ["ads.jsonl", "ads.ndjson", "misnamed.jsonl"])
def test_packed_files_are_read(read: Read, ending: str, name: str) -> None:
    name = name if name.startswith("misnamed") else name + ending  # the first bytes tell, not the name
    reading = read(name, PACK[ending](PLAIN), batch_rows=5000)
    assert len(reading.rows) == 5000
    assert reading.error is None


@pytest.mark.parametrize("ending", PACK)
def test_members_one_after_another_and_padding(read: Read, ending: str) -> None:
    half = len(PLAIN) // 2
    content = PACK[ending](PLAIN[:half]) + PACK[ending](PLAIN[half:]) + bytes(1000)
    assert len(read(f"ads.jsonl{ending}", content, batch_rows=5000).rows) == 5000


@pytest.mark.parametrize("ending", PACK)
@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_cut_off_yields_what_came_before(read: Read, ending: str, kept: float) -> None:
    packed = PACK[ending](PLAIN)
    reading = read(f"ads.jsonl{ending}", packed[: int(len(packed) * kept)], batch_rows=500)
    count = len(reading.rows)
    assert reading.ids == [f"a{number}" for number in range(count)]
    if ending == ".gz":
        assert count > 5000 * kept * 0.8
    assert "data is cut off" in str(reading.error)
    assert (f"({count:,} postings were read before that)" in str(reading.error)) == (count > 0)
    assert [bad.cause for bad in reading.bad] in ([], ["the file breaks off in this line"])


@pytest.mark.parametrize("ending", PACK)
def test_nothing_is_lost_when_only_the_trailer_is_cut(read: Read, ending: str) -> None:
    reading = read(f"ads.jsonl{ending}", PACK[ending](PLAIN)[:-4], batch_rows=5000)
    if ending == ".gz":
        assert len(reading.rows) == 5000
    assert reading.error is not None


def test_damage_is_told_from_cutting(read: Read) -> None:
    packed = bytearray(gzip.compress(PLAIN))
    packed[len(packed) // 2] ^= 0xFF
    assert "gzip data is damaged" in str(read("ads.jsonl.gz", bytes(packed)).error)


def test_junk_after_the_end_is_told(read: Read) -> None:
    reading = read("ads.jsonl.gz", gzip.compress(PLAIN) + b"junk", batch_rows=5000)
    assert len(reading.rows) == 5000
    assert "gzip data is damaged" in str(reading.error)


@pytest.mark.parametrize("held", [1, 5, 9])
def test_a_member_whose_header_lies_across_two_pieces(tmp_path: Path, held: int) -> None:
    wanted = (1 << 15) - held  # the first member ends so far before the end of the first piece that is read
    sizes = range(wanted - 64, wanted)
    first = next(packed for size in sizes if len(packed := gzip.compress(b"x" * size, compresslevel=0)) == wanted)
    path = tmp_path / "x.gz"
    path.write_bytes(first + gzip.compress(b"the end"))
    assert all(files.blocks(str(path)))
    assert b"".join(files.blocks(str(path))).endswith(b"the end")


@pytest.mark.parametrize("ending", PACK)
def test_a_bomb_comes_out_in_pieces(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"bomb{ending}"
    path.write_bytes(PACK[ending](bytes(200 << 20)))
    sizes = [len(block) for block in files.blocks(str(path))]
    assert sum(sizes) == 200 << 20
    assert max(sizes) <= 65 << 20


def test_digest_is_of_the_bytes_as_stored(tmp_path: Path) -> None:
    path = tmp_path / "ads.jsonl.gz"
    path.write_bytes(gzip.compress(PLAIN))
    [source] = collect.sources([str(path)])
    assert collect.digest(source) == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_file_that_vanished(tmp_path: Path) -> None:
    source = collect.Source(str(tmp_path / "gone.jsonl"), 1, "jsonl")
    with pytest.raises(UnreadableFile, match=r"gone\.jsonl"):
        collect.digest(source)
    with pytest.raises(UnreadableFile, match=r"gone\.jsonl"):
        list(collect.read(source, mapping={}, reject=print, batch_rows=5))


@pytest.mark.parametrize(
    ("url", "cause"),
    [
        ("http://board.example/ads.jsonl", "cannot read http:// URLs"),
        ("s3://key:secret@bucket/ads.jsonl", "may not hold keys"),
        ("s3:///ads.jsonl", "s3://bucket/key"),
    ],
)
def test_urls_that_cannot_be(url: str, cause: str) -> None:
    with pytest.raises(InputError, match=cause) as caught:
        files.locate(url)
    assert "secret@" not in str(caught.value)
