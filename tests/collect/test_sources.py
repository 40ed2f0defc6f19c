from __future__ import annotations

import gzip
import json
import logging
import os
from pathlib import Path

import pytest

from firstlight import collect
from firstlight.collect import clean
from firstlight.errors import InputError
from firstlight.workspace import Workspace

AD = json.dumps({"id": "a", "text": "t"}) + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.jsonl",
        "a.csv",
        "sub/deep/c.warc.gz",
        "sub/d.parquet",
        ".hidden.jsonl",
        "sub/_SUCCESS.jsonl",
        "notes.txt",
        "e.wacz",
    ):
        path = tmp_path / "ads" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(AD if name.endswith("jsonl") else "a few words, no more\n")
    return tmp_path / "ads"


def names(found: list[collect.Source], folder: Path) -> list[str]:
    return [str(Path(source.path).relative_to(folder)) for source in found]


def test_a_folder_gives_all_below_in_order_of_name(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        found = collect.sources([str(folder)])
    assert names(found, folder) == ["a.csv", "b.jsonl", "e.wacz", "sub/d.parquet", "sub/deep/c.warc.gz"]
    assert [source.format for source in found] == ["csv", "jsonl", "wacz", "parquet", "warc"]
    assert found[1].size == len(AD)
    assert "passed over" in caplog.text
    assert "notes.txt" in caplog.text


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.jsonl", ["b.jsonl"]),
        ("[ab].*", ["a.csv", "b.jsonl"]),
        ("**/*.parquet", ["sub/d.parquet"]),
        ("**", ["a.csv", "b.jsonl", "e.wacz", "sub/_SUCCESS.jsonl", "sub/d.parquet", "sub/deep/c.warc.gz"]),
    ],
)
def test_globs(folder: Path, pattern: str, expected: list[str]) -> None:
    assert names(collect.sources([str(folder / pattern)]), folder) == expected


@pytest.fixture
def unit(folder: Path) -> Path:
    """A workspace with rows set aside."""
    unit = Workspace.open(folder / "unit")
    for name in ("lake/postings/part-00000000-000000000000.parquet", "set-aside/mended.jsonl"):
        (unit.folder / name).parent.mkdir(parents=True)
        (unit.folder / name).write_text(AD)
    return unit.folder


@pytest.mark.parametrize("path", ["", "**"])
def test_nothing_leads_into_a_workspace(folder: Path, unit: Path, path: str) -> None:
    found = names(collect.sources([str(folder / path), str(folder / "b.jsonl")]), folder)
    assert not [name for name in found if name.startswith(unit.name)]


@pytest.mark.parametrize("pattern", ["*/*/*.jsonl", "u*/**"])
def test_stars_that_lead_into_a_workspace_alone_find_nothing(folder: Path, unit: Path, pattern: str) -> None:
    with pytest.raises(InputError, match="nothing readable there"):
        collect.sources([str(folder / pattern)])


@pytest.mark.parametrize("path", ["set-aside", "set-aside/*", "**", "*/mended.jsonl", "set-aside/mended.jsonl"])
def test_of_a_workspace_that_is_named_only_what_it_set_aside_is_read(folder: Path, unit: Path, path: str) -> None:
    assert names(collect.sources([str(unit / path)]), folder) == ["unit/set-aside/mended.jsonl"]


