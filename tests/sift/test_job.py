"""The whole job: what comes out holds together, and nothing that happens on the way loses or doubles anything."""

import gzip
import json
import math
from pathlib import Path

import pytest

from firstlight.errors import BadLexicon, InputError, WorkspaceError
from firstlight.records import TIERS
from firstlight.settings import Settings
from firstlight.sift import sift
from firstlight.workspace import Workspace
from tests.collect.archive import record, response
from tests.sift.snapshots import snapshot


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(workspace=tmp_path / "unit", workers=1, part_rows=70)


def _rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _write(path: Path, rows: list[dict[str, object]]) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def test_a_market_becomes_a_ranked_explained_queue(ads: Path, settings: Settings) -> None:
    report = sift([str(ads / "ads.jsonl")], settings)
    assert (report.files, report.postings, report.set_aside, report.whole) == (1, 400, 0, True)
    result = snapshot(settings)
    members = [posting for postings in result["groups"].values() for posting in postings]
    assert sorted(members) == sorted(str(row["id"]) for row in _rows(ads / "ads.jsonl"))
    leads = result["leads"]
    assert [lead["rank"] for lead in leads] == list(range(1, len(result["groups"]) + 1))
    assert [TIERS.index(lead["tier"]) for lead in leads] == sorted(TIERS.index(lead["tier"]) for lead in leads)
    assert sum(report.leads.values()) == len(leads) == report.groups_touched


def test_every_reason_adds_up_and_points_at_words_that_stand_there(ads: Path, settings: Settings) -> None:
    sift([str(ads / "ads.jsonl")], settings)
    texts = {str(row["id"]): row for row in _rows(ads / "ads.jsonl")}
    leads = snapshot(settings)["leads"]
    pointed = 0
    for lead in leads:
        assert math.isclose(sum(reason["contribution"] for reason in lead["reasons"]), lead["score"], abs_tol=1e-6)
        for reason in lead["reasons"]:
            for evidence in reason["evidence"]:
                pointed += 1
                field = str(texts[evidence["posting"]][evidence["field"]])
                assert field[evidence["start"] : evidence["end"]] == evidence["surface"]
    assert pointed > 100


def test_a_stated_age_under_18_is_urgent_whatever_else_is_there(settings: Settings, tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"id": "a", "text": "Dinner company, i am 17 years old, call 918-555-0142", "location": "Tulsa, OK"},
        {"id": "b", "text": "Dinner company, i am 27 years old, call 918-555-0143", "location": "Tulsa, OK"},
    ]
    report = sift([_write(tmp_path / "ads.jsonl", rows)], settings)
    assert (report.leads["urgent"], report.leads["low"] + report.leads["review"]) == (1, 1)


def test_the_same_file_twice_changes_nothing(ads: Path, settings: Settings) -> None:
    source = str(ads / "ads.jsonl")
    sift([source], settings)
    before = snapshot(settings)
    again = sift([source], settings)
    assert (again.files, again.skipped, again.postings, again.groups_touched) == (0, 1, 0, 0)
    assert snapshot(settings) == before


def test_rows_seen_before_are_counted_and_not_taken_again(ads: Path, settings: Settings, tmp_path: Path) -> None:
    rows = _rows(ads / "ads.jsonl")
    sift([str(ads / "ads.jsonl")], settings)
    before = snapshot(settings)
    fresh: dict[str, object] = {"id": "fresh", "text": "massage by appointment, 212-555-0188"}
    report = sift([_write(tmp_path / "more.jsonl", [*rows[50:200], fresh, rows[3]])], settings)
    assert (report.repeated, report.postings) == (151, 1)
    after = snapshot(settings)
    assert len(after["leads"]) == len(before["leads"]) + 1
    assert before["groups"].items() <= after["groups"].items()


def test_the_same_id_with_another_text_is_set_aside_with_its_place(settings: Settings, tmp_path: Path) -> None:
    first = _write(tmp_path / "one.jsonl", [{"id": "a", "text": "dinner"}, {"id": "a", "text": "company"}])
    second = _write(tmp_path / "two.jsonl", [{"id": "b", "text": "dinner"}, {"id": "a", "text": "dinner and company"}])
    report = sift([first, second], settings)
    assert (report.postings, report.set_aside, report.whole) == (2, 2, False)
    aside = [json.loads(line) for path in report.set_aside_files for line in Path(path).read_text().splitlines()]
    assert [(row["text"], row["_set_aside"]["file"], row["_set_aside"]["line"]) for row in aside] == [
        ("company", first, 2),
        ("dinner and company", second, 2),
    ]


