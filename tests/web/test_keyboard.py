"""The queue and a group worked from the keyboard alone, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from firstlight.desk import Desk
from firstlight.web.app import create_app
from tests.web.browsing import LOOKS, launched, opened, served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as chromium:
        yield chromium


@pytest.fixture
def page(browser: Browser, own: Desk) -> Iterator[Page]:
    app = create_app(lambda: own, who="Det. Rivera")
    with served(app) as address, opened(browser, address, **LOOKS["wide"]) as page:
        page.goto("/")
        page.locator("html[data-ready]").wait_for()
        yield page


def press(page: Page, keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def said(page: Page) -> str:
    return page.locator("[data-said]").inner_text()


def labels(desk: Desk) -> list[tuple[str, str]]:
    return [(decision.subject, decision.value) for decision in desk.standing()]


def test_a_key_decides_and_the_same_key_takes_it_back(page: Page, own: Desk, group: str) -> None:
    press(page, "jm")
    badge = page.locator("tr[data-here] .badge")
    expect(badge).to_have_text("minor")
    expect(page.locator("[data-said]")).to_contain_text("1 labelled minor")
    assert labels(own) == [(group, "minor")]
    press(page, "m")
    expect(badge).to_be_hidden()
    assert labels(own) == []
    assert [decision.act for decision in own.decisions()] == ["label", "undo"]


def test_from_the_start_page_to_a_labelled_lead_in_four_keys(page: Page, own: Desk, group: str) -> None:
    press(page, "jo")
    page.wait_for_url(f"**/groups/{group}")
    page.locator("html[data-ready]").wait_for()
    press(page, "et")
    expect(page.locator("#decide .badge")).to_have_text("trafficking")
    assert page.locator("mark:focus").count() == 1
    assert labels(own) == [(group, "trafficking")]
    press(page, "q")
    page.wait_for_url("**/")
    expect(page.locator("table.queue .badge").first).to_have_text("trafficking")


def test_one_lead_a_screen(page: Page, own: Desk, group: str) -> None:
    page.goto("/?view=one&label=none")
    page.locator("html[data-ready]").wait_for()
    press(page, "m")
    expect(page.locator(".one .badge")).to_have_text("minor")
    press(page, "j")  # the labelled one has left, so the next stands in its place
    expect(page.locator(".one .badge")).to_be_hidden()
    page.locator("html[data-ready]").wait_for()
    press(page, "s")
    expect(page.locator(".one .badge")).to_have_text("spam")
    press(page, "s")
    expect(page.locator(".one .badge")).to_be_hidden()
    press(page, "j")
    page.wait_for_url("**page=2**")
    page.locator("html[data-ready]").wait_for()
    press(page, "k")
    page.wait_for_url(lambda url: "page=" not in url)
    assert labels(own) == [(group, "minor")]


def test_from_the_start_page_to_a_labelled_lead_in_a_case_in_four_keys(page: Page, own: Desk, group: str) -> None:
    press(page, "jm")
    expect(page.locator("tr[data-here] .badge")).to_have_text("minor")
    press(page, "o")
    page.wait_for_url(f"**/groups/{group}")
    page.locator("html[data-ready]").wait_for()
    press(page, "f")
    expect(page.locator("[data-in-cases] a")).to_have_text("C-1")
    assert labels(own) == [(group, "minor")]
    assert own.cases.case("C-1").of("group") == (group,)
    press(page, "f")
    expect(page.locator("[data-said]")).to_contain_text("Taken out of C-1")
    expect(page.locator("[data-in-cases]")).to_be_empty()
    press(page, "f")
    expect(page.locator("[data-in-cases] a")).to_have_text("C-1")
    assert [step.act for step in own.cases.case("C-1").log] == ["open", "add", "remove", "add"]


def test_without_a_script_the_form_files(browser: Browser, own: Desk, group: str) -> None:
    with served(create_app(lambda: own)) as address, opened(browser, address, java_script_enabled=False) as page:
        page.goto(f"/groups/{group}")
        page.get_by_label("Title of a new case").fill("one number, two names")
        page.get_by_role("button", name="File").click()
        expect(page.locator("[data-in-cases] a")).to_have_text("C-1")
        assert own.cases.case("C-1").title == "one number, two names"


def test_several_leads_at_once(page: Page, own: Desk) -> None:
    press(page, "jxjx")
    assert said(page) == "2 collected"
    press(page, "s")
    expect(page.locator("[data-said]")).to_contain_text("2 labelled spam")
    assert sorted(value for _, value in labels(own)) == ["spam", "spam"]


def test_keys_are_shown_changed_and_switched_off(page: Page, own: Desk, group: str) -> None:
    press(page, "?")
    page.get_by_label("minor: a minor may be offered").fill("j")
    page.keyboard.press("Tab")
    expect(page.locator("dialog [role=status]")).to_contain_text("j already means")
    page.get_by_label("minor: a minor may be offered").fill("1")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    press(page, "jm")
    press(page, "1")
    expect(page.locator("tr[data-here] .badge")).to_have_text("minor")
    press(page, "?")
    page.get_by_label("Switch single keys off").check()
    page.get_by_role("button", name="Close").click()
    press(page, "1su")
    page.reload()
    page.locator("html[data-ready]").wait_for()
    press(page, "js")
    assert labels(own) == [(group, "minor")]
    press(page, "?")
    assert page.locator("dialog[open]").count() == 1


def test_no_key_decides_while_a_person_types(page: Page, own: Desk) -> None:
    press(page, "j/mts")
    assert page.get_by_role("combobox").input_value() == "mts"
    assert own.decisions() == []


def test_a_decision_that_is_refused_is_said(page: Page, own: Desk) -> None:
    page.route("**/label", lambda route: route.fulfill(status=403, body="no"))
    press(page, "jm")
    expect(page.locator("[data-said]")).to_contain_text("The desk refused (403). Nothing was kept")
    expect(page.locator("tr[data-here] .badge")).to_be_hidden()


def test_without_a_script_the_form_decides(browser: Browser, own: Desk, group: str) -> None:
    with served(create_app(lambda: own)) as address, opened(browser, address, java_script_enabled=False) as page:
        page.goto(f"/groups/{group}")
        page.get_by_label("Why", exact=True).fill("one number, two names")
        page.get_by_role("button", name="Agency").click()
        expect(page.locator("#decide .badge")).to_have_text("agency")
        (made,) = own.decisions()
        assert (made.value, made.why) == ("agency", "one number, two names")
