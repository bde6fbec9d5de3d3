"""The outcome of a budget year: sorted, read in once, replaced by a newer export, explained."""

from datetime import date

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samsyn.kernel.errors import Conflict, Invalid
from samsyn.kernel.models import Event
from samsyn.plan import actions
from samsyn.plan.models import Outcome, OutcomeAmount
from samsyn.plan.queries.bookkeeping import preview
from samsyn.plan.queries.outcome import budget_lines, year_view
from samsyn.sie import books, read
from tests.plan.books import THROUGH, YEAR, followed, the_books, upload
from tests.plan.test_pages import text
from tests.sie.written import YEAR as VOUCHERS
from tests.sie.written import changed, sie


@pytest.fixture
def coordinator(persona):
    return persona("coordinator")


@pytest.fixture
def as_coordinator(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def year(county, decided, coordinator):
    return followed(county, coordinator)


def read_in(year, coordinator, content=None, through=THROUGH):
    found = content or the_books()
    return actions.import_outcome(year, by=coordinator, books=found, file_name="utfall.se", through=through)


def line(year, key):
    return next(line for line in year_view(year.collaboration, 2026).lines if line.key == key)


def test_what_is_ours_is_sorted_and_the_rest_is_not_kept(year, coordinator):
    read_in(year, coordinator)
    view = year_view(year.collaboration, 2026)
    assert {line.key: line.outcome for line in view.lines} == {"kommunerna": 900_000_00, "loner": 70_000_50}
    assert [(row.account, row.amount, row.name) for row in view.unmapped] == [("7110", 1_234_05, "Resor")]
    stored = OutcomeAmount.objects.values_list("account", "amount")
    assert sorted(stored) == [("3510", -900_000_00), ("5010", 70_000_50), ("7110", 1_234_05)]


def test_no_text_of_a_voucher_is_kept(year, coordinator):
    outcome = read_in(year, coordinator)
    stored = str(list(OutcomeAmount.objects.values())) + str(list(Outcome.objects.values()))
    assert "Åkeriet" not in stored and "Andelar" not in stored
    assert "Åkeriet" not in str(list(Event.objects.filter(subject_id=outcome.pk).values("changes")))


def test_the_same_file_twice_changes_nothing(year, coordinator):
    first = read_in(year, coordinator)
    assert read_in(year, coordinator) == first
    assert (Outcome.objects.count(), OutcomeAmount.objects.count()) == (1, 3)


def test_a_newer_export_takes_the_place_of_the_former(year, coordinator):
    first = read_in(year, coordinator)
    more = [*VOUCHERS, ("A", "4", "20260430", "Löner", [("5010", [("6", "P12")], 60_000_00), ("1930", [], -60_000_00)])]
    newer = the_books(more)
    shown = preview(
        newer,
        collaboration=year.collaboration,
        lines=budget_lines(year.collaboration, 2026),
        in_force=first,
    )
    assert [(c.label, c.before, c.after, c.difference) for c in shown.changes] == [
        ("Kommunala medel", 900_000_00, 900_000_00, 0),
        ("Löner", 70_000_50, 130_000_50, 60_000_00),
    ]
    second = read_in(year, coordinator, newer, date(2026, 4, 30))
    first.refresh_from_db()
    assert first.replaced_at and second.replaced_at is None
    assert line(year, "loner").outcome == 130_000_50
    assert first.amounts.count() == 3  # what was in force then can still be seen


@pytest.mark.parametrize(
    ("through", "words"), [(date(2025, 12, 31), "2026"), (date(2027, 1, 1), "2026"), (date(2026, 12, 31), "2026")]
)
def test_an_outcome_is_of_its_year_and_not_of_days_to_come(year, coordinator, through, words, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 11, 23))
    with pytest.raises(Invalid) as refused:
        read_in(year, coordinator, through=through)
    assert words in refused.value.message
    assert not Outcome.objects.exists()


def test_books_of_another_year_are_refused(year, coordinator):
    other = books(read(sie([], year="#RAR 0 20250101 20251231")).file)
    with pytest.raises(Invalid, match="2026"):
        read_in(year, coordinator, other)


def test_vouchers_of_another_year_are_refused_where_the_file_names_no_year(year, coordinator):
    earlier = [("A", "0", "20251230", "", [("5010", [("6", "P12")], 5), ("1930", [], -5)])]
    mixed = books(read(sie([*earlier, *VOUCHERS], stated=False, year="#RAR 0  ")).file)
    with pytest.raises(Invalid, match="2025"):
        read_in(year, coordinator, mixed)


