"""The plan's tables as a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from samsyn.docrender import Money, Sheet, Value, Workbook
from samsyn.plan.enums import ActivityKind, AreaKind, BudgetVersion
from samsyn.plan.models import Budget
from samsyn.plan.queries.budgets import Share
from samsyn.plan.queries.links import targets
from samsyn.plan.queries.progress import area_span
from samsyn.plandoc import budget as arithmetic
from samsyn.plandoc import model as doc
from samsyn.timewords import parse


def plan_workbook(plan: doc.Plan, *, language: str) -> Workbook:
    """Areas, activities, goals and one sheet for each budget."""
    budgets = tuple(budget_sheet(budget) for budget in plan.budgets)
    sheets = (area_sheet(plan), activity_sheet(plan), _goals(plan), *budgets)
    return Workbook(title=plan.title, sheets=sheets, language="en" if language == "en" else "sv")


def budget_sheet(budget: doc.Budget) -> Sheet:
    """A budget line by line; an amount that is not given stays an empty cell."""
    sums = arithmetic.totals(budget)
    income, cost = _("Income"), _("Cost")
    rows: list[tuple[Value, ...]] = [("", _("Opening balance"), _money(budget.opening_balance), "")]
    rows += [(income, line.label, _money(line.amount), line.note) for line in budget.income]
    rows += [("", _("Income in all"), Money(sums.income), "")]
    rows += [(cost, line.label, _money(line.amount), line.note) for line in budget.costs]
    rows += [
        ("", _("Costs in all"), Money(sums.costs), ""),
        ("", _("Result of the year"), Money(sums.result), ""),
        ("", _("Closing balance"), _money(sums.closing), ""),
    ]
    return Sheet(
        name=f"{BudgetVersion(budget.version).label} {budget.year}",
        header=(_("Side"), _("Line"), _("Amount"), _("Note")),
        rows=tuple(rows),
    )


def shares_workbook(budget: Budget, shares: Sequence[Share], *, language: str) -> Workbook:
    """What each municipality pays: the basis for invoices."""
    rows: list[tuple[Value, ...]] = [
        (share.organisation.code, share.organisation.name, share.organisation.inhabitants, Money(share.amount))
        for share in shares
    ]
    rows.append(("", _("In all"), None, Money(sum(share.amount for share in shares))))
    header = (_("Code"), _("Municipality"), _("Inhabitants"), _("Share"))
    sheet = Sheet(name=_("Shares %(year)s") % {"year": budget.year}, header=header, rows=tuple(rows))
    return Workbook(title=str(budget), sheets=(sheet,), language="en" if language == "en" else "sv")


def area_sheet(plan: doc.Plan) -> Sheet:
    rows = []
    for area in plan.every_area():
        span = area_span(plan, area)
        rows.append(
            (
                area.code, area.title, str(AreaKind(area.kind).label), area.what, area.aim, area.partners, area.time,
                span.starts if span else None, span.ends if span else None, area.follow_up, area.indicator,
                area.responsible, _names("goals", area.goals, plan), _names("global_goals", area.global_goals, plan),
                _names("focus_areas", area.focus_areas, plan), ", ".join(area.depends_on), area.waits_for,
            )
        )  # fmt: skip
    header = (
        _("Code"), _("Development area"), _("Kind"), _("What is to be done?"), _("Aim"), _("Partners"), _("Time"),
        _("First day"), _("Last day"), _("Follow-up"), _("Indicator"), _("Responsible"), _("Goals"),
        _("Global goals"), _("Focus areas"), _("Depends on"), _("Waits for"),
    )  # fmt: skip
    return Sheet(name=_("Development areas"), header=header, rows=tuple(rows))


def activity_sheet(plan: doc.Plan) -> Sheet:
    rows = []
    for activity in plan.activities:
        asked = parse(activity.time).per_year
        rows.append(
            (
                activity.code, activity.title, str(ActivityKind(activity.kind).label), activity.purpose,
                activity.partners, activity.time, asked[0] if asked else None, asked[1] if asked else None,
                ", ".join(day.isoformat() for day in activity.placed), activity.responsible,
                _names("goals", activity.goals, plan),
            )
        )  # fmt: skip
    header = (
        _("Code"), _("Group or network"), _("Kind"), _("Purpose"), _("Partners"), _("Time"), _("Fewest a year"),
        _("Most a year"), _("Placed days"), _("Responsible"), _("Goals"),
    )  # fmt: skip
    return Sheet(name=_("Networks and recurring"), header=header, rows=tuple(rows))


def _goals(plan: doc.Plan) -> Sheet:
    rows = tuple((goal.number, goal.title, goal.description) for goal in plan.goals)
    return Sheet(name=_("Goals"), header=(_("Number"), _("Goal"), _("Description")), rows=rows)


def _names(field: str, keys: tuple[object, ...], plan: doc.Plan) -> str:
    known = targets(field, plan) or {}
    return ", ".join(known.get(key, str(key)) for key in keys)


def _money(ore: int | None) -> Money | None:
    return None if ore is None else Money(ore)
