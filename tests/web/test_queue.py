import html
import re

import pytest
from starlette.testclient import TestClient

from firstlight.desk import Desk
from firstlight.records import TIERS
from firstlight.web.app import create_app
from firstlight.web.queue import QueueQuery

FILTERS = [
    ("", ["urgent", "review", "low"]),
    ("?tier=", ["urgent", "review", "low"]),
    ("?tier=&place=&site=+&since=&until=", ["urgent", "review", "low"]),
    ("?tier=urgent", ["urgent"]),
    ("?place=tulsa", ["urgent"]),
    ("?place=wichita&tier=low", []),
    ("?site=board.example", ["urgent"]),
    ("?site=other.example", ["urgent", "low"]),
    ("?since=2026-01-06", ["review", "low"]),
    ("?until=2026-01-05", ["urgent"]),
    ("?since=2026-01-06&until=2026-01-06", ["review"]),
    ("?until=9999-12-31", ["urgent", "review", "low"]),
    ("?indicator=AD-RESTRICT", ["review"]),
    ("?indicator=AD-RESTRICT&tier=low", []),
    ("?label=none&site=other.example", ["urgent", "low"]),
    ("?label=scam", []),
    ("?per=1", ["urgent"]),
    ("?per=1&page=3", ["low"]),
    ("?per=1&page=4", []),
]


@pytest.mark.parametrize(("address", "tiers"), FILTERS)
def test_filters_and_pages(client: TestClient, address: str, tiers: list[str]) -> None:
    answer = client.get("/queue.json" + address).json()
    assert [lead["tier"] for lead in answer["leads"]] == tiers
    page = client.get("/" + address).text
    assert page.count('<span class="tier ') == len(tiers)
    assert ("No lead fits." in page) == (not tiers)


BAD = [
    "?tier=nothing",
    "?label=nothing",
    "?view=nothing",
    "?page=0",
    "?page=x",
    "?per=1001",
    "?since=yesterday",
    "?until=2026-13-01",
    "?page=99999999",
    f"?place={'x' * 201}",
]


@pytest.mark.parametrize("address", BAD)
def test_a_filter_that_cannot_be_read_is_named(client: TestClient, address: str) -> None:
    answer = client.get("/" + address)
    assert answer.status_code == 400
    assert address[1 : address.index("=")] in answer.text
    assert client.get("/queue.json" + address).status_code == 400


def test_the_tiers_are_counted_under_the_other_filters(client: TestClient) -> None:
    page = client.get("/?site=other.example").text
    for tier, count in (("Urgent", 1), ("High", 0), ("Review", 0), ("Low", 1), ("Spam", 0), ("All", 2)):
        assert f"{tier} <b>{count}</b>" in page


def test_links_keep_the_whole_state(client: TestClient) -> None:
    page = client.get("/?site=other.example&per=1").text
    assert 'href="/?per=1&amp;tier=low&amp;site=other.example"' in page
    assert 'href="/?page=2&amp;per=1&amp;site=other.example"' in page
    assert 'href="/queue.csv?per=1&amp;site=other.example"' in page
    assert QueueQuery(place="new york & co").href("/") == "/?place=new+york+%26+co"


def test_json_holds_the_leads_as_the_desk_has_them(client: TestClient, desk: Desk) -> None:
    answer = client.get("/queue.json").json()
    assert answer["total"] == 3
    assert answer["query"] == {
        "page": 1, "per": 50, "tier": None, "place": None, "site": None, "since": None, "until": None,
        "indicator": None, "label": None, "view": "list",
    }  # fmt: skip
    first = answer["leads"][0]
    assert first["rank"] == 1
    assert first["tier"] in TIERS
    assert sum(reason["contribution"] for reason in first["reasons"]) == first["score"]
    assert first["lead"] == desk.leads(top=1)[0].lead


def test_an_empty_desk_says_what_to_do(tmp_path_factory: pytest.TempPathFactory) -> None:
    with Desk.open(f"sqlite:///{tmp_path_factory.mktemp('empty')}/desk.sqlite") as empty:
        client = TestClient(create_app(lambda: empty), base_url="http://localhost")
        assert "firstlight sift PATH" in client.get("/").text


def test_the_queue_is_narrowed_by_what_leads_have(client: TestClient) -> None:
    page = client.get("/?site=other.example").text
    facets = page[page.index('id="facets"') :]
    assert re.findall(r"<span><bdi>(AD-[A-Z-]+|GRP-[A-Z-]+)</bdi></span> <b>(\d)</b>", facets) == [
        ("AD-AGE-MINOR", "1"),
        ("AD-CONTACT-OBF", "1"),
        ("GRP-PHONE-MULTI", "1"),
    ]
    assert 'href="/?site=other.example&amp;indicator=AD-AGE-MINOR"' in facets
    assert "not labelled yet</span> <b>2</b>" in facets
    assert 'class="chosen" href="/"' in facets


def test_one_lead_a_screen_shows_its_evidence_first(client: TestClient, desk: Desk) -> None:
    page = client.get("/?view=one").text
    assert page.count('class="lead one urgent"') == 1
    assert '<mark data-why="AD-AGE-MINOR"' in page
    assert page.index("An ad states an age under 18.") < page.index("Company for dinner")
    assert "1 of 3" in page
    assert client.get("/?view=one&page=3").text.count('rel="next"') == 0
    assert "No lead fits." in client.get("/?view=one&page=4").text


def test_a_decision_leads_on_to_the_next(own: Desk) -> None:
    client = TestClient(create_app(lambda: own), base_url="http://localhost")
    page = client.get("/?view=one").text
    address = re.findall(r'name="back" value="([^"]*)"', page)[0]
    group = own.leads(top=1)[0].group
    assert f'action="/groups/{group}/label"' in page
    sent = {"label": "minor", "why": "seen", "back": html.unescape(address)}
    answer = client.post(f"/groups/{group}/label", data=sent, headers={"Origin": "http://localhost"})
    assert "2 of 3" in answer.text
    assert "<b>1 of 1</b> labelled" in answer.text
    assert "1 decided today" in answer.text