@pytest.mark.parametrize("path", [".", "lake", "lake/postings"])
def test_a_workspace_is_no_source(unit: Path, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(unit)
    with pytest.raises(InputError, match=r"a workspace's own folder.*set-aside"):
        collect.sources([path])


@pytest.mark.parametrize(
    "marker", ["", "[1]", '{"format": "csv"}', '{"format": 1, "columns": 2}', '{"id": 1}', "{" * 999]
)
def test_anothers_folder_is_no_workspace(folder: Path, unit: Path, marker: str) -> None:
    (unit / "format.json").write_text(marker)
    assert "unit/set-aside/mended.jsonl" in names(collect.sources([str(folder)]), folder)


def test_each_file_once_in_the_order_given(folder: Path) -> None:
    found = collect.sources([str(folder / "b.jsonl"), str(folder), str(folder / "*.csv")])
    assert names(found, folder)[:3] == ["b.jsonl", "a.csv", "e.wacz"]
    assert len(found) == 5


@pytest.mark.parametrize(
    "name", ["odd [1].jsonl", "a*b.jsonl", "with space.jsonl", "ünï.jsonl", "what?.jsonl", "#1.jsonl", "100%.jsonl"]
)
def test_names_that_look_like_patterns(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(AD)
    [source] = collect.sources([str(tmp_path / name)])
    [table] = collect.read(source, mapping={}, reject=print, batch_rows=10)
    assert table.num_rows == 1


SNIFFED = [
    (AD.encode(), "jsonl"),
    (b"\xef\xbb\xbf \n" + AD.encode(), "jsonl"),
    (gzip.compress(AD.encode(), mtime=0), "jsonl"),
    (b"WARC/1.1\r\n", "warc"),
    (gzip.compress(b"WARC/1.0\r\n", mtime=0), "warc"),
    (b"PAR1" + bytes(20), "parquet"),
    (b"PK\x03\x04" + bytes(26) + b"datapackage.json", "wacz"),
]


@pytest.mark.parametrize(("content", "kind"), SNIFFED)
@pytest.mark.parametrize("name", ["dump", "ads.txt", "ads.bak", "dump.gz"])
def test_an_unknown_ending_is_sniffed(tmp_path: Path, name: str, content: bytes, kind: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert [source.format for source in collect.sources([str(tmp_path / name)])] == [kind]


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"\x89PNG", b"PK\x03\x04" + bytes(40), b"\x1f\x8b\x08broken", b"a,b\n1,2\n"]
)
def test_what_cannot_be_told_is_refused_with_what_would_be_right(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "dump").write_bytes(content)
    with pytest.raises(InputError, match=r"cannot tell what this file is; Firstlight reads JSONL, CSV"):
        collect.sources([str(tmp_path / "dump")])
    with pytest.raises(InputError, match=r"nothing readable there \(1 other files, such as '.*dump'\)"):
        collect.sources([str(tmp_path)])


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file or folder"):
        collect.sources([str(tmp_path / "gone.jsonl")])
    with pytest.raises(InputError, match="nothing readable there"):
        collect.sources([str(tmp_path / "*.jsonl")])
    with pytest.raises(InputError, match="nothing readable there"):
        collect.sources([str(tmp_path)])
    with pytest.raises(InputError, match="nothing to read"):
        collect.sources([])


def test_a_pipe_is_refused_with_what_would_be_right(folder: Path) -> None:
    pipe = folder / "pipe.jsonl"
    os.mkfifo(pipe)
    ends = os.pipe()  # as in: sift <(zcat ads.gz)
    try:
        for path in (str(pipe), f"/dev/fd/{ends[0]}", "/dev/null", "-"):
            with pytest.raises(InputError, match=r"pipe or a device.*save it first"):
                collect.sources([path])
    finally:
        for end in ends:
            os.close(end)
    assert "pipe.jsonl" not in names(collect.sources([str(folder)]), folder)


def test_links_that_go_round_in_circles(folder: Path) -> None:
    (folder / "sub" / "up").symlink_to("..")
    (folder / "gone.jsonl").symlink_to("nowhere.jsonl")
    (folder / "again.jsonl").symlink_to("b.jsonl")
    found = names(collect.sources([str(folder)]), folder)
    assert found == ["a.csv", "again.jsonl", "b.jsonl", "e.wacz", "sub/d.parquet", "sub/deep/c.warc.gz"]


def test_a_name_that_is_no_text(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    odd = os.fsencode(folder) + b"/\xff.jsonl"
    Path(os.fsdecode(odd)).write_text(AD)
    assert len(collect.sources([str(folder)])) == 5
    assert "passed over" in caplog.text
    with pytest.raises(InputError, match="rename it"):
        collect.sources([os.fsdecode(odd)])


MAPPINGS = [
    ({"id": "sku"}, "id", ("sku",)),
    ({"text": "name+description"}, "text", ("name", "description")),
    ({"text": " name + description "}, "text", ("name", "description")),
    ({"text": "title"}, "title", ()),  # a column that is taken is not read twice
    ({"id": "text", "text": "id"}, "id", ("text",)),
    ({}, "url", ("url",)),
]


@pytest.mark.parametrize(("mapping", "field", "columns"), MAPPINGS)
def test_a_mapping(mapping: dict[str, str], field: str, columns: tuple[str, ...]) -> None:
    assert clean.plan(mapping).columns[field] == columns


@pytest.mark.parametrize(
    ("mapping", "cause"),
    [
        ({"sku": "id"}, "cannot map 'sku': the fields are id, text, title"),
        ({"text": ""}, "write field=column"),
        ({"text": "name+"}, "write field=column"),
        ({"extra": "x"}, "cannot map 'extra'"),
    ],
)
def test_a_mapping_that_cannot_be(mapping: dict[str, str], cause: str) -> None:
    with pytest.raises(InputError, match=cause):
        collect.read(collect.Source("x", 0, "jsonl"), mapping=mapping, reject=print, batch_rows=1)


def test_the_public_face() -> None:
    assert all(hasattr(collect, name) for name in collect.__all__)