def test_a_file_with_nothing_of_ours_is_refused(year, coordinator):
    actions.set_bookkeeping(year.collaboration.bookkeeping, by=coordinator, version=None, ours=[["6", "X"]])
    with pytest.raises(Invalid):
        read_in(year, coordinator)


def test_a_wrong_file_is_told_and_nothing_is_read_in(year, as_coordinator):
    wrong = changed(sie(), "} 70000.50", "} 70000.49")
    page = text(as_coordinator.post(reverse("books", args=YEAR), {"file": upload(wrong)}), status=422)
    assert "balanserar inte" in page and "Rad " in page
    assert not Outcome.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("utfall.xlsx", b"\xd0\xcf\x11\xe0 encrypted"),
        ("utfall.xlsx", b"PK\x03\x04 broken"),
        ("utfall.csv", b"\x00\x01"),
        ("utfall.se", b"PK\x05\x06 nothing"),
        ("utfall.exe", b"#FLAGGA 0"),
    ],
)
def test_what_is_no_bookkeeping_is_told(year, as_coordinator, name, content):
    text(as_coordinator.post(reverse("books", args=YEAR), {"file": upload(content, name)}), status=422)
    assert not Outcome.objects.exists()


def test_from_file_to_outcome_on_the_pages(county, decided, as_coordinator):
    shown = as_coordinator.post(reverse("books", args=YEAR), {"file": upload(sie())})
    assert shown.status_code == 302
    address = shown.url
    page = text(as_coordinator.get(address))
    assert "Miljösamverkan Provlän" in page and not Outcome.objects.exists()
    assert text(as_coordinator.post(address, {"through": "2026-03-31"}), status=422)  # nothing is ours yet
    as_coordinator.post(f"{address}ours/", {"ours": ["6 P12"]})
    token = address.rstrip("/").rpartition("/")[2]
    chosen = {"token": token, "account_3510": "income:kommunerna", "account_5010": "cost:loner", "account_7110": ""}
    as_coordinator.post(reverse("accounts-map", args=YEAR), chosen)
    page = text(as_coordinator.get(address))
    assert "70\u00a0000,50\u00a0kr" in page and "7110" in page
    done = as_coordinator.post(address, {"through": "2026-03-31"})
    assert done.url == reverse("budget-year", args=YEAR)
    page = text(as_coordinator.get(done.url))
    assert "70\u00a0000,50\u00a0kr" in page and "1\u00a0234,05\u00a0kr" in page
    assert as_coordinator.get(address).status_code == 302  # the file waits no more


def test_a_waiting_file_is_its_owners_alone(county, decided, as_coordinator, client, persona):
    address = as_coordinator.post(reverse("books", args=YEAR), {"file": upload(sie())}).url
    client.force_login(persona("chair"))
    assert client.get(address).status_code == 403


def test_an_outcome_from_a_table(year, as_coordinator, coordinator):
    table = "Budgetrad;Utfall\nKommunala medel;450 000\nLöner;70 000,50\nHittepå;5\n".encode()
    address = as_coordinator.post(reverse("books", args=YEAR), {"file": upload(table, "utfall.csv")}).url
    page = text(as_coordinator.get(address))
    assert "Hittepå" in page
    as_coordinator.post(address, {"through": "2026-06-30"})
    assert line(year, "kommunerna").outcome == 450_000_00
    assert line(year, "loner").outcome == 70_000_50
    assert [row.account for row in year_view(year.collaboration, 2026).unmapped] == ["Hittepå"]


def test_forecasts_are_kept_beside_each_other(year, coordinator, as_coordinator):
    address = reverse("line-forecast", args=[*YEAR, "cost", "loner"])
    for amount, day, reason in [("860 000", "2026-02-01", "Vakans"), ("870 000,50", "2026-03-01", "Tillsatt")]:
        as_coordinator.post(address, {"amount": amount, "on": day, "reason": reason})
    found = line(year, "loner")
    assert (found.forecast, found.reason, found.deviation.amount) == (870_000_50, "Tillsatt", -10_000_00)
    page = text(as_coordinator.get(reverse("budget-line", args=[*YEAR, "cost", "loner"])))
    assert "Vakans" in page and "Tillsatt" in page
    text(as_coordinator.post(address, {"amount": "1", "on": "2026-03-01", "reason": ""}), status=422)
    text(as_coordinator.post(address, {"amount": "1", "on": "2999-03-01", "reason": "Nej"}), status=422)


