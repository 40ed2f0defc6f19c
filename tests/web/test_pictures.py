"""What the pictures of a group are drawn from."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from firstlight.desk import Desk
from tests.web.conftest import HOSTILE


def test_the_ads_by_time_and_place(client: TestClient, group: str) -> None:
    found = client.get(f"/groups/{group}/sightings.json").json()
    places = {place["name"]: place["at"] for place in found["places"]}
    assert places["Tulsa, OK, US"] == pytest.approx([36.15, -95.99], abs=0.1)
    assert places[HOSTILE] is None
    by_id = {ad["posting"]: ad for ad in found["ads"]}
    assert [found["places"][number]["name"] for number in by_id["ad-2"]["places"]] == ["Wichita, KS, US"]
    assert by_id["ad-2"]["at"] == "2026-01-04T12:30:00Z"
    assert [found["things"][number] for number in by_id["ad-1"]["things"]] == [
        {"kind": "phone", "value": "+19185550142"}
    ]
    assert by_id["ad-4"]["at"] is None
    assert (found["group"], found["left_out"]) == (group, 0)


def test_the_network_and_who_else_carries_it(client: TestClient, group: str) -> None:
    found = client.get(f"/groups/{group}/network.json").json()
    assert [(node["kind"], node["value"], node["ads"], node["others"]) for node in found["nodes"]] == [
        ("phone", "+19185550142", 4, 0),
        ("handle", HOSTILE, 1, 0),
    ]
    assert found["links"] == [{"a": 0, "b": 1, "ads": 1}]


def test_the_groups_around_an_identifier(client: TestClient, group: str) -> None:
    asked = {"kind": "phone", "value": "+19185550142"}
    assert client.get("/around.json", params=asked).json()["groups"] == [{"group": group, "tier": "urgent", "ads": 4}]
    assert client.get("/around.json", params=asked | {"group": group}).json()["groups"] == []
    assert client.get("/around.json", params={"kind": "name", "value": "x"}).status_code == 400
    assert client.get("/around.json").status_code == 400


@pytest.mark.parametrize("form", ["sightings", "network"])
def test_a_group_that_is_not_there(client: TestClient, form: str) -> None:
    assert client.get(f"/groups/G-NOBODY/{form}.json").status_code == 404


NARROWED = [
    ("since=2026-01-04", ["ad-2", HOSTILE]),
    ("until=2026-01-03", ["ad-1"]),
    ("since=2026-01-04&until=2026-01-04", ["ad-2"]),
    ("at=Tulsa,+OK,+US", ["ad-1"]),
    ("thing=phone:%2B19185550142&since=2026-01-01", ["ad-1", "ad-2", HOSTILE]),
    ("thing=name:nobody", []),
    ("since=&until=&at=&thing=", ["ad-1", "ad-2", "ad-4", HOSTILE]),
]


@pytest.mark.parametrize(("asked", "ids"), NARROWED)
def test_the_ads_of_a_group_are_narrowed(client: TestClient, group: str, asked: str, ids: list[str]) -> None:
    answer = client.get(f"/groups/{group}.json?{asked}").json()
    assert sorted(posting["id"] for posting in answer["postings"]) == sorted(ids)
    page = client.get(f"/groups/{group}?{asked}").text
    said = f"{len(ids)} {'ad' if len(ids) == 1 else 'ads'}"
    assert f'<p class="dim">{said}' in page
    assert ("show all" in page) == (len(ids) < 4)


def test_a_group_not_seen_of_late_is_said_so(client: TestClient, desk: Desk, group: str) -> None:
    assert "not in the last 2 days on this desk" in client.get(f"/groups/{group}").text
    last = desk.leads()[-1].group
    assert "on this desk</small>" not in client.get(f"/groups/{last}").text
