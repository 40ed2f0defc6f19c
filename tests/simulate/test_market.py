from __future__ import annotations

import csv
import hashlib
import json
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from firstlight import simulate
from firstlight.assess import read_records
from firstlight.errors import BadRow, UnreadableFile

ADS = 3_000
FILES = ("ads.jsonl", "truth.jsonl", "records.csv", "README.md")
FICTIONAL = re.compile(r"\+1[2-9]\d\d55501\d\d")


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("market")
    simulate.market(out, ads=ADS, seed=11)
    return out


def test_a_seed_gives_the_same_bytes_everywhere(tmp_path: Path) -> None:
    simulate.market(tmp_path, ads=300, seed=4)
    digest = hashlib.sha256(b"".join((tmp_path / name).read_bytes() for name in FILES)).hexdigest()
    assert digest[:16] == "2eff6856b1422504"


def test_another_seed_gives_another_market(tmp_path: Path, market: Path) -> None:
    simulate.market(tmp_path, ads=ADS, seed=12)
    assert (tmp_path / "ads.jsonl").read_bytes() != (market / "ads.jsonl").read_bytes()


def test_truth_covers_each_ad_exactly_once_and_in_order(market: Path) -> None:
    ads = [row["id"] for row in rows(market / "ads.jsonl")]
    assert ads == [row["id"] for row in rows(market / "truth.jsonl")]
    assert len(set(ads)) == len(ads) == ADS


def test_ads_have_the_fields_of_postings_and_come_in_order_of_time(market: Path) -> None:
    allowed = {"id", "text", "title", "url", "site", "posted_at", "location", "author", "pictures"}
    ads = rows(market / "ads.jsonl")
    assert all(allowed >= set(ad) and ad["text"] and ad["location"] for ad in ads)
    times = [ad["posted_at"] for ad in ads]
    assert times == sorted(times)
    assert Counter(time >= "2026-06-01" for time in times)[True] > 0.6 * ADS


def test_every_phone_is_fictional(market: Path) -> None:
    assert all(FICTIONAL.fullmatch(phone) for row in rows(market / "truth.jsonl") for phone in row["phones"])
    for ad in rows(market / "ads.jsonl"):
        text = "".join(str(unicodedata.digit(c, -1)) if unicodedata.digit(c, -1) >= 0 else c for c in ad["text"])
        for digits in re.findall(r"(?<!\d)[(]?\d{3}\D{0,2}\d{3}\D?\d{4}(?!\d)", re.sub("[\ufe0f\u20e3]", "", text)):
            assert FICTIONAL.fullmatch("+1" + re.sub(r"\D", "", digits)[-10:]), ad["text"]


def test_text_is_filled_and_neutral(market: Path) -> None:
    for ad in rows(market / "ads.jsonl"):
        words = f"{ad['title']} {ad['text']}"
        assert not re.search(r"[{}\[\]|]", words)
        assert not re.search(r"@(?!\w)", words)
        assert re.fullmatch(r"[\w.]+", ad["site"])
        assert ad["site"].endswith(".example")
        assert all(host.startswith("example.") for host in re.findall(r"\w@(\S+)", words))


def test_operators_fall_into_classes_as_the_rates_say(market: Path) -> None:
    kinds = {row["operator"]: row["class"] for row in rows(market / "truth.jsonl")}
    counts = Counter(kinds.values())
    for kind, share in simulate.Rates().shares().items():
        assert counts[kind] / len(kinds) == pytest.approx(share, abs=0.02), kind
    assert sum(simulate.Rates().shares().values()) == pytest.approx(1)


def test_distinct_operators_share_numbers_only_on_purpose(market: Path) -> None:
    users = defaultdict(set)
    for row in rows(market / "truth.jsonl"):
        for phone in row["phones"][: -1 if row["hub"] else None]:
            users[phone].add((row["operator"], row["recycled"]))
    shared = [owners for owners in users.values() if len(owners) > 1]
    assert all(len(owners) == 2 and sum(recycled for _, recycled in owners) == 1 for owners in shared)