def test_a_deviation_is_explained_by_its_forecast_while_the_year_runs(year, coordinator):
    actions.forecast(
        year, by=coordinator, side="cost", line="loner", amount=700_000_00, reason="Vakans", on=date(2026, 3, 1)
    )
    found = line(year, "loner")
    assert (found.beyond, found.why, found.unexplained) == (True, "Vakans", False)


def test_an_outcome_past_its_budget_asks_for_an_explanation(year, coordinator):
    over = [("A", "1", "20260301", "", [("5010", [("6", "P12")], 1_000_000_00), ("1930", [], -1_000_000_00)])]
    read_in(year, coordinator, the_books(over))
    assert line(year, "loner").unexplained
    actions.explain(year, by=coordinator, side="cost", line="loner", text="Retroaktiva löner.")
    found = line(year, "loner")
    assert (found.unexplained, found.why) == (False, "Retroaktiva löner.")
    bookkeeping = year.collaboration.bookkeeping
    actions.set_bookkeeping(bookkeeping, by=coordinator, version=None, limit_percent=50)
    assert not line(year, "loner").beyond


def test_a_closed_year_takes_no_more(year, coordinator):
    year.closingaccounts_set.create(opening_balance=0, closing_balance=0, statement={"budget_opening": 0, "lines": []})
    for attempt in (
        lambda: read_in(year, coordinator),
        lambda: actions.forecast(year, by=coordinator, side="cost", line="loner", amount=1, reason="x"),
        lambda: actions.explain(year, by=coordinator, side="cost", line="loner", text="x"),
    ):
        with pytest.raises(Conflict):
            attempt()


ore = st.integers(-(10**11), 10**11)
booked = st.lists(
    st.tuples(st.sampled_from(["3510", "5010", "7110"]), st.sampled_from(["P12", "P99"]), ore), max_size=8
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=booked)
def test_lines_and_what_has_no_line_are_all_that_is_ours(year, coordinator, rows):
    vouchers = [
        ("A", str(n), "20260301", "", [(account, [("6", project)], amount), ("1930", [], -amount)])
        for n, (account, project, amount) in enumerate(rows)
    ]
    found = the_books(vouchers) if not _turned(rows) else None
    ours = sum(amount for _account, project, amount in rows if project == "P12")
    if found is None:
        return
    shown = preview(found, collaboration=year.collaboration, lines=[], in_force=None)
    everything = sum(amount for _account, _project, amount in rows)
    assert shown.shared.total == everything == found.total - found.balance_sheet
    assert shown.shared.outside == everything - ours


def _turned(rows):
    income = sum(amount for account, _p, amount in rows if account == "3510")
    costs = sum(amount for account, _p, amount in rows if account != "3510")
    return income > 0 and costs < 0


def test_the_same_file_again_says_so_and_keeps_the_day(year, coordinator, as_coordinator):
    read_in(year, coordinator)
    address = as_coordinator.post(reverse("books", args=YEAR), {"file": upload(sie())}).url
    page = text(as_coordinator.get(address))
    assert "Samma summor" in page and 'value="2026-03-31"' in page
    as_coordinator.post(address, {"through": "2026-03-31"})
    assert Outcome.objects.count() == 1


def test_what_has_been_done_to_the_year_is_told(year, coordinator, as_coordinator):
    read_in(year, coordinator)
    actions.forecast(year, by=coordinator, side="cost", line="loner", amount=1, reason="x", on=date(2026, 3, 1))
    page = text(as_coordinator.get(reverse("budget-year", args=YEAR)))
    assert "skrev en prognos för" in page and "läste in utfallet ur" in page


def test_the_page_makes_as_many_queries_with_one_posting_as_with_many(
    year, coordinator, as_coordinator, django_assert_num_queries
):
    address = reverse("budget-year", args=YEAR)
    one = [("A", "1", "20260301", "", [("5010", [("6", "P12")], 1_00), ("1930", [], -1_00)])]
    read_in(year, coordinator, the_books(one))
    as_coordinator.get(address)
    with django_assert_num_queries(19):
        as_coordinator.get(address)
    for month, account in ((3, "5010"), (4, "5011"), (5, "5012")):
        one.append(("A", f"{month}", f"2026{month:02}28", "", [(account, [("6", "P12")], 5), ("1930", [], -5)]))
        actions.forecast(
            year, by=coordinator, side="cost", line="loner", amount=month, reason="x", on=date(2026, month, 1)
        )
    read_in(year, coordinator, the_books(one), date(2026, 5, 31))
    with django_assert_num_queries(19):
        as_coordinator.get(address)
