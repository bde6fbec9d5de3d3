"""A planning year, walked by five persons: a need becomes an area, is commented on, decided, sent out, read, followed
up, and next year's plan begins where this one ends."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import docx
import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from samsyn.plan.models import Edition
from tests.browser.conftest import assert_accessible
from tests.conftest import County

pytestmark = pytest.mark.browser
PLAN = "/provlan/plan/2026-2028/2/"
NEED = "Tillsyn av fordonstvättar"
AREA = f"{PLAN}areas/U4/"
NEXT = "/provlan/plan/2027-2029/1/"


def test_a_need_becomes_a_plan_that_is_decided_followed_up_and_goes_on(
    open_page: Callable[..., Page], decided: Edition, county: County, tmp_path: Path
) -> None:
    def window(name: str, **how: Any) -> Page:
        return open_page(person=county.persona(name), **how)

    contact_person, coordinator = window("contact_person", width=390), window("coordinator")
    member, chair = window("steering_member"), window("chair", width=390)
    inspector = window("inspector", width=390)

    bring(contact_person, NEED, "Vi hittar olja och metaller i dagvattnet efter fordonstvättar.")
    stand_behind(member)
    bring(member, "Tillsyn av fordonstvätt", "Olja och metaller i dagvattnet efter fordonstvättar.")
    bring(member, "Kontroll av oljeavskiljare", "Oljeavskiljare på verkstäder sköts olika.")
    merge(coordinator)
    expect_told(open_at(member, "/provlan/needs/2/"), "Behovet är ett med ett annat")

    begin_the_next_edition(coordinator)
    open_a_round(coordinator)
    judge(member)
    conclude(coordinator)
    make_an_area(coordinator)
    expect_told(open_at(contact_person, "/provlan/needs/1/"), "Kampanj våren 2027.")

    ask_for_comments(coordinator)
    comment(contact_person)
    answer(coordinator)
    expect(open_at(contact_person, AREA).locator("main")).to_contain_text("Kampanjen pågår till juni.")
    propose(coordinator)
    decide(chair)

    send_out(coordinator)
    read(contact_person)
    expect_read_by(coordinator, "Granby kommun", "Klara Kontakt")
    report(inspector)
    expect(open_at(coordinator, f"{PLAN}follow-up/").locator("main")).to_contain_text("Första besöken är gjorda.")

    begin_the_next_plan(coordinator)
    say_what_becomes_of_the_rows(coordinator)
    export_the_difference(coordinator, tmp_path)


# What each of them does


def bring(page: Page, title: str, why: str) -> None:
    open_at(page, "/provlan/needs/new/")
    page.get_by_label("Vad behöver ni?").fill(title)
    page.get_by_label("Varför?").fill(why)
    page.get_by_label("Tillsynskampanj").check()
    page.get_by_label("Inom ett år").check()
    press(page, "För fram behovet")
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator(".badge").first).to_have_text("Väntar på svar")


def stand_behind(page: Page) -> None:
    open_at(page, "/provlan/needs/")
    follow(page, NEED)
    page.get_by_label("Några ord").fill("Vi har sex tvättar.")
    press(page, "Vi också")
    expect(page.get_by_role("heading", name="2 organisationer står bakom")).to_be_visible()
    assert_accessible(page)


def merge(page: Page) -> None:
    open_at(page, "/provlan/needs/")
    follow(page, "Behov som verkar vara samma")
    assert_accessible(page)
    press(page, f"Behåll det här 1. {NEED}")
    expect_told(page, "Behovet är sammanslaget")


def begin_the_next_edition(page: Page) -> None:
    open_at(page, "/provlan/plan/2026-2028/1/")
    follow(page, "Börja på nästa utgåva eller plan")
    press(page, "Påbörja nästa utgåva")
    expect(page).to_have_url(re.compile(f"{PLAN}$"))


def open_a_round(page: Page) -> None:
    open_at(page, f"{PLAN}ranking/")
    follow(page, re.compile("^Öppna"))
    page.get_by_label("Rubrik").fill("Vad ska in i planen för 2027?")
    page.get_by_label("Kontroll av oljeavskiljare").check()
    page.get_by_label(NEED).check()
    press(page, "Öppna omgången")
    expect(page.get_by_role("heading", name="0 av 1 har lämnat in")).to_be_visible()


def judge(page: Page) -> None:
    """Alone: a level for each criterion, by the keyboard's figures."""
    open_at(page, f"{PLAN}ranking/")
    follow(page, "Vad ska in i planen för 2027?")
    follow(page, "Bedöm")
    assert_accessible(page)
    for title, levels in (("Kontroll av oljeavskiljare", "22214"), (NEED, "44332")):
        candidate = page.get_by_role("region", name=title)
        groups = candidate.get_by_role("group").filter(has=page.get_by_role("radio"))
        for group, level in zip(groups.all(), levels, strict=True):
            group.get_by_role("radio").first.focus()
            with page.expect_response("**/score/**"):  # every choice is saved
                page.keyboard.press(level)
            expect(group.get_by_role("radio").nth(int(level) - 1)).to_be_checked()
        candidate.get_by_role("button", name="Spara och gå vidare").click()
        expect_told(page, f"Sparat: ”{title}”")
    press(page, "Lämna in", exact=True)
    expect_told(page, "Dina bedömningar är inlämnade.")


def conclude(page: Page) -> None:
    open_at(page, f"{PLAN}ranking/")
    follow(page, "Vad ska in i planen för 2027?")
    follow(page, "Dela omgången")
    press(page, "Dela omgången")
    assert_accessible(page)
    follow(page, "Registrera ordningen")
    press(page, "Registrera ordningen")
    order = re.compile(f"Plats 1: {NEED}.*Plats 2: Kontroll av oljeavskiljare", re.S)
    expect(page.locator("main")).to_contain_text(order, use_inner_text=True)


