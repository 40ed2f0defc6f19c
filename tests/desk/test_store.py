from __future__ import annotations

from datetime import UTC, datetime

import pytest

from firstlight.desk import Desk
from firstlight.desk.store import vector
from firstlight.errors import WorkspaceError
from firstlight.records import Mention, Posting
from tests.desk.world import ad, load

CALL = ad(0, "call (918) 555 0142", ("phone", "+19185550142", "(918) 555 0142"))


def test_a_posting_and_its_mentions_come_back_as_they_were(desk: Desk) -> None:
    full = ad(
        7, "naïve café 🌹 company", ("name", "Anna", "Anna", "title"), ("place", "Tulsa, OK", "Tulsa", "location"),
        title="Anna", url="https://example.com/7", site="example.com", location="Tulsa", author="a", thread="t",
        pictures=["1.jpg", "2.jpg"], extra='{"k": [1, "é"]}', posted_at=datetime(2026, 1, 5, 3, 4, 5, 678_901, UTC),
    )  # fmt: skip
    load(desk, CALL, full)
    assert desk.postings(["ad-7", "absent", "ad-0"]) == [
        Posting(
            "ad-7", "naïve café 🌹 company", "Anna", "https://example.com/7", "example.com",
            datetime(2026, 1, 5, 3, 4, 5, 678_901, UTC), "Tulsa", "a", "t", ("1.jpg", "2.jpg"), {"k": [1, "é"]},
        ),
        Posting("ad-0", "call (918) 555 0142", posted_at=datetime(2026, 1, 5, tzinfo=UTC)),
    ]  # fmt: skip
    assert desk.mentions(["ad-0", "ad-7"]) == [
        Mention("ad-0", "text", "phone", "+19185550142", 5, 19, "(918) 555 0142", 0.9, "phone-rule"),
        Mention("ad-7", "title", "name", "Anna", 0, 4, "Anna", 0.9, "name-rule"),
        Mention("ad-7", "location", "place", "Tulsa, OK", 0, 5, "Tulsa", 0.9, "place-rule"),
    ]


def test_the_same_part_twice_changes_nothing(desk: Desk) -> None:
    load(desk, CALL, part=3)
    load(desk, CALL, part=3)
    load(desk, ad(1, "other"), part=3)
    assert desk.loaded_parts() == {3}
    assert len(desk.mentions(["ad-0"])) == 1
    assert desk.postings(["ad-1"]) == []


def test_a_posting_stays_in_its_part(desk: Desk) -> None:
    load(desk, CALL)
    with pytest.raises(WorkspaceError, match="'ad-0' of part 1 is on the desk under another part"):
        load(desk, ad(5, "new"), {**CALL, "ordinal": 6}, part=1)
    assert desk.loaded_parts() == {0}
    assert desk.postings(["ad-5"]) == []


def test_an_empty_part_is_a_part(desk: Desk) -> None:
    load(desk)
    assert desk.loaded_parts() == {0}


@pytest.mark.parametrize(
    "text",
    ["a\0b", "\0", "'; DROP TABLE postings; --", "\\", "\\N", "tab\tline\n", "\u202egnp", "x" * 3000, "word " * 40_000],
    ids=[
        "nul",
        "only nul",
        "quote",
        "backslash",
        "copy null",
        "white space",
        "right to left",
        "long word",
        "long text",
    ],
)
def test_hostile_text_is_kept(desk: Desk, text: str) -> None:
    load(desk, ad(0, text, ("handle", text[:2000], text[:2000]), title=text[:100], site=text[:100], author=text))
    (kept,) = desk.postings(["ad-0"])
    assert kept.text == text.replace("\0", "\ufffd")
    assert desk.mentions(["ad-0"])[0].value == text[:2000].replace("\0", "\ufffd")


def test_a_posting_id_of_any_length_is_found(desk: Desk) -> None:
    load(desk, ad(0, "a", id="x" * 10_000), ad(1, "b", id="é 🌹"))
    assert [posting.text for posting in desk.postings(["é 🌹", "x" * 10_000])] == ["b", "a"]


def test_phrases_never_run_from_one_field_into_the_next() -> None:
    assert vector((["a", "b"], ["a"], ["c"])) == "'a':1A,4B 'b':2A 'c':6C"
    assert vector(([], [], [])) == ""


@pytest.mark.parametrize("letter", ["x", "\u05d0"])
def test_a_text_of_nothing_but_long_words_is_taken(desk: Desk, letter: str) -> None:
    text = " ".join(f"word{number:05d}".ljust(64, letter) for number in range(16_000))
    load(desk, ad(0, text, title=text), CALL | {"ordinal": 1, "id": "ad-1"})
    assert [desk.search(query).total for query in ("word00007".ljust(64, letter), "call")] == [1, 1]
