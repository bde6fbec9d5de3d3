"""The next plan period as it begins: the last one, rolled a year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from samsyn.plandoc.model import Activity, Area, Budget, BudgetVersion, Plan, Reported
from samsyn.timewords import parse, roll


def next_period(plan: Plan) -> Plan:
    """The plan a year on. Areas keep their time; what recurs in a year that has passed then is moved to the next.

    The budget of the new first year begins as a copy of the last one, without the balance that nobody knows yet.
    Nothing in it is decided.
    """
    first, last = plan.first_year + 1, plan.last_year + 1
    return replace(
        plan,
        title=_rolled_title(plan, first, last),
        key=f"{first}-{last}" if last > first else f"{first}",
        first_year=first,
        last_year=last,
        decision=None,
        areas=tuple(_area(area, first, last) for area in plan.areas),
        activities=tuple(_activity(activity, first) for activity in plan.activities),
        budgets=_budgets(plan.budgets, first),
    )


def _rolled_title(plan: Plan, first: int, last: int) -> str:
    title = plan.title
    for dash in ("–", "-", "\N{EM DASH}"):
        title = title.replace(f"{plan.first_year}{dash}{plan.last_year}", f"{first}{dash}{last}")
    return title if title != plan.title or last > first else title.replace(str(plan.first_year), str(first))


def _area(area: Area, first: int, last: int) -> Area:
    """Whether it comes over from an earlier plan, and whether it goes on after this one, follows from its time."""
    span = parse(area.time).span
    steps = tuple(_area(step, first, last) for step in area.steps)
    if span is None:
        return replace(area, steps=steps)
    continues = area.continues and span.ends > date(last, 12, 31)
    return replace(area, steps=steps, carried_over=area.carried_over or span.starts.year < first, continues=continues)


def _activity(activity: Activity, first: int) -> Activity:
    placed = tuple(day for day in activity.placed if day.year >= first)
    return replace(activity, time=roll(activity.time, before=first), placed=placed)


def _budgets(budgets: tuple[Budget, ...], first: int) -> tuple[Budget, ...]:
    kept = tuple(budget for budget in budgets if budget.year >= first)
    if any(budget.year == first for budget in kept) or not budgets:
        return kept
    earlier = sorted(
        (budget for budget in budgets if budget.year < first),
        key=lambda budget: (budget.year, budget.version is BudgetVersion.REVISED),
    )
    if not earlier:
        return kept
    begun = replace(
        earlier[-1], year=first, version=BudgetVersion.DECIDED, opening_balance=None, reported=Reported(), note=""
    )
    return (begun, *kept)