def test_the_hard_cases_are_there(market: Path) -> None:
    truth = rows(market / "truth.jsonl")
    assert {row["spelling"] for row in truth} >= {None, "words", "mixed", "lookalikes", "spaced", "keycaps", "emoji"}
    for mark in ("hub", "stolen", "minor", "controlled"):
        assert 0 < sum(row[mark] for row in truth) < ADS / 2, mark
    assert all(row["age"] < 18 for row in truth if row["minor"])
    assert {row["class"] for row in truth if row["minor"]} == {"minor"}
    personas = defaultdict(set)
    for row in truth:
        personas[row["operator"], row["class"]].add(row["persona"])
    assert max(len(seen) for (_, kind), seen in personas.items() if kind == "agency") >= 4


def test_records_fit_some_simulated_minors_and_say_no_names(tmp_path: Path) -> None:
    simulate.market(tmp_path, ads=20_000, seed=2)
    with (tmp_path / "records.csv").open(encoding="utf-8") as file:
        records = {row["id"]: row for row in csv.DictReader(file)}
    truth = [row for row in rows(tmp_path / "truth.jsonl") if row["case"]]
    assert 0 < len({row["case"] for row in truth}) < len(records) / 2
    for row in truth:
        record = records[row["case"]]
        assert row["minor"]
        assert int(record["age_low"]) <= row["age"] <= int(record["age_high"])
    assert any(record["identifiers"] for record in records.values())


def test_what_an_adversary_spends_shows_and_strangers_are_not_tied_by_it(tmp_path: Path) -> None:
    spent = replace(simulate.Rates(), decoy=1.0, spanish=0.5, origin_wording=0.5, hidden_more_phones=3)
    simulate.market(tmp_path, ads=1_500, seed=3, rates=spent)
    truth = rows(tmp_path / "truth.jsonl")
    texts = {ad["id"]: ad["text"] for ad in rows(tmp_path / "ads.jsonl")}
    assert {row["class"] for row in truth if row["decoy"]} <= {"minor", "controlled"}
    assert any(row["decoy"] for row in truth)
    languages = {row["operator"]: row["language"] for row in truth if row["class"] != "spam" and not row["stolen"]}
    assert 0.3 < Counter(languages.values())["es"] / len(languages) < 0.7
    spanish = [texts[row["id"]].lower() for row in truth if row["language"] == "es"]
    assert sum(bool(re.search(r"\b(con|años|cita|cerca|soy|por)\b", text)) for text in spanish) > 0.9 * len(spanish)
    assert {row["origin"] for row in truth} == {True, False}
    numbers: dict[str, set[str]] = defaultdict(set)
    for row in truth:
        numbers[row["operator"]] |= set(row["phones"])
    hidden = [len(numbers[row["operator"]]) for row in truth if row["class"] == "minor"]
    assert max(hidden) >= 4


def test_open_cases_are_the_same_as_csv_and_as_json(market: Path) -> None:
    with (market / "records.csv").open(encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    written = json.loads((market / "records.json").read_text("utf-8"))
    assert [{name: str(value) for name, value in row.items()} for row in written] == table
    assert len(table) > 3
    refused: list[BadRow] = []
    read = [list(read_records(market / f"records.{form}", reject=refused.append)) for form in ("csv", "json")]
    assert read[0] == read[1]
    assert refused == []


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    simulate.market(tmp_path, ads=2_500, seed=1, progress=lambda done, total: told.append((done, total)))
    assert told == [(1_000, 2_500), (2_000, 2_500), (2_500, 2_500)]


def test_rates_can_be_changed(tmp_path: Path) -> None:
    simulate.market(tmp_path, ads=200, seed=1, rates=simulate.Rates(author_account=0.0, hub_user=0.0))
    assert not any("author" in ad for ad in rows(tmp_path / "ads.jsonl"))
    assert not any(row["hub"] for row in rows(tmp_path / "truth.jsonl"))


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UnreadableFile):
        simulate.market(tmp_path / "file", ads=10, seed=1)
