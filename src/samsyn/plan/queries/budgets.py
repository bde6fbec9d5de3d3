"""Budgets as their pages show them: lines, totals, the ways to read clashing figures, the municipal shares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from samsyn.people.enums import OrganisationKind
from samsyn.people.models import Organisation
from samsyn.plan.enums import IncomeKind, ShareKey, Side
from samsyn.plan.models import Budget, BudgetLine, Edition
from samsyn.plandoc import budget as arithmetic
from samsyn.plandoc import distribution
from samsyn.plandoc import model as doc


@dataclass(frozen=True, slots=True)
class BudgetView:
    row: Budget
    income: list[BudgetLine]
    costs: list[BudgetLine]
    archived: list[BudgetLine]
    totals: arithmetic.Totals
    readings: tuple[arithmetic.BudgetReading, ...]


@dataclass(frozen=True, slots=True)
class Share:
    organisation: Organisation
    amount: int  # öre


def budgets_of(edition: Edition, document: doc.Plan, year: int) -> list[BudgetView]:
    """The year's budget versions, the decided one first."""
    rows = list(edition.budget_set.filter(year=year, archived_at=None))
    lines = list(BudgetLine.objects.filter(budget__in=rows))
    views = []
    for row in rows:
        row.edition = edition
        own = [line for line in lines if line.budget_id == row.pk]
        for line in own:
            line.budget = row
        standing = [line for line in own if line.archived_at is None]
        said = next(b for b in document.budgets if (b.year, b.version) == (row.year, row.version_kind))
        views.append(
            BudgetView(
                row=row,
                income=[line for line in standing if line.side == Side.INCOME],
                costs=[line for line in standing if line.side == Side.COST],
                archived=[line for line in own if line.archived_at],
                totals=arithmetic.totals(said),
                readings=arithmetic.readings(said),
            )
        )
    return views


def municipal_share(view: BudgetView) -> int:
    """What the municipalities pay together, in öre."""
    return _municipal(view.income)


def _municipal(lines: Iterable[BudgetLine]) -> int:
    return sum(line.amount or 0 for line in lines if line.kind == IncomeKind.MUNICIPAL)


def payers(edition: Edition) -> list[Organisation]:
    """The collaboration's municipalities, in the order of their codes."""
    found = Organisation.objects.filter(collaboration=edition.plan.collaboration, kind=OrganisationKind.MUNICIPALITY)
    return list(found)


def shares(view: BudgetView, municipalities: list[Organisation]) -> list[Share]:
    """Each municipality's share by the budget's key, exact to the krona. Raises DistributionError if it cannot be."""
    return _shared(view.row, municipal_share(view), municipalities)


def share_amounts(budget: Budget, municipalities: list[Organisation]) -> list[Share]:
    """The same for a budget by itself."""
    return _shared(budget, _municipal(budget.lines.filter(archived_at=None)), municipalities)


def _shared(budget: Budget, total: int, municipalities: list[Organisation]) -> list[Share]:
    own = {slug: Decimal(percent).scaleb(-2) for slug, percent in budget.own_shares}
    owned = budget.share_key == ShareKey.OWN
    members = [
        distribution.Member(m.slug, m.inhabitants, own.get(m.slug, Decimal(0)) if owned else None)
        for m in municipalities
    ]
    key = doc.ShareKey(budget.share_key)
    found = distribution.distribute(total, key, members, equal_percent=budget.share_equal_percent)
    return [Share(m, found[m.slug]) for m in municipalities]