def test_a_row_set_aside_for_its_id_keeps_all_that_it_carried(settings: Settings, tmp_path: Path) -> None:
    row: dict[str, object] = {
        "id": "a", "text": "company", "title": "new", "url": "https://board.example/1", "site": "board.example",
        "posted_at": "2026-01-05T10:00:00+00:00", "location": {"city": "Tulsa"}, "author": "wren", "thread": "t1",
        "pictures": ["one.jpg"], "price": 100,
    }  # fmt: skip
    report = sift([_write(tmp_path / "ads.jsonl", [{"id": "a", "text": "dinner"}, row])], settings)
    aside = _rows(Path(report.set_aside_files[0]))[0]
    del aside["_set_aside"]
    assert aside == row


def test_a_file_that_cannot_be_opened_keeps_no_other_from_being_read(settings: Settings, tmp_path: Path) -> None:
    first = _write(tmp_path / "one.jsonl", [{"id": "a", "text": "dinner"}])
    gone = _write(tmp_path / "two.jsonl", [{"id": "b", "text": "company"}])

    def remove(stage: str, done: int, total: int | None) -> None:
        Path(gone).unlink(missing_ok=True)

    report = sift([first, gone], settings, progress=remove)
    assert (report.postings, report.broken) == (1, [f"{gone}: it is no longer there"])


def test_a_file_written_to_while_it_is_read_is_not_vouched_for(settings: Settings, tmp_path: Path) -> None:
    source = _write(tmp_path / "ads.jsonl", [{"id": "a", "text": "dinner"}])
    whole = Path(source).read_text()

    def grow(stage: str, done: int, total: int | None) -> None:
        if stage == "read":
            _write(Path(source), [{"id": "a", "text": "dinner"}, {"id": "b", "text": "company"}])

    report = sift([source], settings, progress=grow)
    assert [cause for cause in report.broken if "changed while it was read" in cause]
    assert [entry["kind"] for entry in Workspace.open(settings.workspace).manifest.entries()] == ["part"]
    Path(source).write_text(whole)
    assert sift([source], settings).repeated == 1


def test_a_workspace_within_the_folder_that_is_sifted_is_not_read(settings: Settings, tmp_path: Path) -> None:
    _write(tmp_path / "ads.jsonl", [{"id": "a", "text": "dinner"}, {"id": "b"}])
    assert settings.workspace.parent == tmp_path
    for files, skipped in ((1, 0), (0, 1)):
        report = sift([str(tmp_path)], settings)
        assert (report.files, report.skipped, report.broken) == (files, skipped, [])
    assert sift([str(settings.workspace / "set-aside")], settings).set_aside == 1


def test_another_title_is_another_posting_and_a_later_day_is_not(settings: Settings, tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"id": "a", "text": "dinner", "title": "one"},
        {"id": "a", "text": "dinner", "title": "918-555-0142"},
        {"id": "a", "text": "dinner", "title": "one", "posted_at": "2026-01-02"},
    ]
    report = sift([_write(tmp_path / "ads.jsonl", rows)], settings)
    assert (report.postings, report.set_aside, report.repeated) == (1, 1, 1)


def test_the_same_bytes_under_two_names_are_read_once(settings: Settings, tmp_path: Path) -> None:
    sources = [_write(tmp_path / f"{name}.jsonl", [{"id": "a", "text": "dinner"}, {"id": "b"}]) for name in "xy"]
    report = sift(sources, settings)
    assert (report.files, report.skipped, report.set_aside) == (1, 1, 1)


def test_a_broken_source_is_vouched_for_and_its_mended_rows_are_kept(settings: Settings, tmp_path: Path) -> None:
    broken = tmp_path / "ads.jsonl.gz"
    lines = "".join(json.dumps({"id": f"ad-{n}", "text": f"dinner {n}"}) + "\n" for n in range(3000))
    broken.write_bytes(gzip.compress(f'{{"id": "x"}}\n{lines}'.encode())[:-2000])
    first = sift([str(broken)], settings)
    Path(first.set_aside_files[0]).write_text("being mended")
    again = sift([str(broken)], settings)
    assert (len(first.broken), len(again.broken), again.skipped) == (1, 1, 0)
    assert Path(first.set_aside_files[0]).read_text() == "being mended"
    assert again.set_aside_files != first.set_aside_files
    entries = list(Workspace.open(settings.workspace).manifest.entries())
    assert [("broken" in entry) for entry in entries if entry["kind"] == "source"] == [True, True]


def test_rows_set_aside_can_be_mended_and_fed_again(settings: Settings, tmp_path: Path) -> None:
    source = _write(tmp_path / "ads.jsonl", [{"id": "a", "text": "dinner"}, {"id": "b"}, {"text": "company"}])
    report = sift([source], settings)
    assert (report.postings, report.set_aside) == (1, 2)
    aside = Path(report.set_aside_files[0])
    mended = aside.read_text().replace('"id": "b"', '"id": "b", "text": "mended"')
    aside.write_text(mended)
    again = sift([str(aside)], settings)
    assert (again.postings, again.set_aside) == (1, 1)
    assert Path(again.set_aside_files[0]).name.count(".jsonl-") == 1


