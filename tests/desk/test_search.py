from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firstlight.desk import Desk, search
from firstlight.desk.compile import ASKING
from firstlight.errors import BadQuery
from tests.desk.conftest import New
from tests.desk.world import ad, connect, lead, load

PHONE = ("phone", "+19185550142", "(918) 555 0142")
OTHER = ("phone", "+19185550143", "918-555-0143")
TULSA = ("place", "Tulsa, OK", "Tulsa", "location")


@pytest.fixture(scope="module")
def market(made: New) -> Iterator[Desk]:
    """Eight ads, for reading: the later the ordinal the later the day, but 6 is the oldest and 7 has no day."""
    with made() as url, Desk.open(url) as desk:
        _fill(desk)
        yield desk


def _fill(desk: Desk) -> None:
    load(
        desk,
        ad(
            0, "New in town, call (918) 555 0142", PHONE, TULSA, title="Dinner company", location="Tulsa", site="a.test"
        ),
        ad(1, "call (918) 555 0142, in town again", PHONE, posted="2026-01-06", site="b.test", author="Anna"),
        ad(2, "dinner? 918-555-0143", OTHER, posted="2026-01-07", location="Dallas"),
        ad(3, "I am 17 and new", ("age", "17", "17"), ("wording", "AD-YOUTH-LANG", "new"), posted="2026-01-08"),
        ad(4, "I am 21", ("age", "21", "21"), ("name", "Anna Lee", "I"), posted="2026-02-01"),
        ad(5, "Mаssage by аppointment", posted="2026-02-02", url="https://www.a.test/ads/5"),  # with Cyrillic а
        ad(6, "an archived dinner", posted="2020-01-01", location="New York"),
        ad(7, "write to dinner@mail.test", ("email", "dinner@mail.test", "dinner@mail.test"), posted=None),
    )
    connect(desk, {0: 0, 1: 0, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7})
    desk.put_leads([lead(0, "high"), lead(3, "urgent")])


def found(desk: Desk, query: str) -> list[int]:
    return [int(hit.posting.id.removeprefix("ad-")) for hit in desk.search(query).hits]


CASES = [
    ("dinner", [2, 0, 6, 7]),
    ("DINNER company", [0]),
    ("company dinner", [0]),
    ('"dinner company"', [0]),
    ('"company dinner"', []),
    ('"in town"', [1, 0]),
    ('"town call"', [0]),
    ("massage", [5]),
    ("dinn*", [2, 0, 6, 7]),
    ('"new in t*"', [0]),
    ("dinner OR massage", [5, 2, 0, 6, 7]),
    ("dinner -company", [2, 6, 7]),
    ("dinner NOT (company OR archived)", [2, 7]),
    ("-dinner", [5, 4, 3, 1]),
    ("-dinner -call", [5, 4, 3]),
    ("NOT NOT massage", [5]),
    ("new (town OR 17)", [3, 0]),
    ("title:dinner", [0]),
    ("location:dallas", [2]),
    ("place:tulsa", [0]),
    ("place:dallas", [2]),
    ('place:"new york"', [6]),
    ("place:york", [6]),
    ("place:tul*", [0]),
    ("tulsa", [0]),
    ("site:a.test", [0]),
    ("site:a", [0]),
    ("site:test", []),
    ("author:anna", [1]),
    ("name:anna", [4]),
    ("name:lee", []),
    ("age:17", [3]),
    ("age<18", [3]),
    ("age>=17", [4, 3]),
    ("age:18-30", [4]),
    ("indicator:AD-YOUTH-LANG", [3]),
    ("indicator:ad-youth*", [3]),
    ("tier:urgent", [3]),
    ("tier:high call", [1, 0]),
    ("tier:low", []),
    ("id:ad-4", [4]),
    ("id:ad-99", []),
    ("date:2026-01", [3, 2, 1, 0]),
    ("after:2026-01-07 before:2026-02-02", [4, 3, 2]),
    ("before:2026", [6]),
    ("after:2026-01-06 call", [1]),
    ("dinner date:2026-01-07", [2]),
    ("phone:1918555*", [2, 1, 0]),
    ("phone:1918555* -company", [2, 1]),
    ("email:dinner@mail.test", [7]),
    ("absent", []),
]


@pytest.mark.parametrize(("query", "ordinals"), CASES)
@pytest.mark.parametrize(
    ("few", "asking"),
    [(search.FEW, ASKING), (search.FEW, 0), (1, ASKING), (0, ASKING)],
    ids=["few, one pass", "few, each", "one", "stream"],
)
def test_queries(
    market: Desk, monkeypatch: pytest.MonkeyPatch, query: str, ordinals: list[int], few: int, asking: int
) -> None:
    """Newest first; the same whether a part with few carriers leads the search or the newest arrivals are read."""
    monkeypatch.setattr(search, "FEW", few)
    monkeypatch.setattr("firstlight.desk.compile.ASKING", asking)
    assert found(market, query) == ordinals


