"""Whatever stands in a file: postings, rows set aside, a broken file or a clear error, and a workspace that goes on."""

import gzip
import io
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from firstlight.collect import dates
from firstlight.desk import Desk
from firstlight.errors import InputError
from firstlight.settings import Settings
from firstlight.sift import sift
from firstlight.workspace import Workspace
from firstlight.workspace.atomic import TEMPORARY
from tests.collect.archive import WORDS, capture, packed

GOOD = b'{"id": "good", "text": "Massage by appointment, call 212-555-0188"}\n'
BIDI = (
    "\u202eDinner\u202c \u05d0\u05e8\u05d5\u05d7\u05ea \u05e2\u05e8\u05d1 "
    "9\u200b1\u200b8-555-0142\u2060\ufeff \u0627\u062a\u0635\u0644"
)
HONEST = len(capture(f"two {WORDS}").partition(b"\r\n\r\n")[2]) - 4


class Case(NamedTuple):
    """A file and what becomes of it: texts taken, causes of rows set aside and of files broken, whether it is empty.

    `posted` is the time of each posting, where the case is about times.
    """

    file: str
    content: bytes
    texts: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    empty: bool = False
    posted: tuple[datetime | None, ...] | None = None


def _jsonl(*rows: Any) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def _ads(*texts: str) -> bytes:
    return _jsonl(*({"id": f"a{at}", "text": text} for at, text in enumerate(texts)))


def _parquet(texts: Sequence[str], **columns: pa.Array) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"id": [f"a{at}" for at in range(len(texts))], "text": texts} | columns), out)
    return out.getvalue()


def _unchecked(*texts: bytes) -> pa.Array:
    """A column of text whose writer did not check that it is UTF-8."""
    return pa.Array.from_buffers(pa.string(), len(texts), pa.array(texts, pa.binary()).buffers())


_FAR = pa.array([[2**61], []], pa.list_(pa.timestamp("us")))
_MANY = tuple(f"dinner company {at:05d}" for at in range(9_000))

_DATES: tuple[Any, ...] = (
    *(None, "", "yesterday", "03/04/2024", "9999-99-99", "2024-03-04T10:00:00+99:00", "0001-01-01T00:00:00+05:00"),
    *(1e300, -1, True, [], {"$date": 1}, 99999999999999),
)
"""No one reading: `posted_at` is null, and the words stay in `extra`."""
_WRITTEN: dict[Any, datetime] = {
    "2024-03-04": datetime(2024, 3, 4, tzinfo=UTC),
    "2024-03-04T10:00:00-06:00": datetime(2024, 3, 4, 16, tzinfo=UTC),
    "Mon, 4 Mar 2024 10:00:00 EST": datetime(2024, 3, 4, 15, tzinfo=UTC),
    "25/12/2023 9:30 pm": datetime(2023, 12, 25, 21, 30, tzinfo=UTC),
    "1709546400": datetime(2024, 3, 4, 10, tzinfo=UTC),
    1709546400000: datetime(2024, 3, 4, 10, tzinfo=UTC),
    253402300800: datetime(1978, 1, 11, 21, 31, 40, 800_000, tzinfo=UTC),  # of 12 digits: milliseconds
    1709546400.5: datetime(2024, 3, 4, 10, 0, 0, 500_000, tzinfo=UTC),
}
"""As they are written, and in UTC."""