def make_an_area(page: Page) -> None:
    open_at(page, "/provlan/needs/1/")
    follow(page, "Gör ett område av det")
    page.get_by_label("Några ord till dem").first.fill("Kampanj våren 2027.")
    press(page, "Gör ett område", exact=True)
    expect_told(page, f"Behovet blev området U4 {NEED}.")
    open_at(page, AREA)
    expect(page.locator("main")).to_contain_text("Plats 1 i ”Vad ska in i planen för 2027?”")
    follow(page, "Ändra Tid")
    page.get_by_label("Tid").fill("våren 2027")
    press(page, "Spara")
    follow(page, "Ändra Ansvariga grupper")
    page.get_by_label("Projektgruppen").check()
    press(page, "Spara")
    expect(page.locator("#field-bodies")).to_contain_text("Projektgruppen")


def ask_for_comments(page: Page) -> None:
    open_at(page, PLAN)
    follow(page, "Skicka ut på remiss")
    page.get_by_label("Synpunkter senast").fill((timezone.localdate() + timedelta(days=20)).isoformat())
    press(page, "Skicka ut på remiss")
    expect(page.locator(".page-header")).to_contain_text("På remiss")


def comment(page: Page) -> None:
    open_at(page, AREA)
    follow(page, "Lämna synpunkt")
    page.get_by_label("Din synpunkt").fill("Vi kan delta först i april.")
    page.get_by_label("Vems synpunkt är det?").select_option("Granby kommun")
    press(page, "Lämna synpunkt")
    expect_told(page, "Din synpunkt står vid raden.")
    assert_accessible(page)


def answer(page: Page) -> None:
    open_at(page, f"{PLAN}comments/")
    follow(page, "Svara")
    page.get_by_label("Tillgodoses delvis").check()
    page.get_by_label("I ord").fill("Kampanjen pågår till juni.")
    press(page, "Svara", exact=True)
    expect_told(page, "Synpunkten är besvarad.")
    assert_accessible(page)


def propose(page: Page) -> None:
    open_at(page, PLAN)
    follow(page, "Lägg fram för styrgruppen")
    press(page, "Lägg fram för styrgruppen")
    expect_told(page, "Förslaget väntar på styrgruppen.")


def decide(page: Page) -> None:
    open_at(page, PLAN)
    follow(page, "Registrera beslutet")
    page.get_by_label("Beslutsdag").fill(timezone.localdate().isoformat())
    press(page, "Registrera beslutet")
    expect_told(page, "Planen är beslutad.")
    expect(page.locator(".page-header")).to_contain_text("Beslutad")


def send_out(page: Page) -> None:
    open_at(page, PLAN)
    follow(page, "Skicka ut planen")
    assert_accessible(page)
    press(page, re.compile("^Skicka [0-9]+"))
    expect_told(page, "Planen är på väg")


def read(page: Page) -> None:
    open_at(page, PLAN)
    press(page, "Jag har läst planen")
    expect_told(page, "Tack")


def expect_read_by(page: Page, organisation: str, person: str) -> None:
    open_at(page, f"{PLAN}receipts/")
    row = page.get_by_role("row").filter(has_text=organisation)
    expect(row.get_by_role("cell").first).to_contain_text(person)
    assert_accessible(page)


def report(page: Page) -> None:
    """One who answers for the area says where it stands."""
    open_at(page, AREA)
    follow(page, "Rapportera läget")
    page.get_by_label("Enligt plan").check()
    page.get_by_label("Kommentar").fill("Första besöken är gjorda.")
    press(page, "Spara")
    expect(page.locator("main")).to_contain_text("Första besöken är gjorda.")


def begin_the_next_plan(page: Page) -> None:
    open_at(page, PLAN)
    follow(page, "Börja på nästa utgåva eller plan")
    press(page, "Börja på planen 2027–2029")
    expect(page).to_have_url(re.compile("/provlan/plan/2027-2029/1/"))


def say_what_becomes_of_the_rows(page: Page) -> None:
    open_at(page, f"{NEXT}carried/")
    assert_accessible(page)
    for group in page.locator(".carried").all():
        group.get_by_label("Fortsätter", exact=True).check()
    dropped = page.locator(".carried").filter(has_text=NEED)
    dropped.get_by_label("Avförs", exact=True).check()
    dropped.get_by_label("Skäl").fill("Kampanjen är klar 2027.")
    press(page, "Spara svaren")
    expect(page.locator("main")).to_contain_text("Alla rader har fått svar.")


def export_the_difference(page: Page, folder: Path) -> None:
    open_at(page, f"{NEXT}difference/2026-2028/2/")
    expect(page.locator("main")).to_contain_text(NEED)
    assert_accessible(page)
    with page.expect_download() as loading:
        follow(page, "Word")
    loading.value.save_as(folder / "difference.docx")
    body = docx.Document(str(folder / "difference.docx")).element.body
    told = "".join(body.itertext())
    assert NEED in told and "2027–2029" in told


# How it is done


def open_at(page: Page, address: str) -> Page:
    page.goto(address)
    return page


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    page.locator("main").get_by_role("link", name=name).first.click()


def press(page: Page, name: str | re.Pattern[str], *, exact: bool = False) -> None:
    page.locator("main").get_by_role("button", name=name, exact=exact).first.click()


def expect_told(page: Page, words: str) -> None:
    said: Locator = page.locator("main .notice, .toast").filter(has_text=words)
    expect(said.first).to_be_visible()
