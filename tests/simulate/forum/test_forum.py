from __future__ import annotations

import hashlib
import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from firstlight import collect, simulate
from firstlight.errors import BadRow, UnreadableFile
from firstlight.extract import onion
from firstlight.extract.coins import decode
from firstlight.simulate.forum import World
from firstlight.simulate.forum.boards import ENGINES
from firstlight.simulate.forum.rates import ForumRates

POSTS = 4_000
FILES = ("postings.jsonl", "truth/persons.jsonl", "truth/accounts.jsonl", "truth/posts.jsonl", "README.md")


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def forums(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("forums")
    simulate.forum(out, posts=POSTS, seed=7)
    return out


def test_a_seed_gives_the_same_bytes_everywhere(tmp_path: Path) -> None:
    simulate.forum(tmp_path, posts=300, seed=4)
    digest = hashlib.sha256(b"".join((tmp_path / name).read_bytes() for name in FILES)).hexdigest()
    assert digest[:16] == "8acbb13a86b99ec2"


def test_a_seed_gives_the_same_pages(tmp_path: Path) -> None:
    for name in ("one", "other"):
        simulate.forum(tmp_path / name, posts=60, seed=4, pages=True)
    one, other = (sorted((tmp_path / name / "pages").iterdir()) for name in ("one", "other"))
    assert [path.name for path in one] == ["01-phpbb.warc.gz", "02-xenforo2.warc.gz", "03-smf2.0.warc.gz"]
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_another_seed_gives_other_forums(tmp_path: Path, forums: Path) -> None:
    simulate.forum(tmp_path, posts=POSTS, seed=8)
    assert (tmp_path / "postings.jsonl").read_bytes() != (forums / "postings.jsonl").read_bytes()


def test_truth_covers_each_post_once_and_each_account_and_person(forums: Path) -> None:
    truth = rows(forums / "truth/posts.jsonl")
    ids = [row["id"] for row in truth]
    assert len(set(ids)) == len(ids) == POSTS
    gone = {row["id"] for row in truth if row["deleted"]}
    posted = [row["id"] for row in rows(forums / "postings.jsonl")]
    assert set(posted) <= set(ids)
    assert set(ids) - set(posted) <= gone
    accounts = {row["account"]: row for row in rows(forums / "truth/accounts.jsonl")}
    counted = Counter(row["account"] for row in truth)
    assert {serial: row["posts"] for serial, row in accounts.items()} == counted
    persons = {row["person"]: row for row in rows(forums / "truth/persons.jsonl")}
    assert all(accounts[row["account"]]["person"] == row["person"] in persons for row in truth)


def test_every_engine_has_a_board_and_some_persons_write_on_several(forums: Path) -> None:
    accounts = rows(forums / "truth/accounts.jsonl")
    assert {row["engine"] for row in accounts} == set(ENGINES)
    assert any(len(row["accounts"]) > 1 for row in rows(forums / "truth/persons.jsonl"))


def test_a_clue_stands_where_the_truth_says_it_does(forums: Path) -> None:
    postings = {row["id"]: row for row in rows(forums / "postings.jsonl")}
    found = 0
    for truth in rows(forums / "truth/posts.jsonl"):
        for clue in truth["clues"]:
            if not truth["deleted"]:
                found += 1
                assert postings[truth["id"]]["text"][clue["start"] : clue["end"]] == clue["surface"]
                assert clue["surface"].lower() == clue["value"].lower()
    assert found > POSTS * 0.05


def test_postings_are_read_whole_and_extra_holds_what_is_no_field(forums: Path) -> None:
    bad: list[BadRow] = []
    path = forums / "postings.jsonl"
    source = collect.Source(str(path), path.stat().st_size, "jsonl")
    [table] = collect.read(source, mapping={}, reject=bad.append, batch_rows=POSTS)
    assert not bad
    extra = [json.loads(one) for one in table.column("extra").to_pylist()]
    assert {"engine", "clock", "post_number", "user_url", "joined", "deleted"} <= set(extra[0])
    assert any(quote["author"] and quote["text"] for one in extra for quote in one.get("quotes", []))
    assert {one["clock"] for one in extra} == {"absolute", "relative", "no zone"}


def test_text_is_in_the_normal_form_that_reading_a_page_gives(forums: Path) -> None:
    for row in rows(forums / "postings.jsonl"):
        lines = row["text"].split("\n")
        assert all(line == " ".join(line.split()) != "" for line in lines)


def test_times_lie_in_the_span_and_follow_the_numbers_of_a_site(forums: Path) -> None:
    rates = ForumRates()
    by_site: dict[int, list[datetime]] = {}
    for row in rows(forums / "truth/posts.jsonl"):
        moment = datetime.fromisoformat(row["sent_at"])
        assert rates.first <= moment < rates.last
        assert datetime.fromisoformat(row["local"]) == moment
        by_site.setdefault(row["id"].split("#")[0], []).append(moment)
    assert all(times == sorted(times) for times in by_site.values())


def test_most_posts_are_written_while_their_writer_is_awake(forums: Path) -> None:
    night = {row["person"] for row in rows(forums / "truth/persons.jsonl") if row["night_worker"]}
    hours = Counter(
        datetime.fromisoformat(row["local"]).hour
        for row in rows(forums / "truth/posts.jsonl")
        if row["person"] not in night
    )
    assert sum(hours[hour] for hour in range(1, 6)) < 0.1 * sum(hours.values())


def test_addresses_and_keys_have_sound_checksums(forums: Path) -> None:
    sites = {row["site"] for row in rows(forums / "truth/accounts.jsonl")}
    onions = [site for site in sites if site.endswith(".onion")]
    assert onions
    assert all(onion.holds(site.removesuffix(".onion")) for site in onions)
    wallets = [row["wallet"] for row in rows(forums / "truth/persons.jsonl") if row["wallet"]]
    assert wallets
    assert all(decode(one) for one in wallets)


def test_a_world_tells_the_same_threads_whenever_it_is_asked() -> None:
    world = World(200, 3, ForumRates())
    board = world.boards[0]
    assert [thread.title for thread in world.threads(board)] == [thread.title for thread in world.threads(board)]
    numbers = sorted(post.number for thread in world.threads(board) for post in thread.posts)
    assert numbers == list(range(board.first_post, board.first_post + len(numbers)))


def test_an_edit_follows_the_post_and_precedes_the_capture() -> None:
    world = World(500, 5, ForumRates(edited=1.0))
    edited = [post for board in world.boards for thread in world.threads(board) for post in thread.posts if post.edited]
    assert edited
    assert all(post.sent + timedelta(minutes=1) <= post.edited < world.rates.last for post in edited if post.edited)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UnreadableFile, match="file"):
        simulate.forum(tmp_path / "file" / "x", posts=10, seed=0)


def test_the_span_of_the_assumptions_is_in_utc() -> None:
    assert ForumRates().first.tzinfo is UTC
