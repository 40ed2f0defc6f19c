"""Pages about who writes: every form of each, whatever names and posts say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page
from starlette.testclient import TestClient

from firstlight.desk import Desk
from firstlight.settings import Settings
from firstlight.sift import sift
from firstlight.web.app import create_app
from firstlight.workspace import Workspace
from tests.link.authors.people import prose
from tests.web.axe import violations
from tests.web.browsing import LOOKS, launched, opened, served
from tests.web.conftest import FORMULA, HOSTILE

SITE = "board.example"


def posts() -> Iterator[dict[str, object]]:
    mail = "Mail: fern@example.org"
    for at, (name, site, text) in enumerate([
        ("fern", SITE, f"I live in Tulsa, OK. {prose(1, 1)}"), ("fern", SITE, "I live in Boston, MA. Snow again."),
        ("mossgate77", "talk.example", prose(1, 2)), (HOSTILE, SITE, HOSTILE), (FORMULA, SITE, FORMULA),
    ]):  # fmt: skip
        quotes = [{"author": HOSTILE, "text": HOSTILE}, "no quote", {"author": None}]
        yield {
            "id": f"p{at}", "author": name, "site": site, "text": text, "thread": HOSTILE if name == HOSTILE else "t1",
            "title": HOSTILE, "posted_at": f"2026-01-0{at + 1}T10:00:00Z", "signature": mail if at < 3 else HOSTILE,
            "quotes": quotes, "clock": "absolute",
        }  # fmt: skip


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("authors")
    (folder / "posts.jsonl").write_text("".join(json.dumps(post) + "\n" for post in posts()), encoding="utf-8")
    settings = Settings(workspace=folder / "ws", workers=1)
    sift([str(folder / "posts.jsonl")], settings)
    return Workspace.open(settings.workspace).desk_url


@pytest.fixture(scope="module")
def client(url: str) -> Iterator[TestClient]:
    with Desk.open(url) as desk:
        yield TestClient(create_app(lambda: desk), base_url="http://localhost")


def at(path: str, **query: str) -> str:
    return f"{path}?{urlencode(query)}"


FERN, MOSS = f"fern@{SITE}", "mossgate77@talk.example"
PAGES = [
    at("/authors"),
    at("/authors", site=SITE),
    at("/authors", site=HOSTILE),
    at("/author", account=FERN),
    at("/author", account=f"{HOSTILE}@{SITE}"),
    at("/compare", a=FERN, b=MOSS),
    at("/compare", a=FERN, b=f"{FORMULA}@{SITE}"),
    at("/site", site=SITE),
    at("/site", site="nowhere"),
    at("/thread", site=SITE, thread="t1"),
    at("/thread", site=SITE, thread=HOSTILE),
    at("/clues", account=FERN),
    at("/clues", account=f"{FORMULA}@{SITE}"),
]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_runs_nothing_that_a_post_says(client: TestClient, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text


@pytest.mark.parametrize("address", PAGES)
def test_each_page_is_json_and_csv_too(client: TestClient, address: str) -> None:
    path, _, query = address.partition("?")
    assert client.get(f"{path}.json?{query}").json()
    table = client.get(f"{path}.csv?{query}")
    assert table.headers["content-type"].startswith("text/csv")
    assert not any(cell.startswith("=") for line in table.text.splitlines() for cell in line.split(","))


GONE = [
    at("/author", account="nobody@nowhere"),
    at("/author"),
    at("/compare.json", a=FERN, b="nobody@nowhere"),
    at("/compare.json"),
    at("/thread", site=SITE, thread="t2"),
    at("/clues", account=HOSTILE),
]


@pytest.mark.parametrize("address", GONE)
def test_what_is_not_there_is_told(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_two_accounts_are_asked_for(client: TestClient) -> None:
    page = client.get("/compare")
    assert page.status_code == 200
    assert 'name="a"' in page.text


def test_a_signature_in_common_is_shown_as_the_ground_of_a_link(client: TestClient) -> None:
    page = client.get(at("/author", account=FERN)).text
    assert MOSS in page
    assert "Both give this e-mail address" in page


def test_two_homes_are_shown_as_a_contradiction(client: TestClient) -> None:
    page = client.get(at("/clues", account=FERN)).text
    assert "Contradiction" in page
    assert "Tulsa, OK, US" in page


@pytest.fixture(scope="module")
def page(url: str) -> Iterator[Page]:
    with (
        Desk.open(url) as desk,
        served(create_app(lambda: desk)) as address,
        launched() as browser,
        opened(browser, address, **LOOKS["phone"]) as page,
    ):
        yield page


@pytest.mark.parametrize("address", [PAGES[0], PAGES[3], PAGES[5], PAGES[7], PAGES[9], PAGES[11]])
def test_a_page_fits_a_small_screen_and_everybody_can_use_it(page: Page, address: str) -> None:
    page.goto(address)
    assert page.locator("main h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert violations(page) == []


def test_views_and_exports_are_logged(client: TestClient, url: str) -> None:
    client.get(at("/author", account=FERN))
    client.get(at("/author.csv", account=FERN))
    with Desk.open(url) as desk:
        said = [(one.act, one.said) for one in desk.audit.entries()]
    assert {("view", f"account {FERN}"), ("export", f"account {FERN}")} <= set(said)
