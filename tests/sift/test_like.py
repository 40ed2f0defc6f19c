from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from firstlight.desk import Desk
from firstlight.settings import Settings
from firstlight.sift import like as liking
from firstlight.sift import sift
from firstlight.sift.like import like
from firstlight.web.app import create_app
from firstlight.workspace import Workspace

QUIET = "Quiet dinner company for travellers who like old films, jazz and a slow walk along the river after dessert."
GARDEN = "Gardener and cook keeps you company at concerts, knows every museum in town and never looks at the clock."
ADS = [
    {"id": "copy", "text": QUIET},
    {"id": "slots", "text": f"{QUIET} Call 918-555-0142"},
    {"id": "near", "text": QUIET.replace("jazz", "swing") + " Ask for Ivy."},
    {"id": "other", "text": GARDEN},
]
REGIONS = ("US",)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder: Path = tmp_path_factory.mktemp("like")
    (folder / "ads.jsonl").write_text("".join(json.dumps(ad) + "\n" for ad in ADS), encoding="utf-8")
    sift([str(folder / "ads.jsonl")], Settings(workspace=folder / "ws", workers=1))
    return Workspace.open(folder / "ws")


@pytest.fixture(scope="module")
def client(workspace: Workspace) -> Iterator[TestClient]:
    with Desk.open(workspace.desk_url) as desk:
        app = create_app(lambda: desk, like=lambda text: like(workspace, text, REGIONS))
        yield TestClient(app, base_url="http://localhost", raise_server_exceptions=False)


def test_the_same_wording_is_found_whatever_its_slots(workspace: Workspace) -> None:
    found = like(workspace, f"{QUIET} Call 405-555-0111", REGIONS)
    assert {one.posting for one in found} == {"copy", "slots", "near"}
    assert [one.share for one in found] == sorted((one.share for one in found), reverse=True)
    assert found[-1].posting == "near"
    assert 0.3 <= found[-1].share < 1 == found[0].share


@pytest.mark.parametrize("text", ["", " \n", "!!!", "rain fell on the empty station while trains stood still all day"])
def test_nothing_like_it(workspace: Workspace, text: str) -> None:
    assert like(workspace, text, REGIONS) == []


def test_only_so_many_are_compared(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(liking, "COMPARED", 1)
    assert len(like(workspace, QUIET, REGIONS)) == 1
    assert like(workspace, QUIET, REGIONS, most=0) == []


def test_the_page_finds_ads_like_an_ad_and_leaves_it_out(client: TestClient) -> None:
    page = client.get("/like?id=near").text
    assert '<p class="total" role="status">2 ads</p>' in page
    assert "<ins>jazz</ins>" in page
    assert 'href="/why?a=near&amp;b=copy"' in page
    found = client.get("/like.json", params={"text": QUIET}).json()["found"]
    assert {one["posting"]["id"] for one in found} == {"copy", "slots", "near"}
    assert client.get("/like?id=nobody").status_code == 404
    assert "No ad that was linked is worded like it." in client.get("/like?text=trains+and+rain+in+the+station").text
    assert client.get("/like?text=" + "x" * 8_001).status_code == 400
