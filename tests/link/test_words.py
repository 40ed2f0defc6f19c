from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.link import words

SAME = (
    ("Quiet Dinner, downtown!", "quiet dinner downtown"),
    ("ＱＵＩＥＴ ｄｉｎｎｅｒ", "quiet dinner"),
    ("quіet dіnner", "quiet dinner"),  # Cyrillic i
    ("qu\u200biet dinner 🌹", "quiet 🌹 dinner"),
    ("niiiiice dinner", "niice dinner".replace("ii", "i")),
    ("dinner at 7, room 12", "dinner at 9, room 40"),
)
NOT_SAME = (("quiet dinner", "dinner quiet"), ("quiet dinner", "quiet dinners"), ("quiet", "quiet quiet"))


def tokens(text: str) -> list[str]:
    return words.words([(text, ())])


@pytest.mark.parametrize(("left", "right"), SAME)
def test_what_reads_alike_has_the_same_digest_and_shingles(left: str, right: str) -> None:
    found, digests = words.shingles([tokens(left), tokens(right)])
    assert digests[0] == digests[1] != 0
    assert found.take(found.rows[:0]).lengths.size == 0
    assert found.values[: found.offsets[1]].tolist() == found.values[found.offsets[1] :].tolist()


@pytest.mark.parametrize(("left", "right"), NOT_SAME)
def test_order_and_number_of_words_count_in_the_digest(left: str, right: str) -> None:
    _, digests = words.shingles([tokens(left), tokens(right)])
    assert digests[0] != digests[1]


def test_slots_are_cut_out_wherever_they_stand() -> None:
    one = words.words([("Ivy in Tulsa", [(0, 3), (7, 12)]), ("call 918 555 0142 now", [(5, 17)])])
    two = words.words([("Ruby in Reno", [(0, 4), (8, 12)]), ("call nine one eight now", [(5, 19)])])
    assert one == two == ["in", "call", "now"]


def test_slots_may_overlap_or_lie_within_one_another() -> None:
    assert words.words([("ab cd ef gh", [(3, 8), (6, 8), (4, 5)])]) == ["ab", "gh"]


def test_a_text_without_words_has_no_shingle_and_the_digest_zero() -> None:
    found, digests = words.shingles([[], ["one"], [], ["one", "two", "one", "two"]])
    assert found.lengths.tolist() == [0, 1, 0, 2]
    assert digests.tolist()[0] == digests.tolist()[2] == 0
    assert len(set(digests.tolist())) == 3


def test_no_text_at_all() -> None:
    found, digests = words.shingles([])
    assert len(found) == len(digests) == 0


@given(st.lists(st.text(max_size=40), max_size=5), st.data())
def test_any_text_can_be_cut_anywhere(texts: list[str], data: st.DataObject) -> None:
    fields = []
    for text in texts:
        ends = st.integers(0, len(text))
        spans = data.draw(st.lists(st.tuples(ends, ends).map(sorted).map(lambda s: (s[0], s[1])), max_size=4))
        fields.append((text, spans))
    found, digests = words.shingles([words.words([field]) for field in fields])
    assert len(found) == len(digests) == len(texts)
    for at in range(len(found)):
        mine = found.values[found.offsets[at] : found.offsets[at + 1]].tolist()
        assert mine == sorted(set(mine))
        assert (digests[at] == 0) == (not mine)