CASES = {
    # encodings
    "utf-16 with mark": Case("a.jsonl", _ads("café").decode().encode("utf-16"), ("café",)),
    "utf-16 without mark": Case("a.jsonl", _ads("dinner company").decode().encode("utf-16-le"), ("dinner company",)),
    "utf-8 with mark": Case("a.csv", b"\xef\xbb\xbfid,text\n1,dinner\n", ("dinner",)),
    "windows-1252": Case("a.csv", "id,text\n1,the café “in town”\n".encode("cp1252"), ("the café “in town”",)),
    "one row in another encoding": Case(
        "a.jsonl",
        '{"id": 1, "text": "café, crème, thé"}\n'.encode() + '{"id": 2, "text": "café"}\n'.encode("latin-1") + GOOD,
        ("café, crème, thé", "Massage by appointment, call 212-555-0188"),
        ("byte 0xe9 at place 23 is not utf-8",),
    ),
    "no text at all": Case("a.jsonl", bytes(range(128, 256)) * 40, broken=("its text is neither UTF-8, UTF-16",)),
    "a picture under the name of a table": Case(
        "a.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, broken=("its text is neither UTF-8, UTF-16",)
    ),
    # characters
    "NULs": Case(
        "a.jsonl",
        b'{"id": "1\\u0000", "text": "din\\u0000ner"}\n{"id": 2, "text": "\\u0000"}\n{"id": 3, "text": "a\0b"}\n',
        ("dinner",),
        ("the text is blank", "not JSON: Invalid control character"),
    ),
    "right-to-left and zero-width": Case("a.jsonl", _ads(BIDI), (BIDI,)),
    "marks, joiners and spaces are kept": Case(
        "a.jsonl", _ads("  e\u0301 \U0001f469\u200d\U0001f467 \xa0\t"), ("  e\u0301 \U0001f469\u200d\U0001f467 \xa0\t",)
    ),
    "a lone surrogate": Case("a.jsonl", b'{"id": 1, "text": "dinner \\ud83d"}\n', ("dinner \ufffd",)),
    "nothing but zero-width": Case("a.jsonl", _ads("\u200b\u200b"), ("\u200b\u200b",)),
    "NULs in a table": Case("a.csv", b"id,text\n1,din\0ner\n2,company\n", ("dinner", "company")),
    "NULs in a table that is not UTF-8": Case(
        "a.csv",
        "id,text\n1,din\0ner at the café\n2,company and thé\n".encode("cp1252"),
        ("dinner at the café", "company and thé"),
    ),
    # fields
    "no id": Case(
        "a.jsonl", b'{"text": "dinner"}\n' + GOOD, ("Massage by appointment, call 212-555-0188",), ("there is no id",)
    ),
    "no text": Case(
        "a.jsonl",
        b'{"id": 1}\n{"id": 2, "text": null}\n{"id": 3, "text": " "}\n',
        (),
        ("there is no text", "there is no text", "the text is blank"),
    ),
    "no column for the text": Case("a.csv", b"id,words\n1,dinner\n", broken=("there is no column 'text'",)),
    "the same id with another text": Case(
        "a.jsonl",
        _jsonl({"id": 1, "text": "dinner"}, {"id": "1", "text": "company"}, {"id": 1.0, "text": "dinner"}),
        ("dinner",),
        ("this id came before with another title or text",),
    ),
    "dates of any form": Case(
        "a.jsonl",
        _jsonl(
            *({"id": at, "text": f"dinner {at}", "posted_at": date} for at, date in enumerate((*_DATES, *_WRITTEN)))
        ),
        tuple(f"dinner {at}" for at in range(len(_DATES) + len(_WRITTEN))),
        posted=(*(None for _ in _DATES), *_WRITTEN.values()),
    ),
    "nested JSON": Case(
        "a.jsonl",
        _jsonl(
            {"id": {"$oid": "1"}, "text": "dinner"},
            {"id": 2, "text": {"en": "dinner"}},
            {"id": 3, "text": "company", "location": {"city": "Tulsa"}, "x": [[[1]]]},
        )
        + b'{"id": 4, "text": "dinner", "x": '
        + b"[" * 100_000
        + b"]" * 100_000
        + b"}\n"
        + b'{"id": 5, "text": "dinner", "x": '
        + b"9" * 5_000
        + b"}\n"
        + b'["id", "text"]\n',
        ("company",),
        (
            "the id is an object",
            "the text is an object",
            "nested too deeply",
            "not JSON that can be read",
            'not an object but ["id", "text"]',
        ),
    ),
    "a name twice": Case(
        "a.jsonl",
        b'{"id": 1, "text": "dinner", "text": "company"}\n{"id": 2, "text": "dinner", "price": 5, "price": 6}\n',
        ("dinner",),
        ("the text is given twice",),
    ),
    "JSON over many lines": Case(
        "a.json", json.dumps({"id": 1, "text": "dinner"}, indent=2).encode(), broken=("its JSON is spread over lines",)
    ),
    "a JSON array": Case("a.json", b'[{"id": 1, "text": "dinner"}]', broken=("it is a JSON array",)),
    "blank lines and no last line end": Case(
        "a.jsonl", b"\n \n" + GOOD.strip(), ("Massage by appointment, call 212-555-0188",)
    ),
    # tables
    "wrong quoting": Case(
        "a.csv",
        b'id,text\n1,"dinner\n2,company\n3,"a"b\n4,"dinner, ""company"""\n5,a,b\n',
        ("company", 'dinner, "company"'),
        ("the quoting is wrong", "the quoting is wrong", "3 cells where the header has 2"),
    ),
    "a quoted cell of many lines": Case(
        "a.csv",
        b'id,text\n1,"dinner,\n\n2,company\nin town"\n'
        b'7,"first line\ncall anna, now\nanother line, here",extra\n8,last ad\n',
        ("dinner,\n\n2,company\nin town", "last ad"),
        ("3 cells where the header has 2",),
    ),
    "a header twice": Case("a.csv", b"id,text,text\n1,a,b\n", broken=("its header names text twice",)),
    "a header alone": Case("a.csv", b"id,text\n", empty=True),
    # files
    "empty": Case("a.jsonl", b"", empty=True),
    "empty csv": Case("a.csv", b"", empty=True),
    "empty parquet": Case("a.parquet", b"", empty=True),
    "empty warc": Case("a.warc", b"", empty=True),
    "gz of nothing": Case("a.jsonl.gz", gzip.compress(b""), empty=True),
    "gz cut off": Case(
        "a.jsonl.gz",
        gzip.compress(GOOD)[:-6],
        ("Massage by appointment, call 212-555-0188",),
        (),
        ("its gzip data is cut off",),
    ),
    "gz cut off at once": Case("a.jsonl.gz", gzip.compress(GOOD)[:5], broken=("its gzip data is cut off",)),
    "gz damaged": Case("a.csv.gz", gzip.compress(b"id,text\n")[:-8] + bytes(8), broken=("its gzip data is damaged",)),
    "parquet cut off": Case("a.parquet", _parquet(_MANY)[:-100], broken=("it is not whole Parquet",)),
    "parquet damaged inside": Case(
        "a.parquet",
        _parquet(_MANY)[:2_000] + b"\xff" * 4_000 + _parquet(_MANY)[6_000:],
        broken=("its Parquet data is damaged",),
    ),
    "parquet with one text in another encoding": Case(
        "a.parquet",
        _parquet(("", "", ""), text=_unchecked(b"dinner", b"caf\xe9", b"company")),
        ("dinner", "company"),
        ("byte 0xe9 at place 4 of its text is not UTF-8",),
    ),
    "parquet with a far time within a list": Case(
        "a.parquet", _parquet(("dinner", "company"), seen=_FAR), ("dinner", "company")
    ),
    "parquet in name only": Case("a.parquet", GOOD, broken=("it is not whole Parquet",)),
    "warc whose length lies": Case(
        "a.warc",
        capture(f"one {WORDS}", url="https://forum.example/1")
        + capture(f"two {WORDS}", url="https://forum.example/2", length=HONEST + 90)
        + capture(f"three {WORDS}", url="https://forum.example/3"),
        (f"one {WORDS}", f"three {WORDS}"),
        ("runs into the next record",),
    ),
    "warc cut off": Case(
        "a.warc.gz",
        packed(
            capture(f"one {WORDS}", url="https://forum.example/1"),
            capture(f"two {WORDS}", url="https://forum.example/2"),
        )[:-40],
        (f"one {WORDS}",),
        ("but the file ends after",),
        ("its gzip data is cut off",),
    ),
    "warc in name only": Case("a.warc", GOOD, broken=("it is not WARC",)),
    "wacz in name only": Case("a.wacz", GOOD, broken=("it is not a whole WACZ",)),
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(workspace=tmp_path / "unit", workers=1, part_rows=5_000)


def column(settings: Settings, name: str) -> list[Any]:
    lake = Workspace.open(settings.workspace, create=False).lake
    return [value for part in lake.parts() for value in lake.read("postings", part, [name])[name].to_pylist()]


def texts(settings: Settings) -> list[str]:
    return column(settings, "text")


def still_works(settings: Settings, folder: Path) -> None:
    """Check that nothing is half-written, the evidence holds, and a good file sifts as ever, into lake and desk."""
    (folder / "next.jsonl").write_bytes(b'{"id": "next", "text": "Dinner company, call (918) 555-0199"}\n')
    report = sift([str(folder / "next.jsonl")], settings)
    assert (report.postings, report.whole) == (1, True)
    workspace = Workspace.open(settings.workspace, create=False)
    assert all(finding.holds for finding in workspace.manifest.verify(workspace.folder))
    assert not list(workspace.folder.rglob(f"{TEMPORARY}*"))
    with Desk.open(workspace.desk_url) as desk:
        assert [hit.posting.id for hit in desk.search("+19185550199").hits] == ["next"]
        assert sum(len(group.postings) for group in desk.groups(20_000)) == len(texts(settings))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_bad_input(case: Case, settings: Settings, tmp_path: Path) -> None:
    source = tmp_path / case.file
    source.write_bytes(case.content)
    report = sift([str(source)], settings)
    assert tuple(texts(settings)) == case.texts
    assert case.posted is None or tuple(column(settings, "posted_at")) == case.posted
    aside = [json.loads(line) for path in report.set_aside_files for line in Path(path).read_text().splitlines()]
    causes = [row["_set_aside"]["cause"] for row in aside]
    for found, expected in ((causes, case.aside), (report.broken, case.broken)):
        assert len(found) == len(expected), found
        assert all(part in cause for cause, part in zip(found, expected, strict=True)), found
    assert (report.postings, report.set_aside, report.files) == (len(case.texts), len(case.aside), 1)
    assert report.empty == ([str(source)] if case.empty else [])
    again = sift([str(source)], settings)
    assert (again.postings, again.groups_touched) == (0, 0)
    still_works(settings, tmp_path)


def test_no_fault_of_ours_in_one_file_stops_the_files_after_it(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    parse = dates.parse

    def faulty(value: Any) -> datetime | None:
        return parse(value) if value != "the fault" else parse(value[99])

    monkeypatch.setattr(dates, "parse", faulty)
    (tmp_path / "ads").mkdir()
    rows = ({"id": at, "text": f"dinner {at}", "posted_at": date} for at, date in enumerate(("", "the fault", "")))
    (tmp_path / "ads" / "a.jsonl").write_bytes(_jsonl(*rows))
    (tmp_path / "ads" / "b.jsonl").write_bytes(GOOD)
    report = sift([str(tmp_path / "ads")], settings)
    assert texts(settings) == ["dinner 0", "Massage by appointment, call 212-555-0188"]
    [broken] = report.broken
    assert "a.jsonl: a fault in Firstlight, please report it: IndexError" in broken
    assert broken.endswith("(1 postings were read before that)")
    assert "faulty" in caplog.text  # where it arose
    still_works(settings, tmp_path)


@pytest.mark.parametrize(
    "make", [Path.mkdir, lambda folder: (folder.mkdir(), (folder / "a.doc").touch())], ids=["empty", "others"]
)
def test_a_folder_without_a_readable_file_is_refused(
    settings: Settings, tmp_path: Path, make: Callable[[Path], Any]
) -> None:
    make(tmp_path / "ads")
    with pytest.raises(InputError, match="nothing readable there"):
        sift([str(tmp_path / "ads")], settings)
    assert not settings.workspace.exists()
    still_works(settings, tmp_path)


def test_a_text_of_10_mb_costs_as_its_length(settings: Settings, tmp_path: Path) -> None:
    seconds = []
    for at, size in enumerate((1, 10)):
        words = "dinner company in town until sunday " * (size * 1_000_000 // 36)
        source = tmp_path / f"{size}.jsonl"
        source.write_bytes(_jsonl({"id": size, "text": f"{words} call 918-555-010{at}"}))
        start = process_time()
        report = sift([str(source)], settings)
        seconds.append(process_time() - start)
        assert (report.postings, report.whole) == (1, True)
        with Desk.open(Workspace.open(settings.workspace).desk_url) as desk:
            assert [hit.posting.id for hit in desk.search(f"+1918555010{at}").hits] == [str(size)]
    assert seconds[1] < 20 * seconds[0] + 1
    still_works(settings, tmp_path)
