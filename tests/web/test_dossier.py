from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.desk import Sighting
from firstlight.records import Edge, Evidence, Interval, Lead, Mention, Posting, Reason
from firstlight.web.dossier import Bar, Text, Tie, cited, shares, spans, texts, ties, timeline
from firstlight.web.highlight import Span

SHARES = [
    ([3.0, 1.5], 4.5, [3.0, 1.5]),
    ([1.125, 1.125], 2.25, [1.13, 1.12]),
    ([0.3333, 0.3333, 0.3334], 1.0, [0.33, 0.33, 0.34]),
    ([2.0, -0.5], 1.5, [2.0, -0.5]),
    ([-0.125, -0.125], -0.25, [-0.12, -0.13]),
    ([], 0.0, []),
]


@pytest.mark.parametrize(("values", "total", "expected"), SHARES)
def test_printed_contributions_add_up_to_the_printed_score(
    values: list[float], total: float, expected: list[float]
) -> None:
    assert shares(values, total) == expected


@given(st.lists(st.floats(-50, 50)))
def test_shares_add_up_and_stay_close(values: list[float]) -> None:
    found = shares(values, sum(values))
    assert round(sum(found), 2) == round(sum(values), 2)
    assert all(abs(a - b) < 0.011 for a, b in zip(found, values, strict=True))


def test_ties_are_gathered_by_what_is_shared() -> None:
    edges = [
        Edge("a", "b", "phone", "+19185550142", 1.0),
        Edge("a", "c", "phone", "+19185550142", 0.5),
        Edge("a", "b", "text", "near", 0.7),
    ]
    assert ties(edges) == [Tie("phone", "+19185550142", 2, 3, 1.0), Tie("text", "near", 1, 2, 0.7)]


def test_repeated_texts_are_folded_under_the_first() -> None:
    one, two, three = Posting("1", "same"), Posting("2", "other"), Posting("3", "same")
    titled = replace(one, id="4", title="Titled")
    assert texts([one, two, three, titled]) == [Text(one, (three,)), Text(two, ()), Text(titled, ())]


def seen(*days: int) -> list[Sighting]:
    return [Sighting("x", datetime(2026, 1, 1, 23, tzinfo=UTC) + timedelta(days=day), (), ()) for day in days]


def test_a_bar_for_every_day_the_empty_ones_too() -> None:
    undated = Sighting("y", None, (), ())
    first, second, third = (date(2026, 1, day) for day in (1, 2, 3))
    assert timeline([*seen(0, 2, 2), undated]) == [Bar(first, first, 1), Bar(second, second, 0), Bar(third, third, 2)]
    assert timeline([undated]) == []


@given(st.lists(st.integers(-300_000, 300_000), min_size=1, max_size=20), st.integers(1, 50))
def test_bars_hold_every_ad_once_and_are_never_many(days: list[int], most: int) -> None:
    bars = timeline(seen(*days), most)
    assert len(bars) <= most
    assert sum(bar.ads for bar in bars) == len(days)
    assert all(one.last + timedelta(days=1) == other.first for one, other in pairwise(bars))


def test_spans_carry_the_number_of_their_reason() -> None:
    reasons = (
        Reason("AD-A", 1.0, "a", "A", (Evidence("p", "text", 0, 3, "abc"),)),
        Reason("AD-B", 1.0, "b", "B", (Evidence("p", "text", 1, 2, "b"), Evidence("q", "title", 0, 1, "x"))),
    )
    nothing = Interval(0, 0, 0)
    lead = Lead(1, "L", "G", "low", 2.0, nothing, nothing, 1, reasons, ("p", "q"), (), None, None)
    mentions = [
        Mention("p", "text", "phone", "+1", 4, 6, "+1", 1.0, "r"),
        Mention("p", "text", "wording", "AD-A", 0, 3, "abc", 1.0, "r"),
    ]
    assert dict(spans(lead, mentions)) == {
        ("p", "text"): [Span(0, 3, "AD-A", 1), Span(1, 2, "AD-B", 2), Span(4, 6, "phone +1")],
        ("q", "title"): [Span(0, 1, "AD-B", 2)],
    }
    assert cited(lead) == ["p", "q"]
    assert cited(None) == []
