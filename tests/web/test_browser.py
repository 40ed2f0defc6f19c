"""Every page in a real browser: Debian's Chromium, headless. Without one these tests fail; they are never skipped."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, Page

from tests.web.axe import violations
from tests.web.browsing import LOOKS, launched, opened, served

PAGES = [
    "/",
    "/?tier=urgent&place=tulsa",
    "/groups/{group}",
    "/groups/{group}?per=1&page=2",
    "/search",
    "/search?q=918-555-0142",
    "/search?q=tulsa+(spa",
    "/decisions",
    "/cases",
    "/cases/C-1",
    "/log",
    "/about",
    "/nowhere",
]


LOOKED_AT_ONCE = {"/?tier=urgent&place=tulsa", "/groups/{group}?per=1&page=2", "/search?q=tulsa+(spa", "/nowhere"}
"""Pages made of what other pages show too: they are looked at for accessibility on the wide screen alone."""


@pytest.fixture(scope="module")
def address(app: FastAPI) -> Iterator[str]:
    with served(app) as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as chromium:
        yield chromium


@pytest.fixture
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    with opened(browser, address, **LOOKS[getattr(request, "param", "wide")]) as page:
        yield page


@pytest.mark.parametrize("page", LOOKS, indirect=True)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_clean_and_fits(page: Page, path: str, group: str) -> None:
    page.goto(path.format(group=group))
    assert page.locator("main h1").count() == 1
    assert page.evaluate("document.styleSheets.length") == 1
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    if path not in LOOKED_AT_ONCE or page.viewport_size == LOOKS["wide"]["viewport"]:
        assert violations(page) == []


@pytest.mark.parametrize("page", ["phone"], indirect=True)
def test_no_day_of_an_identifier_hides_on_a_small_screen(page: Page, group: str) -> None:
    page.goto(f"/groups/{group}")
    fits = "all => all.every(one => one.scrollWidth <= one.clientWidth)"
    assert page.eval_on_selector_all("#identifiers .scroll", fits)
    assert page.locator("#identifiers tbody .last").first.inner_text().startswith("last used 20")


def test_the_keyboard_skips_to_the_content(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_from_the_queue_to_the_evidence_and_back_to_its_reason(page: Page, group: str) -> None:
    page.goto("/")
    page.get_by_role("link", name=group).click()
    assert page.url.endswith(f"/groups/{group}")
    page.locator("mark + a.ref").first.click()
    assert "#why-" in page.url
    assert page.locator("tr:target").is_visible()


def test_a_search_from_the_box(page: Page, group: str) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("(918) 555 0142")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    assert page.get_by_role("status").inner_text() == "4 ads"
    assert page.locator("mark", has_text="918-555-0142").count() == 4
    assert page.get_by_role("link", name=group).count() == 4


def test_narrowing_the_queue(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Site").fill("board.example")
    page.get_by_role("button", name="Narrow").click()
    page.wait_for_url("**site=board.example*")
    assert page.locator("table.queue tbody tr").count() == 1
    page.get_by_role("link", name="Clear").click()
    page.wait_for_url("**/")
    assert page.locator("table.queue tbody tr").count() == 3


def test_the_text_of_an_ad_keeps_its_own_direction(page: Page, group: str) -> None:
    page.goto(f"/groups/{group}")
    directions = page.eval_on_selector_all("#ads .words", "all => all.map(one => getComputedStyle(one).direction)")
    assert sorted(directions) == ["ltr", "ltr", "rtl"]
