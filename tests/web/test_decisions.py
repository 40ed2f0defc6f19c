"""Deciding on a desk of its own: labels, undoing, the log; and who may send what."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from firstlight.desk import Desk
from firstlight.web.app import create_app
from tests.web.conftest import HOSTILE

HOME = "http://127.0.0.1:8642"
OURS = {"Origin": HOME}
JSON = OURS | {"Accept": "application/json"}


@pytest.fixture
def sender(own: Desk) -> TestClient:
    app = create_app(lambda: own, who="Det. Rivera")
    return TestClient(app, base_url=HOME, raise_server_exceptions=False, follow_redirects=False)


def test_a_program_is_told_what_was_made(sender: TestClient, own: Desk, group: str) -> None:
    answer = sender.post(f"/groups/{group}/label", data={"label": "minor", "share": "risk"}, headers=JSON)
    assert answer.status_code == 201
    made = answer.json()
    assert {name: made[name] for name in ("entry", "who", "act", "subject", "value", "share")} == {
        "entry": 1, "who": "Det. Rivera", "act": "label", "subject": group, "value": "minor", "share": "risk",
    }  # fmt: skip
    assert made["shown"]["signs"]["AD-AGE-MINOR"] == 10.0
    assert own.labels([group])[group].value == "minor"


def test_one_hand_or_not_is_decided_from_two_ads_side_by_side(sender: TestClient, own: Desk) -> None:
    page = sender.get("/why?a=ad-2&b=ad-4").text
    assert 'action="/why/judge"' in page
    sent = {"a": "ad-4", "b": "ad-2", "act": "not-same", "why": HOSTILE}
    made = sender.post("/why/judge", data=sent, headers=JSON).json()
    assert (made["act"], made["subject"], made["other"], made["who"]) == ("not-same", "ad-2", "ad-4", "Det. Rivera")
    answer = sender.post("/why/judge", data=sent | {"act": "same", "why": ""}, headers=OURS)
    assert (answer.status_code, answer.headers["location"]) == (303, "/why?a=ad-4&b=ad-2")
    assert [one.act for one in own.standing(("same", "not-same"))] == ["same"]
    log = sender.get("/decisions").text
    assert "the same hand" in log
    assert 'href="/why?a=ad-2&amp;b=ad-4"' in log
    for wrong in ({"act": "maybe"}, {"a": "nobody"}, {"b": "ad-4"}):
        assert sender.post("/why/judge", data=sent | wrong, headers=OURS).status_code == 400
    assert sender.post("/why/judge", data=sent).status_code == 403


def test_a_browser_is_led_back_and_sees_it(sender: TestClient, group: str) -> None:
    sent = {"label": "agency", "why": HOSTILE, "back": "/?tier=urgent"}
    answer = sender.post(f"/groups/{group}/label", data=sent, headers=OURS)
    assert (answer.status_code, answer.headers["location"]) == (303, "/?tier=urgent")
    page = sender.get(f"/groups/{group}").text
    assert '<span class="badge">agency</span>' in page
    assert "<script>alert" not in page
    assert '<span class="badge">agency</span>' in sender.get("/").text
    log = sender.get("/decisions").text
    assert "Take back" in log
    assert "<script>alert" not in log
    assert sender.get("/decisions.json").json()["decisions"][0]["value"] == "agency"
    assert "agency" in sender.get("/decisions.csv").text


def test_what_was_taken_back_stays_readable(sender: TestClient, own: Desk, group: str) -> None:
    sender.post(f"/groups/{group}/label", data={"label": "spam"}, headers=OURS)
    assert sender.post("/decisions/1/undo", headers=JSON, data={"why": "wrong key"}).json()["undoes"] == 1
    assert own.labels([group]) == {}
    log = sender.get("/decisions").text
    assert "(taken back)" in log
    assert "Take back" not in log
    answer = sender.post("/decisions/1/undo", headers=JSON, data={"why": ""})
    assert (answer.status_code, own.last_decision()) == (400, 2)


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere", "x", ""])
def test_no_form_leads_elsewhere(sender: TestClient, group: str, back: str) -> None:
    answer = sender.post(f"/groups/{group}/label", data={"label": "spam", "back": back}, headers=OURS)
    assert answer.headers["location"] in ("/", f"/groups/{group}")


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("/groups/{group}/label", {"label": "nice"}, 400),
        ("/groups/{group}/label", {"label": ""}, 400),
        ("/groups/{group}/label", {"label": "spam", "share": "luck"}, 400),
        ("/groups/G-none/label", {"label": "spam"}, 404),
        ("/decisions/9/undo", {"why": "x"}, 400),
        ("/decisions/x/undo", {"why": "x"}, 400),
        ("/groups/{group}/label", {"label": "spam", "why": "x" * 70_000}, 413),
        ("/groups/{group}/label", {f"n{number}": "x" for number in range(60)}, 400),
    ],
)
def test_what_cannot_be_kept_is_refused(
    sender: TestClient, own: Desk, group: str, path: str, fields: dict[str, str], status: int
) -> None:
    assert sender.post(path.format(group=group), data=fields, headers=OURS).status_code == status
    assert own.last_decision() == 0


def test_only_forms_are_read(sender: TestClient, own: Desk, group: str) -> None:
    assert sender.post(f"/groups/{group}/label", json={"label": "spam"}, headers=OURS).status_code == 415
    assert own.last_decision() == 0


@pytest.mark.parametrize(
    "origin", [None, "null", "https://elsewhere.example", "http://127.0.0.1:9999", "https://127.0.0.1:8642"]
)
def test_a_form_from_elsewhere_changes_nothing(sender: TestClient, own: Desk, group: str, origin: str | None) -> None:
    headers = {"Origin": origin} if origin else {}
    answer = sender.post(f"/groups/{group}/label", data={"label": "spam"}, headers=headers)
    assert (answer.status_code, own.last_decision()) == (403, 0)
    assert "Only a page of this desk" in answer.text


def test_the_log_turns_pages_newest_first(sender: TestClient, own: Desk, group: str) -> None:
    for value in ("minor", "spam", "unclear"):
        sender.post(f"/groups/{group}/label", data={"label": value}, headers=OURS)
    pages = [sender.get("/decisions.json?" + urlencode({"per": 2, "page": page})).json() for page in (1, 2, 3)]
    assert [[one["entry"] for one in page["decisions"]] for page in pages] == [[3, 2], [1], []]
    assert {page["total"] for page in pages} == {3}
    assert sender.get("/decisions?per=2&page=3").status_code == 200
