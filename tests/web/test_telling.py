"""Whom to tell, on pages: the number first where it is urgent, and a sheet that quotes and concludes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from starlette.testclient import TestClient

from firstlight.desk import Desk
from firstlight.refer import declared
from firstlight.web.app import create_app
from tests.web.browsing import LOOKS, launched, opened, served
from tests.web.conftest import HOSTILE

HOME = "http://127.0.0.1:8642"


def test_an_urgent_lead_shows_the_number_first(client: TestClient, desk: Desk, group: str) -> None:
    other = desk.leads()[1].group
    for path in (f"/groups/{group}", f"/groups/{group}/tell"):
        page = client.get(path).text
        assert page.index("Under 18 stated: call now") < page.index("1-800-843-5678")
    for path in (f"/groups/{other}", f"/groups/{other}/tell"):
        assert "call now" not in client.get(path).text


def test_the_number_is_read_in_the_first_screen(desk: Desk, group: str) -> None:
    with served(create_app(lambda: desk)) as address, launched() as browser:
        for look in ("wide", "phone"):
            with opened(browser, address, **LOOKS[look]) as page:
                page.goto(f"/groups/{group}/tell")
                number = page.locator(".number-to-call")
                expect(number).to_be_in_viewport()
                assert float(number.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")) >= 24


def test_the_sheet_quotes_and_says_what_is_not_known(client: TestClient, group: str) -> None:
    page = client.get(f"/groups/{group}/tell").text
    assert "“17” in ad ad-1" in page
    assert "not known to the desk" in page
    assert "<script>alert" not in page
    found = client.get(f"/groups/{group}/tell.json").json()
    assert found["proposals"][0]["first"] is True
    assert found["proposals"][0]["body"]["name"] == "National Center for Missing & Exploited Children"
    assert [entry["asks"] for entry in found["sheet"]][-1] == "Is anyone in danger now?"
    assert any(HOSTILE in line for entry in found["sheet"] for line in entry["lines"])


def test_a_unit_s_own_body_comes_first(desk: Desk, group: str, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "bodies: [{id: us-ncmec, name: Our desk, country: US, for: [minor, missing], when: [now],"
        " ways: [{by: phone, at: 555-0142}], needs: [x], note: '', source: us, checked: 2026-11-01}]"
    )
    client = TestClient(create_app(lambda: desk, directory=str(own)), base_url=HOME)
    page = client.get(f"/groups/{group}/tell").text
    assert '<b class="number-to-call">555-0142</b>' in page


def test_what_has_no_lead_has_no_sheet(client: TestClient) -> None:
    for path in ("/groups/G-none/tell", "/groups/G-none/tell.json"):
        assert client.get(path).status_code == 404


def test_the_signs_name_sources_and_numbers_of_the_directory(client: TestClient) -> None:
    page = client.get("/signs").text
    ways = {body.id: {way.at for way in body.ways} for body in declared()}
    for body in ("us-911", "us-ncmec", "us-nhth"):
        assert any(at in page for at in ways[body]), body
    assert "1-888-373-7888" in page
    for source in ("humantraffickinghotline.org", "dhs.gov/blue-campaign", "missingkids.org"):
        assert source in page


@pytest.mark.parametrize("word", ["must not ask", "One sign alone means little"])
def test_the_signs_say_what_not_to_do(client: TestClient, word: str) -> None:
    assert word in client.get("/signs").text
