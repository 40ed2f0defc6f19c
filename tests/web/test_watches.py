"""Watches on a desk of their own: set, heard of, taken away; and who may send what."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from firstlight.desk import Desk
from firstlight.web.app import create_app
from tests.desk.world import ad, connect, load
from tests.web.conftest import HOSTILE

HOME = "http://127.0.0.1:8642"
OURS = {"Origin": HOME}
JSON = OURS | {"Accept": "application/json"}
PHONE = ("phone", "+19185550142", "918-555-0142")


@pytest.fixture
def sender(own: Desk) -> TestClient:
    own.watches.look()
    app = create_app(lambda: own, who="Det. Rivera")
    return TestClient(app, base_url=HOME, raise_server_exceptions=False, follow_redirects=False)


def test_a_watch_is_set_finds_and_is_taken_away(sender: TestClient, own: Desk, group: str) -> None:
    sent = {"what": "nine one eight 555 0142", "title": HOSTILE, "email": "unit@police.example", "digest": "true"}
    made = sender.post("/watches", data=sent, headers=JSON).json()
    assert (made["watch"], made["kind"], made["digest"], made["who"]) == (1, "identifier", True, "Det. Rivera")
    load(own, ad(6, "again 918-555-0142", PHONE, id="ad-new"), part=1)
    connect(own, {6: 0}, part=1)
    own.watches.look()
    found = sender.get("/watches.json").json()
    assert (found["total"], found["alerts"][0]["posting"], found["alerts"][0]["group"]) == (1, "ad-new", group)
    assert found["deliveries"][0]["state"] == "waiting"
    page = sender.get("/watches").text
    assert group in page
    assert "unit@police.example" in page
    assert "<script>alert" not in page
    assert "ad-new" in sender.get("/watches.csv?watch=1").text
    assert sender.get("/watches.json?watch=2").json()["total"] == 0
    assert sender.post("/watches/1/remove", data={"back": "/watches"}, headers=OURS).status_code == 303
    assert own.watches.standing() == []


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("/watches", {"what": "(tulsa"}, 400),
        ("/watches", {"what": ""}, 400),
        ("/watches", {"what": "tulsa", "email": "nobody"}, 400),
        ("/watches", {"what": "tulsa", "webhook": "ftp://host/"}, 400),
        ("/watches", {"what": "tulsa", "quiet": "late"}, 400),
        ("/watches/9/remove", {"x": ""}, 400),
        ("/watches/x/remove", {"x": ""}, 400),
    ],
)
def test_what_cannot_be_watched_is_refused(
    sender: TestClient, own: Desk, path: str, fields: dict[str, str], status: int
) -> None:
    assert sender.post(path, data=fields, headers=OURS).status_code == status
    assert own.watches.standing() == []


def test_a_form_from_elsewhere_sets_no_watch(sender: TestClient, own: Desk) -> None:
    assert sender.post("/watches", data={"what": "tulsa"}).status_code == 403
    assert own.watches.standing() == []
