import pytest
from starlette.testclient import TestClient

from firstlight.desk import Desk
from firstlight.web.formats import HIT_COLUMNS
from firstlight.web.search import SYNTAX

SPELLINGS = ["918-555-0142", "(918) 555 0142", "+19185550142", "nine one eight five five five zero one four two"]


@pytest.mark.parametrize("query", SPELLINGS)
def test_a_number_is_found_in_any_spelling(client: TestClient, query: str) -> None:
    answer = client.get("/search.json", params={"q": query}).json()
    assert answer["total"] == 4
    assert "ad-1" in {hit["posting"]["id"] for hit in answer["hits"]}
    page = client.get("/search", params={"q": query}).text
    assert page.count('<article class="ad hit">') == 4
    assert "918-555-0142</mark>" in page


@pytest.mark.parametrize(("query", "meaning"), SYNTAX)
def test_every_search_that_the_page_offers_can_be_read(client: TestClient, query: str, meaning: str) -> None:
    assert client.get("/search", params={"q": query}).status_code == 200
    assert meaning


def test_a_search_that_cannot_be_read_is_shown_with_its_place(client: TestClient) -> None:
    answer = client.get("/search", params={"q": "tulsa (spa"})
    assert answer.status_code == 400
    assert "At character" in answer.text
    assert "<mark>" in answer.text
    told = client.get("/search.json", params={"q": "tulsa (spa"})
    assert told.status_code == 400
    assert told.json()["query"] == "tulsa (spa"
    assert told.json()["position"] >= 0


def test_nothing_found_is_said_kindly(client: TestClient) -> None:
    assert "No ad has all of that." in client.get("/search?q=zebra").text


def test_pages_of_hits(client: TestClient) -> None:
    page = client.get("/search?q=918-555-0142&per=3&page=2").text
    assert page.count('<article class="ad hit">') == 1
    assert 'href="/search?per=3&amp;q=918-555-0142"' in page


def test_csv_of_hits(client: TestClient) -> None:
    lines = client.get("/search.csv?q=ARABIC OR company").text.removeprefix("\ufeff").splitlines()
    assert lines[0] == ",".join(HIT_COLUMNS)
    assert len(lines) == 3


def test_too_long_a_search_is_refused(client: TestClient, desk: Desk) -> None:
    assert desk.lead_count() == 3
    assert client.get("/search", params={"q": "x" * 1_001}).status_code == 400
