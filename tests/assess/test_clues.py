from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from firstlight.assess.clues import Post, gather
from firstlight.assess.triage import triage
from firstlight.extract import mentions
from firstlight.extract.clue import clues
from firstlight.records import Posting

START = datetime(2026, 1, 5, tzinfo=UTC)


def post(day: int, text: str, author: str = "fern") -> Post:
    posting = Posting(f"p{day}", text)
    return Post(posting.id, author, START + timedelta(days=day), (*mentions(posting), *clues(posting)))


def test_clues_stand_in_order_of_time_with_their_quotes() -> None:
    found = gather([post(9, "Snow at Elm Station"), post(1, "The number 4 tram is late")])
    assert [(clue.category, clue.value, clue.evidence.posting) for clue in found.clues] == [
        ("transport", "number 4 tram", "p1"),
        ("weather", "Snow", "p9"),
        ("transport", "Elm Station", "p9"),
    ]


def test_the_same_is_gathered_over_posts_and_authors() -> None:
    found = gather([post(1, "Harbour Road Clinic"), post(5, "harbour road, Harbour Road Clinic!", "moss")])
    theme = next(theme for theme in found.themes if theme.value == "Harbour Road Clinic")
    assert (theme.posts, theme.authors) == (2, 2)
    assert theme.first_seen == START + timedelta(days=1)


def test_a_place_after_a_statement_of_home_is_a_home() -> None:
    found = gather([post(1, "I live in Tulsa, OK and was in Dallas once")])
    said = [(clue.category, clue.value) for clue in found.clues if clue.category in {"home", "place"}]
    assert said[0] == ("home", "Tulsa, OK, US")


# Each case: posts, and words of the contradiction that must be shown (empty: none).
CONTRADICTIONS = [
    ([post(1, "I live in Tulsa, OK"), post(2, "I live in Boston, MA")], "at home in"),
    ([post(1, "I live in Tulsa, OK"), post(2, "I live in Boston, MA", "moss")], ""),  # two people
    ([post(1, "I live in Tulsa, OK"), post(2, "I live in Tulsa, OK")], ""),
    ([post(1, "She is 19 years old"), post(2, "She is 25 years old")], "cannot be one person"),
    ([post(1, "She is 19 years old"), post(366, "She is 20 years old")], ""),
]


@pytest.mark.parametrize(("posts", "words"), CONTRADICTIONS)
def test_contradictions(posts: list[Post], words: str) -> None:
    found = gather(posts).contradictions
    assert len(found) == bool(words)
    assert all(words in one.text and len(one.evidence) == 2 for one in found)


def test_nothing_said_gives_nothing() -> None:
    found = gather([Post("p", "", None, ())])
    assert (found.clues, found.themes, found.contradictions) == ((), (), ())


def test_a_thread_s_reasons_add_up_to_its_score() -> None:
    said = [post(1, "My daughter is 12 years old, message me"), post(2, "I live in Tulsa, OK. Mail ivy@example.org")]
    score, reasons = triage(said, START + timedelta(days=3))
    assert {reason.id for reason in reasons} == {
        "TALK-AGE", "TALK-CONTACT", "TALK-FIRST-PERSON", "TALK-PLACE", "TALK-RECENT",
    }  # fmt: skip
    assert score == pytest.approx(sum(reason.contribution for reason in reasons))
    assert 0 < score <= 1
    assert all(reason.evidence for reason in reasons if reason.id != "TALK-RECENT")


PAIRS = [
    ("My neighbour has roses, message me", "Roses like the sun"),
    ("He is 12 years old", "He is 42 years old"),
    ("I live in Tulsa, OK", "It rained"),
]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_what_must_be_read_first(first: str, second: str) -> None:
    assert triage([post(1, first)], START)[0] > triage([post(1, second)], START)[0]


def test_what_is_old_is_read_later() -> None:
    said = [post(1, "My son has a bicycle")]
    assert triage(said, START)[0] > triage(said, START + timedelta(days=400))[0]
    assert triage([], START) == (0, ())
