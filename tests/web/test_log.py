"""Nothing that names a person is shown before who looks at it, and why, is noted."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from firstlight.desk import Desk
from firstlight.errors import WorkspaceError
from firstlight.web.app import create_app
from tests.web.conftest import HOSTILE

HOME = "http://127.0.0.1:8642"
OURS = {"Origin": HOME}

SILENT = {"/about", "/signs", "/healthz", "/openapi.json"}
"""What is answered without a note: it names nobody."""


@pytest.fixture
def browser(own: Desk) -> TestClient:
    return TestClient(create_app(lambda: own, who="Det. Rivera", purpose="order 17"), base_url=HOME)


def looks(desk: Desk) -> list[tuple[str, str, str]]:
    return [(one.act, one.subject, one.said) for one in desk.audit.entries()]


def test_every_address_that_is_read_is_noted(browser: TestClient, own: Desk, group: str) -> None:
    case = own.cases.new("one", who="a").case
    paths = browser.get("/openapi.json").json()["paths"]
    read = [path for path, methods in paths.items() if "get" in methods and path not in SILENT]
    assert len(read) > 15
    asked = {"/search": "?q=dinner", "/why": "?a=ad-1&b=ad-2", "/around": "?kind=phone&value=1", "/like": "?id=ad-1"}
    asked["/suggest"] = "?q=an"
    anna = "anna@board.example"
    asked |= {
        "/author": f"?account={anna}", "/clues": f"?account={anna}",
        "/compare": f"?a={anna}&b={anna}", "/thread": "?site=board.example&thread=t1",
    }  # fmt: skip
    for path in read:
        before = own.audit.last()
        name = case if path.startswith("/cases/") else group
        stem = re.sub(r"\.(json|csv)$", "", path)
        answer = browser.get(re.sub(r"\{[a-z]+\}", name, path) + asked.get(stem, ""))
        assert (answer.status_code, own.audit.last()) == (200, before + 1), path
        noted = own.audit.entries(after=before)[0]
        assert (noted.who, noted.why) == ("Det. Rivera", "order 17")
        assert (noted.act == "export") == path.endswith((".csv", "/export")), path
    assert own.audit.verify().wrong == ""


def test_a_look_says_at_what_and_what_was_asked(browser: TestClient, own: Desk, group: str) -> None:
    browser.get(f"/groups/{group}")
    browser.get("/search.json", params={"q": HOSTILE})
    browser.get("/?tier=urgent")
    assert looks(own) == [("view", group, ""), ("search", "", HOSTILE), ("list", "queue", "?tier=urgent")]


def test_what_shows_nobody_leaves_no_note(browser: TestClient, own: Desk) -> None:
    for path in (
        "/about",
        "/signs",
        "/healthz",
        "/search",
        "/why",
        "/groups/G-none",
        "/cases/C-9",
        "/static/firstlight.css",
    ):
        browser.get(path)
    assert looks(own) == []


def test_a_browser_says_why_its_person_looks(browser: TestClient, own: Desk) -> None:
    answer = browser.post("/purpose", data={"purpose": f"C-1 {HOSTILE}"}, headers=OURS)
    cookie = browser.cookies
    assert answer.url.path == "/log"
    assert len(cookie) == 1
    assert HOSTILE.replace("\u202e", "").split("<")[0] in answer.text
    assert "<script>alert" not in answer.text
    browser.get("/")
    assert own.audit.entries()[-1].why == f"C-1 {HOSTILE}"
    browser.post("/purpose", data={"purpose": " "}, headers=OURS)
    browser.get("/")
    assert own.audit.entries()[-1].why == "order 17"


def test_the_cookie_of_the_purpose_goes_nowhere_else(own: Desk) -> None:
    client = TestClient(create_app(lambda: own), base_url=HOME, follow_redirects=False)
    set_by = client.post("/purpose", data={"purpose": "x"}, headers=OURS).headers["set-cookie"].lower()
    assert "httponly" in set_by
    assert "samesite=strict" in set_by
    assert client.post("/purpose", data={"purpose": "x"}).status_code == 403


def test_the_page_of_the_log_narrows_and_turns(browser: TestClient, group: str) -> None:
    for _ in range(3):
        browser.get(f"/groups/{group}")
    found = browser.get("/log.json", params={"about": group, "per": 2}).json()
    assert (found["total"], [one["entry"] for one in found["entries"]]) == (3, [3, 2])
    assert browser.get("/log.json", params={"per": 2, "page": 2}).json()["entries"][0]["entry"] == 3
    assert group in browser.get("/log").text
    assert group in browser.get("/log.csv").text


def test_where_no_note_can_be_kept_nothing_is_shown(own: Desk, group: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> int:
        raise WorkspaceError("the disk of the desk is full; make room")

    monkeypatch.setattr(own.audit, "note", full)
    answer = TestClient(create_app(lambda: own), base_url=HOME).get(f"/groups/{group}")
    assert answer.status_code == 503
    assert "make room" in answer.text
    assert "918-555-0142" not in answer.text
