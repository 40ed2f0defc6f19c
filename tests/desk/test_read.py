from __future__ import annotations

from datetime import date

import pytest

from firstlight.desk import Desk, Stay, Use
from firstlight.errors import InputError
from firstlight.link import group_name
from firstlight.records import Edge
from tests.desk.world import ad, connect, day, lead, load, tie

PHONE, OTHER = ("phone", "+19185550142", "call"), ("phone", "+19185550143", "ring")
TULSA, DALLAS = ("place", "Tulsa, OK", "here"), ("place", "Dallas, TX", "there")


@pytest.fixture
def group(desk: Desk) -> Desk:
    """One group of four (a chain 0-1-2, and 3 tied to 0 and 2), and one posting alone."""
    load(
        desk,
        ad(0, "call here call", PHONE, TULSA),
        ad(1, "call ring there", PHONE, OTHER, DALLAS, posted="2026-01-07"),
        ad(2, "ring here", OTHER, TULSA, posted="2026-01-05"),
        ad(3, "text", posted=None),
        ad(4, "alone"),
    )
    weak = tie(2, 3, "wording", "same template", 0.5)
    connect(
        desk, {0: 0, 1: 0, 2: 0, 3: 0, 4: 4}, tie(0, 1), tie(1, 2, value="+19185550143"), weak, tie(0, 3, weight=0.25)
    )
    desk.put_leads([lead(0, "urgent")])
    return desk


def test_a_dossier_is_a_page_of_postings_and_the_rest_in_whole(group: Desk) -> None:
    found = group.dossier(group_name("ad-0"), limit=2)
    assert [posting.id for posting in found.postings] == ["ad-1", "ad-2"]
    assert {mention.posting for mention in found.mentions} == {"ad-1", "ad-2"}
    assert [posting.id for posting in group.dossier(group_name("ad-0"), offset=2).postings] == ["ad-0", "ad-3"]
    assert found.group == group.group(group_name("ad-0"))
    assert found.lead == group.lead(group_name("ad-0"))
    assert len(found.edges) == 4
    assert found.identifiers == (
        Use("phone", "+19185550142", 2, day("2026-01-05"), day("2026-01-07")),
        Use("phone", "+19185550143", 2, day("2026-01-05"), day("2026-01-07")),
    )
    assert found.stays == (Stay("Tulsa, OK", date(2026, 1, 5), 2), Stay("Dallas, TX", date(2026, 1, 7), 1))


def test_a_dossier_without_a_lead(group: Desk) -> None:
    found = group.dossier(group_name("ad-4"))
    assert (found.lead, found.edges, found.identifiers, found.stays) == (None, (), (), ())


@pytest.mark.parametrize(
    ("a", "b", "kinds"),
    [
        ("ad-0", "ad-1", [("ad-0", "ad-1")]),
        ("ad-1", "ad-0", [("ad-0", "ad-1")]),
        ("ad-0", "ad-2", [("ad-0", "ad-1"), ("ad-1", "ad-2")]),  # the stronger of two chains of two
        ("ad-3", "ad-2", [("ad-2", "ad-3")]),
        ("ad-0", "ad-0", []),
        ("ad-0", "ad-4", []),
    ],
)
def test_explain_is_the_shortest_chain(group: Desk, a: str, b: str, kinds: list[tuple[str, str]]) -> None:
    assert [(edge.a, edge.b) for edge in group.explain(a, b)] == kinds


def test_explain_says_what_is_shared(group: Desk) -> None:
    assert group.explain("ad-2", "ad-3") == [Edge("ad-2", "ad-3", "wording", "same template", 0.5)]


@pytest.mark.parametrize(("a", "b"), [("ad-9", "ad-0"), ("ad-0", "ad-9")])
def test_explain_names_a_posting_it_does_not_know(group: Desk, a: str, b: str) -> None:
    with pytest.raises(InputError, match="no posting 'ad-9'"):
        group.explain(a, b)


def test_dossiers_lead_carries_its_rank(group: Desk) -> None:
    shown = group.dossier(group_name("ad-0")).lead
    assert shown is not None
    assert shown.rank == 1
