"""The living page in a real browser: every component, wide and narrow, light and dark."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import assert_accessible

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_living_page_is_accessible(open_page: Callable[..., Page], width: int, dark: bool) -> None:
    page = open_page(width=width, dark=dark)
    page.goto("/design/")
    for folded in page.locator("details.disclosure").all():
        folded.locator("summary").click()
    assert_accessible(page)


def test_axe_finds_what_is_wrong(page: Page) -> None:
    page.goto("/design/")
    page.evaluate("document.querySelector('main h1').insertAdjacentHTML('afterend', '<img src=\"/static/mark.svg\">')")
    with pytest.raises(AssertionError, match="image-alt"):
        assert_accessible(page)


def test_an_unknown_address_is_accessible(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.goto("/finns/inte/alls/")
    expect(page.locator("h1")).to_have_text("Sidan finns inte")
    assert_accessible(page)


def test_a_field_opens_in_place_and_has_focus(page: Page) -> None:
    page.goto("/design/")
    page.locator("#tid").get_by_role("link", name="Ändra").click()
    expect(page.locator("#tid").get_by_label("Tid")).to_be_focused()
    expect(page).to_have_url(re.compile("/design/$"))
    assert_accessible(page)


def test_without_javascript_the_field_has_a_page_of_its_own(open_page: Callable[..., Page]) -> None:
    page = open_page(javascript=False)
    page.goto("/design/")
    page.locator("#tid").get_by_role("link", name="Ändra").click()
    expect(page).to_have_url(re.compile("/design/change/$"))
    expect(page.get_by_label("Tid")).to_have_value("hösten 2026")


def test_an_answer_without_the_field_is_shown_as_the_page_it_is(page: Page) -> None:
    page.goto("/design/")
    page.route("**/design/change/", lambda route: route.fulfill(body="<h1>Logga in</h1>", content_type="text/html"))
    page.locator("#tid").get_by_role("link", name="Ändra").click()
    expect(page).to_have_url(re.compile("/design/change/$"))


def test_typing_narrows_the_table_and_says_so(page: Page) -> None:
    page.goto("/design/")
    page.get_by_label("Sök bland områdena").fill("avlopp")
    expect(page.locator("#omraden tbody tr:visible")).to_have_count(1)
    expect(page.locator("#live")).to_have_text("Rader som visas: 1")


def test_the_skip_link_is_first_and_leads_to_the_content(page: Page) -> None:
    page.goto("/design/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_message_can_be_closed(page: Page) -> None:
    page.goto("/design/")
    page.get_by_role("link", name="Stäng meddelandet").click()
    expect(page.locator(".toast")).to_have_count(0)
