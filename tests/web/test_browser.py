"""Every page in a real browser: Debian's Chromium, headless. Without one these tests fail; they are never skipped."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, expect

from tests.web.axe import violations
from tests.web.browsing import LOOKS, launched, opened, served

PAGES = [
    "/",
    "/?tier=urgent&place=tulsa",
    "/?view=one",
    "/?view=one&label=none&page=99",
    "/groups/{group}",
    "/groups/{group}?per=1&page=2",
    "/search",
    "/search?q=918-555-0142",
    "/search?q=tulsa+(spa",
    "/like",
    "/decisions",
    "/cases",
    "/cases/C-1",
    "/log",
    "/watches",
    "/groups/{group}/tell",
    "/signs",
    "/about",
    "/nowhere",
]


LOOKED_AT_ONCE = {
    "/?view=one&label=none&page=99",
    "/?tier=urgent&place=tulsa",
    "/groups/{group}?per=1&page=2",
    "/search?q=tulsa+(spa",
    "/nowhere",
}
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
    page.get_by_role("combobox").fill("(918) 555 0142")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    assert page.get_by_role("status").inner_text() == "4 ads"
    assert page.locator("mark", has_text="918-555-0142").count() == 4
    assert page.get_by_role("link", name=group).count() == 4


def test_a_search_by_suggestion_from_the_keyboard(page: Page, group: str) -> None:
    page.goto("/search")
    page.locator("html[data-ready]").wait_for()
    box = page.get_by_role("combobox")
    box.press_sequentially("918 55")
    page.get_by_role("option").first.wait_for()
    assert violations(page) == []
    box.press("ArrowDown")
    assert page.get_by_role("option", selected=True).inner_text().startswith("+19185550142")
    box.press("Enter")
    page.wait_for_url("**/search?q=phone*")
    assert page.get_by_role("status").inner_text() == "4 ads"
    page.locator(".facet").get_by_role("link", name="Urgent").click()
    page.wait_for_url("**tier*")
    assert page.get_by_role("status").inner_text() == "4 ads"


def test_narrowing_the_queue(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Site").fill("board.example")
    page.get_by_role("button", name="Narrow").click()
    page.wait_for_url("**site=board.example*")
    assert page.locator("table.queue tbody tr").count() == 1
    page.get_by_role("link", name="Clear").click()
    page.wait_for_url("**/")
    assert page.locator("table.queue tbody tr").count() == 3


def test_narrowing_by_what_leads_have_and_all_of_it_in_the_address(page: Page) -> None:
    page.goto("/")
    page.locator(".facet").get_by_role("link", name="AD-AGE-MINOR").click()
    page.wait_for_url("**indicator=AD-AGE-MINOR**")
    expect(page.locator("table.queue tbody tr")).to_have_count(1)
    page.locator(".facet").get_by_role("link", name="board.example").click()
    page.wait_for_url("**site=board.example**")
    again = page.url
    page.goto("/about")
    page.goto(again)
    expect(page.locator(".chips a:not(.clear)")).to_have_count(2)
    page.locator(".facet a.chosen").first.click()
    page.wait_for_url(lambda url: "indicator=" not in url)
    page.locator(".chips").get_by_role("link", name="board.example").click()
    expect(page.locator("table.queue tbody tr")).to_have_count(3)


def test_in_spanish_the_desk_speaks_and_the_ads_do_not(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Español").click()
    expect(page.locator("h1")).to_have_text("Cola")
    page.get_by_role("button", name="Oscuro").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("body")).to_have_css("background-color", "rgb(20, 24, 27)")
    page.get_by_role("button", name="Teclas (?)").click()
    expect(page.get_by_label("menor: puede que se ofrezca a un menor")).to_have_count(1)


def drawn(page: Page, group: str) -> None:
    page.goto(f"/groups/{group}")
    page.locator("#when").scroll_into_view_if_needed()
    page.locator("#when[data-drawn]").wait_for()
    page.locator("#network").scroll_into_view_if_needed()
    page.locator("#network[data-drawn]").wait_for()


@pytest.mark.parametrize("page", LOOKS, indirect=True)
def test_the_pictures_of_a_group_are_drawn_and_shut_nobody_out(page: Page, group: str) -> None:
    drawn(page, group)
    assert page.locator(".map circle").count() == 2
    assert page.locator(".network g.node").count() == 2
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_timeline_map_and_table_are_narrowed_together(page: Page, group: str) -> None:
    drawn(page, group)
    rows = page.locator("#visits tbody tr:visible")
    assert rows.count() == 3
    page.get_by_role("button", name="Wichita, KS, US").click()
    assert page.locator("select[name=at]").input_value() == "Wichita, KS, US"
    assert rows.count() == 1
    assert page.locator("[data-narrowed]").inner_text() == "1 of 4 ads"
    page.get_by_role("button", name="Wichita, KS, US").press("Enter")
    box = page.locator("[data-timeline] svg").bounding_box()
    assert box
    page.mouse.move(box["x"] + 2, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 20)
    page.mouse.up()
    assert (page.locator("[name=since]").input_value(), page.locator("[name=until]").input_value()) == (
        "2026-01-03",
        "2026-01-04",
    )
    assert rows.count() == 2
    page.get_by_role("button", name="Show these ads").click()
    page.wait_for_url("**since=2026-01-03&until=2026-01-04**")
    assert "2 ads of 4" in page.locator("#ads").inner_text()


def test_the_network_from_the_keyboard(page: Page, group: str) -> None:
    drawn(page, group)
    page.get_by_role("button", name="phone +19185550142: 4 ads").focus()
    page.keyboard.press("Enter")
    panel = page.locator(".network-panel")
    assert "4 ads" in panel.inner_text()
    page.get_by_role("button", name="Way from here").press("Enter")
    page.locator(".network .kind-handle").press("Enter")
    assert "→" in panel.inner_text()
    page.get_by_role("button", name="Hide").press("Enter")
    assert page.locator(".network g.node").count() == 1
    page.get_by_role("button", name="Show the 1 hidden").press("Enter")
    assert page.locator(".network g.node").count() == 2
    assert "\u202e" not in page.locator(".network").inner_html()


def test_the_text_of_an_ad_keeps_its_own_direction(page: Page, group: str) -> None:
    page.goto(f"/groups/{group}")
    directions = page.eval_on_selector_all("#ads .words", "all => all.map(one => getComputedStyle(one).direction)")
    assert sorted(directions) == ["ltr", "ltr", "rtl"]