@pytest.mark.parametrize(
    "spelling",
    [
        "(918) 555 0142",
        "nine one eight 555 0142",
        "+19185550142",
        "918.555.0142",
        "phone:9185550142",
        "９１８ ５５５ ０１４２",
    ],
)
def test_a_number_is_found_in_any_spelling(market: Desk, spelling: str) -> None:
    assert found(market, spelling) == [1, 0]
    assert found(market, f"{spelling} -company") == [1]


@pytest.mark.parametrize("query", ["dinner@mail.test", "DINNER@MAIL.TEST"])
def test_a_mail_address_is_found_in_any_spelling(market: Desk, query: str) -> None:
    assert 7 in found(market, query)


@pytest.mark.parametrize("query", ["https://www.a.test/ads/5", "http://a.test/ads/5", "https://a.test/ads/5"])
def test_an_ad_is_found_by_its_address(market: Desk, query: str) -> None:
    assert found(market, query) == [5]


def test_groups_and_leads_are_found_by_name(market: Desk) -> None:
    group = market.groups()[0].group
    assert found(market, f"group:{group}") == [1, 0]
    assert found(market, f"lead:{market.lead(group).lead} town") == [1, 0]
    assert found(market, "group:G-NONE") == found(market, "lead:L-NONE") == []


def test_an_identifier_that_no_ad_carries_is_looked_for_as_words(desk: Desk) -> None:
    load(desk, ad(8, "room 918 555 0199"))
    assert found(desk, "918 555 0199") == [8]


def test_a_hit_says_whose_it_is_and_where_the_query_stands(market: Desk) -> None:
    (hit,) = market.search("company (918) 555 0142").hits
    assert hit.posting == market.postings(["ad-0"])[0]
    assert hit.group == market.groups()[0].group
    assert hit.tier == "high"
    assert [hit.snippet.text[start:end] for start, end in hit.snippet.marks] == ["(918) 555 0142"]
    assert hit.snippet.title_marks == ((7, 14),)
    (hit,) = market.search("massage").hits
    assert (hit.tier, hit.snippet.marks) == (None, ((0, 7),))


def test_pages(market: Desk) -> None:
    page = market.search("dinner", limit=2, offset=1)
    assert (page.total, page.capped) == (4, False)
    assert [hit.posting.id for hit in page.hits] == ["ad-0", "ad-6"]
    assert market.search("dinner", offset=10).hits == ()


@pytest.mark.parametrize("query", ["dinner", "-absent", "after:2020", "age>0 OR dinner"])
def test_more_candidates_than_the_cap_are_cut_at_the_oldest_arrivals(
    market: Desk, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    monkeypatch.setattr(search, "FEW", 0)
    whole = found(market, query)
    monkeypatch.setattr(search, "CAP", 3)
    page = market.search(query)
    assert (page.total, page.capped) == (3, True)
    assert {int(hit.posting.id.removeprefix("ad-")) for hit in page.hits} == set(sorted(whole)[-3:])


def test_an_empty_desk_finds_nothing(desk: Desk) -> None:
    assert desk.search("dinner OR age:17 -call after:2026").total == 0


HOSTILE = [
    "'; DROP TABLE postings; --", '""', "\0", "a\0b", "NEAR(a b)", "text:a", "{a b}: c", "^a", "a + b", "a NEAR/2 b",
    "'a'", "a'", "a:*", "*", "a**", "%", "_", "name:%", "name:_*", 'name:"\'"', "\\", "a\\", "&|!", "a <-> b", "\ud800",
    "id:'; --", "id:\ud800", "group:\0", "group:\ud800", "lead:%", "phone:'", "-\"", "words", "rank", "site:\0",
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE)
def test_hostile_queries_find_or_are_refused(market: Desk, query: str) -> None:
    _ask(market, query)
    assert market.search("dinner").total == 4


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(), st.lists(st.sampled_from([*HOSTILE, *(query for query, _ in CASES)])).map(" ".join)))
def test_any_query_finds_or_is_refused(market: Desk, query: str) -> None:
    _ask(market, query)


def _ask(desk: Desk, query: str) -> None:
    try:
        desk.search(query)
    except BadQuery as error:
        assert str(error)  # noqa: PT017 (either answer is right; only other errors are not)
