"""What people do with a plan, in a real browser: edit it, alone and at the same time as somebody else, report,
acknowledge, place days, read a file in, decide, print."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from samsyn.kernel import journal
from samsyn.kernel.actions import SYSTEM
from samsyn.people.actions import seat
from samsyn.plan import actions
from samsyn.plan.models import Edition
from samsyn.plandoc import planfile
from tests.browser.conftest import assert_accessible
from tests.conftest import LONG_AGO, County, small_plan

pytestmark = pytest.mark.browser
PLAN = "/provlan/plan/2026-2028/1/"
AREA = f"{PLAN}areas/U1/"
AIM = "Mål med området"


@pytest.fixture
def as_coordinator(open_page: Callable[..., Page], draft: Edition, county: County) -> Page:
    return open_page(person=county.persona("coordinator"))


def aim(page: Page) -> Locator:
    """The field as it stands on the area's page."""
    return page.locator("#field-aim")


def change(page: Page, words: str) -> None:
    """Open the field in place, write, save."""
    page.get_by_role("link", name=f"Ändra {AIM}").click()
    page.get_by_label(AIM).fill(words)
    page.get_by_role("button", name="Spara").click()


def tab_to(page: Page, wanted: Locator) -> None:
    """Press the tabulator until that has focus, as somebody without a mouse does."""
    expect(wanted).to_be_visible()
    for _press in range(80):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("cannot be reached by the tabulator")


def test_a_field_is_changed_and_the_change_taken_back_by_keyboard_alone(as_coordinator: Page) -> None:
    page = as_coordinator
    page.goto(AREA)
    tab_to(page, page.get_by_role("link", name=f"Ändra {AIM}"))
    page.keyboard.press("Enter")
    expect(page.get_by_label(AIM)).to_be_focused()
    expect(page).to_have_url(re.compile(f"{AREA}$"))
    assert_accessible(page)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Badbart vatten.")
    tab_to(page, page.get_by_role("button", name="Spara"))
    page.keyboard.press("Enter")
    expect(aim(page)).to_contain_text("Badbart vatten.")
    expect(page.locator("#live")).to_contain_text("”U1 Dagvatten” är ändrad")
    assert_accessible(page)
    tab_to(page, page.get_by_role("button", name="Ångra"))
    page.keyboard.press("Enter")
    expect(aim(page)).to_contain_text("Renare vatten.")


def test_what_two_write_at_the_same_time_is_shown_to_the_second_and_nothing_is_lost(
    open_page: Callable[..., Page], draft: Edition, county: County
) -> None:
    other = county.persona("steering_member")
    seat(county.groups["styrgrupp"], by=SYSTEM, person=other, role="coordinator", starts=LONG_AGO)
    first, second = open_page(person=county.persona("coordinator")), open_page(person=other, width=390)
    for page in (first, second):
        page.goto(AREA)
        page.get_by_role("link", name=f"Ändra {AIM}").click()
    for page, words in ((first, "Badbart vatten."), (second, "Drickbart vatten.")):
        page.get_by_label(AIM).fill(words)
        page.get_by_role("button", name="Spara").click()
    expect(aim(first)).to_contain_text("Badbart vatten.")

    told = second.locator(".notice")
    expect(told).to_contain_text("Någon annan har ändrat")
    expect(told).to_contain_text("Badbart vatten.")
    expect(second.get_by_label(AIM)).to_have_value("Drickbart vatten.")
    assert draft.area_set.get(code="U1").aim == "Badbart vatten."
    assert_accessible(second)
    second.get_by_role("button", name="Spara").click()
    expect(aim(second)).to_contain_text("Drickbart vatten.")
    changes = [event.changes["aim"] for event in journal.history(draft.area_set.get(code="U1"), field="aim")]
    assert changes == [["Badbart vatten.", "Drickbart vatten."], ["Renare vatten.", "Badbart vatten."]]


