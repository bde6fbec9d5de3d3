"""How the bookkeeping is read: what is ours, and the rules that say which budget line an account is."""

from datetime import date

import pytest
from django.urls import reverse

from samsyn.kernel.errors import Conflict
from samsyn.kernel.models import Event
from samsyn.plan import actions
from samsyn.plan.queries.outcome import year_view
from tests.plan.books import THROUGH, YEAR, followed, the_books
from tests.plan.test_pages import text


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


def test_a_new_rule_sorts_what_is_read_in_already(year, coordinator, as_coordinator):
    read_in(year, coordinator)
    as_coordinator.post(reverse("accounts-map", args=YEAR), {"account_7110": "cost:loner"})
    view = year_view(year.collaboration, 2026)
    assert view.unmapped == []
    assert line(year, "loner").outcome == 71_234_55
    assert Event.objects.filter(verb="plan.add_account_rule").count() == 3


def test_an_older_form_does_not_overwrite_a_rule(year, coordinator, as_coordinator):
    rule = year.collaboration.bookkeeping.rules.get(line="loner")
    actions.revise_account_rule(rule, by=coordinator, version=1, last_account=5599)
    address = reverse("rule-edit", args=["provlan", rule.pk])
    mine = {"version": 1, "first_account": 5000, "last_account": 5099, "carries": "", "line": "cost:loner"}
    page = text(as_coordinator.post(address, mine), status=422)
    assert "5000–5599" in page and "5099" in page
    rule.refresh_from_db()
    assert rule.last_account == 5599
    assert as_coordinator.post(address, mine | {"version": 2}).status_code == 302  # both seen, and settled
    rule.refresh_from_db()
    assert rule.last_account == 5099


def test_an_older_form_does_not_overwrite_the_settings(year, coordinator, as_coordinator):
    settings = year.collaboration.bookkeeping
    version = settings.version
    actions.set_bookkeeping(settings, by=coordinator, version=None, limit_percent=15)
    mine = {"version": version, "ours": "6 P12, 1 4100", "limit_percent": 20, "limit_amount": "5 000,50"}
    address = reverse("bookkeeping-edit", args=["provlan"])
    page = text(as_coordinator.post(address, mine), status=422)
    assert "15 procent" in page and "5 000,50" in page
    as_coordinator.post(address, mine | {"version": version + 1})
    settings.refresh_from_db()
    assert (settings.limit_percent, settings.limit_amount) == (20, 5_000_50)
    assert settings.ours == [["1", "4100"], ["6", "P12"]]


@pytest.mark.parametrize("written", ["4410", "x 4410", "6"])
def test_what_is_ours_is_written_as_pairs(year, as_coordinator, written):
    given = {"version": 2, "ours": written, "limit_percent": 10, "limit_amount": "10 000"}
    text(as_coordinator.post(reverse("bookkeeping-edit", args=["provlan"]), given), status=422)


def test_rules_are_moved_taken_away_and_brought_back(year, coordinator, as_coordinator):
    rules = year.collaboration.bookkeeping.rules
    first, second = rules.all()
    as_coordinator.post(reverse("rule-move", args=["provlan", second.pk]))
    assert list(rules.all()) == [second, first]
    as_coordinator.post(reverse("rule-archive", args=["provlan", first.pk]))
    read_in(year, coordinator)
    assert [row.account for row in year_view(year.collaboration, 2026).unmapped] == ["3510", "7110"]
    as_coordinator.post(reverse("rule-restore", args=["provlan", first.pk]))
    assert [row.account for row in year_view(year.collaboration, 2026).unmapped] == ["7110"]
    with pytest.raises(Conflict):
        actions.restore_account_rule(first, by=coordinator)


@pytest.mark.parametrize(
    ("page", "queries"), [("bookkeeping", 12), ("budget-line", 25), ("budget-year-excel", 17), ("closing-word", 17)]
)
def test_every_list_makes_as_many_queries_with_three_rows_as_with_one(
    year, coordinator, as_coordinator, django_assert_num_queries, page, queries
):
    args = {"bookkeeping": ["provlan"], "budget-line": [*YEAR, "cost", "loner"]}.get(page, YEAR)

    def booked(*months):
        actions.add_account_rule(
            year.collaboration.bookkeeping, by=coordinator, first_account=7000 + len(months),
            last_account=7000 + len(months), side="cost", line="loner",
        )  # fmt: skip
        rows = [
            (
                "A",
                str(m),
                f"2026{m:02}01",
                "",
                [("5010", [("6", "P12")], m), ("7110", [("6", "P12")], m), ("1930", [], -2 * m)],
            )
            for m in months
        ]
        read_in(year, coordinator, the_books(rows), date(2026, max(months), 28))
        for month in months:
            actions.explain(year, by=coordinator, side="cost", line="loner", text=str(month))
            actions.forecast(year, by=coordinator, side="cost", line="loner", amount=month, reason="x")

    booked(1)
    as_coordinator.get(reverse(page, args=args))
    with django_assert_num_queries(queries):
        as_coordinator.get(reverse(page, args=args))
    booked(2, 3, 4)
    with django_assert_num_queries(queries):
        as_coordinator.get(reverse(page, args=args))
