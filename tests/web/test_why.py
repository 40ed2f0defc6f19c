"""Why ads belong together, on a group's page and for two ads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from firstlight.desk import Desk
from firstlight.link import group_name
from firstlight.settings import Settings
from firstlight.sift import sift
from firstlight.web.app import create_app
from firstlight.web.why import pair_address
from firstlight.workspace import Workspace
from tests.web.conftest import HOSTILE

QUIET = "Quiet dinner company for travellers who like old films, jazz and a slow walk along the river after dessert."
GARDEN = "Gardener and cook keeps you company at concerts, knows every museum in town and never looks at the clock."
ADS = [
    {"id": "first", "text": f"Ivy is here. {QUIET} Call 918-555-0142", "posted_at": "2026-01-01"},
    {"id": "second", "text": f"Ruby is here. {QUIET} Call (918) 555-0142 now", "posted_at": "2026-01-02"},
    {"id": HOSTILE, "text": f"{HOSTILE} is here. {QUIET} Call 918-555-0142 {HOSTILE}", "posted_at": "2026-01-03"},
    {"id": "later", "text": f"{GARDEN} Call 918-555-0142", "posted_at": "2026-09-01"},
]


@pytest.fixture(scope="module")
def sifted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("why")
    (folder / "ads.jsonl").write_text("".join(json.dumps(ad) + "\n" for ad in ADS), encoding="utf-8")
    settings = Settings(workspace=folder / "ws", workers=1)
    sift([str(folder / "ads.jsonl")], settings)
    with Desk.open(Workspace.open(settings.workspace).desk_url) as desk:
        yield TestClient(create_app(lambda: desk), base_url="http://127.0.0.1:8642", raise_server_exceptions=False)


@pytest.fixture(scope="module")
def page(sifted: TestClient) -> str:
    return sifted.get(f"/groups/{group_name('first')}").text


class Cells(HTMLParser):
    """Reads the rows of the table in the region of a name."""

    def __init__(self, page: str, region: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        start = page.index(f'aria-label="{region}"')
        self.feed(page[start : page.index("</table>", start)])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - given by the parser
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] = " ".join(f"{self.rows[-1][-1]} {data}".split())


def test_the_wording_stands_there_with_its_slots(page: str) -> None:
    assert "One wording in 3 ads" in page
    assert re.search(r'<span class="slot" title="phone"><small>phone</small> <bdi>\+19185550142</bdi>', page)
    assert '<span class="said" title="slot: phone">918-555-0142</span>' in page
    assert "slow walk along the river" in page


def test_each_ad_has_its_tie_and_its_way(page: str) -> None:
    head, *rows = Cells(page, "Each ad and its tie").rows
    assert head == ["Ad", "Strongest tie", "Weight", "Next on the way", "Steps to the first"]
    assert [row[0] for row in rows[:2]] == ["first", "second"]
    assert [row[4] for row in rows] == ["0", "1", "2"]  # each is tied to the one before it in time
    assert all(row[1] == "phone +19185550142" for row in rows)


def test_what_was_refused_is_told_with_its_rule(page: str) -> None:
    _, row = Cells(page, "Refused ties").rows
    assert row[:4] == ["phone +19185550142", "1", "1", "recycled"]
    assert "days lie between" in row[4]
    assert "later" in row[4]


def test_names_with_their_ages(page: str) -> None:
    _, *rows = Cells(page, "Names").rows
    assert {row[0] for row in rows} >= {"Ivy", "Ruby"}


def test_a_lone_ad_has_nothing_to_explain(sifted: TestClient, client: TestClient, desk: Desk) -> None:
    del sifted
    alone = client.get(f"/groups/{desk.leads()[2].group}").text
    assert "Nothing ties this ad to another." in alone
    assert "One wording in" not in alone


def test_the_same_as_json(sifted: TestClient) -> None:
    answer = sifted.get(f"/groups/{group_name('first')}/why.json")
    assert answer.status_code == 200
    told = answer.json()
    assert told["anchor"] == "first"
    texts = {str(ad["id"]): str(ad["text"]) for ad in ADS}
    (template,) = told["templates"]
    for ad in template["ads"]:
        said = [(template["parts"][part]["kind"], texts[ad["posting"]][a:b]) for part, a, b in ad["places"]]
        assert ("phone", "(918) 555-0142" if ad["posting"] == "second" else "918-555-0142") in said


VERDICTS = [
    ("first", "second", "<h2>Linked</h2>", "Both give this phone."),
    ("first", "later", "<h2>Not linked</h2>", "recycled"),
    ("first", "first", "<h2>This is one ad</h2>", ""),
    (HOSTILE, "second", "<h2>Linked</h2>", ""),
]


@pytest.mark.parametrize(("a", "b", "verdict", "reason"), VERDICTS)
def test_two_ads_side_by_side(sifted: TestClient, a: str, b: str, verdict: str, reason: str) -> None:
    answer = sifted.get(pair_address(a, b))
    assert answer.status_code == 200
    assert verdict in answer.text
    assert reason in answer.text
    told = sifted.get(pair_address(a, b).replace("/why?", "/why.json?")).json()
    assert told["linked"] is (verdict == "<h2>Linked</h2>")


def test_a_form_asks_for_two(sifted: TestClient) -> None:
    assert '<input name="a" value="first"' in sifted.get("/why?a=first").text
    assert sifted.get("/why.json?a=first").status_code == 400
    assert sifted.get("/why.csv?a=first").status_code == 400


@pytest.mark.parametrize("form", ["", ".json", ".csv"])
def test_an_ad_that_is_not_there_is_named(sifted: TestClient, form: str) -> None:
    answer = sifted.get(f"/why{form}?a=first&b=nobody")
    assert answer.status_code == 404
    assert "nobody" in answer.text


@pytest.mark.parametrize("name", ["G-NOBODY", "x", quote(HOSTILE, safe="")])
def test_a_group_that_is_not_there(sifted: TestClient, name: str) -> None:
    assert sifted.get(f"/groups/{name}/why.json").status_code == 404
