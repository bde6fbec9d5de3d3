"""Closing a budget year: what stands in its way, what it freezes, who approves it, and what the next year gets."""

import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from samsyn.kernel.actions import SYSTEM
from samsyn.kernel.errors import Conflict, NotAllowed
from samsyn.people import actions as people
from samsyn.plan import actions
from samsyn.plan.models import ClosingAccounts
from samsyn.plan.queries.closing import hindrances, next_steps, stages
from samsyn.plan.queries.outcome import year_view
from tests.conftest import LONG_AGO, small_plan
from tests.plan.books import WHOLE, YEAR, followed, the_books
from tests.plan.test_pages import text


@pytest.fixture
def coordinator(persona):
    return persona("coordinator")


@pytest.fixture
def year(county, decided, coordinator, monkeypatch):
    """2026 seen from January 2027, with all of it booked."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_when: date(2027, 1, 20))
    found = followed(county, coordinator)
    actions.import_outcome(
        found, by=coordinator, books=the_books(WHOLE), file_name="helar.se", through=date(2026, 12, 31)
    )
    return found


def test_result_and_balance_follow_from_the_outcome(year, coordinator):
    closing = actions.close_year(year, by=coordinator, note="Ett lugnt år.")
    assert (closing.opening_balance, closing.closing_balance) == (50_000_00, 54_999_50)
    assert [(line["key"], line["budget"], line["outcome"]) for line in closing.statement["lines"]] == [
        ("kommunerna", 900_000_00, 900_000_00),
        ("loner", 880_000_50, 895_000_50),
    ]


def test_a_closed_year_stays_as_it_was_closed(year, coordinator):
    actions.close_year(year, by=coordinator)
    before = year_view(year.collaboration, 2026).lines
    settings = year.collaboration.bookkeeping
    for rule in settings.rules.all():
        actions.archive_account_rule(rule, by=coordinator)
    view = year_view(year.collaboration, 2026)
    assert view.lines == before
    assert (view.booked.closing, view.unmapped) == (54_999_50, [])


@pytest.mark.parametrize("missing", ["outcome", "whole year", "line", "explanation"])
def test_what_stands_in_the_way_is_told(county, decided, coordinator, monkeypatch, missing):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_when: date(2027, 1, 20))
    year = followed(county, coordinator)
    through, more = date(2026, 12, 31), []
    if missing == "whole year":
        through = date(2026, 11, 30)
    if missing == "line":
        more = [("A", "9", "20260301", "", [("7110", [("6", "P12")], 1_00), ("1930", [], -1_00)])]
    if missing == "explanation":
        more = [("A", "9", "20260301", "", [("5010", [("6", "P12")], 200_000_00), ("1930", [], -200_000_00)])]
    if missing != "outcome":
        found = the_books([*WHOLE, *more])
        actions.import_outcome(year, by=coordinator, books=found, file_name="x.se", through=through)
    assert len(hindrances(year_view(county.collaboration, 2026))) == 1
    with pytest.raises(Conflict) as refused:
        actions.close_year(year, by=coordinator)
    assert refused.value.remedy
    assert not ClosingAccounts.objects.exists()


def test_the_chair_approves_and_then_nothing_is_taken_back(year, coordinator, persona):
    chair = persona("chair")
    closing = actions.close_year(year, by=coordinator)
    with pytest.raises(NotAllowed):
        actions.approve_closing(closing, by=coordinator)
    actions.reopen_year(closing, by=coordinator)
    assert year_view(year.collaboration, 2026).closing is None
    closing = actions.close_year(year, by=coordinator)
    approved = actions.approve_closing(closing, by=chair)
    assert approved.approved_by == chair
    with pytest.raises(NotAllowed):
        actions.reopen_year(closing, by=coordinator)
    with pytest.raises(Conflict):
        actions.reopen_year(closing, by=SYSTEM)


def test_whoever_closed_the_year_does_not_approve_it(county, year, coordinator, persona):
    people.seat(county.groups["styrgrupp"], by=SYSTEM, person=persona("coordinator"), role="chair", starts=LONG_AGO)
    closing = actions.close_year(year, by=persona("coordinator"))
    with pytest.raises(NotAllowed):
        actions.approve_closing(closing, by=persona("coordinator"))


def test_the_closing_balance_is_what_the_next_year_is_offered(county, year, coordinator, client):
    actions.close_year(year, by=coordinator)
    budget = small_plan().budgets[0]
    next_budget = type(budget)(
        2027, budget.version, 60_000_00, budget.income, budget.costs, budget.reported, sharing=budget.sharing
    )
    draft = actions.import_edition(
        county.collaboration, by=SYSTEM, document=small_plan(budgets=(budget, next_budget))
    )  # fmt: skip
    row = draft.budget_set.get(year=2027)
    client.force_login(coordinator)
    address = reverse("budget-revise", args=["provlan", "2026-2028", draft.number, row.pk])
    page = text(client.get(address))
    assert "54999,50" in page
    view = year_view(county.collaboration, 2027)
    assert (view.before.closing_balance, view.opening, view.budget_opening) == (54_999_50, 54_999_50, 60_000_00)
    assert "54\u00a0999,50\u00a0kr" in text(client.get(reverse("budget-year", args=["provlan", 2027])))


def test_closing_on_the_pages(year, coordinator, persona, client):
    client.force_login(coordinator)
    address = reverse("year-close", args=YEAR)
    assert "54\u00a0999,50\u00a0kr" in text(client.get(address))
    assert client.post(address, {"note": "Ett lugnt år."}).status_code == 302
    assert "Ett lugnt år." in text(client.get(address))
    client.force_login(persona("inspector"))
    assert client.post(reverse("year-approve", args=YEAR)).status_code == 403
    assert client.post(address, {"note": ""}).status_code == 403
    client.force_login(persona("chair"))
    assert client.post(reverse("year-approve", args=YEAR)).status_code == 302
    assert ClosingAccounts.objects.get().approved_at
    assert "Stina Styr" in text(client.get(address))


def test_the_documents_of_a_year(year, coordinator, persona, client):
    actions.close_year(year, by=coordinator, note="Ett lugnt år.")
    client.force_login(persona("inspector"))
    assert client.get(reverse("closing-word", args=YEAR)).content[:2] == b"PK"
    assert client.get(reverse("closing-pdf", args=YEAR)).content[:5] == b"%PDF-"
    sheet = load_workbook(io.BytesIO(client.get(reverse("budget-year-excel", args=YEAR)).content)).active
    amounts = {row[1].value: (row[2].value, row[3].value) for row in sheet.iter_rows()}
    assert amounts["Löner"] == (pytest.approx(880_000.50), pytest.approx(895_000.50))


def test_the_basis_for_invoices(county, year, coordinator, persona, client):
    granby = county.organisations["granby"]
    people.revise_organisation(
        granby, by=SYSTEM, version=None, organisation_number="212000-0001", invoice_reference="MILJÖ 12"
    )
    county.groups["kontaktpersoner"].memberships.update(represents=granby)
    client.force_login(coordinator)
    sheet = load_workbook(io.BytesIO(client.get(reverse("invoices-excel", args=YEAR)).content)).active
    rows = {row[1].value: [cell.value for cell in row] for row in sheet.iter_rows() if row[1].value}
    assert rows["Granby kommun"][0] == "212000-0001"
    assert rows["Granby kommun"][6:9] == ["MILJÖ 12", "Klara Kontakt", "contact_person@example.org"]
    assert (rows["Granby kommun"][5], rows["Björkås kommun"][5]) == (334_286, 565_714)
    assert rows["Björkås kommun"][0] == rows["Björkås kommun"][7] == "saknas"
    total = next(
        row for name, row in rows.items() if name not in ("Granby kommun", "Björkås kommun") and row[5] == 900_000
    )
    assert total[5] == rows["Granby kommun"][5] + rows["Björkås kommun"][5]


def test_what_is_next_follows_the_year(county, decided, coordinator):
    def asked(today):
        return [step.words for step in next_steps(year_view(county.collaboration, 2026), today=today)]

    def states():
        return [stage.state for stage in stages(year_view(county.collaboration, 2026))]

    assert states() == ["done", "done", "current", "", "", ""]
    assert len(asked(date(2025, 12, 1))) == 0
    assert len(asked(date(2026, 2, 1))) == 2  # revise, and read in
    year = followed(county, coordinator, travel=True)
    actions.import_outcome(
        year, by=coordinator, books=the_books(), file_name="q1.se", through=date(2026, 3, 31)
    )  # fmt: skip
    assert states() == ["done", "done", "", "", "done", "current"]
    assert len(asked(date(2026, 4, 1))) == 2  # revise, and a forecast
    assert len(asked(date(2026, 8, 1))) == 3  # a newer export


def test_a_budget_that_nobody_has_decided_is_a_proposal(county, draft, coordinator, client):
    view = year_view(county.collaboration, 2026)
    assert (view.decided, view.revised, [row.pk for row in view.proposals]) == (None, None, [draft.budget_set.get().pk])
    client.force_login(coordinator)
    page = text(client.get(reverse("budget", args=["provlan", "2026-2028", 1, 2026])))
    assert "Förslag till budget 2026" in page and "Beslutad budget 2026" not in page
    assert "Förslag till budget 2026" in text(client.get(reverse("budget-year", args=YEAR)))


def test_a_copy_of_what_is_decided_is_no_proposal(county, decided, draft, coordinator):
    assert year_view(county.collaboration, 2026).proposals == []
    line = draft.budget_set.get().lines.get(key="loner")
    actions.revise(line, by=coordinator, version=1, amount=1)
    view = year_view(county.collaboration, 2026)
    assert [row.edition for row in view.proposals] == [draft]
    assert view.budget.edition == decided
