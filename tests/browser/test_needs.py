"""Needs in a real browser: brought on a telephone without JavaScript, merged and answered."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from samsyn.kernel.actions import SYSTEM
from samsyn.plan import actions
from samsyn.plan.models import Need
from tests.plan.test_needs import WORDS

from .conftest import assert_accessible

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def needs(county: Any, draft: Any) -> list[Need]:
    given = [
        ("granby", "Checklista för dagvatten"),
        ("bjorkas", "Dagvatten: en checklista"),
        ("granby", "Radon i skolor"),
    ]
    brought = [
        actions.bring_need(county.organisations[who], by=SYSTEM, **WORDS | {"title": title}) for who, title in given
    ]
    actions.decline_need(brought[2], by=SYSTEM, reason="Finns redan.")
    return brought


def test_a_need_is_brought_on_a_telephone_without_javascript(open_page: Callable[..., Page], needs: Any, persona: Any):
    page = open_page(width=390, person=persona("county_officer"), javascript=False)
    page.goto("/provlan/")
    page.get_by_role("link", name="För fram ett behov").click()
    page.get_by_label("Vad behöver ni?").fill("Checklista om dagvatten")
    page.get_by_label("Varför?").fill("Vi vägleder kommunerna olika.")
    page.get_by_label("Checklista eller handläggarstöd").check()
    page.get_by_label("Inom ett år").check()
    page.get_by_role("button", name="För fram behovet").click()
    expect(page.get_by_text("Det här liknar 2 behov som har förts fram")).to_be_visible()
    page.get_by_role("button", name="Vi också Checklista för dagvatten").click()
    expect(page.get_by_role("heading", name="2 organisationer står bakom")).to_be_visible()
    expect(page.get_by_text("Vi vägleder kommunerna olika.")).to_be_visible()


def test_what_is_alike_is_shown_while_writing(open_page: Callable[..., Page], needs: Any, persona: Any):
    page = open_page(person=persona("contact_person"))
    page.goto("/provlan/needs/new/")
    page.get_by_label("Vad behöver ni?").fill("Checklista om dagvatten")
    page.get_by_label("Varför?").focus()
    expect(page.get_by_text("Det här liknar 2 behov som har förts fram")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Varför?").fill("Vi är osäkra.")
    page.get_by_label("Utbildning").check()
    page.get_by_label("Nu", exact=True).check()
    page.get_by_role("button", name="För fram behovet").click()  # what is alike has been seen: it does not block
    expect(page.get_by_role("heading", name="Checklista om dagvatten")).to_be_visible()


def test_two_needs_are_merged_and_become_an_area(open_page: Callable[..., Page], needs: Any, persona: Any):
    page = open_page(person=persona("coordinator"))
    page.goto("/provlan/needs/")
    page.get_by_role("link", name="Behov som verkar vara samma").click()
    assert_accessible(page)
    page.get_by_role("button", name="Behåll det här 1. Checklista för dagvatten").click()
    expect(page.get_by_text("Inget att slå samman")).to_be_visible()
    page.goto("/provlan/needs/1/")
    expect(page.get_by_role("heading", name="2 organisationer står bakom")).to_be_visible()
    page.get_by_role("link", name="Gör ett område av det").click()
    assert_accessible(page)
    page.get_by_role("button", name="Gör ett område").click()
    expect(page.get_by_text("Behovet blev ett utvecklingsområde")).to_be_visible()
    page.get_by_role("link", name="U4 Checklista för dagvatten").click()
    expect(page.get_by_role("heading", name="Behov bakom området")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_page_about_needs_is_accessible(
    open_page: Callable[..., Page], needs: Any, persona: Any, width: int, dark: bool
):
    actions.comment_need(needs[0], by=persona("coordinator"), text="Bra.")
    page = open_page(width=width, dark=dark, person=persona("coordinator"))
    for address in ("", "new/", "pairs/", "1/", "3/", "1/support/", "1/edit/", "1/adopt/", "1/decline/", "1/merge/"):
        page.goto(f"/provlan/needs/{address}")
        assert_accessible(page)
