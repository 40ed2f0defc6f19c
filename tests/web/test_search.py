import pytest
from starlette.testclient import TestClient

from firstlight.desk import Desk
from firstlight.errors import WorkspaceError
from firstlight.web.app import create_app
from firstlight.web.formats import HIT_COLUMNS
from firstlight.web.search import SYNTAX
from tests.web.conftest import HOSTILE

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


@pytest.fixture
def searcher(own: Desk) -> TestClient:
    app = create_app(lambda: own, who="Det. Rivera")
    return TestClient(app, base_url="http://localhost", headers={"Origin": "http://localhost"})


def test_what_was_found_is_sorted_and_narrowed(client: TestClient) -> None:
    page = client.get("/search?q=918-555-0142").text
    facets = page[page.index('class="facets"') :]
    assert 'href="/search?q=918-555-0142+tier%3Aurgent&amp;came=918-555-0142"><span>Urgent</span> <b>4</b>' in facets
    assert "place%3A%22Wichita%2C+KS%2C+US%22" in facets
    either = client.get("/search?q=tulsa+OR+norman").text
    assert "q=%28tulsa+OR+norman%29+site%3A" in either


def test_searches_are_remembered_as_a_tree_and_kept(searcher: TestClient, own: Desk) -> None:
    searcher.get("/search?q=918-555-0142")
    searcher.get("/search?q=918-555-0142+tier:urgent&came=918-555-0142")
    searcher.get("/search?q=918-555-0142&page=2")
    searcher.get("/search?q=(unreadable")
    tree = searcher.get("/searches.json").json()["history"]
    assert [(one["depth"], one["search"]["query"], one["search"]["found"]) for one in tree] == [
        (0, "918-555-0142", 4), (1, "918-555-0142 tier:urgent", 4),
    ]  # fmt: skip
    page = searcher.get("/search").text
    assert 'class="depth-1"><a href="/search?q=918-555-0142%20tier%3Aurgent">' in page
    sent = {"q": "918-555-0142", "name": HOSTILE, "back": "/search"}
    page = searcher.post("/searches", data=sent).text
    assert "<script>alert" not in page
    assert [one.name for one in own.saved_searches("Det. Rivera")] == [" ".join(HOSTILE.split())]
    searcher.post("/searches", data=sent | {"name": ""})
    assert own.saved_searches("Det. Rivera") == []
    assert searcher.post("/searches", data=sent | {"q": "never"}).status_code == 400
    assert searcher.post("/searches", data=sent, headers={"Origin": "http://198.51.100.7"}).status_code == 403


def test_a_search_that_cannot_be_remembered_is_answered(
    searcher: TestClient, own: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object, **__: object) -> None:
        raise WorkspaceError("the disk of the desk is full")

    monkeypatch.setattr(own, "remember", full)
    assert searcher.get("/search?q=918-555-0142").status_code == 200
    assert "could not be kept in the history" in caplog.text


def test_suggestions(client: TestClient) -> None:
    found = client.get("/suggest.json?q=918+555").json()["suggestions"]
    assert found == [{"kind": "phone", "value": "+19185550142", "ads": 4, "query": "phone:+19185550142"}]
    assert client.get("/suggest.json").json() == {"suggestions": []}


def test_without_a_lake_finding_like_this_says_so(client: TestClient) -> None:
    assert "without the lake" in client.get("/like?id=ad-1").text
    assert client.get("/like.json?id=ad-1").json()["found"] == []
