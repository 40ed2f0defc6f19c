"""The manifest notices what was changed, removed or put in, and survives a torn line."""

import json
from pathlib import Path

import pytest

from firstlight.errors import WorkspaceError
from firstlight.workspace import Manifest
from firstlight.workspace.evidence import file_digest


@pytest.fixture
def manifest(tmp_path: Path) -> Manifest:
    manifest = Manifest(tmp_path / "evidence" / "manifest.jsonl")
    for name in ("one", "two"):
        (tmp_path / name).write_text(name)
        manifest.record("part", name, sha256=file_digest(tmp_path / name), rows=1)
    outside = tmp_path / "ads.jsonl"
    outside.write_text("{}")
    manifest.record("source", str(outside), sha256=file_digest(outside))
    return manifest


def _outcomes(manifest: Manifest, folder: Path) -> list[str]:
    return [finding.outcome for finding in manifest.verify(folder)]


def test_untouched_is_the_same(manifest: Manifest, tmp_path: Path) -> None:
    assert _outcomes(manifest, tmp_path) == ["same"] * 4
    assert [entry["number"] for entry in manifest.entries()] == [0, 1, 2]


def test_a_changed_part_a_missing_part_and_a_source_moved_away(manifest: Manifest, tmp_path: Path) -> None:
    (tmp_path / "one").write_text("One")
    (tmp_path / "two").unlink()
    (tmp_path / "ads.jsonl").unlink()
    findings = list(manifest.verify(tmp_path))
    assert [finding.outcome for finding in findings] == ["same", "changed", "missing", "gone"]
    assert [finding.holds for finding in findings] == [True, False, False, True]


def test_a_source_that_grew_and_was_read_again(manifest: Manifest, tmp_path: Path) -> None:
    outside = tmp_path / "ads.jsonl"
    outside.write_text("{}\n{}")
    manifest.record("source", str(outside), sha256=file_digest(outside))
    assert _outcomes(manifest, tmp_path) == ["same", "same", "same", "replaced", "same"]
    outside.write_text("{}\n{}\n{}")
    findings = list(manifest.verify(tmp_path))
    assert [finding.outcome for finding in findings][3:] == ["replaced", "changed"]
    assert [finding.holds for finding in findings][3:] == [True, False]


def test_a_part_that_no_line_speaks_of(manifest: Manifest, tmp_path: Path) -> None:
    part = tmp_path / "lake" / "postings" / "part.parquet"
    part.parent.mkdir(parents=True)
    part.write_text("rows")
    (part.parent / ".writing-7-part").write_text("ro")
    manifest.path.unlink()
    findings = list(Manifest(manifest.path).verify(tmp_path))
    assert [(finding.outcome, finding.path, finding.holds) for finding in findings][1:] == [
        ("unnoted", str(part), False)
    ]


def test_a_source_in_a_store_elsewhere_is_said_to_be_unchecked(manifest: Manifest, tmp_path: Path) -> None:
    manifest.record("source", "s3://bucket/ads.jsonl", sha256="0" * 64)
    finding = list(manifest.verify(tmp_path))[-1]
    assert (finding.outcome, finding.holds) == ("unchecked", True)


@pytest.mark.parametrize("tampering", ["edit", "remove", "insert", "swap"])
def test_a_tampered_chain_is_noticed(manifest: Manifest, tmp_path: Path, tampering: str) -> None:
    lines = manifest.path.read_bytes().splitlines()
    if tampering == "edit":
        lines[0] = json.dumps({**json.loads(lines[0]), "rows": 2}).encode()
    elif tampering == "remove":
        del lines[1]
    elif tampering == "insert":
        lines.insert(1, lines[0])
    else:
        lines[0], lines[1] = lines[1], lines[0]
    manifest.path.write_bytes(b"\n".join(lines) + b"\n")
    assert _outcomes(Manifest(manifest.path), tmp_path)[0] == "changed"


def test_a_torn_last_line_is_passed_over_and_written_over(manifest: Manifest, tmp_path: Path) -> None:
    with manifest.path.open("ab") as file:
        file.write(b'{"number": 3, "kind": "pa')
    reopened = Manifest(manifest.path)
    assert len(list(reopened.entries())) == 3
    reopened.record("part", "one", sha256=file_digest(tmp_path / "one"))
    assert _outcomes(reopened, tmp_path) == ["same"] * 5


def test_it_is_read_once_and_again_when_another_wrote_to_it(
    manifest: Manifest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = []

    def counted(path: Path) -> bytes:
        reads.append(path)
        with path.open("rb") as file:
            return file.read()

    monkeypatch.setattr(Path, "read_bytes", counted)
    reader = Manifest(manifest.path)
    beginning = reader.beginning
    reader.record("part", "two", sha256=file_digest(tmp_path / "two"))
    assert (len(list(reader.entries())), reader.beginning, len(reads)) == (4, beginning, 1)
    manifest.record("part", "one", sha256=file_digest(tmp_path / "one"))
    assert [entry["number"] for entry in reader.entries()] == [0, 1, 2, 3, 4]
    assert _outcomes(reader, tmp_path) == ["same"] * 6


def test_an_empty_manifest_begins_with_its_first_entry(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path / "manifest.jsonl")
    assert list(manifest.entries()) == []
    manifest.record("source", "s3://bucket/ads.jsonl", sha256="0" * 64)
    assert manifest.beginning == Manifest(manifest.path).beginning


def test_a_line_that_is_no_entry_is_named(manifest: Manifest) -> None:
    manifest.path.write_bytes(b"[]\n")
    with pytest.raises(WorkspaceError, match=r"manifest\.jsonl:1 is damaged"):
        list(Manifest(manifest.path).entries())
