"""Cases on a desk of their own: opened, filled, worked on and closed; and who may send what."""

from __future__ import annotations

import csv
import io

import pytest
from starlette.testclient import TestClient

from firstlight.desk import Desk, digest_of
from firstlight.web.app import create_app
from tests.web.conftest import FORMULA, HOSTILE
from tests.web.test_pages import Outline

HOME = "http://127.0.0.1:8642"
OURS = {"Origin": HOME}
JSON = OURS | {"Accept": "application/json"}
SHA = "ab" * 32


@pytest.fixture
def sender(own: Desk) -> TestClient:
    app = create_app(lambda: own, who="Det. Rivera")
    return TestClient(app, base_url=HOME, raise_server_exceptions=False, follow_redirects=False)


def test_a_lead_opens_a_case_and_another_joins_it(sender: TestClient, own: Desk, group: str) -> None:
    answer = sender.post(f"/groups/{group}/file", data={"case": "", "why": "17 stated"}, headers=JSON)
    assert (answer.status_code, answer.json()["case"], answer.json()["subject"]) == (201, "C-1", group)
    assert own.cases.case("C-1").title.startswith("Lead in ")
    other = own.leads()[1].group
    led = sender.post(f"/groups/{other}/file", data={"case": "C-1"}, headers=OURS)
    assert (led.status_code, led.headers["location"]) == (303, f"/groups/{other}#decide")
    assert own.cases.case("C-1").of("group") == (group, other)
    page = sender.get(f"/groups/{group}").text
    assert 'data-filed="C-1"' in page
    assert '<option value="C-1">' in page


def test_a_case_shows_all_that_was_said_and_nothing_of_it_is_mark_up(sender: TestClient, own: Desk, group: str) -> None:
    sender.post("/cases", data={"title": HOSTILE}, headers=OURS)
    sent = [
        ("note", {"text": HOSTILE}),
        ("task", {"text": HOSTILE}),
        ("task", {"text": "ask the board"}),
        ("done", {"entry": "4", "text": "it answered"}),
        ("add", {"kind": "group", "subject": group, "text": HOSTILE}),
        ("add", {"kind": "posting", "subject": FORMULA}),
        ("add", {"kind": "record", "subject": "MC-17"}),
        ("add", {"kind": "file", "subject": HOSTILE, "digest": SHA.upper()}),
    ]
    for act, fields in sent:
        answer = sender.post(f"/cases/C-1/{act}", data=fields, headers=JSON)
        assert answer.status_code == 201, (act, answer.text)
    for path in ("/cases", "/cases/C-1", f"/groups/{group}", "/log"):
        page = sender.get(path).text
        outline = Outline(page)
        assert not outline.open, path
        assert outline.tags.count("script") == 1, path
        assert outline.tags.count("h1") == 1, path
        ids = [value for _, name, value in outline.attributes if name == "id"]
        assert len(ids) == len(set(ids)), path
    page = sender.get("/cases/C-1").text
    assert SHA in page
    assert digest_of(own.postings([FORMULA])[0]) in page


def test_the_twins_of_a_case_hold_the_same(sender: TestClient, own: Desk, group: str) -> None:
    sender.post(f"/groups/{group}/file", data={"title": "two names"}, headers=OURS)
    sender.post("/cases/C-1/add", data={"kind": "posting", "subject": FORMULA}, headers=OURS)
    found = sender.get("/cases/C-1.json").json()
    assert found["case"]["title"] == "two names"
    assert {piece["posting"]["id"] for piece in found["evidence"]} == {*own.group(group).postings, FORMULA}
    assert [event["what"] for event in found["timeline"]][-3:] == ["open", "add", "add"]
    assert found["timeline"][0]["what"] == "first seen"
    header, *rows = csv.reader(io.StringIO(sender.get("/cases/C-1.csv").text.removeprefix("\ufeff"), newline=""))
    assert header[:3] == ["case", "id", "group"]
    assert len(rows) == len(found["evidence"])
    assert any(row[1].startswith("'=") and row[-1] == row[-2] for row in rows)
    listed = sender.get("/cases.json").json()
    assert (listed["total"], listed["cases"][0]["groups"]) == (1, [group])
    assert "two names" in sender.get("/cases.csv").text


def test_an_ad_that_is_no_longer_what_was_put_in_is_said(sender: TestClient, own: Desk) -> None:
    sender.post("/cases", data={"title": "one"}, headers=OURS)
    sender.post("/cases/C-1/add", data={"kind": "posting", "subject": "ad-1"}, headers=OURS)
    assert "not what was put in" not in sender.get("/cases/C-1").text
    with own._database.write() as connection:  # what no door of ours does
        connection.exec_driver_sql("UPDATE postings SET text = 'other words' WHERE id = 'ad-1'")
    assert "not what was put in" in sender.get("/cases/C-1").text


def test_a_closed_case_is_listed_apart_and_takes_nothing(sender: TestClient) -> None:
    sender.post("/cases", data={"title": "one"}, headers=OURS)
    sender.post("/cases/C-1/close", data={"text": "told the center"}, headers=OURS)
    assert sender.get("/cases.json").json()["total"] == 0
    assert sender.get("/cases.json?wanted=closed").json()["total"] == 1
    refused = sender.post("/cases/C-1/note", data={"text": "late"}, headers=OURS)
    assert (refused.status_code, "open it again first" in refused.text) == (400, True)
    assert "Open again" in sender.get("/cases/C-1").text
    assert sender.post("/cases/C-1/reopen", data={"text": "a sighting"}, headers=OURS).status_code == 303
    assert sender.post("/cases/C-1/note", data={"text": "late"}, headers=OURS).status_code == 303


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("/cases", {"title": " "}, 400),
        ("/cases/C-9/note", {"text": "x"}, 404),
        ("/cases/C-1/steal", {"text": "x"}, 404),
        ("/cases/C-1/done", {"entry": "٣"}, 400),
        ("/cases/C-1/done", {"entry": "9" * 30}, 400),
        ("/cases/C-1/add", {"kind": "person", "subject": "x"}, 400),
        ("/cases/C-1/add", {"kind": "file", "subject": "x", "digest": "12"}, 400),
        ("/groups/G-none/file", {"case": "C-1"}, 404),
        ("/groups/{group}/file", {"case": "C-9"}, 400),
    ],
)
def test_what_cannot_be_is_refused(
    sender: TestClient, own: Desk, group: str, path: str, fields: dict[str, str], status: int
) -> None:
    own.cases.new("one", who="a")
    assert sender.post(path.format(group=group), data=fields, headers=OURS).status_code == status
    assert len(own.cases.case("C-1").log) == 1


@pytest.mark.parametrize("path", ["/cases", "/cases/C-1/note", "/groups/{group}/file"])
def test_a_form_from_elsewhere_changes_nothing(sender: TestClient, own: Desk, group: str, path: str) -> None:
    own.cases.new("one", who="a")
    sent = {"title": "x", "text": "x", "case": "C-1"}
    for headers in ({}, {"Origin": "https://elsewhere.example"}):
        assert sender.post(path.format(group=group), data=sent, headers=headers).status_code == 403
    assert [len(case.log) for case in own.cases.listing()] == [1]