def test_columns_are_mapped(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "ads.csv").write_text("sku,words\n1,dinner company\n2,massage by appointment\n")
    report = sift([str(tmp_path / "ads.csv")], settings, mapping={"id": "sku", "text": "words"})
    assert report.postings == 2


def test_a_broken_file_gives_what_stands_before_the_break_and_is_read_again_when_whole(
    ads: Path, settings: Settings, tmp_path: Path
) -> None:
    text = (ads / "ads.jsonl").read_bytes()
    whole = gzip.compress(text)
    broken = tmp_path / "ads.jsonl.gz"
    broken.write_bytes(whole[: len(whole) // 2])
    report = sift([str(broken)], settings)
    assert len(report.broken) == 1
    assert 0 < report.postings < 400
    broken.write_bytes(whole)
    again = sift([str(broken)], settings)
    assert (again.repeated, again.postings) == (report.postings, 400 - report.postings)


def test_a_new_desk_is_filled_from_the_lake(ads: Path, settings: Settings, tmp_path: Path) -> None:
    sift([str(ads / "ads.jsonl")], settings)
    before = snapshot(settings)
    elsewhere = settings.with_options(desk=f"sqlite:///{tmp_path / 'other.sqlite'}")
    sift([str(ads / "ads.jsonl")], elsewhere)
    assert snapshot(elsewhere) == before


def test_a_desk_is_filled_from_one_workspace_alone(settings: Settings, tmp_path: Path) -> None:
    shared = f"sqlite:///{tmp_path / 'shared.sqlite'}"
    first = _write(tmp_path / "one.jsonl", [{"id": "a", "text": "dinner"}])
    second = _write(tmp_path / "two.jsonl", [{"id": "b", "text": "company"}])
    ours = settings.with_options(desk=shared)
    sift([first], ours)
    with pytest.raises(WorkspaceError, match="ads of another workspace"):
        sift([second], ours.with_options(workspace=tmp_path / "another"))
    assert sift([second], ours).postings == 1
    assert sift([second], ours.with_options(workspace=tmp_path / "another", desk="")).leads["low"] == 1


def test_a_bad_lexicon_or_a_missing_list_of_cases_is_told_before_anything_is_read(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "own.yaml").write_text("nonsense: [")
    source = _write(tmp_path / "ads.jsonl", [{"id": "a", "text": "dinner"}, {"id": "b", "text": "company"}])
    split = settings.with_options(workers=2, part_rows=1)
    with pytest.raises(BadLexicon, match=r"own\.yaml"):
        sift([source], split.with_options(lexicons=(str(tmp_path / "own.yaml"),)))
    with pytest.raises(InputError, match="no such file of missing-child cases"):
        sift([source], split.with_options(records=str(tmp_path / "none.csv")))
    assert Workspace.open(settings.workspace).lake.parts() == []


def test_nothing_to_read_makes_no_workspace(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        sift([str(tmp_path / "none.jsonl")], settings)
    assert not settings.workspace.exists()


def test_two_sifts_at_once_are_refused(ads: Path, settings: Settings) -> None:
    with Workspace.open(settings.workspace).locked(), pytest.raises(WorkspaceError, match="in use"):
        sift([str(ads / "ads.jsonl")], settings)


def test_cases_once_given_stay_in_use(settings: Settings, tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [{"id": "a", "text": "Dinner company, call 918-555-0142", "location": "Tulsa, OK"}]
    source = _write(tmp_path / "ads.jsonl", rows)
    assert sift([source], settings).leads["urgent"] == 0
    cases = tmp_path / "open.csv"
    cases.write_text("id,name,identifiers\nC-1,Wren,(918) 555-0142\nC-2,,\n")
    report = sift([source], settings.with_options(records=str(cases)))
    assert (report.leads["urgent"], report.set_aside) == (1, 1)
    assert sift([source], settings).leads["urgent"] == 1
    assert sift([source], settings.with_options(records="none")).leads["urgent"] == 0


def test_a_units_own_rule_cuts_the_pages_of_an_archive(settings: Settings, tmp_path: Path) -> None:
    rule = {"name": "mine", "about": "A list.", "fits": ["https://board.example/.*"], "each": "li"}
    (tmp_path / "mine.yaml").write_text(json.dumps(rule | {"fields": {"text": "p", "title": "b"}}))
    html = "<ul><li><b>One</b><p>dinner company</p></li><li><b>Two</b><p>massage by appointment</p></li></ul>"
    (tmp_path / "day.warc").write_bytes(record(response(html)))
    sift([str(tmp_path / "day.warc")], settings.with_options(sites=(str(tmp_path / "mine.yaml"),)))
    postings = [row for part in snapshot(settings)["postings"] for row in part]
    assert [(row["title"], row["text"]) for row in postings] == [
        ("One", "dinner company"),
        ("Two", "massage by appointment"),
    ]
