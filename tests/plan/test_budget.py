import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from samsyn.kernel.errors import Conflict, Invalid
from samsyn.plan import actions
from samsyn.plan.forms.amounts import KronorField
from samsyn.plan.queries.document import plan_document
from samsyn.plandoc import budget as arithmetic
from tests.plan.test_pages import ADDRESS, text


@pytest.fixture
def budget(draft):
    return draft.budget_set.get()


@pytest.fixture
def as_coordinator(client, persona):
    client.force_login(persona("coordinator"))
    return client


@pytest.mark.parametrize(
    ("written", "ore"),
    [
        ("1 726 090", 172_609_000),
        ("1\u00a0726\u00a0090 kr", 172_609_000),
        ("123,50", 12_350),
        ("123.5", 12_350),
        ("−620 000", -62_000_000),
        ("", None),
    ],
)
def test_amounts_are_read_as_people_write_them(written, ore):
    assert KronorField(required=False).clean(written) == ore


@pytest.mark.parametrize("written", ["mycket", "1,234", "1e5", "9" * 20, "12 kr 50"])
def test_what_is_no_amount_is_refused(written):
    with pytest.raises(Exception, match="kronor"):
        KronorField(required=False).clean(written)


def test_an_amount_is_changed_in_kronor(as_coordinator, budget):
    line = budget.lines.get(key="loner")
    address = reverse("row-edit", args=[*ADDRESS, "line", line.pk, "amount"])
    assert "880000,50" in text(as_coordinator.get(address))
    text(as_coordinator.post(address, {"amount": "-5", "version": 1}), status=422)
    as_coordinator.post(address, {"amount": "890 000", "version": 1})
    line.refresh_from_db()
    assert line.amount == 890_000_00
    sums = arithmetic.totals(plan_document(budget.edition).budgets[0])
    assert (sums.result, sums.closing) == (10_000_00, 60_000_00)


def test_the_page_shows_lines_and_balances(as_coordinator, budget):
    page = text(as_coordinator.get(reverse("budget", args=[*ADDRESS, 2026])))
    for amount in ("50\u00a0000\u00a0kr", "900\u00a0000\u00a0kr", "880\u00a0000,50\u00a0kr", "69\u00a0999,50\u00a0kr"):
        assert amount in page
    assert as_coordinator.get(reverse("budget", args=[*ADDRESS, 2030])).status_code == 404


def test_lines_are_added_and_taken_out(as_coordinator, budget):
    as_coordinator.post(
        reverse("line-add", args=[*ADDRESS, budget.pk]), {"label": "Resor", "kind": "cost:travel", "amount": "10 000"}
    )
    line = budget.lines.get(label="Resor")
    assert (line.side, line.kind, line.amount) == ("cost", "travel", 10_000_00)
    as_coordinator.post(reverse("row-archive", args=[*ADDRESS, "line", line.pk]))
    assert len(plan_document(budget.edition).budgets[0].costs) == 1


def test_the_database_has_no_place_for_an_opening_balance_among_the_income(budget, persona):
    with pytest.raises(Invalid):
        actions.add_budget_line(
            budget, by=persona("coordinator"), side="income", kind="opening_balance", label="IB 2026", amount=1
        )


def test_the_revised_budget_starts_from_the_real_balance(as_coordinator, budget, persona):
    as_coordinator.post(reverse("budget-revise", args=[*ADDRESS, budget.pk]), {"opening_balance": "61 234"})
    revised = budget.edition.budget_set.get(version_kind="revised")
    assert (revised.opening_balance, revised.lines.count(), revised.reported_surplus) == (61_234_00, 2, None)
    with pytest.raises(Conflict):
        actions.start_revised_budget(budget, by=persona("coordinator"), opening_balance=1)
    page = text(as_coordinator.get(reverse("budget", args=[*ADDRESS, 2026])))
    assert "61\u00a0234\u00a0kr" in page and "50\u00a0000\u00a0kr" in page


def shares(client, budget):
    content = client.get(reverse("shares-excel", args=[*ADDRESS, budget.pk])).content
    sheet = load_workbook(io.BytesIO(content)).active
    return {row[1].value: row[3].value for row in sheet.iter_rows() if row[1].value}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"share_key": "equal"}, (450_000, 450_000)),
        ({"share_key": "inhabitants"}, (257_143, 642_857)),
        ({"share_key": "mixed"}, (353_571, 546_429)),
        ({"share_key": "own", "own_granby": "10", "own_bjorkas": "90"}, (90_000, 810_000)),
    ],
)
def test_the_municipal_share_is_shared_by_the_chosen_key(as_coordinator, budget, given, expected):
    address = reverse("shares", args=[*ADDRESS, budget.pk])
    response = as_coordinator.post(address, {"version": 1, "share_equal_percent": 50} | given)
    assert response.status_code == 302, response.content.decode()
    found = shares(as_coordinator, budget)
    assert (found["Granby kommun"], found["Björkås kommun"]) == expected


def test_own_shares_make_a_hundred(as_coordinator, budget):
    given = {"version": 1, "share_equal_percent": 50, "share_key": "own", "own_granby": "10", "own_bjorkas": "80"}
    assert "100" in text(as_coordinator.post(reverse("shares", args=[*ADDRESS, budget.pk]), given), status=422)


def test_who_pays_what_is_not_for_everybody(client, decided, persona):
    budget = decided.budget_set.get()
    assert client.get(reverse("shares", args=[*ADDRESS, budget.pk])).status_code == 404
    client.force_login(persona("inspector"))
    assert "334\u00a0286\u00a0kr" in text(client.get(reverse("shares", args=[*ADDRESS, budget.pk])))