def test_different_fields_of_a_row_do_not_disturb_each_other(
    open_page: Callable[..., Page], draft: Edition, county: County
) -> None:
    slow, quick = (open_page(person=county.persona("coordinator")) for _window in range(2))
    for page in (slow, quick):
        page.goto(AREA)
    slow.get_by_role("link", name="Ändra Mått").click()
    change(quick, "Badbart vatten.")
    expect(aim(quick)).to_contain_text("Badbart vatten.")
    slow.get_by_label("Mått").fill("Antal provtagna sjöar.")
    slow.get_by_role("button", name="Spara").click()
    expect(slow.locator("#field-indicator")).to_contain_text("Antal provtagna sjöar.")
    expect(aim(slow)).to_contain_text("Badbart vatten.")


def test_a_field_is_changed_without_javascript(open_page: Callable[..., Page], draft: Edition, county: County) -> None:
    page = open_page(person=county.persona("coordinator"), javascript=False)
    page.goto(AREA)
    page.get_by_role("link", name="Ändra Tid").click()
    expect(page.locator("h1")).to_have_text("Ändra U1 Dagvatten")
    page.get_by_label("Tid").fill("")
    page.get_by_label("Tid").press_sequentially("hösten 2027")
    page.get_by_role("button", name="Spara").click()
    expect(page.locator("#field-time")).to_contain_text("hösten 2027")
    page.get_by_role("button", name="Ångra").click()
    expect(page.locator("#field-time")).to_contain_text("sep 2026–maj 2027")


def test_where_an_area_stands_is_reported_by_who_answers_for_it(
    open_page: Callable[..., Page], decided: Edition, county: County
) -> None:
    page = open_page(person=county.persona("inspector"), width=390)
    page.goto(AREA)
    page.get_by_role("link", name="Rapportera läget").click()
    page.get_by_label("I riskzonen").check()
    page.get_by_role("button", name="Spara").click()
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.get_by_label("I riskzonen")).to_be_checked()
    assert_accessible(page)
    page.get_by_label("Kommentar").fill("Provtagningen är försenad.")
    page.get_by_role("button", name="Spara").click()
    expect(page.locator("section", has=page.locator("#h-progress"))).to_contain_text("Provtagningen är försenad.")
    page.goto(f"{PLAN}follow-up/")
    row = page.get_by_role("row").filter(has_text="Dagvatten")
    expect(row).to_contain_text("I riskzonen")
    assert_accessible(page)


def test_a_finding_is_acknowledged_and_the_acknowledgement_withdrawn(
    as_coordinator: Page, draft: Edition, county: County
) -> None:
    area = draft.area_set.get(code="U1")
    actions.revise(area, by=county.persona("coordinator"), version=1, time="hösten 2024")
    page = as_coordinator
    page.goto(f"{PLAN}findings/")
    title = "Perioden ligger utanför planens år"
    page.get_by_role("link", name=f"Kvittera {title}").click()
    page.get_by_role("button", name="Kvittera").click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert_accessible(page)
    page.get_by_label("Varför kan det få vara som det är?").fill("Avslutat förra året.")
    page.get_by_role("button", name="Kvittera").click()
    rests = page.locator("section", has=page.get_by_role("heading", name="Kvitterade påpekanden"))
    expect(rests).to_contain_text(title)
    expect(rests).to_contain_text("Avslutat förra året.")
    assert_accessible(page)
    rests.get_by_role("button", name=f"Ta tillbaka kvitteringen {title}").click()
    expect(rests).to_have_count(0)
    expect(page.get_by_role("link", name=f"Kvittera {title}")).to_be_visible()


