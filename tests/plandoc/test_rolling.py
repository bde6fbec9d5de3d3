"""The next plan period as it begins."""

from dataclasses import replace
from datetime import date

from samsyn.plandoc import model as doc
from samsyn.plandoc.rolling import next_period
from tests.conftest import small_plan


def activity(time: str, *placed: date) -> doc.Activity:
    return doc.Activity("N2", doc.ActivityKind.NETWORK, "Avlopp", time=time, placed=placed)


def test_years_key_title_and_decision():
    rolled = next_period(small_plan(decision=doc.Decision("styrgrupp", "september 2025")))
    assert (rolled.first_year, rolled.last_year, rolled.key) == (2027, 2029, "2027-2029")
    assert (rolled.title, rolled.decision) == ("Verksamhetsplan 2027–2029", None)
    yearly = next_period(small_plan(title="Plan 2026", key="2026", last_year=2026))
    assert (yearly.title, yearly.key) == ("Plan 2027", "2027")


def test_areas_keep_their_time_and_say_that_they_come_over():
    [campaign, programme] = next_period(small_plan()).areas
    assert (campaign.time, campaign.carried_over, campaign.code) == ("sep 2026–maj 2027", True, "U1")
    assert [(step.code, step.carried_over) for step in programme.steps] == [("U2", True), ("U3", False)]


def test_what_went_on_after_the_plan_may_end_within_the_next():
    area = replace(small_plan().areas[0], time="2027–2029", continues=True)
    long = replace(area, code="U9", time="2027–2030")
    rolled = next_period(small_plan(areas=(area, long)))
    assert [a.continues for a in rolled.areas] == [False, True]


def test_what_recurs_gets_the_next_years_time_and_keeps_the_days_that_are_left():
    days = (date(2026, 3, 3), date(2027, 3, 2))
    rolled = next_period(small_plan(activities=(activity("Våren 2026", *days), activity("Löpande"))))
    assert [(a.time, a.placed) for a in rolled.activities] == [("Våren 2027", days[1:]), ("Löpande", ())]


def test_the_budget_begins_as_the_last_one_without_its_balance():
    [begun] = next_period(small_plan()).budgets
    [last] = small_plan().budgets
    assert (begun.year, begun.opening_balance, begun.reported) == (2027, None, doc.Reported())
    assert (begun.income, begun.costs, begun.sharing) == (last.income, last.costs, last.sharing)


def test_the_revised_budget_is_the_last_one_and_one_that_is_there_stays():
    [decided] = small_plan().budgets
    revised = replace(decided, version=doc.BudgetVersion.REVISED, costs=())
    [begun] = next_period(small_plan(budgets=(decided, revised))).budgets
    assert (begun.version, begun.costs) == (doc.BudgetVersion.DECIDED, ())
    there = replace(decided, year=2027, opening_balance=1)
    assert next_period(small_plan(budgets=(decided, there))).budgets == (there,)
    assert next_period(small_plan(budgets=())).budgets == ()