def test_an_activity_gets_its_days_and_loses_one(as_coordinator: Page, draft: Edition) -> None:
    page = as_coordinator
    page.goto(f"{PLAN}activities/N1/")
    page.get_by_role("link", name="Bestäm datum").click()
    page.get_by_role("link", name="2027", exact=True).click()
    for box in page.get_by_role("checkbox").all():
        box.uncheck()
    page.get_by_role("button", name="Spara datumen").click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert_accessible(page)
    proposed = page.get_by_role("checkbox").first
    proposed.check()
    day = date.fromisoformat(proposed.get_attribute("value") or "")
    page.get_by_label("Eller ett eget datum").fill("2027-09-16")
    page.get_by_role("button", name="Spara datumen").click()
    days = page.locator("section", has=page.locator("#h-days"))
    expect(days).to_contain_text(f"{day.day} ")
    expect(days).to_contain_text("16 september 2027")
    days.get_by_role("button", name="16 september 2027").click()
    expect(days).not_to_contain_text("16 september 2027")
    placed = {placement.on for placement in draft.plan.placements.filter(on__year=2027)}
    assert placed == {day}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"titel: [", "Rad 2, tecken 1:"),
        (b"PK\x03\x04 a renamed Word document", "YAML"),
        (planfile.write(small_plan(key="2029-2031")).replace("2026", "2o26").encode(), "Rad 7, tecken 13:"),
    ],
    ids=["broken", "renamed", "no year"],
)
def test_a_bad_plan_file_is_told_and_leaves_nothing(
    as_coordinator: Page, tmp_path: Path, content: bytes, told: str
) -> None:
    page, file = as_coordinator, tmp_path / "plan.yaml"
    file.write_bytes(content)
    page.goto("/provlan/plan/import/")
    page.get_by_label("Plan", exact=True).set_input_files(file)
    page.get_by_role("button", name="Läs in").click()
    expect(page.get_by_text("Inget har ändrats")).to_be_visible()
    expect(page.locator(".notice-error")).to_contain_text(told)
    assert_accessible(page)
    assert Edition.objects.count() == 1


def test_a_good_plan_file_is_read_in(as_coordinator: Page, tmp_path: Path) -> None:
    page, file = as_coordinator, tmp_path / "plan.yaml"
    plan = small_plan(key="2029-2031", title="Verksamhetsplan 2029–2031", first_year=2029, last_year=2031, budgets=())
    file.write_text(planfile.write(plan), encoding="utf-8")
    page.goto("/provlan/plan/import/")
    page.get_by_label("Plan", exact=True).set_input_files(file)
    page.get_by_role("button", name="Läs in").click()
    expect(page.locator("h1")).to_have_text("Verksamhetsplan 2029–2031")
    expect(page.get_by_text("Planen är inläst.").first).to_be_visible()


def test_the_plan_is_proposed_and_the_chair_decides_it(
    open_page: Callable[..., Page], as_coordinator: Page, county: County
) -> None:
    page = as_coordinator
    page.goto(PLAN)
    page.get_by_role("link", name="Lägg fram utan remiss").click()
    assert_accessible(page)
    page.locator("main form button").click()
    chair = open_page(person=county.persona("chair"), width=390)
    chair.goto(PLAN)
    chair.get_by_role("link", name="Registrera beslutet").click()
    assert_accessible(chair)
    chair.get_by_label("Beslutsdag").fill(timezone.localdate().isoformat())
    chair.get_by_role("button", name="Registrera beslutet").click()
    expect(chair.locator(".page-header")).to_contain_text("Beslutad")
    assert_accessible(chair)
    page.goto(AREA)
    expect(page.get_by_role("link", name=f"Ändra {AIM}")).to_have_count(0)
    stranger = open_page()
    stranger.goto("/provlan/public/2026-2028/")
    expect(stranger.locator("h1")).to_have_text("Verksamhetsplan 2026–2028")


def test_paper_has_the_plan_and_no_controls(as_coordinator: Page) -> None:
    page = as_coordinator
    page.goto(AREA)
    controls = page.locator(".main-nav, .user-menu, .crumbs, .tabs, .record-edit, .button, .skip-link")
    assert controls.count() > 10
    page.emulate_media(media="print")
    assert [control.inner_text() for control in controls.all() if control.is_visible()] == []
    for part in (page.locator("h1"), aim(page), page.locator(".brand-name")):
        expect(part).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
